"""Keys of the cache: whatever decides a report has it audited anew, and nothing else does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cache.runs import Run
from tests.settings.sample import NOTICE
from zhenggai import cache_keys

PACK = "name: mine\nversion: '1'\ntitle: {zh: 我的, en: Mine}\n"
RULE = """\
id: measure-long
title: {zh: 措施够长, en: Measures are long}
for: measure
require: {text: {matches: "LENGTH"}}
severity: error
message: {zh: 太短, en: short}
hint: {zh: 写长, en: longer}
why: {zh: 因为, en: because}
basis: []
since: "1.0"
"""


def test_whatever_decides_the_report_is_audited_anew(run: Run, audited: list[str]) -> None:
    run()
    run()
    assert len(audited) == 1
    for options in ({"language": "en"}, {"all_verdicts": True}, {"engine": "plain"}):
        run(**options)
        run(**options)
    assert len(audited) == 4
    Path("通报.txt").write_text(NOTICE.replace("12次", "13次"), encoding="utf-8")
    assert "13次" in run().documents[0].document.text
    os.rename("通报.txt", "改名.txt")
    assert run("改名.txt").inputs[0].source == "改名.txt"
    assert len(audited) == 6
    os.utime("改名.txt", (0, 0))
    run("改名.txt")
    assert len(audited) == 6


def test_a_changed_configuration_is_seen(run: Run, audited: list[str]) -> None:
    def configured(text: str) -> list[str]:
        Path("zhenggai.yaml").write_text(text, encoding="utf-8")
        return [result.rule for result in run().results]

    assert "issue-owner" in configured("exclude: []")
    assert "issue-owner" not in configured("exclude: [issue-owner]")
    assert "issue-owner" not in configured("exclude: [issue-owner]")
    assert len(audited) == 2
    assert "issue-owner" in [result.rule for result in run(use_config=False).results]
    assert "issue-owner" in configured("paths: [{glob: '*.md', exclude: [issue-owner]}]")


def test_a_changed_rule_of_the_user_is_seen(run: Run, audited: list[str]) -> None:
    base, pack = Path("base"), Path("mine")
    for folder, extends in ((base, ""), (pack, "extends: [../base]\n")):
        folder.mkdir()
        (folder / "pack.yaml").write_text(PACK.replace("mine", folder.name) + extends, encoding="utf-8")

    def gaps(length: str) -> int:
        (base / "measure-long.yaml").write_text(RULE.replace("LENGTH", length), encoding="utf-8")
        return len(run(packs=("mine",)).results)

    assert gaps("^.{1}") == gaps("^.{1}") == 0
    assert len(audited) == 1
    assert gaps("^.{900}") == 4
    assert len(audited) == 2


def test_another_program_is_another_key(
    run: Run, audited: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    monkeypatch.setattr(cache_keys, "__version__", "99")
    run()
    monkeypatch.setattr(cache_keys, "_libraries", lambda: iter(["jieba-99"]))
    run()
    monkeypatch.setattr(cache_keys, "_code", lambda: iter([("pipeline.py", 1, 1)]))
    run()
    run()
    assert len(audited) == 4


def test_the_program_in_a_checkout_is_told_by_its_files() -> None:
    assert "pipeline.py" in [name for name, _, _ in cache_keys._code()]
    assert any(name.startswith("jieba-") for name in cache_keys._libraries())


def test_waivers_are_judged_on_the_day_of_each_run(run: Run, audited: list[str]) -> None:
    import datetime

    Path("zhenggai.yaml").write_text(
        "waivers:\n- {rule: issue-owner, subject: 1, document: 通报.txt, reason: 已核实, until: 2025-06-30}\n",
        encoding="utf-8",
    )
    waived = [run(on=datetime.date(2025, month, 1)).summary.waived for month in (6, 7, 6)]
    assert waived == [1, 0, 1]
    assert len(audited) == 1


def test_broken_rules_are_told_each_time(run: Run) -> None:
    from zhenggai.errors import RuleErrors

    run()
    Path("zhenggai.yaml").write_text("exclude: [issue-ovner]", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleErrors, match="issue-ovner"):
            run()
