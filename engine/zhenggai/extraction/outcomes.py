"""Outcomes of a measure: the figures that say what was done or changed, and clear deliverables.

A figure counts unless it belongs to a rule (threshold, price, quota, frequency), to a date or to
the list of those who act (县水利局等8个单位). Word lists: ``outcomes.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from zhenggai.extraction.context import Context
from zhenggai.extraction.grammar.quantities import Quantity, QuantityGrammar, grammar_for
from zhenggai.lexicon import Lexicon
from zhenggai.model import Outcome, OutcomeKind

_CLAUSE = ",。;;!?\n:"
_BARE = re.compile(r"(?<![0-9A-Za-z.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![0-9A-Za-z.年月日号:/-])")
_LEADING = re.compile(
    r"(?:截[至止]|目前|现|已经?|共|共计|累计|先后|合计|分别|其中|并|均|再|于|自|至今|以来|年|月|日|底|初|期间|全年|[0-9]|\s|的)+"
)
_HEAVY = re.compile(
    r".*(?:[的了等各已与于将]|其中|累计|共计|分别|(?<![针面应相])对(?![接口象标照外子账比])|和(?![谐解])|及(?![时格])|(?<![行作成])为(?!民))",
    re.S,
)
_PREDICATE = r"已|均|全部|进行|开展|完成|实现|逐|的|被|由|在|给予|参[加与]|到|提供|处于|涉|获|通过|纳入|列入"
_AFTER_NOUN = re.compile(rf"(?!{_PREDICATE})[^,。;、!?\n:()“”《》0-9]{{2,6}}?(?=[,。;!?\n:)”]|$|{_PREDICATE})")
_EVERY = re.compile(r"每(?!逢|当|一?位同)|一年一|年均每|逐[年月]|半年[一二两]")
_PRICE = re.compile(r"^(?:万|亿)?元/|^[次回场期遍]/")
_SUCH = re.compile(r"等\s?(?:全[省市县区]|其他|\s)?$")
_ALONGSIDE = re.compile(r"(?:与|和|同|跟)(?:[^,。;\n]{1,20}等)?$")
_WITH = re.compile(r"(?:会同|联合|协同|由)[^,。;\n]{0,24}$")
_INFIX = re.compile(r"[余餘多\s]")


class OutcomeFinder:
    """Finds outcomes with the word lists of one lexicon, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.any_of, lexicon.pattern
        self.quantities: QuantityGrammar = grammar_for(lexicon)
        self._abstract = pattern("abstract_counted")
        self._limit = re.compile(rf"(?:{words('limit_words')})[^,。;\n]{{0,12}}$|标准(?:为|按|是|由|从|统一为)?$")
        self._floor = re.compile(rf"(?:{words('floor_words')})")
        self._rule = pattern("rule_words")
        self._target = re.compile(
            rf"{words('target_words')}|(?<![模虚])拟(?![订定制])|计划(?=[于在至到新完投建用年明下再]|[0-9])|目标(?:[为是:]|任务:)"
        )
        self._done = pattern("done_words")
        self._scale = pattern("scale_words")
        self._change = pattern("change_words")
        self._time_change = re.compile(rf"(?:{words('time_change_words')})[^,。;\n0-9]{{0,6}}$")
        self._directing = re.compile(rf"(?:{words('directing_words')})[^对向,。;\n]{{0,12}}$")
        self._partner = re.compile(rf"[^,。;\n0-9]{{1,8}}?(?:{words('partner_verbs')})")
        self._noun = re.compile(rf"[^,。;、!?\n:()“”《》0-9]{{0,6}}?(?:{words('counted_nouns')})")
        bodies, groups = words("body_nouns"), words("collective_nouns")
        self._body = re.compile(rf"[^,。;、\n0-9]{{0,6}}?(?:{bodies})(?=[^,。;、!?\n)])")
        self._group = re.compile(rf"[^,。;、\n0-9]{{0,4}}?(?:{groups})(?:的|关于)?(?=[^,。;、!?\n)])")
        self._achieving = pattern("achieving_words")
        verbs = words("deliverable_verbs")
        nouns, done = words("deliverable_nouns"), words("deliverable_done")
        drafts, papers = words("unnamed_verbs"), words("unnamed_nouns")
        self._named = re.compile(
            rf"(?P<made>(?:{verbs})了?(?!的)[^,。;!?\n《》0-9]{{1,24}}?(?:{nouns}|”)(?=[,。;!?\n]|$))|"
            rf"(?:{drafts})了?(?!的)[^,。;!?\n《》]{{2,24}}?(?:{papers})(?:及[^,。;\n《》]{{2,8}})?(?=[,。;!?\n]|$)|"
            rf"(?<=[,。;\n])(?P<opened>[^,。;!?\n《》0-9]{{4,28}}?(?:顺利|正式|已|建成)*(?:{done}))(?=[,。;!?\n]|$)"
        )

    def find(
        self, context: Context, start: int, end: int, parent: str, *, field: bool = False
    ) -> tuple[Outcome, ...]:
        """Outcomes of one measure or, with ``field``, of a label's value, in text order."""
        folded = context.text.folded
        found: list[tuple[tuple[int, int], Quantity | None, OutcomeKind, str]] = []
        for quantity in self.quantities.scan(folded, start, end):
            head, tail = _clause(folded, quantity, start, end)
            if not self._excluded(folded, quantity, head, tail, start, field):
                spot = _phrase(folded, quantity, self._noun, head, tail)
                found.append((spot, quantity, *self._kind(folded, quantity, head, tail, start)))
        named = [match.span() for match in self._named.finditer(folded, start, end)]
        free = [spot for spot in named if all(stop <= spot[0] or begin >= spot[1] for (begin, stop), *_ in found)]
        found += [(spot, None, "named", "deliverable_verbs") for spot in free]
        found.sort(key=lambda item: item[1].number[0] if item[1] else item[0][0])
        return tuple(_outcome(context, f"{parent}/outcome-{n}", *item) for n, item in enumerate(found, 1))

    # -- what is no outcome ----------------------------------------------------

    def _excluded(
        self, folded: str, quantity: Quantity, head: int, tail: int, start: int, field: bool
    ) -> bool:
        before, after = folded[head : quantity.start], folded[quantity.end : tail]
        if quantity.dimension == "time" and not self._time_change.search(before) and quantity.base is None:
            return True
        if _PRICE.search(quantity.unit) or _EVERY.search(before):
            return True
        if not field and self._threshold(folded, quantity, before, after, head, start):
            return True
        return quantity.dimension == "count" and self._counts_no_result(quantity, before, after)

    def _threshold(
        self, folded: str, quantity: Quantity, before: str, after: str, head: int, start: int
    ) -> bool:
        if quantity.dimension != "ratio" and quantity.dimension != "points" and self._limit.search(before):
            return True
        ends = not after or after[0] in "、)的" and len(after) == 1
        if quantity.bound and not ends and quantity.base is None and not self._target_near(folded, head, start):
            return True
        if quantity.comparator and after.startswith("的"):
            return quantity.comparator != "about" and not quantity.approximate or self._rule.search(after) is not None
        floor = self._floor.match(folded, quantity.start, quantity.end)
        if floor or quantity.bound:
            if self._rule.search(after):
                return True
            return floor is not None and not self._target_near(folded, head, start)
        return False

    def _target_near(self, folded: str, head: int, start: int) -> bool:
        begin = max(start, folded.rfind("。", start, head) + 1, head - 60)
        return self._target.search(folded, begin, head + 12) is not None

    def _counts_no_result(self, quantity: Quantity, before: str, after: str) -> bool:
        if self._abstract.match(after):
            return True
        if quantity.spoken and after and quantity.unit not in {"名", "人", "起", "件", "座", "场", "人次"}:
            return after[0] not in "、)"
        group = self._group.match(after)
        if group and (_SUCH.search(before) or _WITH.search(before)) and not self._achieving.match(after, group.end()):
            return True
        if self._directing.search(before) and self._body.match(after):
            return True
        return _ALONGSIDE.search(before) is not None and self._partner.match(after) is not None

    # -- what kind it is -------------------------------------------------------

    def _kind(
        self, folded: str, quantity: Quantity, head: int, tail: int, start: int
    ) -> tuple[OutcomeKind, str]:
        sentence = max(start, folded.rfind("。", start, head) + 1, head - 60)
        targets = [m.start() for m in self._target.finditer(folded, sentence, quantity.number[1])]
        if targets and folded.find(";", targets[-1], head) >= 0 and not folded.startswith("目标", targets[-1]):
            targets = []
        if targets and not self._done.search(folded, targets[-1], tail):
            return "target", "target_words"
        if self._scale.search(folded, head, quantity.number[0]):
            return "scale", "scale_words"
        if quantity.dimension in {"ratio", "points", "rank", "time"} or quantity.base is not None:
            return "effect", f"quantity:{quantity.dimension}"
        if self._change.search(folded, head, tail):
            return "effect", "change_words"
        return "output", f"quantity:{quantity.dimension}"


def _clause(folded: str, quantity: Quantity, start: int, end: int) -> tuple[int, int]:
    """Bounds of the clause that holds a quantity, at most 80 characters to either side."""
    head = max(start, quantity.start - 80)
    for mark in _CLAUSE:
        head = max(head, folded.rfind(mark, head, quantity.start) + 1)
    tail = min(end, quantity.end + 80)
    for mark in _CLAUSE:
        stop = folded.find(mark, quantity.end, tail)
        tail = stop if stop >= 0 else tail
    return head, tail


def _phrase(folded: str, quantity: Quantity, noun: re.Pattern[str], head: int, tail: int) -> tuple[int, int]:
    """The words that an annotator quotes: 检测管网312公里, 102个重点项目, where they are few."""
    begin, stop = quantity.start, quantity.end
    following = noun.match(folded, stop, tail) or _AFTER_NOUN.match(folded, stop, tail)
    if following:
        return begin, following.end()
    room = 3 * (stop - begin) // 2
    left = max(head, *(folded.rfind(sign, head, begin) + 1 for sign in "、()“”"))
    for pattern in (_HEAVY, _LEADING):
        match = pattern.match(folded, left, begin)
        left = match.end() if match else left
    return (left if begin - left <= room else begin), stop


def _outcome(
    context: Context,
    ident: str,
    spot: tuple[int, int],
    quantity: Quantity | None,
    kind: OutcomeKind,
    why: str,
) -> Outcome:
    text = context.text
    quote, span = text.raw[slice(*spot)], text.span(*spot)
    if quantity is None:
        return Outcome(
            id=ident, text=quote, value=None, unit=None, kind=kind, approximate=False, span=span, why=why
        )
    place = quantity.unit_place
    return Outcome(
        id=ident,
        text=quote,
        value=quantity.value,
        unit=_INFIX.sub("", text.raw[slice(*place)]) if place else quantity.unit,
        kind=kind,
        approximate=quantity.approximate,
        span=span,
        upper=quantity.upper,
        comparator=quantity.comparator,
        why=why,
    )


@lru_cache(maxsize=4)
def finder_for(lexicon: Lexicon) -> OutcomeFinder:
    """The finder of a lexicon, compiled once."""
    return OutcomeFinder(lexicon)


def find_outcomes(context: Context, start: int, end: int, parent: str) -> tuple[Outcome, ...]:
    """Outcomes in the stretch of one measure; ids continue ``parent``."""
    return finder_for(context.lexicon).find(context, start, end, parent)


def outcomes_of_field(
    context: Context, start: int, end: int, parent: str, unit: str | None = None, kind: OutcomeKind | None = None
) -> tuple[Outcome, ...]:
    """Outcomes in the value of a label line or table cell (整改成效).

    ``unit`` is what the heading of the column names (涉及金额(万元)): a number without a unit has
    it. ``kind`` overrides the kind of every figure, as for a column of goals.
    """
    found = finder_for(context.lexicon).find(context, start, end, parent, field=True)
    if unit and not any(outcome.value is not None for outcome in found):
        found = tuple(_bare_numbers(context, start, end, parent, unit))
    if kind is None:
        return found
    return tuple(replace(outcome, kind=kind) if outcome.value is not None else outcome for outcome in found)


def _bare_numbers(context: Context, start: int, end: int, parent: str, unit: str) -> Iterator[Outcome]:
    text = context.text
    for n, match in enumerate(_BARE.finditer(text.folded, start, end), 1):
        quantity = Quantity(*match.span(), match.span(), float(match[1].replace(",", "")), unit, "count")
        yield _outcome(context, f"{parent}/outcome-{n}", match.span(), quantity, "effect", "column unit")
