"""Dates on a scale of months."""

from __future__ import annotations

import pytest

from zhenggai.reporting.html.charts.months import MOST_COLUMNS, month_of, scale


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2024-01-01", 24288),
        ("2024-01", 24288 + 27 / 31),
        ("2024", 24299 + 27 / 31),
        ("2024-12-31", 24299 + 30 / 31),
    ],
)
def test_months(date: str, month: float) -> None:
    assert month_of(date) == pytest.approx(month)


@pytest.mark.parametrize("text", ["", "soon", "2024-1", "2024-01-01T00", "20240101", "２０２４", "<2024>"])
def test_no_dates(text: str) -> None:
    assert month_of(text) is None


@pytest.mark.parametrize("years", [0, 1, 2, 5, 30, 400, 9000])
def test_there_are_never_too_many_columns(years: int) -> None:
    low, high = 24288.5, 24288.5 + 12 * years
    axis = scale(low, high)
    assert 1 <= axis.count <= MOST_COLUMNS
    assert axis.column(low) == 0 and axis.column(high) == axis.count - 1
    assert 0 <= axis.share(low) <= axis.share(high) <= 1


def test_periods_are_named() -> None:
    assert scale(24288, 24290).period(1) == "2024-02"
    quarters = scale(24288, 24288 + 60)
    assert quarters.step == 3 and quarters.period(0) == "2024-01 – 2024-03"
    assert scale(24288, 24288 + 12 * 20).start(0) == "2024"
