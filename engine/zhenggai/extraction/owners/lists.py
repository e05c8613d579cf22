"""Coordinated names and lists that 等 or a count closes."""

from __future__ import annotations

import re
from typing import NamedTuple

from zhenggai.extraction.owners.bodies import (
    COUNTS,
    DEPARTMENT_ENDS,
    MEASURE_WORDS,
    Name,
    NameReader,
)
from zhenggai.extraction.owners.words import (
    BODY,
    DETERMINER,
    GENERIC,
    NOMINAL,
    ROLE,
    SINGLE,
    SUFFIX,
    Words,
)
from zhenggai.lexicon import one_of, words_pattern

_SEPARATORS = frozenset(("、", "和", "及", "以及", "暨", "/"))
_LEVELS = frozenset(
    (
        "两级",
        "三级",
        "四级",
        "两地",
        "三地",
        "两市",
        "三市",
        "两县",
        "三县",
        "两区",
        "三区",
        "两镇",
        "三镇",
        "两村",
        "三村",
    )
)
_LONGEST_PLAIN = 6  # words of a list's item that does not say what it is


class NameEnds:
    """What a name or a list of names can end with: where there is nothing of it, there is no name."""

    def __init__(self, words: Words) -> None:
        ends = words.name_ends | DEPARTMENT_ENDS | _LEVELS | {"等"}
        short = {end for end in ends if len(end) == 1}
        self._short = re.compile(one_of(short))  # most ends, and found at once
        self._long = re.compile(words_pattern(end for end in ends if short.isdisjoint(end)))

    def within(self, text: str, start: int, end: int) -> bool:
        """Whether a name may end in ``text[start:end]``."""
        return bool(self._short.search(text, start, end) or self._long.search(text, start, end))


class NameList(NamedTuple):
    """Coordinated names; ``whole`` where 等 or a count closes them, so that they stay one."""

    names: tuple[Name, ...]
    after: int
    whole: bool

    @property
    def named(self) -> bool:
        """Whether the list says who."""
        for name in self.names:
            if not name.named:
                return self.whole and len(self.names) > 1
        return True


class Reader(NameReader):
    """Reads names and lists of names."""

    def names(self, first: int) -> NameList | None:
        """The coordinated names that start at ``first``."""
        found: list[Name] = []
        index, bare = first, False
        while True:
            name = self.name(index)
            if name is None or (found and not name.named and not found[-1].named):
                end = self._plain(index)
                if name is None and end > index:
                    name, bare = Name(index, end, False), True
                elif name is None:
                    break
            found.append(name)
            index = name.after
            if self.word(index) not in _SEPARATORS:
                break
            index += 1
        if not found:
            return None
        after = found[-1].after
        closed = self._closed(after)
        if closed > after:
            return NameList((*found[:-1], found[-1]._replace(after=closed)), closed, True)
        if bare:
            # 民政、残联、卫健办: only the last says what they are
            if not found[-1].named:
                return None
            return NameList(tuple(found), after, True)
        return NameList(tuple(found), after, False)

    def counted(self, first: int) -> NameList | None:
        """A number of bodies or persons (5家企业, 3个承建单位)."""
        index = self._count(first)
        if index == first:
            return None
        for after in range(index, min(index + 4, len(self.tokens))):
            if self.bits[after] & (GENERIC | ROLE | BODY | SUFFIX) and not self._more(after + 1):
                return NameList((Name(first, after + 1, True),), after + 1, True)
            if not self.bits[after] & NOMINAL:
                break
        return None

    def _plain(self, index: int) -> int:
        """Past a run of nominal words without an end of a name (民政, 市场监管), where a list goes on."""
        end = index
        while (
            end < len(self.tokens)
            and end - index < _LONGEST_PLAIN
            and self.bits[end] & (NOMINAL | SINGLE | DETERMINER)
        ):
            end += 1
            if self.word(end) in _LEVELS:
                return end
        return end if self.word(end) in ("、", "等", "和", "及", "以及") else index

    def _closed(self, index: int) -> int:
        """Past 等…部门 or a count (两市, 三级, 13个部门) that closes a list, else ``index``."""
        after = index
        word = self.word(index)
        if word in _LEVELS:
            return after + 1
        if word == "等":
            after += 1
            while self.word(after) in ("有关", "相关"):
                after += 1
        elif not COUNTS.issuperset(word):  # as most words are
            return index
        counted = after
        while counted < len(self.tokens) and COUNTS.issuperset(self.tokens[counted][0]):
            counted += 1
        if counted > after:
            while self.word(counted) in MEASURE_WORDS:
                counted += 1
        elif after == index:
            return index
        has = self.words.lexicon.has
        end = counted
        while end < len(self.tokens) and end - counted < 4 and self.bits[end] & NOMINAL:
            if has("owner_list_closers", self.word(end)) or self.bits[end] & (BODY | GENERIC):
                return end + 1
            end += 1
        if counted > after and self.word(counted - 1) != "级":
            return after
        return counted
