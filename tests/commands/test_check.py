"""Exit status by the contract, and what is written where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.reporting import samples

from zhenggai.commands.check import Request, deliver, exit_status
from zhenggai.commands.outputs import destinations
from zhenggai.model import GapReport


def delivered(report: GapReport, *formats: str, **options: object) -> int:
    request = Request(paths=("notice.txt",), formats=formats, **options)
    return deliver(report, request, destinations(formats, None, request.paths))


def warnings_only() -> GapReport:
    results = tuple(each for each in samples.typical().results if each.severity == "warning")
    return samples.report(results, samples.ROWS, samples.RULES)


@pytest.mark.parametrize(
    ("report", "fail_on", "status"),
    [
        (samples.clean(), "info", 0),
        (samples.typical(), "error", 1),
        (samples.typical(), "never", 0),
        (warnings_only(), "error", 0),
        (warnings_only(), "warning", 1),
        (warnings_only(), "info", 1),
        (samples.several(), "error", 2),
        (samples.several(), "never", 2),
        (samples.report((), samples.ROWS, ()), "error", 2),
    ],
)
def test_exit_status(report: GapReport, fail_on: str, status: int) -> None:
    assert exit_status(report, fail_on) == status


def test_no_input_is_no_pass() -> None:
    assert exit_status(replace(samples.clean(), inputs=()), "error") == 2


def test_minimum_severity_is_display_only(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert delivered(warnings_only(), "json", min_severity="error", fail_on="warning") == 1
    report = json.loads(capsysbinary.readouterr().out)
    assert report["results"] == [] and report["summary"]["warning"] == 1


def test_what_was_not_audited_is_said_in_a_sentence_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert delivered(samples.several(), quiet=True) == 2
    assert capsys.readouterr() == (
        "",
        "empty.txt: 审核失败: 没有识别出任何问题 (识别为: 整改情况的通报)\n"
        "plan.txt: 未审核: 不是整改通报或整改方案 (识别为: 工作要点或工作计划)\n"
        "gone.txt: 审核失败: 文件不存在\n",
    )


def test_a_run_without_rules_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    report = samples.clean()
    assert delivered(replace(report, summary=replace(report.summary, rules_run=0)), quiet=True) == 2
    assert "没有运行任何规则" in capsys.readouterr().err


def test_quiet_still_writes_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert delivered(samples.typical(), "terminal", f"csv:{tmp_path / 'r.csv'}", quiet=True) == 1
    assert capsys.readouterr().out == ""
    assert (tmp_path / "r.csv").stat().st_size > 100


def test_one_report_that_cannot_be_written_does_not_lose_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    formats = (f"json:{tmp_path / 'folder'}", f"csv:{tmp_path / 'r.csv'}", "terminal")
    assert delivered(samples.typical(), *formats) == 2
    captured = capsys.readouterr()
    assert "报告无法写入" in captured.err and "完整性矩阵" in captured.out
    assert (tmp_path / "r.csv").exists()


def test_github_gets_annotations_and_a_step_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert delivered(samples.typical(), "github") == 1
    assert capsys.readouterr().out.startswith("::error file=notice.txt")
    assert summary.read_text(encoding="utf-8").startswith("before\n# 整改通报合规缺口报告")
