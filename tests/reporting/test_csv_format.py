"""The gap list for a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from zhenggai.model import GapReport
from zhenggai.reporting.csv_format import cell
from zhenggai.reporting.writers import writer

from . import samples


def table(report: GapReport) -> list[dict[str, str]]:
    text = writer("csv").render(report).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_row_for_a_gap() -> None:
    rows = table(samples.typical())
    assert len(rows) == 6
    assert rows[3] == {
        "文件": "notice.txt",
        "结论": "缺口",
        "级别": "警告",
        "规则": "issue-outcome",
        "规则名称": "每个问题都有可衡量的成效",
        "对象": "问题",
        "问题序号": "1",
        "问题标题": "关于理论学习不够深入的问题",
        "行": "12",
        "列": "1",
        "缺口": "问题1没有可衡量的成效",
        "原文": "关于理论学习不够深入的问题",
        "已有": "“取得明显成效” (第14行): 没有数量和单位; “组织学习12次” (第13行)",
        "补正": "补充带数量和单位的成效, 如“培训干部120人次”",
        "依据": "环保督察整改方案 (未核对原文)",
        "基线": "",
        "豁免": "",
        "指纹": samples.fingerprint("notice.txt", "issue-outcome", "issue-1"),
    }


def test_excel_takes_it_for_utf_8() -> None:
    assert writer("csv").render(samples.clean()).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "\uff1d1", "|cmd", "%0A"]
)
def test_no_cell_starts_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


def test_hostile_texts_start_no_formula_and_break_no_row() -> None:
    rows = table(samples.hostile())
    assert len(rows) == 3 * len(samples.HOSTILE)
    for row in rows:
        assert None not in row
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@"))
            assert "\n" not in value and "\r" not in value
