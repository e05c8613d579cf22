"""A grammar of Chinese time expressions: where they stand and what their words say.

    expression := recurrence | plan | point [("至" | "-" | "~") point] [bound] | duration
    recurrence := [point "起"] ("每" [n] unit | "按" unit | "一周一…" | "半年…一次") [point] [bound]
    plan       := 十N五 期间
    duration   := [counted from] ["未来"] n unit ["时间"] [内]
    bound      := 前 | 内 | 以来 | 起 | 期间 | 止 | 后, or 截至 before the point

A point may leave out what its neighbour says (7月13日至8月31日, 3至5月, 2021-2023年). Words are
read literally: what a relative or shortened expression comes to is ``calendar.resolve``.
Damaged, masked and impossible dates are results of their own, with a status and no meaning.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from zhenggai.extraction.grammar import time_words as words
from zhenggai.extraction.grammar.moments import (
    Amount,
    Bound,
    Denotes,
    Event,
    Moment,
    Status,
    TimeExpression,
    possible,
)
from zhenggai.extraction.grammar.numerals import numeral
from zhenggai.extraction.grammar.points import PointReader

_MASKS = frozenset(words.MASK)
_FIGURES = frozenset("0123456789")
_LOOK_BACK = 18  # characters before a duration in which 收到反馈意见后 may stand
# Marks that no pattern of the grammar takes or looks past, and marks that can be passed by a look back only
# where it takes them into the expression.
_CLOSERS = frozenset("。;")
_OPENERS = frozenset(",。;:、().\n 是")


def heads_of(folded: str, start: int, end: int) -> list[int]:
    """Every place in ``folded[start:end]`` where an expression may begin, in order."""
    heads: list[int] = []
    search = words.HEAD.search
    head = search(folded, start, end)
    while head is not None:
        heads.append(head.start())
        head = search(folded, head.start() + 1, end)
    return heads


def scan(folded: str, start: int, end: int, heads: Sequence[int] | None = None) -> list[TimeExpression]:
    """All time expressions in ``folded[start:end]``, in order and without overlap.

    Offsets are those of ``folded``. The cost is linear in the length of the stretch. ``heads`` are
    those of a text that the stretch is part of; who reads many stretches of it finds them but once.
    """
    if heads is None:
        heads = heads_of(folded, start, end)
    else:
        first = bisect_left(heads, start)
        if first == len(heads) or heads[first] >= end:
            return []
        inside = heads[first : bisect_left(heads, end)]
        heads = [head for head in inside if words.HEAD.match(folded, head, end)]  # none reaches over the end
    found: list[TimeExpression] = []
    position = start
    for head in heads:
        if head < position:
            continue
        expression = _Reader(folded, head, end, position).expression()
        if expression is None:
            position = head + 1
            continue
        position = expression.end
        if found and (joined := _joined(folded, found[-1], expression)) is not None:
            found[-1] = joined
        else:
            found.append(expression)
    return found


class Times:
    """The time expressions of a text; its ``body`` is read once for all who ask for those of a part of it."""

    def __init__(self, folded: str, body: tuple[int, int]) -> None:
        self._folded = folded
        self._heads = heads_of(folded, 0, len(folded))
        self._body = body
        self._read = scan(folded, *body, self._heads)
        self._starts = [one.start for one in self._read]

    def within(self, start: int, end: int) -> list[TimeExpression]:
        """What ``scan`` finds in this stretch of the text."""
        head = bisect_left(self._heads, start)
        if head == len(self._heads) or self._heads[head] >= end:
            return []
        if (start, end) == self._body:
            return self._read
        if self._apart(start, end):
            first = bisect_left(self._starts, start)
            if first == 0 or self._read[first - 1].end <= start:
                return self._read[first : bisect_left(self._starts, end, first)]
        return scan(self._folded, start, end, self._heads)

    def _apart(self, start: int, end: int) -> bool:
        """Whether no more is read with the rest of the body around the stretch than in the stretch alone.

        What is read over its start begins before it, which the caller sees.
        """
        inside = self._body[0] <= start < end <= self._body[1]
        return inside and self._folded[end - 1] in _CLOSERS and self._folded[start - 1 : start] in _OPENERS


def _joined(folded: str, before: TimeExpression, after: TimeExpression) -> TimeExpression | None:
    """Two neighbours that are one expression: 从2025年起每年11月, 5至6月两个月时间."""
    gap = folded[before.end : after.start]
    if before.bound == "from" and after.denotes == "recurrence" and gap in ("", ",", " "):
        return replace(after, start=before.start, first=before.first)
    if not gap and before.denotes != "duration" and after.denotes == "duration" and before.status == "sound":
        return replace(before, end=after.end) if after.bound or after.amount else None
    return None


class _Reader(PointReader):
    """Reads one whole expression."""

    __slots__ = ()

    # ------------------------------------------------------ expression

    def expression(self) -> TimeExpression | None:
        character = self.folded[self.start]
        if character in "每按逐":
            return self.recurrence()
        if character in "十“‘" and (plan := self.plan()) is not None:
            return plan
        figure = character in _FIGURES
        if (figure or character == "年") and self.take(words.DAMAGED) is not None:
            return TimeExpression(self.start, self.position, "point", "damaged")
        if (figure or character in _MASKS) and (masked := self.masked()) is not None:
            return masked
        if character in "半一二两三123" and (times := self.take(words.TIMES_A)) is not None:
            return self.recurring(times["odd"] or times["u"], times["n"])
        if character == "学" and self.take(words.TERM_EDGE) is not None:
            return self.recurring("学期", None)
        return self.dated() or self.duration()

    def masked(self) -> TimeExpression | None:
        match = self.take(words.MASKED)
        if match is not None and not _MASKS.isdisjoint(match[0]):
            units = sum(match[0].count(unit) for unit in "年月日号")
            if units > 1 or len(match["y"] or "") > 2 or match[0][-1] in "底末":
                return TimeExpression(self.start, self.position, "point", "masked")
        self.position = self.start
        return None

    def plan(self) -> TimeExpression | None:
        match = self.take(words.PLAN)
        if match is None:
            return None
        first = 2016 + 5 * ((numeral(match["n"]) or 0) - 3)
        if match["b"] in ("末", "期末"):
            return self.finished("point", Moment(year=first + 4, edge="end"))
        if match["b"] == "以来":
            return self.finished("period", Moment(year=first), bound="since")
        return self.finished("period", Moment(year=first), Moment(year=first + 4), bound="during")

    def finished(
        self,
        denotes: Denotes,
        first: Moment | None,
        last: Moment | None = None,
        bound: Bound | None = None,
        status: Status = "sound",
    ) -> TimeExpression:
        return TimeExpression(self.start, self.position, denotes, status, first, last, None, bound)

    # ------------------------------------------------------ recurrence

    def recurrence(self) -> TimeExpression | None:
        match = self.take(words.EVERY) or self.take(words.BY)
        return None if match is None else self.recurring(match["u"], match.groupdict().get("n"))

    def recurring(self, unit: str, count: str | None) -> TimeExpression:
        amount = words.ODD_UNITS.get(unit) or Amount(numeral(count or "一") or 1, words.UNITS[unit])
        place = self.position
        if amount.unit == "week":
            self.take(words.WEEKDAY)
        elif amount.unit == "month":
            _ = self.take(words.DAY) or self.take(words.PART_OF_MONTH) or self.take(words.MONTH_EDGE)
        elif amount.unit in ("quarter", "term"):
            self.take(words.MONTH_EDGE)
        elif amount.unit == "year":
            _ = (
                self.take(words.YEAR_EDGE)
                or self.take(words.HALF)
                or self.in_year(Moment())
                or self.take(words.SEASON)
            )
        if place != self.position:
            self.take(words.BOUND)
        return TimeExpression(self.start, self.position, "recurrence", amount=amount)

    # ------------------------------------------------- points and periods

    def dated(self) -> TimeExpression | None:
        first, last = (
            self.numeric(words.NUMERIC_DATE) or self.leading() or self.elided() or (self.point(), None)
        )
        if first is None:
            self.position = self.start
            return None
        return self.closed(first, last or self.second(first))

    def second(self, first: Moment) -> Moment | None:
        """The point after 至; 7月13日、15日 and 5、6月 count as one stretch too."""
        place = self.position
        if self.take(words.JOIN) is not None:
            numeric = self.numeric(words.NUMERIC_LATER)
            moment = numeric[0] if numeric else self.point() or self.day(first)
        elif self.take(words.ENUMERATION) is None:
            return None
        elif first.day is not None:
            moment = self.day(first)
            while moment is not None and (more := self.enumerated(first)) is not None:
                moment = more
        else:
            moment = self.point() if self.folded[place - 1] not in "年月日" else None
        if moment is None:
            self.position = place
        return moment

    def enumerated(self, month: Moment) -> Moment | None:
        """One more day of the same month: 6日、13日、20日."""
        place = self.position
        day = self.day(month) if self.take(words.ENUMERATION) is not None else None
        if day is None:
            self.position = place
        return day

    def closed(self, first: Moment, last: Moment | None) -> TimeExpression | None:
        """Adds what stands before and behind: 截至, 自, 前, 内, 以来, …"""
        opener, opened = self.opener()
        bound = self.bound(opener, last)
        status = self.status(first, last)
        roughly = first.part == "season" and not first.explicit and first.year_shift is None
        if (roughly and bound is None) or (status != "sound" and not first.explicit and first.day is None):
            self.position = self.start
            return None
        self.start -= opened
        half = first.part in words.HALVES.values()
        period = last is not None or half or bound in ("since", "during")
        return self.finished("period" if period else "point", first, last, bound, status)

    def opener(self) -> tuple[Bound | None, int]:
        """A word that opens the expression, and how far before it that word begins."""
        match = words.OPENER.search(self.before(6))
        if match is None:
            return None, 0
        return ("from" if match["from"] else "until"), len(match[0])

    def bound(self, opener: Bound | None, last: Moment | None) -> Bound | None:
        if opener == "from" and last is None and self.take(words.SINCE_AFTER) is not None:
            return "since"
        match = self.take(words.BOUND)
        bound = words.BOUNDS[match["b"]] if match else None
        return "until" if opener == "until" else bound

    def status(self, first: Moment, last: Moment | None) -> Status:
        sound = possible(first) and (last is None or possible(last, first.year))
        return "sound" if sound else "impossible"

    # --------------------------------------------------------- duration

    def duration(self) -> TimeExpression | None:
        decimal = self.folded[self.start - 1 : self.start] == "."
        match = None if decimal else self.take(words.DURATION)
        if match is None or not (match["n"] or match["hy"] or match["hm"]):
            return None
        amount = self.amount(match)
        if amount is None or (match["u2"] == "日" and not (match["b"] or match["time"])):
            return None
        bound: Bound | None = "within" if match["b"] else "during" if match["time"] else None
        event, length = self.counted_from() if bound == "within" else (None, 0)
        ahead = words.BEFOREHAND.search(self.before(4))
        start = self.start - (length or (len(ahead[0]) if ahead else 0))
        return TimeExpression(start, self.position, "duration", amount=amount, bound=bound, event=event)

    def amount(self, match: re.Match[str]) -> Amount | None:
        if match["hy"]:
            return Amount(6, "month")
        count = numeral(match["n"]) if match["n"] else 0
        if match["hm"]:
            return Amount(0, "month", half=True)
        if count is None or count > 999:
            return None
        half = bool(match["half"] or match["more"])
        unit = words.UNITS[match["u1"] or match["u2"]]
        if half and unit == "year":
            return Amount(12 * count + 6, "month")
        return Amount(count, unit, half=half)

    def counted_from(self) -> tuple[Event | None, int]:
        """What a duration is counted from, and the length of the words where they give it a date.

        反馈意见后一个月内 and 此后两个月内 have an end; 自收到通知之日起 adds nothing.
        """
        before = self.before(_LOOK_BACK)
        match = words.COUNTED_FROM.search(before) if before.endswith(("后", "起", "的")) else None
        if match is None:
            return None, 0
        begin = words.COUNTED_FROM_START.search(match[0])
        if begin is None:
            return "other", 0
        phrase = match[0][begin.start() :]
        if phrase[0] in "此其随":
            return "previous", len(phrase)
        return ("feedback", len(phrase)) if "反馈" in phrase else ("other", 0)
