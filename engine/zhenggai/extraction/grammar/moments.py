"""What a time expression says, before any anchor is known: frozen types, and which dates exist."""

from __future__ import annotations

from typing import Literal

import msgspec

Part = Literal[
    "first_half",
    "second_half",
    "quarter_1",
    "quarter_2",
    "quarter_3",
    "quarter_4",
    "early",  # 上旬
    "middle",  # 中旬
    "late",  # 下旬
    "season",  # a season, holiday or term: its month is known roughly at best
]
Edge = Literal["start", "mid", "end", "inside"]  # 初, 中, 底 or 末, 内
Bound = Literal["before", "within", "since", "from", "until", "during", "after"]
Status = Literal["sound", "impossible", "damaged", "masked"]
Denotes = Literal["point", "period", "duration", "recurrence"]
Unit = Literal["year", "quarter", "month", "week", "day", "workday", "term", "hour"]
Event = Literal["feedback", "previous", "other"]
Precision = Literal["year", "half", "quarter", "month", "part_of_month", "day"]

QUARTERS: tuple[Part, ...] = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")


class Moment(msgspec.Struct, frozen=True):
    """One place in the calendar, as far as the words give it.

    ``year`` is a number as written; ``year_shift`` counts from the notice's own year (今年 0,
    明年 1) or, with ``of_text``, from the date named before it (当年 0, 次年 1). The shifts of
    quarter, month and day work alike. What is None was not said.
    """

    year: int | None = None
    year_shift: int | None = None
    quarter_shift: int | None = None
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    day_shift: int | None = None
    part: Part | None = None
    edge: Edge | None = None
    of_text: bool = False
    annual: bool = False  # 年度: the year as a unit of accounts

    @property
    def explicit(self) -> bool:
        """Whether the year is written out, so that no anchor is needed."""
        return self.year is not None

    @property
    def precision(self) -> Precision:
        """The smallest unit that is named."""
        if self.day is not None or self.day_shift is not None:
            return "day"
        if self.part in ("early", "middle", "late"):
            return "part_of_month"
        if self.month is not None or self.month_shift is not None:
            return "month" if self.part != "season" else "year"
        if self.part in QUARTERS or self.quarter_shift is not None:
            return "quarter"
        return "half" if self.part in ("first_half", "second_half") else "year"

    @property
    def bare_month(self) -> bool:
        """Whether it is a mere month word (上月, 当月)."""
        more = self.day is not None or self.part is not None or self.edge is not None
        return self.month_shift is not None and not more

    @property
    def bare_year(self) -> bool:
        """Whether nothing but a year is named (2022年, 今年, 2023年度)."""
        named = (
            self.month,
            self.month_shift,
            self.quarter_shift,
            self.day,
            self.day_shift,
            self.part,
            self.edge,
        )
        return all(part is None for part in named)


class Amount(msgspec.Struct, frozen=True):
    """A length of time; ``half`` adds half a unit (两个半月, 半年)."""

    count: int
    unit: Unit
    half: bool = False


class TimeExpression(msgspec.Struct, frozen=True):
    """One time expression at ``[start, end)`` of the folded text.

    A point has ``first`` only, a period ``first`` and ``last`` (or a ``bound`` that opens or
    closes it), a duration or recurrence an ``amount``. ``event`` says what a duration is counted
    from. Anything but ``sound`` has a place and a status, and no meaning.
    """

    start: int
    end: int
    denotes: Denotes
    status: Status = "sound"
    first: Moment | None = None
    last: Moment | None = None
    amount: Amount | None = None
    bound: Bound | None = None
    event: Event | None = None

    @property
    def relative(self) -> bool:
        """Whether a calendar date needs an anchor: 今年6月, 月底, 反馈后一个月内, 6月30日."""
        moments = [moment for moment in (self.first, self.last) if moment is not None]
        return not any(moment.explicit for moment in moments) and self.denotes != "recurrence"

    @property
    def precision(self) -> Precision | None:
        """Precision of the last moment named, None for a mere duration or recurrence."""
        moment = self.last or self.first
        return moment.precision if moment else None


def days_in_month(year: int | None, month: int) -> int:
    """Length of a month; without a year February has 29 days, since it may."""
    if month == 2:
        leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def possible(moment: Moment, year: int | None = None) -> bool:
    """Whether such a date exists; ``year`` stands in for one that is left out."""
    if moment.month is not None and not 1 <= moment.month <= 12:
        return False
    if moment.day is None:
        return True
    limit = 31 if moment.month is None else days_in_month(moment.year or year, moment.month)
    return 1 <= moment.day <= limit
