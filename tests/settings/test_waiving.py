"""Waivers: what they accept, until when, and that a wrong one hides nothing."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from zhenggai.errors import RuleErrors
from zhenggai.model import GapReport, Result
from zhenggai.pipeline import Options, audit, audit_paths

from .conftest import Project
from .sample import NOTICE

DAY = datetime.date(2026, 6, 30)
OPTIONS = Options(on=DAY)


def waiver(**changes: object) -> str:
    """One waiver in force, for the missing owner of issue 1, with changes."""
    entry: dict[str, object] = {
        "rule": "issue-owner",
        "subject": 1,
        "document": "通报.txt",
        "reason": "已报备",
        "until": "2026-06-30",
        **changes,
    }
    return "".join(f"{'-' if key == 'rule' else ' '} {key}: {value}\n" for key, value in entry.items())


def audited(project: Project, *waivers: str, options: Options = OPTIONS) -> GapReport:
    project({"zhenggai.yaml": "waivers: waivers.yaml\n", "waivers.yaml": "".join(waivers)})
    return audit("通报.txt", options)


def accepted(report: GapReport) -> list[tuple[str, str]]:
    return [(gap.rule, gap.issue or "notice") for gap in report.results if gap.waiver]


def gaps(report: GapReport) -> list[Result]:
    return [result for result in report.results if result.verdict == "gap"]


def states(report: GapReport) -> list[str]:
    return [note.state for note in report.waivers]


def test_a_waived_gap_stays_and_does_not_count(project: Project) -> None:
    whole = audited(project)
    report = audited(project, waiver())
    assert accepted(report) == [("issue-owner", "issue-1")]
    assert [gap.fingerprint for gap in gaps(report)] == [gap.fingerprint for gap in gaps(whole)]
    assert next(gap.waiver for gap in report.results if gap.waiver) == {
        "reason": "已报备",
        "until": "2026-06-30",
        "source": "waivers.yaml",
        "line": 1,
    }
    assert report.summary.waived == 1 and report.summary.error == whole.summary.error - 1
    assert report.summary.warning == whole.summary.warning
    assert report.matrix == whole.matrix
    assert report.waivers == () and report.date == "2026-06-30"


@pytest.mark.parametrize(
    ("day", "in_force"),
    [((2026, 6, 29), True), ((2026, 6, 30), True), ((2026, 7, 1), False), ((2030, 1, 1), False)],
)
def test_the_last_day_is_inclusive(project: Project, day: tuple[int, int, int], in_force: bool) -> None:
    report = audited(project, waiver(), options=Options(on=datetime.date(*day)))
    assert bool(accepted(report)) is in_force
    assert states(report) == ([] if in_force else ["expired"])
    assert report.summary.waived == int(in_force)


@pytest.mark.parametrize(
    "until", ["2026-02-30", "2027-2-3", "2027", "明年", "20270101", "2027-W01-1", "'2027-01-01 '", "3"]
)
def test_a_malformed_day_is_told_and_hides_nothing(project: Project, until: str) -> None:
    report = audited(project, waiver(until=until))
    assert accepted(report) == [] and states(report) == ["malformed"]
    assert until.strip("'") in report.waivers[0].message


@pytest.mark.parametrize(
    "subject",
    [
        1,
        "'1'",
        "关于制度不健全的问题",
        "'关于制度不健全 的问题。'",
    ],
)
def test_subjects_that_mean_issue_1(project: Project, subject: object) -> None:
    assert accepted(audited(project, waiver(subject=subject))) == [("issue-owner", "issue-1")]


@pytest.mark.parametrize("subject", [2, 99, "关于制度", "notice", "问题", "0" * 32])
def test_subjects_that_mean_no_gap_of_the_rule(project: Project, subject: object) -> None:
    report = audited(project, waiver(subject=subject))
    assert accepted(report) == [] and states(report) == ["unmatched"]


def test_a_fingerprint(project: Project) -> None:
    first, *others = [gap for gap in gaps(audited(project)) if gap.rule == "measure-owner"]
    assert others
    for length in (12, 32):
        report = audited(project, waiver(rule="measure-owner", subject=f"'{first.fingerprint[:length]}'"))
        assert [gap.fingerprint for gap in report.results if gap.waiver] == [first.fingerprint]
    assert accepted(audited(project, waiver(rule="measure-owner", subject=first.fingerprint[:11]))) == []


def test_an_issue_stands_for_its_measures(project: Project) -> None:
    report = audited(project, waiver(rule="measure-owner", subject=2))
    assert set(accepted(report)) == {("measure-owner", "issue-2")}


def test_the_notice_as_a_whole(project: Project) -> None:
    report = audited(project, waiver(rule="notice-three-lists", subject="notice"))
    assert accepted(report) == [("notice-three-lists", "notice")]


@pytest.mark.parametrize("document", ["'*.txt'", "./通报.txt", "'**/通报.txt'"])
def test_documents_by_pattern(project: Project, document: str) -> None:
    assert len(accepted(audited(project, waiver(document=document)))) == 1


def test_waivers_for_other_documents_are_told_apart(project: Project) -> None:
    report = audited(project, waiver(document="别的.txt"), waiver(document="别的.txt", until="2020-01-01"))
    assert accepted(report) == [] and states(report) == ["elsewhere", "expired"]


def test_a_rule_that_did_not_run_is_named(project: Project) -> None:
    (note,) = audited(project, waiver(rule="issue-ownr")).waivers
    assert (note.state, note.rule) == ("unmatched", "issue-ownr") and "没有运行" in note.message
    (note,) = audited(project, waiver(rule="issue-status", subject=9)).waivers
    assert "没有运行" not in note.message


def test_of_two_waivers_the_one_in_force_counts(project: Project) -> None:
    report = audited(
        project, waiver(until="2026-01-01", reason="旧"), waiver(reason="新"), waiver(reason="再")
    )
    assert [gap.waiver["reason"] for gap in report.results if gap.waiver] == ["新"]
    assert states(report) == ["expired"]


def test_waivers_can_be_ignored(project: Project) -> None:
    report = audited(project, waiver(), waiver(subject=99), options=Options(on=DAY, use_waivers=False))
    assert accepted(report) == [] and report.waivers == () and report.summary.waived == 0


def test_notes_say_where_the_waiver_stands(project: Project) -> None:
    report = audited(project, waiver(), waiver(subject=99, reason="甲"))
    (note,) = report.waivers
    assert (note.source, note.line, note.subject, note.reason) == ("waivers.yaml", 6, "99", "甲")
    english = audited(project, waiver(subject=99), options=Options(on=DAY, language="en"))
    assert english.waivers[0].message == "the waiver matches no gap: correct or delete it"


def test_waivers_in_the_configuration_itself(project: Project) -> None:
    project(zhenggai="waivers:\n" + waiver())
    report = audit("通报.txt", OPTIONS)
    assert len(accepted(report)) == 1
    assert next(gap.waiver for gap in report.results if gap.waiver)["source"] == "zhenggai.yaml"


def test_only_documents_that_the_configuration_governs(project: Project) -> None:
    project(
        {
            "zhenggai.yaml": "waivers:\n" + waiver(document='"*"'),
            "a/zhenggai.yaml": "",
            "a/通报.txt": NOTICE,
        }
    )
    report = audit_paths(["通报.txt", "a/通报.txt"], OPTIONS)
    assert [gap.input for gap in report.results if gap.waiver] == ["通报.txt"]


def test_a_run_over_several_documents(project: Project) -> None:
    project(
        {
            "zhenggai.yaml": "waivers:\n"
            + waiver()
            + waiver(document="新通报.txt")
            + waiver(document="无.txt"),
            "新通报.txt": NOTICE,
        }
    )
    report = audit_paths(["通报.txt", "新通报.txt", "没有.txt"], OPTIONS)
    assert [gap.input for gap in report.results if gap.waiver] == ["通报.txt", "新通报.txt"]
    assert states(report) == ["elsewhere"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {rule: a}\n", r"waivers\.yaml:1:3: 豁免缺少 subject, document, reason, until"),
        (waiver(reason="''"), r"waivers\.yaml:4:11: 应当是文字, 而不是空白"),
        (waiver(reason="null"), r"waivers\.yaml:1:3: 豁免缺少 reason"),
        (waiver(why="x"), r"waivers\.yaml:6:3: 未知的键“why”"),
        (waiver(subject="[1]"), r"waivers\.yaml:2:12: 应当是文字, 而不是列表"),
        ("rule: a\n", r"waivers\.yaml:1:1: 应当是列表, 而不是映射"),
        ("- a\n", r"waivers\.yaml:1:3: 应当是映射"),
        ("- [\n", r"waivers\.yaml:\d+:\d+: YAML 格式有误"),
    ],
)
def test_a_malformed_file_is_an_error(project: Project, text: str, message: str) -> None:
    with pytest.raises(RuleErrors, match=message):
        audited(project, text)


def test_a_file_that_is_not_there_is_an_error(project: Project, tmp_path: Path) -> None:
    project(zhenggai="waivers: waivers.yaml\n")
    with pytest.raises(RuleErrors, match=r"zhenggai\.yaml:1:10: 豁免文件 waivers\.yaml 无法读取"):
        audit("通报.txt", OPTIONS)


def test_an_empty_file_waives_nothing(project: Project) -> None:
    assert accepted(audited(project, "")) == []


def test_a_toml_day(project: Project) -> None:
    project(
        {
            "pyproject.toml": "[[tool.zhenggai.waivers]]\nrule = 'issue-owner'\nsubject = 1\n"
            "document = '通报.txt'\nreason = 'x'\nuntil = 2026-06-30\n"
        }
    )
    assert len(accepted(audit("通报.txt", OPTIONS))) == 1
