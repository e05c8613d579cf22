"""Names of bodies, persons by office and places, read from tagged words.

All positions here are indices into a list of tokens; ``bits`` are of words.py.
"""

from __future__ import annotations

from typing import NamedTuple

from zhenggai.extraction.owners.words import (
    ADVERB,
    BODY,
    DETERMINER,
    DIRECTING,
    GENERIC,
    NAME_WORD,
    NOMINAL,
    ORDINAL,
    PLACE,
    PREPOSITION,
    ROLE,
    SINGLE,
    STANDING,
    SUFFIX,
    SURNAME,
    VERB,
    Words,
)
from zhenggai.extraction.segmentation import Token

_LONGEST_NAME = 18  # words
_NAME_OF_UNKNOWN = 3  # single characters before a suffix (资+规+局)
_SEPARATORS = frozenset(("、", "和", "及", "以及", "暨", "/"))
_LEVELS = frozenset(("两级", "三级", "四级"))
_DEPARTMENT_ENDS = frozenset("科处室股部组队站局庭办")
_INNER = frozenset(("和", "与", "及"))
_BLANKED_NAMES = frozenset("某×X*甲乙")
_COUNTS = frozenset("0123456789一二两三四五六七八九十百多余几")
_MEASURE_WORDS = frozenset("个家名位所户支级只类大")


class Name(NamedTuple):
    """Tokens ``[first, after)``; ``named`` is false where only the kind of body is said (部门)."""

    first: int
    after: int
    named: bool
    place: bool = False


class NameList(NamedTuple):
    """Coordinated names; ``whole`` where 等 or a count closes them, so that they stay one."""

    names: tuple[Name, ...]
    after: int
    whole: bool

    @property
    def named(self) -> bool:
        """Whether the list says who."""
        return all(name.named for name in self.names) or (self.whole and len(self.names) > 1)


class Reader:
    """Reads names from the tokens of one clause."""

    def __init__(self, words: Words, tokens: list[Token], bits: list[int]) -> None:
        self.words = words
        self.tokens = tokens
        self.bits = bits

    def word(self, index: int) -> str:
        """The word at an index, empty past the end."""
        return self.tokens[index][0] if index < len(self.tokens) else ""

    def name(self, first: int) -> Name | None:
        """The longest name that starts at ``first``."""
        index, after, named, place, determined = first, -1, False, False, False
        pending = 0  # words since the last end, where one of them is a verb
        stop = min(len(self.tokens), first + _LONGEST_NAME)
        while index < stop:
            bits = self.bits[index]
            if pending and not bits & SUFFIX and not (bits & (NOMINAL | SINGLE) and pending < 3):
                break
            if pending and bits & (ROLE | DETERMINER | DIRECTING):
                break
            if bits & (BODY | ROLE) and not bits & GENERIC and not (pending and not bits & SUFFIX):
                after, named, place, pending = index + 1, True, False, 0
                if bits & ROLE:
                    after = self._past_person(after)
                    index = after - 1
            elif bits & SUFFIX and index > first and self._may_end(first, index, pending):
                after, named, place, pending = index + 1, True, False, 0
            elif bits & GENERIC and not pending:
                named = named or determined or after >= 0 or bool(bits & STANDING)
                named = named or (index > first and self._level(index - 1))
                after, place = index + 1, False
                if bits & ROLE and self._past_person(after) > after:
                    after, named = self._past_person(after), True
                    index = after - 1
            elif bits & PLACE and not pending and (index > first or len(self.word(index)) > 1):
                if after < 0 or place:
                    after, named, place = index + 1, True, True
            elif bits & DETERMINER and not pending:
                determined = True
            elif self.word(index) in _INNER and self._joins(first, index, named and not place):
                pass
            elif self.word(index) == "“" and not pending:
                index = self._past_quotation(index)
                if index < 0:
                    break
                if self.bits[index - 1] & BODY:
                    after, named, place = index + 1, True, False
            elif determined and after < 0 and self._count(index) > index:
                index = self._count(index) - 1
            elif self.word(index) == "(":
                index = self._past_bracket(index)
                if index < 0:
                    break
            elif self._department(index):
                after, named, place, pending = index + 2, True, False, 0
                index += 1
            elif bits & NAME_WORD:
                if index == first and bits & VERB and not self._suffix_follows(index + 1):
                    break
                pending = pending + 1 if after >= 0 and bits & VERB else pending
            elif bits & NOMINAL or (bits & SINGLE and self._unknown(index)):
                pending = pending + 1 if pending else 0
            elif not (bits & ORDINAL and self._suffix_follows(index + 1)):
                break
            index += 1
        if after < 0:
            return None
        return Name(first, self._with_bracket(after), named, place)

    def _level(self, index: int) -> bool:
        """Whether a word says whose (局+机关, 县+领导): a level of government or kind of body."""
        return len(self.word(index)) == 1 and bool(self.bits[index] & (SUFFIX | PLACE))

    def _joins(self, first: int, index: int, ended: bool) -> bool:
        """Whether 和 at ``index`` is part of a name that is still open (住房和城乡建设局)."""
        return (
            index > first
            and not ended
            and bool(self.bits[index - 1] & NOMINAL)
            and self._suffix_follows(index + 1)
        )

    def _may_end(self, first: int, index: int, pending: int) -> bool:
        """Whether the suffix at ``index`` ends a name: it does behind a name, not behind 各 alone."""
        if pending and (self.bits[index] & GENERIC or self.bits[index - 1] & DIRECTING) and len(self.word(index)) > 1:
            return False
        if self.word(index - 1) == ")":
            return True
        return any(
            self.bits[inside] & (NOMINAL | ORDINAL) or len(self.word(inside)) > 1
            for inside in range(first, index)
        )

    def _department(self, index: int) -> bool:
        """A verb that names a department by its one-character suffix (归集科, 稽核处)."""
        bits = self.bits[index]
        return (
            not bits & (NOMINAL | DIRECTING | ADVERB)
            and len(self.word(index)) > 1
            and (bool(bits & VERB) or self.tokens[index][1] in ("v", "vn"))
            and self.word(index + 1) in _DEPARTMENT_ENDS
        )

    def _unknown(self, index: int) -> bool:
        """Whether a single character can be part of a name that the dictionary does not know."""
        if not self.bits[index] & PREPOSITION:
            return self._suffix_follows(index + 1)
        following = index + 1  # 经促局 is a name, 经党组研究 is not
        while len(self.word(following)) == 1 and self.bits[following] & (NOMINAL | SINGLE):
            if self.bits[following] & SUFFIX:
                return True
            following += 1
        return False

    def _count(self, index: int) -> int:
        """Past a number and its measure word (14个), else ``index``."""
        after = index
        while after < len(self.tokens) and set(self.word(after)) <= _COUNTS:
            after += 1
        return after + 1 if after > index and self.word(after) in _MEASURE_WORDS else index

    def _suffix_follows(self, index: int) -> bool:
        """Whether a suffix or body stands within reach, only nominal words and single characters between."""
        for offset in range(_NAME_OF_UNKNOWN):
            if index + offset >= len(self.tokens):
                return False
            bits = self.bits[index + offset]
            if bits & (SUFFIX | BODY):
                return True
            if bits & DETERMINER or not bits & (NOMINAL | SINGLE | ORDINAL):
                return False
        return False

    def _past_person(self, index: int) -> int:
        """Past the name of a person that follows an office (副局长王某, 主任李明同志)."""
        if index >= len(self.tokens):
            return index
        word, kind = self.tokens[index][:2]
        after = index
        if len(word) > 1 and kind in ("nr", "nrt", "nrfg") and not self.bits[index] & (BODY | GENERIC | VERB):
            after = index + 1
        elif self.bits[index] & SURNAME:
            given = index + 1
            if set(self.word(given)) <= _BLANKED_NAMES and given < len(self.tokens):
                return given + 1
            while given < len(self.tokens) and given < index + 3 and len(self.word(given)) == 1:
                if self.bits[given] & (ADVERB | PREPOSITION) or self.tokens[given][1] in ("x", "m", "u", "uj", "c"):
                    break
                given += 1
            if given == index + 1 and given < len(self.tokens) and self.tokens[given][1] == "nr":
                given += 1
            after = given if given > index + 1 else index
        return after + 1 if after > index and self.word(after) == "同志" else after

    def _past_quotation(self, index: int) -> int:
        """The index of the closing mark of a short quotation within a name (各村“两委”干部), else -1."""
        for close in range(index + 1, min(index + 10, len(self.tokens))):
            if self.word(close) == "”":
                return close if self._suffix_follows(close + 1) or self._more(close + 1) else -1
        return -1

    def _past_bracket(self, index: int) -> int:
        """The index of the bracket's close where it belongs to a name (各县(市、区)教育局), else -1."""
        for close in range(index + 1, min(index + 8, len(self.tokens))):
            if self.word(close) == ")":
                last, follows = self.bits[close - 1], self._suffix_follows(close + 1)
                return close if last & (SUFFIX | PLACE | GENERIC | BODY) or follows else -1
            if not self.bits[close] & (NOMINAL | SINGLE) and self.word(close) != "、":
                return -1
        return -1

    def _with_bracket(self, after: int) -> int:
        """``after`` moved past a bracket that belongs to the name (各乡镇(街道))."""
        if self.word(after) == "(":
            close = self._past_bracket(after)
            if close >= 0:
                return close + 1
        return after

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

    def _more(self, index: int) -> bool:
        return index < len(self.tokens) and bool(self.bits[index] & (GENERIC | ROLE | BODY | SUFFIX))

    def _plain(self, index: int) -> int:
        """Past a run of nominal words without an end of a name (民政, 市场监管), where a list goes on."""
        end = index
        while end < len(self.tokens) and end - index < 6 and self.bits[end] & (NOMINAL | SINGLE | DETERMINER):
            end += 1
            if self.word(end) in _LEVELS:
                return end
        return end if self.word(end) in ("、", "等", "和", "及", "以及") else index

    def _closed(self, index: int) -> int:
        """Past 等…部门 or a count (两市, 三级, 13个部门) that closes a list, else ``index``."""
        after = index
        if self.word(after) in _LEVELS:
            return after + 1
        if self.word(after) == "等":
            after += 1
            while self.word(after) in ("有关", "相关"):
                after += 1
        counted = after
        while counted < len(self.tokens) and set(self.word(counted)) <= _COUNTS:
            counted += 1
        if counted > after:
            while self.word(counted) in _MEASURE_WORDS:
                counted += 1
        elif after == index:
            return index
        has = self.words.lexicon.has
        end = counted
        while end < len(self.tokens) and end - counted < 4 and self.bits[end] & NOMINAL:
            if has("owner_list_closers", self.word(end)) or self.bits[end] & (BODY | GENERIC):
                return end + 1
            end += 1
        if counted > after and self.word(counted - 1) not in ("级",):
            return after
        return counted
