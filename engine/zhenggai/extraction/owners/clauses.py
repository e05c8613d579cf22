"""Owners in running text: the grammatical place of a name decides what its bearer does.

The start of a clause and 由 make an agent, 组织/督促 somebody who is told to act, 会同 a
partner; a name anywhere else is an object and no owner. Only clauses that can hold a name
are segmented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from zhenggai.extraction.owners.bodies import Name, NameList, Reader
from zhenggai.extraction.owners.predicates import predicate
from zhenggai.extraction.owners.words import BODY, GENERIC, MEETING, NOMINAL, PARTNER, ROLE, Words, words_of
from zhenggai.lexicon import Lexicon, words_pattern
from zhenggai.model import OwnerKind

_WINDOW = 36  # characters of a clause that are read for a name and its predicate
_LONG_WINDOW = 240  # where a list goes on
_CLAUSE_END = re.compile(r"[,。;:!?\n】\]]")
_HEAD = re.compile(r"(?:\A|[,。;:!?\n(\[【])\s*")
_DATE = (
    r"(?:自|从|至|到|在|于|截至|截止到?)?"
    r"(?:[0-9〇○零一二三四五六七八九十两]+(?:\.[0-9]+)*(?:年度?|个?月份?|日|号|个?季度|周|天|个工作日)"
    r"|[今去明当同本次上下每](?:年度?|月|日|周|季度?|半年|学期|学年)"
    r"|第?[一二三四]季度|[春秋]季学期)"
    r"(?:[上中下]旬|[上下]半年|第?[一二三四]季度|初|底|末|年?底|前|后|起|以来|内|以内|之前|期间|间|开始|[-至到])*"
)
_LEAD_STARTS = frozenset("0123456789〇零一二三四五六七八九十两自从至到在于截今去明当同本次上下每第春秋(①②③④⑤⑥⑦⑧⑨⑩目现此另随其并已近为对据期首再最整集巡反会年立即统以之后日相必原届事平全")
_LEAD = re.compile(
    rf"(?:{_DATE}[、]?|[一二三四五六七八九十]+是|[0-9]{{1,2}}[.、)]|\([0-9一二三四五六七八九十]+\)|[①-⑳]"
    r"|目前|现在|现|同时|此外|另外|随后|其后|其中|并且|并|已经?|下一步|近年来|近期|近日|为此|对此|据此|期间|首先|其次|再次|最后|"
    r"截至目前|整改以来|整改期间|集中整改期间|集中整改以来|巡[视察]期间|巡[视察]反馈后|反馈后|会后|今年以来|去年以来|年内|年底前|"
    r"同步|随即|相应|必要时|原则上|届时|事后|会前|每次|平时|每天|每日|全年|立行立改|即知即改|统一|以来|之后|后续|近两年|近三年|每季度|每月|每年|每半年|每周|日常|当天|次日)+"
)
_LATER = re.compile(
    r"期间|以来|之后|过程中|后(?![勤续备期进盾台方劲者])|同时|前(?![期往置沿进端台后列])|时(?![间期效段限])"
    r"|(?:问题|要求|意见|部署|精神|安排|实际|情况)(?=[\u4e00-\u9fff])"
)
_PREPOSITIONAL = re.compile(r"针对|对|就|按照?|根据|围绕|结合|依据|遵照")
_REACH_OF_LATER = 20  # characters from the start of the clause to the end of a temporal phrase
_PASSIVE = re.compile(r"被(?!审计|巡[察视]|督[察导查]|检查|考核|监[督管])|(?<![已曾历未])经(?![营济常费验过由])")
_BEFORE_VERB = "日月年旬初末底后并已先拟将再还"
_AGENT_MARK = re.compile(r"(?<![自理缘因])由(?![于此来衷浅表点]|上而下|下而上|[0-9])")


class Found(NamedTuple):
    """An owner in a stretch: bounds in its text, kind, and the pattern's name."""

    start: int
    after: int
    kind: OwnerKind
    why: str


class Grammar:
    """The patterns of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = words_of(lexicon)
        ends = [w for name in ("owner_suffixes", "owner_roles", "owner_generic_roles") for w in lexicon.words(name)]
        ends += [*lexicon.words("owner_bodies"), *lexicon.words("owner_generic_bodies"), "等"]
        ends += lexicon.words("owner_standing_bodies")
        last = "".join(sorted({re.escape(word[-1]) for word in ends}))
        self.hint = re.compile(rf"[^,。;:!?\n]{{0,40}}?[{last}]")
        self.bodies = lexicon.pattern("owner_bodies")
        self.clause_verbs = lexicon.pattern("owner_clause_verbs")
        self.directing = re.compile(rf"(?:{lexicon.any_of('owner_directing')})(?!部|处|科|办|室|局)(?:了|其)?")
        appointing = lexicon.any_of("owner_appointing")
        self.appointing = re.compile(rf"(?:{appointing})(?=[^,。;]{{2,24}}(?:牵头|负责|为))")
        marks = [word for word in lexicon.words("owner_partner_marks") if word not in ("与", "同", "和")]
        self.partner = re.compile(words_pattern(marks))


@lru_cache(maxsize=4)
def grammar_of(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon, made once."""
    return Grammar(lexicon)


class ClauseReader:
    """Reads the owners of one stretch."""

    def __init__(self, grammar: Grammar, text: str, known: Iterable[str] = ()) -> None:
        self.grammar = grammar
        self.text = text
        self.known = tuple(known)
        self.found: list[Found] = []

    def read(self) -> list[Found]:
        """All owners in text order; one stretch of text has one kind."""
        text, grammar = self.text, self.grammar
        for head in _HEAD.finditer(text):
            self._clause(head.end())
        for mark in _AGENT_MARK.finditer(text):
            if grammar.hint.match(text, mark.end()):
                self._agents(mark.end(), "由", marked=True)
        for mark in _LATER.finditer(text):
            if grammar.hint.match(text, mark.end()):
                self._later(mark.end())
        for mark in grammar.partner.finditer(text):
            if grammar.hint.match(text, mark.end()) and self._opens(mark):
                self._partners(mark.end(), mark[0])
        for mark in grammar.appointing.finditer(text):
            if grammar.hint.match(text, mark.end()):
                self._appointed(mark.end(), mark[0])
        for mark in _PASSIVE.finditer(text):
            if grammar.hint.match(text, mark.end()):
                self._by(mark.end(), mark[0])
        for mark in grammar.directing.finditer(text):
            if grammar.hint.match(text, mark.end()):
                self._directed(mark.end(), mark[0])
        return self._settled()

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

    def _clause(self, start: int) -> None:
        """The agent at the start of a clause, behind times and conjunctions."""
        text, grammar = self.text, self.grammar
        if not grammar.hint.match(text, start):
            return
        lead = _LEAD.match(text, start) if text[start] in _LEAD_STARTS else None
        first = lead.end() if lead else start
        opening = text[first : first + 2]
        if opening[:1] in ("与", "同", "和") and self._partners(first + 1, opening[:1]):
            return
        verb = grammar.clause_verbs.match(text, first)
        if not verb or grammar.bodies.match(text, first):
            if self._agents(first, "子句主语"):
                return
            if lead:
                self._agents(start, "子句主语")

    def _later(self, start: int) -> None:
        """The agent behind a temporal phrase at the start of a clause (收到反馈意见后局党组…)."""
        near = self.text[max(0, start - _REACH_OF_LATER) : start]
        opening = [end.end() for end in _CLAUSE_END.finditer(near)]
        if not opening and start > _REACH_OF_LATER:
            return
        phrase = near[opening[-1] if opening else 0 :]
        if len(phrase) < 3 or (phrase[-1] not in "间来后中时前" and not _PREPOSITIONAL.match(phrase)):
            return
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
            if found.kind == "support":
                kind: OwnerKind = "supporting"
            elif found.kind == "assign" and (marked or reader.word(found.index).endswith("负责")):
                kind = "assigned"
            else:
                kind = "subject" if marked or self._leading(start) else "subject-of-part"
            self._add(reader, names, start, kind, why)
            for partner in partners:
                self._add(reader, partner, start, "partner", reader.word(partner.names[0].first - 1))
            # 甲牵头、乙配合
            if found.kind == "act" or reader.word(found.index + 1) != "、":
                return True
            first, marked, why = found.index + 2, False, "并列主语"

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
        for index in range(first, min(first + 12, len(reader.tokens))):
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
        fits = lexicon.has("owner_verifying", word) if why == "经" else not lexicon.has("owner_bestowing", word)
        if fits:
            self._add(reader, names, start, "subject-of-part", why)

    def _partners(self, start: int, why: str) -> bool:
        reader = self._reader(start)
        names = reader.names(0) if reader else None
        if reader is None or names is None:
            return False
        if why in ("与", "同", "和"):
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
        found = predicate(reader, names.after)
        if found is not None:
            self._add(reader, names, start, "directed", why)

    def _opens(self, mark: re.Match[str]) -> bool:
        """Whether 联合 is a verb here: not within a name (企业联合创新中心)."""
        if mark[0] != "联合":
            return True
        start = mark.start()
        before = self.text[max(0, start - 2) : start]
        if not before or not "\u4e00" <= before[-1] <= "\u9fd5" or before[-1] in _BEFORE_VERB:
            return True
        return self.grammar.words.lexicon.has("owner_adverbs", before)

    # ----------------------------------------------------------- helpers

    def _reader(self, start: int) -> Reader | None:
        """The words from ``start`` to the end of the clause."""
        text = self.text
        ending = _CLAUSE_END.search(text, start, start + _LONG_WINDOW)
        end = ending.start() if ending else min(len(text), start + _LONG_WINDOW)
        if end - start > _WINDOW and "、" not in text[start : start + _WINDOW]:
            end = start + _WINDOW
        if end <= start:
            return None
        tokens, bits = self.grammar.words.read(text[start:end])
        for name in self.known:
            tokens, bits = joined(tokens, bits, text[start:end], name)
        return Reader(self.grammar.words, tokens, bits)

    def _leading(self, start: int) -> bool:
        """Whether a clause is the first of the measure, or the first behind its summary."""
        return len(_CLAUSE_END.findall(self.text, 0, start)) <= 2

    def _add(self, reader: Reader, names: NameList, base: int, kind: OwnerKind, why: str) -> None:
        tokens = reader.tokens
        if names.whole:
            spans = [(tokens[names.names[0].first][2], tokens[names.after - 1][3])]
        else:
            spans = [(tokens[name.first][2], tokens[name.after - 1][3]) for name in names.names]
        self.found += [Found(base + first, base + after, kind, why) for first, after in spans]


def joined(
    tokens: list[tuple[str, str, int, int]], bits: list[int], text: str, name: str
) -> tuple[list[tuple[str, str, int, int]], list[int]]:
    """Tokens in which every occurrence of a declared name is one word."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        inside = [index for index, token in enumerate(tokens) if token[2] < end and token[3] > at]
        if inside and tokens[inside[0]][2] == at and tokens[inside[-1]][3] == end:
            tokens = [*tokens[: inside[0]], (name, "nt", at, end), *tokens[inside[-1] + 1 :]]
            bits = [*bits[: inside[0]], BODY | NOMINAL, *bits[inside[-1] + 1 :]]
        at = text.find(name, end)
    return tokens, bits


def unknown_names(words: Words, names: Mapping[str, str]) -> tuple[str, ...]:
    """Declared short names that the word lists do not already read as a body."""
    unknown = []
    for name in names:
        reader = Reader(words, *words.read(name))
        read = reader.name(0)
        if read is None or not read.named or read.after < len(reader.tokens):
            unknown.append(name)
    return tuple(unknown)
