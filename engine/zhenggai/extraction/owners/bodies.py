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
_PENDING_WORDS = 3
_NAME_OF_UNKNOWN = 3  # single characters before a suffix (资+规+局)
DEPARTMENT_ENDS = frozenset("科处室股部组队站局庭办")
# What the first word of a name is, if it is not 稽核 before 处, or a quotation or bracket.
_BEGINNING = BODY | ROLE | GENERIC | PLACE | DETERMINER | NAME_WORD | NOMINAL | SINGLE | ORDINAL
_INNER = frozenset(("和", "与", "及"))
_BLANKED_NAMES = frozenset("某×X*甲乙")
COUNTS = frozenset("0123456789一二两三四五六七八九十百多余几")
MEASURE_WORDS = frozenset("个家名位所户支级只类大")


class Name(NamedTuple):
    """Tokens ``[first, after)``; ``named`` is false where only the kind of body is said (部门)."""

    first: int
    after: int
    named: bool
    place: bool = False


class _Scan:
    """How far the reading of one name has come."""

    __slots__ = ("after", "determined", "first", "named", "pending", "place")

    def __init__(self, first: int) -> None:
        self.first = first
        self.after = -1  # the end of the longest name so far
        self.named = False
        self.place = False
        self.determined = False  # 各 or the like was read
        self.pending = 0  # words behind the last end, from a verb on

    def end(self, after: int, *, named: bool, place: bool = False) -> int:
        """Note that a name can end at ``after``, which is returned."""
        self.after, self.named, self.place, self.pending = after, named, place, 0
        return after


class NameReader:
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
        if not self._may_begin(first):
            return None
        scan = _Scan(first)
        index, stop = first, min(len(self.tokens), first + _LONGEST_NAME)
        while 0 <= index < stop:
            bits = self.bits[index]
            if scan.pending and not self._follows_verb(scan, bits):
                break
            ended = self._end_of_name(scan, index, bits)
            index = ended if ended > index else self._inside_name(scan, index, bits)
        if scan.after < 0:
            return None
        return Name(first, self._with_bracket(scan.after), scan.named, scan.place)

    def _may_begin(self, first: int) -> bool:
        """Whether a name can begin with the word at ``first``: seldom with a verb, never past the end."""
        if first >= len(self.tokens):
            return False
        if self.bits[first] & _BEGINNING:
            return True
        return self.tokens[first][0] in "“(" or self.word(first + 1) in DEPARTMENT_ENDS

    @staticmethod
    def _follows_verb(scan: _Scan, bits: int) -> bool:
        """Whether a word can go on a name behind a verb inside it (县政府+督查+室)."""
        if bits & (ROLE | DETERMINER | DIRECTING):
            return False
        return bool(bits & SUFFIX) or (bool(bits & (NOMINAL | SINGLE)) and scan.pending < _PENDING_WORDS)

    def _end_of_name(self, scan: _Scan, index: int, bits: int) -> int:
        """The index behind ``index`` where a name can end there, else ``index``."""
        if bits & (BODY | ROLE) and not bits & GENERIC and not (scan.pending and not bits & SUFFIX):
            after = self._past_person(index + 1) if bits & ROLE else index + 1
            return scan.end(after, named=True)
        if bits & SUFFIX and index > scan.first and self._may_end(scan.first, index, scan.pending):
            return scan.end(index + 1, named=True)
        if bits & GENERIC and not scan.pending:
            says_which = scan.named or scan.determined or scan.after >= 0 or bool(bits & STANDING)
            says_which = says_which or (index > scan.first and self._level(index - 1))
            after = self._past_person(index + 1) if bits & ROLE else index + 1
            return scan.end(after, named=says_which or after > index + 1)
        if bits & PLACE and not scan.pending and (index > scan.first or len(self.word(index)) > 1):
            return scan.end(index + 1, named=True, place=True) if scan.after < 0 or scan.place else index + 1
        if not bits & (NOMINAL | DIRECTING | ADVERB) and self._department(index, bits):
            return scan.end(index + 2, named=True)
        return index

    def _inside_name(self, scan: _Scan, index: int, bits: int) -> int:
        """The index behind a word that goes on a name without ending it; -1 where the name is over."""
        word = self.tokens[index][0]
        if bits & DETERMINER and not scan.pending:
            follows = self.bits[index + 1] if index + 1 < len(self.tokens) else 0
            acts = bits & VERB or (word == "各" and follows & VERB and not follows & NOMINAL)
            if scan.after >= 0 and acts:  # 三个学院各包联一所学校
                return -1
            scan.determined = True
            return index + 1
        if word in _INNER and self._joins(scan.first, index, scan.named and not scan.place):
            return index + 1
        if word == "“" and not scan.pending:
            return self._quoted(scan, index)
        if scan.determined and scan.after < 0 and self._count(index) > index:
            return self._count(index)
        if word == "(":
            return self._past_bracket(index) + 1 or -1
        if bits & NAME_WORD:
            if index == scan.first and bits & VERB and not self._suffix_follows(index + 1):
                return -1
            scan.pending += bool(scan.after >= 0 and bits & (DIRECTING if scan.place else VERB))
            return index + 1
        if bits & NOMINAL or (bits & SINGLE and self._unknown(index)):
            scan.pending += bool(scan.pending)
            return index + 1
        if bits & ORDINAL and self._suffix_follows(index + 1):
            return index + 1
        return index + 1 if index > scan.first and not bits and self._inner_verb(index) else -1

    def _quoted(self, scan: _Scan, index: int) -> int:
        """Past a quotation within a name (“双减”工作专班, 各村“两委”), else -1."""
        close = self._past_quotation(index)
        if close < 0:
            return -1
        if not self.bits[close - 1] & BODY:
            return close + 1
        return scan.end(close + 1, named=True) if index > scan.first else -1

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
        if (
            pending
            and (self.bits[index] & GENERIC or self.bits[index - 1] & DIRECTING)
            and len(self.word(index)) > 1
        ):
            return False
        if self.word(index - 1) == ")":
            return True
        return any(
            self.bits[inside] & (NOMINAL | ORDINAL) or len(self.word(inside)) > 1
            for inside in range(first, index)
        )

    def _department(self, index: int, bits: int) -> bool:
        """Whether a word is a verb that names a department by its one-character suffix (归集科, 稽核处)."""
        word, kind = self.tokens[index]
        acts = bool(bits & VERB) or kind in ("v", "vn")
        return acts and len(word) > 1 and self.word(index + 1) in DEPARTMENT_ENDS

    def _inner_verb(self, index: int) -> bool:
        """A verb of no list right before the end of a name (科技担保公司)."""
        kind = self.tokens[index][1]
        return kind[0] == "v" and index + 1 < len(self.tokens) and bool(self.bits[index + 1] & SUFFIX)

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
        while after < len(self.tokens) and set(self.word(after)) <= COUNTS:
            after += 1
        return after + 1 if after > index and self.word(after) in MEASURE_WORDS else index

    def _suffix_follows(self, index: int) -> bool:
        """Whether a suffix or body stands within reach, only nominal words and single characters between."""
        for offset in range(_NAME_OF_UNKNOWN):
            if index + offset >= len(self.tokens):
                return False
            bits = self.bits[index + offset]
            if bits & (SUFFIX | BODY | PLACE):
                return True
            if bits & DETERMINER or not bits & (NOMINAL | SINGLE | ORDINAL):
                return False
        return False

    def _past_person(self, index: int) -> int:
        """Past the name of a person that follows an office (副局长王某, 主任李明同志)."""
        if index >= len(self.tokens):
            return index
        word, kind = self.tokens[index]
        after = index
        if len(word) > 1 and kind in ("nr", "nrt", "nrfg") and not self.bits[index] & (BODY | GENERIC | VERB):
            after = index + 1
        elif self.bits[index] & SURNAME:
            given = index + 1
            if set(self.word(given)) <= _BLANKED_NAMES and given < len(self.tokens):
                return given + 1
            while given < len(self.tokens) and given < index + 3 and len(self.word(given)) == 1:
                if self.bits[given] & (ADVERB | PREPOSITION) or self.tokens[given][1] in (
                    "x",
                    "m",
                    "u",
                    "uj",
                    "c",
                ):
                    break
                given += 1
            if given == index + 1 and given < len(self.tokens) and self.tokens[given][1] == "nr":
                given += 1
            after = given if given > index + 1 else index
        return after + 1 if after > index and self.word(after) == "同志" else after

    def _more(self, index: int) -> bool:
        return index < len(self.tokens) and bool(self.bits[index] & (GENERIC | ROLE | BODY | SUFFIX))

    def _past_quotation(self, index: int) -> int:
        """The index of the closing mark of a short quotation within a name (各村“两委”干部), else -1."""
        for close in range(index + 1, min(index + 10, len(self.tokens))):
            if self.word(close) == "”":
                inside = self.bits[close - 1] & BODY
                return close if inside or self._suffix_follows(close + 1) or self._more(close + 1) else -1
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
