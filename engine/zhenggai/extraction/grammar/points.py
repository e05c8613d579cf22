"""Points in the calendar as the words give them: year, half, quarter, season, month, day.

    point := year [half | quarter | season | edge | month …] | month [part | edge | day]
           | half | quarter | edge | 当天 | season

Each method of the reader reads one symbol and moves on, or leaves its place and returns None.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from zhenggai.extraction.grammar import time_words as words
from zhenggai.extraction.grammar.moments import QUARTERS, Moment
from zhenggai.extraction.grammar.numerals import numeral

_LONGEST_YEAR = 24  # characters of a year, spaces in it and behind it included


class PointReader:
    """Recursive descent from ``start``; ``lowest`` is where the last expression ended."""

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

    def numeric(self, pattern: re.Pattern[str]) -> tuple[Moment, None] | None:
        """2023-06-20, 2023.6.20, 2023/6."""
        match = self.take(pattern)
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
        if self.folded.find("前", place, min(place + _LONGEST_YEAR, self.end)) < 0:
            return None
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
            return Moment(year=numeral(match["y"]), annual=match["annual"] is not None)
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
        if words.BEHIND_YEAR.match(self.folded, self.position, self.end) is None:
            return None
        for read in (self.month, self.quarter_or_half, self.season):
            moment = read(year)
            if moment is not None:
                return moment
        match = self.take(words.YEAR_EDGE)
        return replace(year, edge=words.EDGES[match["e"]]) if match else None

    def month(self, year: Moment) -> Moment | None:
        place = self.position
        elided = words.ELIDED.match(self.folded, place, self.end) if year != Moment() else None
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
        return replace(
            year, quarter_shift=words.QUARTER_WORDS[match["w"]], edge=words.EDGES.get(match["e"] or "")
        )

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
