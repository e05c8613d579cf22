"""A report held against the gaps of an earlier run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.reporting import samples
from zhenggai.baseline import Baseline, baseline_of, compared, read_baseline, write_baseline
from zhenggai.errors import ReportingError
from zhenggai.model import BaselineCounts, GapReport
from zhenggai.reporting.writers import writer


def without(report: GapReport, *places: int) -> GapReport:
    """A report without some of its results."""
    kept = tuple(each for place, each in enumerate(report.results) if place not in places)
    return replace(report, results=kept)


def states(report: GapReport) -> list[str | None]:
    return [each.baseline for each in report.results]


def test_the_same_report_is_unchanged() -> None:
    report = samples.typical()
    held = compared(report, baseline_of(report))
    assert states(held) == ["unchanged"] * 6
    assert held.summary.baseline == BaselineCounts(new=0, unchanged=6, absent=0)


def test_new_and_absent_gaps() -> None:
    report = samples.typical()
    held = compared(without(report, 1), baseline_of(without(report, 3)))
    assert states(held) == ["unchanged", "unchanged", "new", "unchanged", "unchanged", "absent"]
    assert held.summary.baseline == BaselineCounts(new=1, unchanged=4, absent=1)
    gone = held.results[-1]
    assert (gone.verdict, gone.fingerprint) == ("pass", report.results[1].fingerprint)
    assert gone.reason == "基线中的缺口已消除: 问题1未写明责任主体"
    assert (gone.span, gone.issue, gone.evidence) == (None, None, ())


def test_other_verdicts_are_neither() -> None:
    report = samples.with_verdicts()
    held = compared(report, Baseline(schema="zhenggai/baseline/1", tool=report.tool, gaps=()))
    assert {(each.verdict, each.baseline) for each in held.results} == {
        ("gap", "new"), ("pass", None), ("not_applicable", None), ("not_assessed", None),
    }  # fmt: skip


def test_of_a_file_that_was_not_audited_nothing_is_absent() -> None:
    report = samples.typical()
    failed = replace(report.inputs[0], status="failed", reason="读不出")
    assert compared(replace(report, results=(), inputs=(failed,)), baseline_of(report)).results == ()
    other = replace(report.inputs[0], source="other.txt")
    assert compared(replace(report, results=(), inputs=(other,)), baseline_of(report)).results == ()


def test_of_a_rule_that_did_not_run_nothing_is_absent() -> None:
    report = samples.typical()
    rules = tuple(rule for rule in report.rules if rule.id != "issue-owner")
    held = compared(replace(report, results=(), rules=rules), baseline_of(report))
    assert {each.rule for each in held.results} == {"notice-date-valid", "issue-outcome", "measure-owner"}


def test_a_waived_gap_is_left_out_and_is_not_counted() -> None:
    report = samples.typical()
    waived = replace(report.results[0], waiver={"reason": "已批准", "until": "2027-01-01"})
    with_waiver = replace(report, results=(waived, *report.results[1:]))
    kept = baseline_of(with_waiver)
    assert len(kept.gaps) == 5
    # when the waiver has ended, its gap is new
    assert states(compared(report, kept)) == ["new"] + ["unchanged"] * 5
    held = compared(with_waiver, baseline_of(report))
    assert held.summary.baseline == BaselineCounts(new=0, unchanged=5, absent=0)
    assert "absent" not in states(held)


def test_written_and_read(tmp_path: Path) -> None:
    report = samples.hostile()
    audited = replace(report, inputs=report.inputs[:1])
    path = tmp_path / "baseline.json"
    write_baseline(str(path), audited)
    assert json.loads(path.read_bytes())["schema"] == "zhenggai/baseline/1"
    first = path.read_bytes()
    assert states(compared(audited, read_baseline(str(path)))) == ["unchanged"] * len(report.results)
    write_baseline(str(path), audited)
    assert path.read_bytes() == first


def test_a_run_that_did_not_audit_everything_keeps_the_old_baseline(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text("old")
    with pytest.raises(ReportingError, match="没有写基线"):
        write_baseline(str(path), samples.several())
    assert path.read_text() == "old"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"\xff\xfe", b'{"schema": "zhenggai/report/1"}', b"[" * 100_000,
        b'{"schema": "zhenggai/baseline/2", "tool": {"name": "zhenggai", "version": "9"}, "gaps": []}',
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(content)
    with pytest.raises(ReportingError, match="不是基线文件"):
        read_baseline(str(path))


def test_a_missing_baseline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportingError, match="无法读取基线"):
        read_baseline(str(tmp_path / "none.json"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reports_for_people_say_what_is_new_and_what_is_gone(language: str) -> None:
    report = samples.typical(language)
    held = compared(without(report, 1), baseline_of(without(report, 2, 3)))
    for name in ("terminal", "markdown"):
        text = writer(name).render(held).decode()
        words = (
            ("新增2处", "(新增1处)", "基线中的缺口已消除")
            if language == "zh"
            else ("new 2", "(new: 1)", "is gone")
        )
        for said in words:
            assert said in text, (name, said)


def test_sarif_tells_the_state() -> None:
    report = samples.typical()
    held = compared(without(report, 1), baseline_of(without(report, 3)))
    results = json.loads(writer("sarif").render(held))["runs"][0]["results"]
    assert [(each["baselineState"], each["kind"]) for each in results[-2:]] == [
        ("unchanged", "fail"),
        ("absent", "pass"),
    ]


def test_github_shows_new_gaps_first() -> None:
    report = samples.typical()
    held = compared(report, baseline_of(without(report, 5)))
    assert writer("github").render(held).decode().splitlines()[0].endswith(report.results[5].fingerprint)


def test_junit_fails_for_new_gaps_only() -> None:
    report = samples.typical()
    held = compared(report, baseline_of(without(report, 3)))
    text = writer("junit").render(held).decode()
    assert text.count("<failure ") == 1
    assert text.count('<skipped message="基线: 未变"') == 5
    assert all(f"[{gap.fingerprint}]" in text for gap in report.results)
