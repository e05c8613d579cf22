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
