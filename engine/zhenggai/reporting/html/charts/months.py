"""Dates cut to the precision of a text, on a scale of months."""

from __future__ import annotations

import re

from zhenggai.model import Frozen

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 12000)
MOST_COLUMNS = 24


def month_of(date: str) -> float | None:
    """An ISO date as months since the year 0, its day as a fraction; a year alone ends in December.

    ``None`` where it is no date.
    """
    found = _DATE.fullmatch(date)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 12), int(found[3] or 28)
    return year * 12 + min(max(month, 1), 12) - 1 + (min(max(day, 1), 31) - 1) / 31


class Scale(Frozen, frozen=True):
    """``count`` columns of ``step`` months each, from month ``first``."""

    first: int
    step: int
    count: int

    def column(self, month: float) -> int:
        """The column that a month falls into."""
        return int(month - self.first) // self.step

    def share(self, month: float) -> float:
        """Where a month lies between the left edge, 0, and the right one, 1."""
        return (month - self.first) / (self.step * self.count)

    def period(self, column: int) -> str:
        """The months of a column: ``2023-10 – 2023-12``."""
        first = self.first + column * self.step
        last = first + self.step - 1
        return _name(first) if first == last else f"{_name(first)} – {_name(last)}"

    def start(self, column: int) -> str:
        """The first month of a column, or its year where columns are years."""
        name = _name(self.first + column * self.step)
        return name if self.step < 12 else name[:4]


def scale(low: float, high: float) -> Scale:
    """The finest scale from ``low`` to ``high`` that has few enough columns."""
    for step in _STEPS:
        first = int(low) // step * step
        count = (int(high) - first) // step + 1
        if count <= MOST_COLUMNS:
            break
    return Scale(first=first, step=step, count=count)


def _name(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
