"""Dates of any precision, compared as intervals of days.

``2024`` means some day of 2024. One date is before another where its last possible day is before the
other's first; it is not before it where its first possible day is not before the other's last;
anything between is unknown.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions.registry import Context, operator
from zhenggai.inference.truth import Truth, negation, three_valued
from zhenggai.inference.world import Value
from zhenggai.rulebook.syntax import Operand, Reference, SubjectKind, Test


class Days(NamedTuple):
    """First and last day that a date can mean, as ordinals of the proleptic calendar."""

    first: int
    last: int


@lru_cache(maxsize=4096)
def days_of(text: str) -> Days | None:
    """The days of an ISO date cut to any precision; None for anything else or a day that never was."""
    try:
        parts = [int(part) for part in text.split("-")]
        year, month, day = (*parts, 0, 0)[:3] if len(parts) < 3 else parts
        if len(parts) == 1:
            return Days(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        if len(parts) == 2:
            last = monthrange(year, month)[1]
            return Days(date(year, month, 1).toordinal(), date(year, month, last).toordinal())
        return Days(*[date(year, month, day).toordinal()] * 2)
    except ValueError:  # also calendar.IllegalMonthError, and too many parts
        return None


def is_before(one: Days, other: Days) -> bool | None:
    """Whether one date is before the other; None where their precision leaves it open."""
    if one.last < other.first:
        return True
    return False if one.first >= other.last else None


@operator("before", "not_before")
def before(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The date is before the operand (for ``not_before`` is not); unknown where either is absent."""
    truth = _compared(context, kind, test, swap=False)
    return negation(truth, context.world.table(kind).everything) if test.operator == "not_before" else truth


@operator("after", "not_after")
def after(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The date is after the operand (for ``not_after`` is not); unknown where either is absent."""
    truth = _compared(context, kind, test, swap=True)
    return negation(truth, context.world.table(kind).everything) if test.operator == "not_after" else truth


def _compared(context: Context, kind: SubjectKind, test: Test, *, swap: bool) -> Truth:
    certain: set[int] = set()
    unknown: set[int] = set()
    values = _interval_column(context.world.values(kind, test.property))
    operands = _operand_column(context, kind, test.operand)
    for at, (value, operand) in enumerate(zip(values, operands, strict=True)):
        known = None
        if value and operand:
            known = is_before(operand, value) if swap else is_before(value, operand)
        if known is None:
            unknown.add(at)
        elif known:
            certain.add(at)
    return three_valued(certain, unknown)


def _interval_column(values: Sequence[Value]) -> list[Days | None]:
    return [days_of(value) if isinstance(value, str) else None for value in values]


def _operand_column(context: Context, kind: SubjectKind, operand: Operand) -> list[Days | None]:
    if isinstance(operand, str):
        days = days_of(operand)
        if days is None:
            raise InferenceError(f"“{operand}”不是日期", mend="写成 2024-06-18、2024-06 或 2024")
        return [days] * len(context.world.table(kind).facts)
    column = _interval_column(context.operands(kind, operand))
    shift = operand.days if isinstance(operand, Reference) else 0
    if not shift:
        return column
    return [days and Days(days.first + shift, days.last + shift) for days in column]
