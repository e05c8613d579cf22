"""A grammar of Chinese time expressions: where they stand and what their words say.

    expression := recurrence | plan | point [("至" | "-" | "~") point] [bound] | duration
    recurrence := [point "起"] ("每" [n] unit | "按" unit | "一周一…" | "半年…一次") [point] [bound]
    plan       := 十N五 期间
    point      := year [half | quarter | season | edge | month …] | month [part | edge | day] | …
    duration   := [counted from] ["未来"] n unit ["时间"] [内]
    bound      := 前 | 内 | 以来 | 起 | 期间 | 止 | 后, or 截至 before the point

A point may leave out what its neighbour says (7月13日至8月31日, 3至5月, 2021-2023年). Words are
read literally: what a relative or shortened expression comes to is ``calendar.resolve``.
Damaged, masked and impossible dates are results of their own, with a status and no meaning.
"""

from __future__ import annotations

import re
from dataclasses import replace

from zhenggai.extraction.grammar import time_words as words
from zhenggai.extraction.grammar.moments import (
    QUARTERS,
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

_MASKS = frozenset(words.MASK)
_LOOK_BACK = 18  # characters before a duration in which 收到反馈意见后 may stand


def scan(folded: str, start: int, end: int) -> list[TimeExpression]:
    """All time expressions in ``folded[start:end]``, in order and without overlap.

    Offsets are those of ``folded``. The cost is linear in the length of the stretch.
    """
    found: list[TimeExpression] = []
    position, search = start, words.HEAD.search
    while (head := search(folded, position, end)) is not None:
        expression = _Reader(folded, head.start(), end, position).expression()
        if expression is None:
            position = head.start() + 1
            continue
        position = expression.end
        if found and (joined := _joined(folded, found[-1], expression)) is not None:
            found[-1] = joined
        else:
            found.append(expression)
    return found


def _joined(folded: str, before: TimeExpression, after: TimeExpression) -> TimeExpression | None:
    """Two neighbours that are one expression: 从2025年起每年11月, 5至6月两个月时间."""
    gap = folded[before.end : after.start]
    if before.bound == "from" and after.denotes == "recurrence" and gap in ("", ",", " "):
        return replace(after, start=before.start, first=before.first)
    if not gap and before.denotes != "duration" and after.denotes == "duration" and before.status == "sound":
        return replace(before, end=after.end) if after.bound or after.amount else None
    return None


class _Reader:
    """Recursive descent from one place of the text; each method reads one symbol or leaves the place."""

    __slots__ = ("end", "folded", "lowest", "position", "start")

    def __init__(self, folded: str, start: int, end: int, lowest: int) -> None:
        self.folded, self.start, self.position, self.end, self.lowest = folded, start, start, end, lowest

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.folded, self.position, self.end)
        if match is not None:
            self.position = match.end()
        return match

    def before(self, length: int) -> str:
        """Up to ``length`` characters before the expression, back to the end of the last one."""
        return self.folded[max(self.lowest, self.start - length) : self.start]

    # ------------------------------------------------------ expression

    def expression(self) -> TimeExpression | None:
        character = self.folded[self.start]
        if character in "每按逐":
            return self.recurrence()
        if character in "十“‘" and (plan := self.plan()) is not None:
            return plan
        broken = self.take(words.DAMAGED)
        if broken is not None:
            return TimeExpression(self.start, self.position, "point", "damaged")
        if (masked := self.masked()) is not None:
            return masked
        if (times := self.take(words.TIMES_A)) is not None:
            return self.recurring(times["odd"] or times["u"], times["n"])
        if self.take(words.TERM_EDGE) is not None:
            return self.recurring("学期", None)
        return self.dated() or self.duration()

    def masked(self) -> TimeExpression | None:
        match = self.take(words.MASKED)
        if match is None or not match[0]:
            return None
        units = sum(match[0].count(unit) for unit in "年月日号")
        if not _MASKS.isdisjoint(match[0]) and (units > 1 or len(match["y"] or "") > 2 or match[0][-1] in "底末"):
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
            _ = self.take(words.YEAR_EDGE) or self.take(words.HALF) or self.in_year(Moment()) or self.take(words.SEASON)
        if place != self.position:
            self.take(words.BOUND)
        return TimeExpression(self.start, self.position, "recurrence", amount=amount)

    # ------------------------------------------------- points and periods

    def dated(self) -> TimeExpression | None:
        first, last = self.numeric() or self.leading() or self.elided() or (self.point(), None)
        if first is None:
            self.position = self.start
            return None
        return self.closed(first, last or self.second(first))

    def second(self, first: Moment) -> Moment | None:
        """The point after 至; 7月13日、15日 and 5、6月 count as one stretch too."""
        place = self.position
        if self.take(words.JOIN) is not None:
            numeric = self.numeric()
            moment = numeric[0] if numeric else self.point() or self.day(first)
        elif self.take(words.ENUMERATION) is None:
            return None
        elif first.day is not None:
            moment = self.day(first)
        else:
            moment = self.point() if self.folded[place - 1] not in "年月日" else None
        if moment is None:
            self.position = place
        return moment

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

    def numeric(self) -> tuple[Moment, None] | None:
        """2023-06-20, 2023.6.20, 2023/6."""
        match = self.take(words.NUMERIC_DATE) or self.take(words.NUMERIC_RANGE)
        if match is None:
            return None
        month, day = int(match["m"]), int(match["d"]) if match["d"] else None
        if day is None and (not 1 <= month <= 12 or (match["s"] == "-" and len(match["m"]) == 1)):
            self.position = match.start()
            return None
        return Moment(year=int(match["y"]), month=month, day=day), None

    def leading(self) -> tuple[Moment, Moment] | None:
        """2024年前三季度, 今年前10个月, 前三季度."""
        place = self.position
        year = self.year() or Moment()
        match = self.take(words.LEADING)
        count = numeral(match["n"]) if match else None
        if match is not None and count is not None:
            if match["q"] and 2 <= count <= 4:
                return replace(year, part="quarter_1"), replace(year, part=QUARTERS[count - 1])
            if not match["q"] and 2 <= count <= 12 and year != Moment():
                return replace(year, month=1), replace(year, month=count)
        self.position = place
        return None

    def elided(self) -> tuple[Moment, Moment] | None:
        """A first number whose unit stands only behind the second: 2021-2023年, 3至5月."""
        match = self.take(words.ELIDED)
        if match is None:
            return None
        first, unit, last = numeral(match["n"]), match["u"], self.point()
        if first is not None and last is not None:
            if unit == "年" and last.year is not None and 1900 <= first <= last.year:
                return Moment(year=first, annual=last.annual), last
            if unit == "月" and last.month is not None and 1 <= first <= 12:
                return Moment(month=first), last
            if unit == "季度" and last.part in QUARTERS and 1 <= first <= 4:
                return Moment(part=QUARTERS[first - 1]), last
        self.position = self.start
        return None

    def point(self) -> Moment | None:
        year = self.year()
        if year is not None:
            return self.in_year(year) or year
        for read in (self.month, self.quarter_or_half, self.bare_edge, self.day_word, self.season):
            moment = read(Moment())
            if moment is not None:
                return moment
        return None

    def year(self) -> Moment | None:
        match = self.take(words.YEAR)
        if match is not None:
            year = numeral(match["y"].replace("O", "0"))
            return Moment(year=year, annual=match["annual"] is not None) if year else None
        match = self.take(words.SHORT_YEAR)
        if match is not None:
            return Moment(year=2000 + int(numeral(match["y"]) or 0))
        match = self.take(words.YEAR_WORD)
        if match is None:
            return None
        shift, of_text = words.YEAR_WORDS[match["w"]]
        return Moment(year_shift=shift, of_text=of_text, annual=match["annual"] is not None)

    def in_year(self, year: Moment) -> Moment | None:
        """What may follow a year."""
        for read in (self.month, self.quarter_or_half, self.season):
            moment = read(year)
            if moment is not None:
                return moment
        match = self.take(words.YEAR_EDGE)
        return replace(year, edge=words.EDGES[match["e"]]) if match else None

    def month(self, year: Moment) -> Moment | None:
        place = self.position
        elided = words.ELIDED.match(self.folded, place, self.end) if year.explicit else None
        if elided is not None and elided["u"] == "月":  # 2023年3至5月: the first month, 至 is read next
            self.position = elided.end("n")
            return replace(year, month=numeral(elided["n"]))
        match = self.take(words.MONTH)
        if match is not None:
            value = numeral(match["m"])
            if value is None or (value > 12 and not year.explicit):
                self.position = place
                return None
            return self.in_month(replace(year, month=value))
        match = self.take(words.MONTH_WORD)
        if match is None:
            return None
        shift, of_text = words.MONTH_WORDS[match["w"]]
        return self.in_month(replace(year, month_shift=shift, of_text=of_text))

    def in_month(self, month: Moment) -> Moment:
        elided = words.ELIDED.match(self.folded, self.position, self.end)
        if elided is not None and elided["u"] in ("日", "号"):  # 5月11-14日
            self.position = elided.end("n")
            return replace(month, day=numeral(elided["n"]))
        match = self.take(words.PART_OF_MONTH)
        if match is not None:
            return replace(month, part=words.PARTS_OF_MONTH[match["p"]])
        match = self.take(words.MONTH_EDGE)
        if match is not None:
            return replace(month, edge=words.EDGES[match["e"]])
        return self.day(month) or month

    def day(self, month: Moment) -> Moment | None:
        match = self.take(words.DAY)
        return replace(month, day=numeral(match["d"]) or 0) if match else None

    def quarter_or_half(self, year: Moment) -> Moment | None:
        match = self.take(words.HALF)
        if match is not None:
            return replace(year, part=words.HALVES[match["h"]], edge=words.EDGES.get(match["e"] or ""))
        match = self.take(words.QUARTER)
        if match is not None:
            quarter = QUARTERS[(numeral(match["q"]) or 1) - 1]
            return replace(year, part=quarter, edge=words.EDGES.get(match["e"] or ""))
        match = self.take(words.QUARTER_WORD)
        if match is None:
            return None
        return replace(year, quarter_shift=words.QUARTER_WORDS[match["w"]], edge=words.EDGES.get(match["e"] or ""))

    def bare_edge(self, nothing: Moment) -> Moment | None:
        """年底, 年内, 月底, 季度末 without a year before them."""
        before = self.folded[self.start - 1 : self.start]
        if self.position == self.start and before and before in "每历常往近逐按个单跨多整半":
            return None
        match = self.take(words.BARE_YEAR_EDGE)
        if match is not None:
            return replace(nothing, year_shift=0, of_text=True, edge=words.EDGES[match["e"]])
        match = self.take(words.BARE_MONTH_EDGE)
        if match is not None:
            return replace(nothing, month_shift=0, of_text=True, edge="end")
        match = self.take(words.BARE_QUARTER_EDGE)
        return replace(nothing, quarter_shift=0, edge="end") if match else None

    def day_word(self, nothing: Moment) -> Moment | None:
        match = self.take(words.DAY_WORD)
        return replace(nothing, day_shift=words.DAY_WORDS[match["w"]], of_text=True) if match else None

    def season(self, year: Moment) -> Moment | None:
        match = self.take(words.SEASON)
        return replace(year, month=words.SEASONS[match["s"]], part="season") if match else None

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

        反馈意见后一个月内 and 此后两个月内 have an end; in 自收到通知之日起30日内 the first words add nothing.
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
