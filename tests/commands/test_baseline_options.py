"""``check --baseline`` and ``--write-baseline``: only what is new counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhenggai.commands.check import Request, check
from zhenggai.errors import ReportingError

NOTICE = """\
中共青溪县教育局党组关于巡察整改进展情况的通报

根据县委统一部署, 2023年7月13日至8月31日, 县委第一巡察组对青溪县教育局党组开展了巡察。2023年10月13日反馈了意见。

一、整改进展情况
1.关于制度不健全的问题
整改情况:一是修订《资金管理办法》。二是组织培训3场, 培训120人次。
2.关于监督不到位的问题
整改情况:一是由督导室负责每月检查, 2023年12月底前完成。二是开展检查12次。

中共青溪县教育局党组
2024年3月18日
"""
NEW_ISSUE = "3.关于选人用人程序不严的问题\n整改情况:一是加强学习。\n"


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    path = tmp_path / "通报.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def run(*formats: str, **options: object) -> int:
    return check(Request(paths=("通报.txt",), formats=formats, quiet=True, use_config=False, **options))


def baselines(
    capsysbinary: pytest.CaptureFixture[bytes], **options: object
) -> list[tuple[str, str, str | None]]:
    capsysbinary.readouterr()
    run("json", **options)
    results = json.loads(capsysbinary.readouterr().out)["results"]
    return [(each["rule"], each["subject"]["type"], each["baseline"]) for each in results]


def test_what_is_in_the_baseline_does_not_count(notice: Path) -> None:
    assert run(write_baseline="b.json") == 1  # there are gaps, as ever
    assert run(baseline="b.json", fail_on="info") == 0
    assert run() == 1


def test_what_is_new_counts(notice: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    run(write_baseline="b.json")
    notice.write_text(
        NOTICE.replace("\n中共青溪县教育局党组\n", f"{NEW_ISSUE}\n中共青溪县教育局党组\n"), encoding="utf-8"
    )
    assert run(baseline="b.json") == 1
    found = baselines(capsysbinary, baseline="b.json")
    assert ("issue-owner", "issue", "new") in found
    assert ("issue-owner", "issue", "unchanged") in found


def test_what_is_gone_is_listed_and_does_not_count(
    notice: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(write_baseline="b.json")
    notice.write_text(NOTICE.replace("一是修订", "一是由办公室修订"), encoding="utf-8")
    assert run(baseline="b.json", fail_on="never") == 0
    assert ("issue-owner", "issue", "absent") in baselines(capsysbinary, baseline="b.json")


def test_one_run_may_compare_and_write_anew(notice: Path) -> None:
    run(write_baseline="b.json")
    notice.write_text(NOTICE.replace("一是修订", "一是由办公室修订"), encoding="utf-8")
    old = Path("b.json").read_text(encoding="utf-8")
    run(baseline="b.json", write_baseline="b.json")
    new = Path("b.json").read_text(encoding="utf-8")
    assert len(json.loads(new)["gaps"]) < len(json.loads(old)["gaps"])


def test_a_baseline_that_cannot_be_used_stops_the_run(notice: Path) -> None:
    with pytest.raises(ReportingError, match="无法读取基线"):
        run(baseline="none.json")
    Path("b.json").write_text("{}")
    with pytest.raises(ReportingError, match="不是基线文件"):
        run(baseline="b.json")


@pytest.mark.parametrize("place", ["通报.txt", "r.json", "none/b.json"])
def test_a_baseline_replaces_neither_notice_nor_report(notice: Path, place: str) -> None:
    with pytest.raises(ReportingError):
        run("json:r.json", write_baseline=place)
    assert notice.read_text(encoding="utf-8") == NOTICE


def test_a_run_that_fails_writes_none(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice.write_text("", encoding="utf-8")
    assert run(write_baseline="b.json") == 2
    assert "没有写基线" in capsys.readouterr().err
    assert not Path("b.json").exists()
