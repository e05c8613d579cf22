"""The tree of facts for a terminal."""

from __future__ import annotations

import re

import pytest

from zhenggai.reporting.facts_tree import render

from . import samples
from .facts_samples import small_facts

TREE = """\
notice.txt  整改情况的通报 · txt · utf-8 · 900字
├── 通报
│   ├── 标题 关于整改进展情况的通报  第1行
│   ├── 电话 010-12345678
│   └── 部分 (整改进展) 一、进展  第2行
├── 自述总数 1
│   └── 措施总数 162条 “整改措施162条”  第2行
├── 问题1个, 措施1条
│   ├── (一) 党的建设方面
│   └── 1.关于制度不健全的问题  正在推进 · 标题未点明问题 · 第3行
│       └── 一是局党组修订制度, 转化率达33.98%。  建章立制 · 第4行
│           ├── 责任主体 局党组 (主体)  第4行
│           ├── 时限 截止2023年12月底 (已于此前完成) → 2023-12-31  第5行
│           ├── 成效 33.98% (变化)  第4行
│           └── 文件 《办法》 (修订)  第5行
└── 异常 1
    └── 不存在的日期 “2022年114日”  第6行
"""


def test_tree_shows_every_fact_with_its_line() -> None:
    assert render([small_facts()], "zh", width=100, colour=False, why=False) == TREE


def test_reasons_only_on_demand() -> None:
    text = render([small_facts()], "zh", width=100, colour=False, why=True)
    assert "标题后有措施" in text and "主语" in text and "标题有“整改”" in text


def test_english_labels() -> None:
    text = render([small_facts()], "en", width=100, colour=False, why=False)
    assert "rectification notice" in text and "owner 局党组 (subject)  line 4" in text


@pytest.mark.parametrize("hostile", samples.HOSTILE)
def test_hostile_texts_are_shown_and_not_acted_on(hostile: str) -> None:
    text = render([small_facts(hostile)], "zh", width=80, colour=False, why=True)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u2028]", text)
    assert "::" not in text and "##[" not in text
    if "[red]" in hostile:
        assert "[red]markup[/red]" in text
