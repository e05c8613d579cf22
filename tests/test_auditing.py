"""A run over many documents gives one report, whoever audits them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.settings.sample import NOTICE
from zhenggai import auditing, pipeline
from zhenggai.auditing import audit_many
from zhenggai.batch import parts
from zhenggai.cache import Cache
from zhenggai.errors import RuleErrors
from zhenggai.model import Document, Facts
from zhenggai.options import Options


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notices, one of which is governed by a configuration with a waiver, and two that cannot be audited."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(auditing, "WORTH_A_PROCESS", 1)
    Path("甲").mkdir()
    Path("甲/zhenggai.yaml").write_text(
        "exclude: [issue-deadline]\n"
        "waivers:\n- {rule: issue-owner, subject: 1, document: 1.txt, reason: 已核实, until: 2099-06-30}\n",
        encoding="utf-8",
    )
    paths = ["b.txt", "甲/1.txt", "a.txt", "要点.txt"]
    for number, path in enumerate(paths[:-1]):
        Path(path).write_text(NOTICE.replace("12次", f"{number + 20}次"), encoding="utf-8")
    Path(paths[-1]).write_text("在会上的讲话\n同志们:\n今天的会议很重要。\n", encoding="utf-8")
    return [*paths, "gone.txt"]


def test_any_number_of_processes_gives_the_same_report(
    documents: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = pipeline.audit_paths(documents)
    assert [each.status for each in expected.inputs] == ["audited"] * 3 + ["skipped", "failed"]
    assert expected.summary.waived == 1
    assert audit_many(documents, Options(), jobs=1) == expected
    (tmp_path / "cache").mkdir()
    cache = Cache(tmp_path / "cache")
    monkeypatch.setattr(pipeline, "audit_part", None)  # this process audits nothing
    assert audit_many(documents, Options(), jobs=2, cache=cache) == expected
    monkeypatch.setattr(parts, "parts_of", None)  # nor do others
    assert audit_many(documents[:-1], Options(), jobs=2, cache=cache).inputs == expected.inputs[:-1]


def test_standard_input_and_broken_rules_are_seen_to_here(
    documents: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTICE.encode())))
    report = audit_many([documents[0], "-", documents[2]], Options(), jobs=2)
    assert [each.source for each in report.inputs] == ["b.txt", "<stdin>", "a.txt"]
    assert {each.status for each in report.inputs} == {"audited"}
    Path("甲/zhenggai.yaml").write_text("exclude: [issue-ovner]", encoding="utf-8")
    with pytest.raises(RuleErrors, match=r"甲/zhenggai\.yaml:1"):
        audit_many(documents, Options(), jobs=2)


def test_processes_are_started_only_where_they_are_worth_it(
    documents: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    def counted(paths: list[str], options: Options, workers: int) -> object:
        started.append(workers)
        return iter([pipeline.audit_part(path, options) for path in paths])

    monkeypatch.setattr(parts, "parts_of", counted)
    for worth, jobs in ((1, 1), (1, 2), (1, 99), (2, 99), (3, 99)):
        monkeypatch.setattr(auditing, "WORTH_A_PROCESS", worth)
        audit_many(documents, Options(), jobs=jobs)
    assert started == [2, 5, 2]


def test_a_document_that_ends_its_worker_is_told_as_failed() -> None:
    line = parts._lost(Options(), "a.txt", "进程崩溃")
    (item,) = parts._part("a.txt", line, Options()).report.inputs
    assert (item.source, item.status, item.reason) == ("a.txt", "failed", "进程崩溃")


def test_a_fault_of_ours_in_one_document_does_not_cost_the_others(
    documents: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = pipeline.extract_facts

    def faulty(document: Document, *arguments: object, **options: object) -> Facts:
        if document.source == "a.txt":
            raise KeyError("机密内容")
        return usual(document, *arguments, **options)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(pipeline, "extract_facts", faulty)
    report = audit_many(documents[:3], Options(), jobs=1)
    assert [each.status for each in report.inputs] == ["audited", "audited", "failed"]
    reason = report.inputs[2].reason
    assert reason and "KeyError, test_auditing.py:" in reason and "机密" not in reason
    monkeypatch.setenv("ZHENGGAI_DEBUG", "1")
    with pytest.raises(KeyError):
        audit_many(documents[:3], Options(), jobs=1)
