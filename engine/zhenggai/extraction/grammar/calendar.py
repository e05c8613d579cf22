"""What time expressions come to: ISO dates, as precise as the words, with the help of anchors."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from zhenggai.extraction.grammar.moments import (
    QUARTERS,
    Amount,
    Moment,
    TimeExpression,
    days_in_month,
    possible,
)
from zhenggai.extraction.grammar.times import scan

Day = tuple[int, int | None, int | None]  # year, month, day as far as known


class Anchors(msgspec.Struct, frozen=True):
    """What relative and shortened expressions are read against; ISO strings of any precision.

    ``previous`` is the nearest earlier date of the same passage, ``tense`` what the words around
    the expression say about the time of the act.
    """

    signed: str | None = None
    feedback: str | None = None
    previous: str | None = None
    tense: Literal["past", "future"] | None = None


class Resolution(NamedTuple):
    """ISO dates cut to the precision of the words. A point has an end only; unknown is None.

    ``recurrence`` is an ISO 8601 repeat (``R/P1M``) or a duration (``P3Y``).
    """

    start: str | None
    end: str | None
    recurrence: str | None


UNKNOWN = Resolution(None, None, None)
NO_ANCHORS = Anchors()


def resolve(expression: TimeExpression, anchors: Anchors = NO_ANCHORS) -> Resolution:
    """The dates that an expression stands for; all None where it is not sound.

    A year that is left out is that of the nearest earlier date, else the first that puts the date
    after the feedback, else the notice's own; ``tense`` may move it to before or after the signature.
    """
    if expression.status != "sound":
        return UNKNOWN
    if expression.amount is not None and expression.denotes == "duration":
        return _duration(expression, expression.amount, anchors)
    if expression.amount is not None:
        begin = _placed(expression.first, anchors) if expression.first else None
        return Resolution(_begin(begin) if begin else None, None, "R/" + iso_duration(expression.amount))
    if expression.first is None:
        return UNKNOWN
    first = _placed(expression.first, anchors)
    if first is None:
        return UNKNOWN
    if expression.last is not None:
        last = _placed_after(expression.last, first, anchors)
        first = _placed_before(expression.first, first, last)
        return Resolution(_begin(first), _finish(last), None) if last else UNKNOWN
    if expression.bound == "since":
        start = _begin(first)
        return Resolution(start, anchors.signed[: len(start)] if anchors.signed else None, None)
    whole = first.edge is None and (first.part in QUARTERS or first.part in ("first_half", "second_half"))
    return Resolution(_begin(first) if whole and expression.bound is None else None, _finish(first), None)


def iso_duration(amount: Amount) -> str:
    """``P3Y``, ``P2M15D``, ``P10D`` (working days count as days), ``PT24H``."""
    if amount.unit == "hour":
        return f"PT{amount.count}H"
    if amount.unit == "year":
        return f"P{amount.count}Y"
    if amount.unit == "week":
        return f"P{amount.count}W"
    if amount.unit in ("day", "workday"):
        return f"P{amount.count}D"
    months = amount.count * {"month": 1, "quarter": 3, "term": 6}[amount.unit]
    return "P" + (f"{months}M" if months else "") + ("15D" if amount.half else "")


class DateRange(NamedTuple):
    """A stretch of time found in a text: offsets, and ISO dates of its ends."""

    start: int
    end: int
    first: str
    last: str


def parse_date_range(folded: str, start: int, end: int, anchors: Anchors = NO_ANCHORS) -> DateRange | None:
    """The first range of dates in ``folded[start:end]`` (2023年7月13日至8月31日), or None."""
    for expression in scan(folded, start, end):
        if expression.last is not None and expression.status == "sound":
            first, last, _ = resolve(expression, anchors)
            if first and last:
                return DateRange(expression.start, expression.end, first, last)
    return None


def day_of(iso: str) -> Day:
    """Year, month and day of an ISO date of any precision."""
    parts = [int(part) for part in iso.split("-")]
    return parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None


@lru_cache(maxsize=1024)
def last_day(iso: str) -> date:
    """The last day that an ISO date of any precision covers; a day too high for its month is its last."""
    year, month, day = day_of(iso)
    month = month or 12
    return date(year, month, min(day or 31, days_in_month(year, month)))


# ------------------------------------------------------------ placing


def _placed(moment: Moment, anchors: Anchors) -> Moment | None:
    """The moment with year, month and day filled in; None where an anchor is missing."""
    if moment.day_shift is not None:
        return _shifted_day(moment.day_shift, anchors)
    if moment.month_shift is not None:
        return _shifted_month(moment, anchors)
    if moment.quarter_shift is not None:
        return _shifted_quarter(moment, anchors)
    year = _year(moment, anchors)
    if year is None or not possible(moment, year):  # 2月29日 of a year that turns out to have none
        return None
    return replace(moment, year=year)


def _year(moment: Moment, anchors: Anchors) -> int | None:
    if moment.year is not None:
        return moment.year
    half = moment.part in ("first_half", "second_half")
    if moment.year_shift is None and not half:
        return _omitted_year(moment, anchors)
    of_text = anchors.previous if moment.of_text or half else None
    base = of_text or anchors.signed or anchors.feedback
    if base is None:
        return None
    year = day_of(base)[0] + (moment.year_shift or 0)
    return _in_tense(year, moment, anchors) if (moment.of_text or half) and not moment.year_shift else year


def _omitted_year(moment: Moment, anchors: Anchors) -> int | None:
    """The year of 6月底, 三季度末, 汛期前."""
    month, day = _month_of(moment), moment.day or (1 if moment.part == "season" else 28)
    if anchors.previous is not None:
        year, before, _ = day_of(anchors.previous)
        year += 1 if before is not None and month + 6 < before else 0
    elif anchors.feedback is not None:
        year, before, on = day_of(anchors.feedback)
        year += 1 if (month, day) < (before or 0, on or 0) else 0
    elif anchors.signed is not None:
        year, before, _ = day_of(anchors.signed)
        year -= 1 if before is not None and month > before + 6 else 0
    else:
        return None
    return _in_tense(year, moment, anchors)


def _in_tense(year: int, moment: Moment, anchors: Anchors) -> int:
    """The year moved so that the date lies before or after the signature, as the tense asks."""
    if anchors.signed is None or anchors.tense is None:
        return year
    signed = day_of(anchors.signed)
    while anchors.tense == "future" and (year, _month_of(moment)) < (signed[0], signed[1] or 1):
        year += 1
    if anchors.tense == "past" and (year, _month_of(moment)) > (signed[0], signed[1] or 12):
        year -= 1
    return year


def _month_of(moment: Moment) -> int:
    """The last month that a moment reaches into."""
    if moment.month is not None:
        return moment.month
    if moment.part in QUARTERS:
        return 3 * QUARTERS.index(moment.part) + 3
    if moment.edge == "start":
        return 1
    return 6 if moment.part == "first_half" or moment.edge == "mid" else 12


def _shifted_month(moment: Moment, anchors: Anchors) -> Moment | None:
    base = (anchors.previous if moment.of_text else None) or anchors.signed
    year, month, _ = day_of(base) if base else (0, None, None)
    if month is None or moment.month_shift is None:
        return None
    years, months = divmod(month - 1 + moment.month_shift, 12)
    return replace(moment, year=year + years, month=months + 1)


def _shifted_quarter(moment: Moment, anchors: Anchors) -> Moment | None:
    year, month, _ = day_of(anchors.signed) if anchors.signed else (0, None, None)
    if month is None or moment.quarter_shift is None:
        return None
    years, quarter = divmod((month - 1) // 3 + moment.quarter_shift, 4)
    return replace(moment, year=year + years, part=QUARTERS[quarter])


def _shifted_day(shift: int, anchors: Anchors) -> Moment | None:
    if anchors.previous is None or day_of(anchors.previous)[2] is None:
        return None
    moved = last_day(anchors.previous) + timedelta(days=shift)
    return Moment(year=moved.year, month=moved.month, day=moved.day)


def _placed_after(last: Moment, first: Moment, anchors: Anchors) -> Moment | None:
    """The later end of a range, which takes over the year of the earlier one."""
    if last.of_text:  # 10月至次年2月
        return _placed(last, replace(anchors, previous=_begin(first)))
    if last.year is not None or last.year_shift is not None:
        return _placed(last, anchors)
    if last.month_shift is not None or last.day_shift is not None or first.year is None:
        return _placed(last, anchors)
    turned = last.month is not None and last.month < (first.month or 0)
    year = first.year + turned
    return replace(last, year=year) if possible(last, year) else None


def _placed_before(said: Moment, first: Moment, last: Moment | None) -> Moment:
    """The earlier end of a range; a year that only the later one names is its year, or the next."""
    if last is None or last.year is None or said.year is not None or said.year_shift is not None:
        return first
    if first.month is None or last.month is None:
        return replace(first, year=last.year)
    return replace(first, year=last.year - (first.month > last.month))


# ---------------------------------------------------------- ISO strings


def _begin(moment: Moment) -> str:
    return _iso(moment, _span(moment)[0], first=True)


def _finish(moment: Moment) -> str:
    return _iso(moment, _span(moment)[1], first=False)


def _span(moment: Moment) -> tuple[int | None, int | None]:
    """First and last month of a moment, None for a whole year."""
    if moment.part in QUARTERS:
        month = 3 * QUARTERS.index(moment.part) + 1
        return month, month + 2
    if moment.part in ("first_half", "second_half"):
        return (1, 6) if moment.part == "first_half" else (7, 12)
    if moment.part == "season":
        return None, None
    if moment.month is None and moment.edge in ("end", "inside"):
        return None, 12
    return moment.month, moment.month


def _iso(moment: Moment, month: int | None, *, first: bool) -> str:
    year = moment.year or 0
    if month is None:
        return f"{year:04}"
    day = moment.day
    if moment.part in ("early", "middle", "late"):
        day = {"early": (1, 10), "middle": (11, 20), "late": (21, days_in_month(year, month))}[moment.part][
            not first
        ]
    elif moment.edge in ("end", "inside") and not first:
        day = days_in_month(year, month)
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


# ------------------------------------------------------------ durations


def _duration(expression: TimeExpression, amount: Amount, anchors: Anchors) -> Resolution:
    """A length of time, with its end where the day that it is counted from is known.

    Working days have no end: which days are holidays is not known.
    """
    base = {"feedback": anchors.feedback, "previous": anchors.previous}.get(expression.event or "")
    if base is None or day_of(base)[2] is None or amount.unit in ("workday", "hour"):
        return Resolution(None, None, iso_duration(amount))
    return Resolution(base, _later(last_day(base), amount).isoformat(), iso_duration(amount))


def _later(day: date, amount: Amount) -> date:
    if amount.unit in ("day", "week"):
        return day + timedelta(days=amount.count * (7 if amount.unit == "week" else 1))
    months = amount.count * {"year": 12, "month": 1, "quarter": 3, "term": 6}[amount.unit]
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    moved = date(year, month, min(day.day, days_in_month(year, month)))
    return moved + timedelta(days=15 if amount.half else 0)
