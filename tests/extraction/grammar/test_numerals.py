"""Numerals of dates."""

from __future__ import annotations

import pytest

from zhenggai.extraction.grammar.numerals import numeral

VALUES = {
    "12": 12,
    "07": 7,
    "十": 10,
    "十二": 12,
    "二十": 20,
    "三十一": 31,
    "廿八": 28,
    "卅": 30,
    "两": 2,
    "二〇二三": 2023,
    "二○二四": 2024,
    "一九九八": 1998,
    "一百二十": 120,
    "一百零五": 105,
    "零": 0,
    "十十": None,
    "三五": None,
    "百千": None,
    "": None,
    "年": None,
    "²": None,
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_value(text: str, value: int | None) -> None:
    assert numeral(text) == value
