"""Status of an issue: only what the notice states for the item, never what it suggests."""

from __future__ import annotations

import re
from functools import lru_cache

from zhenggai.extraction.outline.drafts import Bounds, IssueDraft
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon, words_pattern
from zhenggai.model import Status

ORDER: tuple[Status, ...] = ("not_started", "ongoing", "basically_completed", "completed", "long_term")
_FILL_WORDS = r"(?:目前|现|已经?|均|全部|都|按(?:期|照?要求|时|计划)|正|将|仍|还|需|应|[,\s]++){0,8}"
# Counted, not starred: phrases of any characters under a star can be cut up in endless ways.
_FILL = rf"{_FILL_WORDS}(?:(?:(?:因|受)[^,。;]{{2,14}}?|(?:已于|截至|在)[^,。;]{{2,14}}){_FILL_WORDS}){{0,2}}"
_LONGEST_LEAD = 120  # characters of a sentence that says nothing but a status
_LONGEST_CHAPTER = 40
_SYMBOLS = re.compile(r"^[^\w(]+")  # ✅ 已完成
_OF_PARTS = re.compile(r"第[^,。;]{1,12}[条项]|其余|剩余")
_CLAUSE = re.compile(r"[^,;:。]*[,;:。]?")
_NOW = ("目前", "现", "截至目前", "仍", "尚")
# How a sentence about the item may begin before its subject, and the most characters of that.
_OPENING = re.compile(r"(?:^|(?<=[。;,\s:(”)]))(?:目前|现|截至目前|截止目前|至此|现阶段)?,?\s?\Z")
_BEFORE_SUBJECT = 6
_STOP = re.compile(r"[。;,\n]")
_CLOSING_BRACKET = re.compile(r"\(([^()]{2,14})\)$")


class StatusGrammar:
    """Phrases of the status word lists, and the sentences that apply them to an item."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists: dict[Status, tuple[str, ...]] = {kind: lexicon.words(f"status_{kind}") for kind in ORDER}
        self._kinds = {word: kind for kind in ORDER for word in lists[kind]}
        words = words_pattern(self._kinds)
        subjects = lexicon.guarded("status_subjects")
        self._word = re.compile(words)
        self._stated_above = lru_cache(maxsize=64)(self._of_chapter)  # of each item the same few are asked
        self._subject = lexicon.pattern("status_subjects")
        self._said = re.compile(rf"(?:{subjects})(?:的?整改(?:工作|任务)?)?{_FILL}(?P<word>{words})")
        self._alone = re.compile(
            rf"\(?(?:目前|现|截至目前)?,?(?:{subjects})?{_FILL}(?P<word>{words})(?:(?:{words})|整改|任务|到位|工作|状态|阶段|销号|之中|中|落实|当中|并|,|、)*+[。;,)]*+$"
        )

        # 已完成整改的问题(9个); 政治建设方面,以下3项已完成. 整改完成情况 says nothing of a single item.
        self._chapter = re.compile(
            rf"^{_FILL_WORDS}(?P<word>{words})[^,。]{{0,14}}(?:问题|任务|事项|项目)(?!.*情况)"
            rf"|以下[^,。]{{0,8}}?{_FILL_WORDS}(?P<below>{words})[^,。]{{0,8}}$"
        )

    def of_chapter(self, heading: str) -> Status | None:
        """Status that a heading states for all items below it."""
        return self._stated_above(heading) if len(heading) <= _LONGEST_CHAPTER else None

    def _of_chapter(self, heading: str) -> Status | None:
        match = self._chapter.search(heading)
        return self.of_value(match["word"] or match["below"]) if match else None

    def of_value(self, value: str) -> Status | None:
        """Status that the value of a label or table cell names, e.g. 已完成,长期坚持."""
        kinds = [self._kinds[match.group()] for match in self._word.finditer(value)]
        if "ongoing" in kinds and _OF_PARTS.search(value):  # 第(1)、(3)条已完成,第(2)条正在推进
            return "ongoing"
        return _strongest(kinds)

    def of_sentence(self, folded: str, start: int, end: int) -> tuple[Status, Bounds] | None:
        """Status in a sentence about the item (该问题已完成整改), and its place; the last one counts."""
        found = None
        place = start
        while (subject := self._subject.search(folded, place, end)) is not None:
            first = subject.start()
            match = self._said.match(folded, first, end)
            if match is None or not _OPENING.search(folded, max(start, first - _BEFORE_SUBJECT), first):
                place = first + 1
                continue
            start = place = match.end()
            begin = match.start("word")
            stop = _STOP.search(folded, match.end(), min(end, begin + 24))
            kind = self.of_value(folded[begin : stop.start() if stop else min(end, begin + 24)])
            if kind:
                found = kind, (match.start("word"), match.end("word"))
        return found

    def of_lead(self, statement: str) -> Status | None:
        """Status where a whole sentence is nothing but it: 已完成整改。"""
        statement = _SYMBOLS.sub("", statement.strip())
        match = self._alone.match(statement) if len(statement) <= _LONGEST_LEAD else None
        return self.of_value(statement) if match else None


def _strongest(kinds: list[Status]) -> Status | None:
    """已完成并长期坚持 is completed; 基本完成 outranks the 完成 in it by longest match."""
    if kinds[:1] == ["ongoing"]:  # 正在推进, 力争上半年完成
        return "ongoing"
    order: tuple[Status, ...] = ("not_started", "basically_completed", "completed", "ongoing", "long_term")
    return next((kind for kind in order if kind in kinds), None)


@lru_cache(maxsize=4)
def status_grammar(lexicon: Lexicon) -> StatusGrammar:
    """The grammar of a lexicon, built once."""
    return StatusGrammar(lexicon)


def issue_status(text: SourceText, lexicon: Lexicon, draft: IssueDraft) -> tuple[Status, Bounds] | None:
    """Status of an issue and where it stands: its label first, then sentences about the item."""
    grammar = status_grammar(lexicon)
    for item in draft.fields:
        if item.role == "status":
            value = text.folded[slice(*item.bounds)]
            # 长期坚持。212台渣土车完成改装,…: the status is the first sentence
            kind = grammar.of_lead(value[: value.find("。") + 1]) or grammar.of_value(value)
            if kind:
                return kind, item.bounds
    for item in draft.fields:
        bracket = _CLOSING_BRACKET.search(text.folded[slice(*item.bounds)])
        kind = grammar.of_value(bracket.group(1)) if bracket else None
        if bracket and kind:
            return kind, (item.bounds[0] + bracket.start(1), item.bounds[0] + bracket.end(1))
    for bounds in draft.statements:
        kind = grammar.of_lead(text.folded[slice(*bounds)])
        if kind:
            return kind, bounds
    found = grammar.of_sentence(text.folded, draft.heading[1], draft.extent[1])
    return (
        found
        or _first_sentence(text.folded, grammar, draft)
        or _last_sentence(text.folded, grammar, draft)
        or _chapter(text.folded, grammar, draft)
    )


def _chapter(folded: str, grammar: StatusGrammar, draft: IssueDraft) -> tuple[Status, Bounds] | None:
    """二、已完成整改的问题 speaks of every item below it."""
    kinds = ((grammar.of_chapter(folded[slice(*bounds)]), bounds) for bounds in draft.above)
    return next(((kind, bounds) for kind, bounds in kinds if kind), None)


def _first_sentence(folded: str, grammar: StatusGrammar, draft: IssueDraft) -> tuple[Status, Bounds] | None:
    """已整改。… at the head of the only paragraph speaks of the whole item."""
    if not draft.measures or draft.measures[0].ordinal is not None:
        return None
    start, end = draft.measures[0].bounds
    stop = folded.find("。", start, end) + 1
    kind = grammar.of_lead(folded[start:stop]) if stop > 0 else None
    return (kind, (start, stop)) if kind else None


def _last_sentence(folded: str, grammar: StatusGrammar, draft: IssueDraft) -> tuple[Status, Bounds] | None:
    """… 目前正在推进。 as the last sentence of the last measure speaks of the whole item."""
    if not draft.measures:
        return None
    start, end = draft.measures[-1].bounds
    begin = folded.rfind("。", start, max(start, end - 1)) + 1
    if begin <= 0 and draft.measures[-1].ordinal is not None:
        return None
    kind = grammar.of_lead(folded[begin:end]) if begin > 0 else None
    if kind is None and draft.measures[-1].ordinal is None:  # of prose the clauses speak of the whole, too
        return _last_clause(folded, grammar, max(begin, start), end)
    return (kind, (begin, end)) if kind else None


def _last_clause(folded: str, grammar: StatusGrammar, start: int, end: int) -> tuple[Status, Bounds] | None:
    """欠账已清零,销号。 and 离要求还有距离,目前仍在推进,力争…"""
    place = start
    for clause in _CLAUSE.findall(folded[start:end]):
        at, place = place, place + len(clause)
        if (place == end or clause.startswith(_NOW)) and (kind := grammar.of_lead(clause)):
            return kind, (at, place)
    return None
