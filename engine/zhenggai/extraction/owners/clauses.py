"""Owners in running text: the grammatical place of a name decides what its bearer does.

The start of a clause and 由 make an agent, 组织/督促 somebody who is told to act, 会同 a
partner; a name anywhere else is an object and no owner. Only clauses that can hold a name
are segmented.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zhenggai.extraction.owners.aliases import joined
from zhenggai.extraction.owners.bodies import Name
from zhenggai.extraction.owners.lists import NameList, Reader
from zhenggai.extraction.owners.patterns import (
    CLAUSE_END,
    COMMON_JOINTS,
    Grammar,
)
from zhenggai.extraction.owners.predicates import predicate
from zhenggai.extraction.owners.words import BODY, GENERIC, MEETING, NOMINAL, PARTNER, ROLE, STATE
from zhenggai.extraction.segmentation import offsets
from zhenggai.model import OwnerKind

_WINDOW = 36  # characters of a clause that are read for a name and its predicate
_LONG_WINDOW = 240  # where a list goes on
_REACH_OF_TIME = 20  # characters from the start of the clause to the end of a temporal phrase
_REACH_OF_SUMMARY = 120  # the measure's own subject stands within this
_REACH_OF_LEADER = 40
_QUALIFIER_WORDS = 12  # before the head of 由创新能力强的企业牵头
_STOPS = re.compile(r"[,。;:!?\n】\]][\s,。;:!?]*")
_BEFORE_VERB = "日月年旬初末底后并已先拟将再还"


class Found(NamedTuple):
    """An owner in a stretch: bounds in the text of all, kind, and the pattern's name."""

    start: int
    after: int
    kind: OwnerKind
    why: str


class ClauseReader:
    """Reads the owners of stretches that stand apart in one text, each behind a line end.

    Where a name may stand is looked for in all of them when the reader is made.
    """

    def __init__(self, grammar: Grammar, text: str, known: Iterable[str] = ()) -> None:
        self.grammar = grammar
        self.text = text
        self.known = tuple(known)
        self.found: list[Found] = []
        self._begin = 0  # of the stretch that is being read
        self._clauses = list(grammar.clauses.finditer(text))
        self._marks = [m for m in grammar.marks.finditer(text) if grammar.hint.match(text, m.end())]

    def read(self, bounds: Sequence[tuple[int, int]]) -> list[list[Found]]:
        """The owners of each stretch in text order; a piece of a stretch has one kind."""
        owners: list[list[Found]] = [[] for _ in bounds]
        ends = [end for _, end in bounds]
        clauses, marks = _by_stretch(self._clauses, ends), _by_stretch(self._marks, ends)
        for number in sorted({*clauses, *marks}):
            self._begin, self.found = bounds[number][0], []
            for clause in clauses.get(number, ()):
                self._clause(clause)
            for mark in marks.get(number, ()):
                self._marked(mark)
            owners[number] = self._settled() if self.found else []
        return owners

    def _marked(self, mark: re.Match[str]) -> None:
        """The name behind a word that leads one in."""
        end, kind = mark.end(), self.grammar.kind_of_mark(mark)
        if kind == "agent":
            self._agents(end, "由", marked=True)
        elif kind == "directing":
            if not self.grammar.clause_verbs.match(self.text, end):  # 组织开展
                self._directed(end, mark[0])
        elif kind == "later":
            self._later(end)
        elif kind == "partner":
            if self._opens(mark):
                self._partners(end, mark[0])
        elif kind == "passive":
            self._by(end, mark[0])
        else:
            self._appointed(end, mark[0])

    def _settled(self) -> list[Found]:
        """In text order, without a stretch inside another and without repeated agents."""
        kept: list[Found] = []
        seen: set[str] = set()
        for owner in sorted(self.found, key=lambda found: (found.start, -found.after)):
            if kept and owner.start < kept[-1].after:
                continue
            if owner.kind in ("subject", "subject-of-part", "assigned"):
                text = self.text[owner.start : owner.after]
                if text in seen:
                    continue
                seen.add(text)
            kept.append(owner)
        return kept

    # ------------------------------------------------------------ places

    def _clause(self, clause: re.Match[str]) -> None:
        """The agent at the start of a clause, behind times and conjunctions."""
        start, first, behind_phrase = clause.end(), clause.end("first"), clause.end("phrase")
        if behind_phrase >= 0:
            self._agents(behind_phrase, "状语后的主语")
            return
        joint = self.text[first]
        if joint in COMMON_JOINTS and self._partners(first + 1, joint):
            return
        if not self._agents(first, "子句主语") and first > start:
            self._agents(start, "子句主语")

    def _later(self, start: int) -> None:
        """The agent behind a temporal phrase at the start of a clause (收到反馈意见后局党组…)."""
        near = self.text[max(self._begin, start - _REACH_OF_TIME) : start]
        opening = [end.end() for end in CLAUSE_END.finditer(near)]
        if not opening and start - self._begin > _REACH_OF_TIME:
            return
        if len(near) - (opening[-1] if opening else 0) > 2:
            self._agents(start, "状语后的主语")

    def _agents(self, start: int, why: str, marked: bool = False) -> bool:
        """Names at ``start`` followed by a predicate; ``marked`` where 由 says that they act."""
        reader = self._reader(start)
        if reader is None:
            return False
        first = 0
        while True:
            names = reader.names(first)
            if names is None and marked:
                names = self._qualified(reader, first)
            if names is None or not (marked or (names.named and not self._meeting(reader, names))):
                return False
            partners, after = self._coupled(reader, names.after)
            found = predicate(reader, after)
            if found is None:
                return self._passive(reader, names, start) or self._duty(reader, names, start)
            act = "support" if self._joins_in(reader.word(found.index), start) else found.kind
            answers = act == "assign" and (marked or reader.word(found.index).endswith("负责"))
            kind = self._kind(act, answers, marked or self._leading(start))
            self._add(reader, names, start, kind, why)
            for partner in partners:
                self._add(reader, partner, start, "partner", reader.word(partner.names[0].first - 1))
            # 甲牵头、乙配合
            if found.kind == "act" or reader.word(found.index + 1) != "、":
                return True
            first, marked, why = found.index + 2, False, "并列主语"

    def _joins_in(self, verb: str, start: int) -> bool:
        """甲牵头,乙参与: 乙 only helps where somebody else leads."""
        if verb not in ("参与", "参加"):
            return False
        return self.text.find("牵头", max(self._begin, start - _REACH_OF_LEADER), start) >= 0

    @staticmethod
    def _kind(act: str, answers: bool, leading: bool) -> OwnerKind:
        if act == "support":
            return "supporting"
        if answers:
            return "assigned"
        return "subject" if leading else "subject-of-part"

    def _meeting(self, reader: Reader, names: NameList) -> bool:
        return bool(reader.bits[names.after - 1] & MEETING)

    def _coupled(self, reader: Reader, index: int) -> tuple[list[NameList], int]:
        """Partners behind a subject (会同县林业局, 与高新区), and the index after them."""
        partners: list[NameList] = []
        while index < len(reader.tokens) and reader.bits[index] & PARTNER and reader.word(index) != "配合":
            names = reader.names(index + 1)
            if names is None or (reader.word(index) == "联合" and not names.named):
                break
            partners.append(names)
            index = names.after
        return partners, index

    def _qualified(self, reader: Reader, first: int) -> NameList | None:
        """由 + a name with an attribute before it (创新能力强的企业)."""
        for index in range(first, min(first + _QUALIFIER_WORDS, len(reader.tokens))):
            if reader.bits[index] & (GENERIC | ROLE | BODY) and predicate(reader, index + 1):
                before = reader.tokens[index - 1] if index > first else None
                if before and (before[0] == "的" or reader.bits[index - 1] & NOMINAL):
                    return NameList((Name(first, index + 1, True),), index + 1, False)
        return None

    def _passive(self, reader: Reader, names: NameList, start: int) -> bool:
        """各县教育局被要求…: told to act."""
        if reader.word(names.after) != "被":
            return False
        following = "".join(token[0] for token in reader.tokens[names.after + 1 : names.after + 3])
        if self.grammar.directing.match(following):
            self._add(reader, names, start, "directed", "被…要求")
            return True
        return False

    def _duty(self, reader: Reader, names: NameList, start: int) -> bool:
        """区住建局为牵头单位, 区财政局为配合单位."""
        if reader.word(names.after) not in ("为", "作为", "是", "任"):
            return False
        duty, lexicon = reader.word(names.after + 1), self.grammar.words.lexicon
        if lexicon.has("owner_duties", duty):
            self._add(reader, names, start, "assigned", f"为{duty}")
            return True
        if lexicon.has("owner_supporting_duties", duty):
            self._add(reader, names, start, "supporting", f"为{duty}")
            return True
        return False

    def _appointed(self, start: int, why: str) -> None:
        """明确区住建局牵头, 确定办公室为责任科室."""
        reader = self._reader(start)
        names = reader.names(0) if reader else None
        if reader is None or names is None or not names.named:
            return
        found = predicate(reader, names.after)
        if found is None:
            self._duty(reader, names, start)
        elif found.kind == "assign":
            self._add(reader, names, start, "assigned", why)

    def _by(self, start: int, why: str) -> None:
        """被区纪委监委立案, 经区审计局复核: the agent of a passive clause."""
        reader = self._reader(start)
        names = reader.names(0) if reader else None
        if reader is None or names is None or not names.named or self._meeting(reader, names):
            return
        found = predicate(reader, names.after)
        if found is None:
            return
        word, lexicon = reader.word(found.index), self.grammar.words.lexicon
        fits = (
            lexicon.has("owner_verifying", word) if why == "经" else not lexicon.has("owner_bestowing", word)
        )
        if fits:
            self._add(reader, names, start, "subject-of-part", why)

    def _partners(self, start: int, why: str) -> bool:
        reader = self._reader(start)
        names = reader.names(0) if reader else None
        if reader is None or names is None:
            return False
        if why in COMMON_JOINTS:
            rest = "".join(token[0] for token in reader.tokens[names.after : names.after + 4])
            if not any(word in rest for word in self.grammar.words.lexicon.words("owner_joint_words")):
                return False
        if not names.named and why in ("配合", "协同"):
            return False
        self._add(reader, names, start, "partner", why)
        return True

    def _directed(self, start: int, why: str) -> None:
        reader = self._reader(start)
        names = (reader.names(0) or reader.counted(0)) if reader else None
        if reader is None or names is None:
            return
        ready = names.after < len(reader.tokens) and bool(reader.bits[names.after] & STATE)
        if ready or predicate(reader, names.after) is not None:
            self._add(reader, names, start, "directed", why)

    def _opens(self, mark: re.Match[str]) -> bool:
        """Whether 联合 is a verb here: not within a name (企业联合创新中心)."""
        if mark[0] != "联合":
            return True
        start = mark.start()
        before = self.text[max(self._begin, start - 2) : start]
        if not before or not "\u4e00" <= before[-1] <= "\u9fd5" or before[-1] in _BEFORE_VERB:
            return True
        return self.grammar.words.lexicon.has("owner_adverbs", before)

    # ----------------------------------------------------------- helpers

    def _reader(self, start: int) -> Reader | None:
        """The words from ``start`` to the end of the clause; None where they cannot hold a name."""
        text = self.text
        ending = CLAUSE_END.search(text, start, start + _LONG_WINDOW)
        end = ending.start() if ending else start + _LONG_WINDOW
        if end - start > _WINDOW and text.find("、", start, start + _WINDOW) < 0:
            end = start + _WINDOW
        if end <= start or not (self.known or self.grammar.name_ends.within(text, start, end)):
            return None
        tokens, bits = self.grammar.words.read(text[start:end])
        for name in self.known:
            tokens, bits = joined(tokens, bits, text[start:end], name)
        return Reader(self.grammar.words, tokens, bits)

    def _leading(self, start: int) -> bool:
        """Whether a clause is the first of the measure, or the first behind its summary."""
        near = start - self._begin <= _REACH_OF_SUMMARY
        return near and len(_STOPS.findall(self.text, self._begin, start)) <= 2

    def _add(self, reader: Reader, names: NameList, base: int, kind: OwnerKind, why: str) -> None:
        places = offsets(reader.tokens[: names.after])
        if names.whole:
            spans = [(names.names[0].first, names.after)]
        else:
            spans = [(name.first, name.after) for name in names.names]
        self.found += [Found(base + places[first], base + places[after], kind, why) for first, after in spans]


def _by_stretch(matches: Iterable[re.Match[str]], ends: Sequence[int]) -> dict[int, list[re.Match[str]]]:
    """The matches inside each of the stretches that have any, by its number."""
    inside: dict[int, list[re.Match[str]]] = {}
    for match in matches:
        inside.setdefault(bisect_left(ends, match.end()), []).append(match)
    return inside
