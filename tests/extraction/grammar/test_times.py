"""The grammar of time expressions against its table, and against whatever text comes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.extraction.grammar.calendar import Anchors, resolve
from zhenggai.extraction.grammar.times import Times, heads_of, scan

GROUPS = yaml.safe_load((Path(__file__).parent / "times.yaml").read_text(encoding="utf-8"))
DEFAULT = {"signed": "2024-06-18", "feedback": "2023-10-13"}
ROWS = [(group.get("anchors", DEFAULT), row) for group in GROUPS for row in group["rows"]]
BROKEN = ("damaged", "masked", "impossible")


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 200
    assert sum(len(row) == 1 or row[2] in BROKEN for _, row in ROWS) >= 40
    assert len({(str(anchors), row[0]) for anchors, row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("anchors", "row"), ROWS, ids=[row[0] for _, row in ROWS])
def test_expression(anchors: dict[str, Any], row: list[Any]) -> None:
    sentence, *expected = row
    found = scan(sentence, 0, len(sentence))
    if not expected:
        assert [sentence[one.start : one.end] for one in found] == []
        return
    text, kind, start, end, recurrence = [*expected, None, None, None][:5]
    assert [sentence[one.start : one.end] for one in found] == [text]
    resolution = resolve(found[0], Anchors(**anchors))
    assert (found[0].status if kind in BROKEN else found[0].denotes) == kind
    assert resolution == (start, end, recurrence)


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "一是制定方案。二是2024年6月底前完成。三是每月通报。"
    second = text.index("二是")
    found = scan(text, second, text.index("三是"))
    assert [text[one.start : one.end] for one in found] == ["2024年6月底前"]


def test_an_expression_does_not_reach_over_the_end() -> None:
    text = "2024年6月30日"
    assert [text[one.start : one.end] for one in scan(text, 0, 7)] == ["2024年6月"]


def test_stretches_of_a_text_share_its_heads() -> None:
    text = ",".join(row[0] for _, row in ROWS)
    heads = heads_of(text, 0, len(text))
    for start in range(0, len(text), 7):
        for end in (start + 5, start + 23, start + 90):
            stop = min(end, len(text))
            assert scan(text, start, stop, heads) == scan(text, start, stop)


def test_stretches_of_a_text_share_its_expressions() -> None:
    said = [row[0] for _, row in ROWS]
    text = "".join(said[index] + "。;,\n后从是"[index % 7] for index in range(len(said)))
    body = 5, len(text) - 5
    times = Times(text, body)
    assert times.within(*body) == scan(text, *body)
    for start in range(0, len(text)):
        for end in (text.find(mark, start) + 1 for mark in "。;,"):
            assert times.within(start, end) == scan(text, start, end)


def test_relative_and_precision() -> None:
    expected = {
        "2024年6月": (False, "month"),
        "6月底": (True, "month"),
        "今年一季度": (True, "quarter"),
        "2024年5月上旬": (False, "part_of_month"),
        "2023年7月13日至8月31日": (False, "day"),
        "反馈后一个月内": (True, None),
        "每月": (False, None),
        "2024年上半年": (False, "half"),
        "2024年汛期前": (False, "year"),
    }
    found = {text: scan(text, 0, len(text))[0] for text in expected}
    assert {text: (one.relative, one.precision) for text, one in found.items()} == expected


@given(
    st.text(
        "0123456789一二三十两半年月日号季度周旬底末初前内后至到-~、,。每按今去明本次当上下中个工作起截止自从x“”十五期间春节汛 \n",
        max_size=60,
    )
)
def test_any_text_gives_ordered_expressions_inside_it(text: str) -> None:
    position = 0
    for one in scan(text, 0, len(text)):
        assert position <= one.start < one.end <= len(text)
        position = one.end
        for anchors in (Anchors(), Anchors("2024-02-29", "2023-12-31", "2024-01"), Anchors("2024")):
            start, end, _ = resolve(one, anchors)
            for iso in (start, end):
                if iso is not None:
                    date.fromisoformat(iso + {4: "-01-01", 7: "-01", 10: ""}[len(iso)])
