"""Totals that a notice states about itself outside its issues: 整改措施162条, 整改率94%, 问责27人次.

What a total is about follows from the noun or the state beside its number. Word lists:
``claims.yaml``, one list for each subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from zhenggai.extraction.context import Context
from zhenggai.extraction.grammar.quantities import Quantity, grammar_for
from zhenggai.lexicon import Lexicon
from zhenggai.model import Claim

STATES = ("basically_completed", "long_term", "not_started", "ongoing", "completed")
NOUNS = ("measures", "documents", "complaints", "leads", "issues")
_ITEM_UNITS = frozenset("个项条件类份部宗起处篇种点")
_PERSON_UNITS = frozenset({"人", "人次", "名"})
_CASE_UNITS = frozenset({"件", "起"})
_WORD = r"[^,。;、\n0-9]"  # any character inside a clause but a figure
# 指出9个方面问题 counts issues; 从6个方面 counts none
_ASPECTS = re.compile(r"(?P<aspects>方面的?(?:突出|具体)?问题)")
_MARKS = re.compile(r"[,。;;、!?:\n()]")
_OBJECT = r"(?:整改|销号|反馈)?的?(?:问题|任务|事项|措施|举措|工作|要求)?(?:共计?|达到?|的|了|有)?"
_ADVERBS = re.compile(r"(?:目前|现|已经?|均|都|全部|的|了)*")
_ASIDE = re.compile(r"(?<!应)(?:对|将|把|针对|围绕)[^,。;\n]{0,12}$")
_ITEMS = ("issues", "measures")
_OPEN_OR_DONE = (
    r"(?:(?P<open>(?:尚|暂|还)?(?:未|没有))|已)(?:全部|完全)?"
    r"(?:完成整改|完成|整改到位|整改|销号|办结|落实到位|落实)"
)
_STATE_OF = re.compile(rf"{_OPEN_OR_DONE}的$")
_STATE_THEN = re.compile(rf"{_OPEN_OR_DONE}的?(?=[\u4e00-\u9fff])")
# 带头领办3个难点问题, 以下3项已完成: some of them, and no total
_OF_SOME = re.compile(
    r"(?:领办|认领|領辦|認領|领衔|包抓|包保|包案|包联|挂帅|督办|以下|下列|下述)[^,。;]{0,8}$"
)


class ClaimFinder:
    """Finds totals with the word lists of one lexicon, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.any_of
        self._quantities = grammar_for(lexicon)
        lists = {subject: words(f"claim_{subject}") for subject in (*STATES, *NOUNS)}
        sum_up = "(?:共计?|合计|达到?|总计|为)?"
        self._state_before = {s: re.compile(rf"(?:{lists[s]}){_OBJECT}$") for s in STATES}
        self._state_after = {
            s: re.compile(rf"{_WORD}{{0,8}}?(?<!未)(?:{lists[s]})(?!{_WORD}{{0,6}}[0-9])") for s in STATES
        }
        self._noun_before = {s: re.compile(rf"(?:{lists[s]}){sum_up}$") for s in NOUNS}
        self._noun_after = {s: re.compile(rf"[^,。;、\n0-9的]{{0,8}}?(?:{lists[s]})") for s in NOUNS}
        accountability = words("claim_accountability")
        self._account = re.compile(rf"(?:{accountability})(?:”|[^,。;、”\n0-9]{{0,10}})$")
        self._account_after = re.compile(rf"[^,。;\n0-9]{{0,14}}?(?:{accountability})")
        self._case = re.compile(r"立案(?:审查|查处|调查)?$")
        self._money = re.compile(rf"(?:{words('claim_money')})[^,。;\n0-9]{{0,14}}$")
        self._rate = re.compile(
            rf"(?:{words('claim_rate')})(?:应?整改|反馈|全部)?(?:任务|问题)?(?:总数)?的?"
            r"(?:均|已|约|仅)?(?:达到?了?|为|是|提高到|提升至|至)?$"
        )
        self._share = re.compile(
            rf"的{_WORD}{{0,6}}?(?:{lists['issues']}){_WORD}{{0,4}}(?:{lists['completed']})"
        )
        self._abstract = lexicon.pattern("abstract_counted")
        self._no_total = re.compile(rf"(?:{words('claim_no_total')}){_WORD}{{0,3}}$")
        self._future = re.compile(rf"(?:{words('claim_future')})[^。;\n]{{0,30}}$")

    def find(
        self, context: Context, regions: Iterable[tuple[int, int]], plans: Iterable[tuple[int, int]] = ()
    ) -> tuple[Claim, ...]:
        """Totals in ``regions``, in text order; a total said again is not repeated.

        ``plans`` are regions on what is still to be done: of these only what is still open is told.
        """
        folded, text = context.text.folded, context.text
        seen: set[tuple[str, float]] = set()
        claims: list[Claim] = []
        planned = set(plans)
        for start, end in sorted({*regions, *planned}):
            if folded[start:end].isspace():  # the line end between two issues
                continue
            for quantity in self._quantities.scan(folded, start, end):
                if (start, end) in planned:
                    read = self._open(folded, quantity, start, end)
                else:
                    read = self._read(folded, quantity, start, end)
                if read is None or (read[0], quantity.value) in seen:
                    continue
                subject, begin, stop = read
                seen.add((subject, quantity.value))
                place = quantity.unit_place
                claims.append(
                    Claim(
                        id=f"notice/claim-{len(claims) + 1}",
                        subject=subject,
                        value=quantity.value,
                        unit=text.raw[slice(*place)] if place else quantity.unit,
                        text=text.raw[begin:stop],
                        span=text.span(begin, stop),
                        why=f"claim_{subject}",
                    )
                )
        return tuple(claims)

    def _open(self, folded: str, quantity: Quantity, start: int, end: int) -> tuple[str, int, int] | None:
        """Of the next steps: what is said to be open yet (对未完成的3个问题,…)."""
        counts = quantity.dimension == "count" and quantity.unit in _ITEM_UNITS and not quantity.bound
        read = self._qualified(folded, quantity, *_around(folded, quantity, start, end)) if counts else None
        return read if read and read[0] == "ongoing" else None

    def _read(self, folded: str, quantity: Quantity, start: int, end: int) -> tuple[str, int, int] | None:
        """Subject of a total and the words to quote, None where it is none."""
        head, tail = _around(folded, quantity, start, end)
        first, last = quantity.start, quantity.end
        if self._future.search(folded, max(start, first - 40), first):
            return None
        if quantity.dimension == "ratio":
            match = self._rate.search(folded, head, first)
            if match is None and self._share.match(folded, last, tail):
                return "rate", first, last
            return ("rate", match.start(), last) if match else None
        if quantity.dimension == "money":
            match = self._money.search(folded, head, first)
            return ("money", match.start(), last) if match else None
        if quantity.dimension != "count" or quantity.bound:
            return None
        aspects = _ASPECTS.match(folded, last, end)
        if aspects and quantity.unit == "个":
            return "issues", first, aspects.end("aspects")
        if quantity.unit in _PERSON_UNITS:
            match = self._account.search(folded, head, first)
            after = self._account_after.match(folded, last, tail)
            if match:
                return "accountability", match.start(), last
            return ("accountability", first, after.end()) if after else None
        if quantity.unit in _CASE_UNITS:
            match = self._case.search(folded, head, first)
            if match:
                return "accountability", match.start(), last
        return self._item(folded, quantity, head, tail) if quantity.unit in _ITEM_UNITS else None

    def _qualified(
        self, folded: str, quantity: Quantity, head: int, tail: int
    ) -> tuple[str, int, int] | None:
        """未完成的8条措施, 3条未完成举措: the state stands as an attribute of the noun."""
        before = _STATE_OF.search(folded, head, quantity.start)
        after = None if before else _STATE_THEN.match(folded, quantity.end, tail)
        match = before or after
        if match is None:
            return None
        behind = after.end() if after else quantity.end
        nouns = (self._noun_after[name].match(folded, behind, tail) for name in _ITEMS)
        noun = next((one for one in nouns if one), None)
        if noun is None:
            return None
        subject = "ongoing" if match["open"] else "completed"
        return subject, before.start() if before else quantity.start, noun.end()

    def _item(self, folded: str, quantity: Quantity, head: int, tail: int) -> tuple[str, int, int] | None:
        first, last = quantity.start, quantity.end
        open_or_done = self._qualified(folded, quantity, head, tail)
        if open_or_done:
            return open_or_done
        if self._abstract.match(folded, last, tail) or _OF_SOME.search(folded, head, first):
            return None
        issue = self._noun_after["issues"].match(folded, last, tail)
        for subject in NOUNS[:-1]:
            match = self._noun_before[subject].search(folded, head, first)
            if match:
                return subject, match.start(), last
            match = self._noun_after[subject].match(folded, last, tail)
            # 31个问题制定措施128条: the figure belongs to the nearer noun
            if match and not (issue and issue.end() < match.end()):
                return subject, first, match.end()
        if self._no_total.search(folded, head, first):
            return None
        noun = issue
        for subject in STATES:
            match = self._state_before[subject].search(folded, head, first)
            if match:
                if subject != "completed" and _ASIDE.search(folded, head, match.start()):
                    return None
                adverbs = _ADVERBS.match(folded, match.start(), match.end())
                return subject, first if noun else adverbs.end() if adverbs else match.start(), last
        for subject in STATES:
            match = self._state_after[subject].match(folded, noun.end() if noun else last, tail)
            if match:
                return subject, first, noun.end() if noun else match.end()
        if noun:
            return "issues", first, noun.end()
        match = self._noun_before["issues"].search(folded, head, first)
        return ("issues", match.start(), last) if match else None


def _around(folded: str, quantity: Quantity, start: int, end: int) -> tuple[int, int]:
    """Bounds of the clause, closed at 、 too, at most 40 characters to either side."""
    head = max(start, quantity.start - 40)
    for mark in _MARKS.finditer(folded, head, quantity.start):
        head = mark.end()
    stop = _MARKS.search(folded, quantity.end, min(end, quantity.end + 40))
    return head, stop.start() if stop else min(end, quantity.end + 40)


@lru_cache(maxsize=4)
def finder_for(lexicon: Lexicon) -> ClaimFinder:
    """The finder of a lexicon, compiled once."""
    return ClaimFinder(lexicon)


def find_claims(
    context: Context, regions: Iterable[tuple[int, int]], plans: Iterable[tuple[int, int]] = ()
) -> tuple[Claim, ...]:
    """Totals stated in the parts of a notice outside its issues, given as ``[start, end)`` bounds.

    ``plans`` are the parts on the next steps.
    """
    return finder_for(context.lexicon).find(context, regions, plans)
