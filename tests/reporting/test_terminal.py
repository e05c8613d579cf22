"""The report on a terminal."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from zhenggai.reporting.writers import Presentation, writer

from . import samples

TYPICAL = """\
整改通报合规缺口报告  zhenggai 1.2.3 · 2026-11-22

notice.txt  整改情况的通报
完整性矩阵  ✓ 齐全  ✗ 有缺口  – 不适用  ? 无法判断

 序号  问题                                        措施  责任  时限  成效  状态
 ──────────────────────────────────────────────────────────────────────────────
    1  关于理论学习不够深入的问题                   ✓     ✗     ✓     ✗     –
    2  关于科技成果转化率不高、服务企业的主动性 …   ✓     ✗     ✗     ✓     ?
    3  关于选人用人不规范的问题                     ✓     ✓     ✓     ✓     ✓

       齐全/适用                                   3/3   1/3   2/3   2/3   1/2

合规缺口

通报整体
  ✗ 错误 第8行  “2022年114日”不是真实的日期
    原文 “2022年114日”
    补正 核对原文后改正日期
    规则 notice-date-valid b3aedb2ac4ca

多处相同的缺口  用 --per-item 逐条列出
  ✗ 错误 每个问题都有明确的责任主体  2/3处: 问题1、2  issue-owner
  ✗ 提示 每条措施都有责任主体  2/9处: 问题1  measure-owner

问题1 关于理论学习不够深入的问题
  ✗ 警告 第12行  问题1没有可衡量的成效
    已有 “取得明显成效” (第14行): 没有数量和单位
    已有 “组织学习12次” (第13行)
    补正 补充带数量和单位的成效, 如“培训干部120人次”
    规则 issue-outcome 5818216e1c04
────────────────────────────────────────────────────────────────────────────────
由推理引擎 durable-rules 2.0.28 运行5条规则; 3个问题中1个各项齐全, 共9条措施; 缺
口6处 (错误3, 警告1, 提示2); 通过41项, 不适用7项, 无法判断1项。
"""


def rendered(report: samples.GapReport, **presentation: object) -> str:
    return writer("terminal").render(report, Presentation(**presentation)).decode()


def test_matrix_first_then_gaps_then_the_summary() -> None:
    assert rendered(samples.typical(), width=80) == TYPICAL


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("make", [samples.typical, samples.hostile, samples.several, samples.english])
def test_no_line_is_wider_than_the_terminal(make: object, width: int) -> None:
    assert max(cell_len(line) for line in rendered(make(), width=width).splitlines()) <= width


def test_colour_only_where_asked_for() -> None:
    coloured = rendered(samples.typical(), width=80, colour=True)
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == TYPICAL.splitlines()


def test_folded_lines_stand_for_all_their_gaps() -> None:
    text = rendered(samples.hostile(), width=100)
    assert f"{len(samples.HOSTILE)}处: 问题1–{len(samples.HOSTILE)}" in text


def test_other_verdicts_are_listed_what_could_not_be_assessed_first() -> None:
    text = rendered(samples.with_verdicts(), width=100)
    listed = text.partition("其他结论")[2].splitlines()[1:4]
    assert [line.split()[1] for line in listed] == ["无法判断", "通过", "不适用"]
    assert "没有签署日期" in listed[0]


def test_gaps_below_the_chosen_severity_are_counted() -> None:
    from zhenggai.reporting.arrangement import at_least

    assert "另有3处" in rendered(at_least(samples.typical(), "error"), width=100)


def test_a_clean_notice_says_so_and_an_empty_run_does_not() -> None:
    assert "未发现缺口" in rendered(samples.clean())
    empty = rendered(samples.report((), (), (), inputs=samples.several().inputs[1:]))
    assert "未发现缺口" not in empty
    assert "没有审核任何文件" in empty


def test_columns_are_called_as_their_pack_calls_them() -> None:
    from msgspec.structs import replace

    report = replace(samples.typical(), column_titles={"owners": "责任主体"})
    assert re.search(r"责任\n 序号 .*主体 ", rendered(report, width=100))


def test_a_gap_of_the_notice_does_not_repeat_its_title() -> None:
    title = "关于整改情况的通报"
    gap = samples.gap(
        "notice-date-valid", "notice", "没有日期", kind="notice", place=samples.span(0, 9, 1), quote=title
    )
    text = rendered(samples.report((gap,), samples.ROWS, samples.RULES))
    assert "没有日期" in text and title not in text and "第1行" not in text
