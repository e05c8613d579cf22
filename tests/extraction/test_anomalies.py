"""What is reported as damage or as the page's own words."""

from __future__ import annotations

import pytest
from tests.extraction.notices import facts_of, framed

BODY = "1.关于库存管理不规范的问题\n整改情况:一是修订《库存管理办法》。二是组织清仓查库3次。\n"


@pytest.mark.parametrize(
    ("tail", "residue"),
    [
        ("附件:\n", ["附件:"]),
        ("附件:\n已阅 0 打印 关闭\n", ["附件:", "已阅 0 打印 关闭"]),
        ("附件:\n1.整改问题清单\n2.制度汇编目录\n", []),
        ("附件:\n《整改问题清单》\n", []),
        ("附件:整改问题清单\n", []),
    ],
)
def test_an_attachment_line_is_residue_where_nothing_is_attached(tail: str, residue: list[str]) -> None:
    found = facts_of(framed(BODY) + "\n" + tail).anomalies
    assert [one.text for one in found if one.kind == "page_residue"] == residue


@pytest.mark.parametrize(
    ("said", "fused"),
    [
        ("全县高新技术企业达1347家增长2216%。", ["1347家增长2216%"]),
        ("科普基地列全省第12新增备案机构3个。", ["第12新增"]),
        ("全县高新技术企业达1347家,增长22.16%。", []),
        ("企业由20家增长35%。", []),
        ("企业从20家增长到35家,位居第12,新增机构3个。", []),
    ],
)
def test_figures_that_run_into_what_follows(said: str, fused: list[str]) -> None:
    found = facts_of(framed(f"1.关于企业培育不足的问题\n整改情况:一是{said}二是组织走访3次。\n")).anomalies
    assert [one.text for one in found if one.kind == "fused_number"] == fused
    assert all(one.span.line for one in found)
