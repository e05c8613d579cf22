"""Helpers that others use to date a notice."""

from __future__ import annotations

from datetime import date

import pytest

from zhenggai.extraction.grammar.calendar import Anchors, day_of, last_day, parse_date_range


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年7月13日至8月31日,市委第一巡察组", ("2023-07-13", "2023-08-31")),
        ("市委第四巡察组于2023年3月20日至5月25日对", ("2023-03-20", "2023-05-25")),
        ("2023年11月20日至2024年1月15日", ("2023-11-20", "2024-01-15")),
        ("2024年4月15日至19日,督导组", ("2024-04-15", "2024-04-19")),
        ("2023年10月13日反馈", None),
        ("2023年6月20日至6月31日", None),
        ("", None),
    ],
)
def test_date_range(text: str, expected: tuple[str, str] | None) -> None:
    found = parse_date_range(text, 0, len(text))
    assert (None if found is None else (found.first, found.last)) == expected


def test_date_range_places_itself() -> None:
    text = "根据部署,2023年7月13日至8月31日,进行巡察"
    found = parse_date_range(text, 0, len(text))
    assert found is not None
    assert text[found.start : found.end] == "2023年7月13日至8月31日"


def test_date_range_takes_the_year_from_the_anchors() -> None:
    found = parse_date_range("7月13日至8月31日", 0, 11, Anchors(signed="2024-06-18"))
    assert found is not None
    assert (found.first, found.last) == ("2024-07-13", "2024-08-31")


def test_iso_of_any_precision() -> None:
    assert [day_of(iso) for iso in ("2024", "2024-02", "2024-02-09")] == [
        (2024, None, None),
        (2024, 2, None),
        (2024, 2, 9),
    ]
    assert [last_day(iso) for iso in ("2024", "2024-02", "2024-02-09")] == [
        date(2024, 12, 31),
        date(2024, 2, 29),
        date(2024, 2, 9),
    ]
