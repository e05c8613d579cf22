"""Outcomes of a measure: the figures that say what was done or changed, and clear deliverables.

A figure counts unless it belongs to a rule (threshold, price, quota, frequency), to a date or to
the list of those who act (县水利局等8个单位). Word lists: ``outcomes.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from zhenggai.extraction.context import Context, Place
from zhenggai.extraction.grammar.quantities import Quantity, figure, grammar_for
from zhenggai.extraction.led_pattern import LedPattern
from zhenggai.lexicon import Lexicon
from zhenggai.model import Outcome, OutcomeKind

Bounds = tuple[int, int]
_Found = tuple[Bounds, Quantity | None, OutcomeKind, str]

_CLAUSE = ",。;;!?\n:"
_CLAUSE_MARK = re.compile(f"[{_CLAUSE}]")
_TO_LAST_MARK = re.compile(f".*[{_CLAUSE}]", re.S)
_REACH = 80  # characters of a clause that are looked at, on either side of a figure
_INFIX = re.compile(r"[余餘多\s]")
_BARE = re.compile(
    r"(?<![0-9A-Za-z.])(\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?)(?![0-9A-Za-z.年月日号:/-])"
)
# What a quotation leaves out before its noun or verb.
_LEADING = re.compile(
    r"(?:截[至止]|目前|现|已经?|共|共计|累计|先后|合计|分别|其中|并|均|再|于|自|至今|以来|年|月|日|底|初|期间|全年|"
    r"[0-9]|\s|的)+"
)
_HEAVY = re.compile(
    r".*(?:[的了等各已与于将]|其中|累计|共计|分别|(?<![针面应相])对(?![接口象标照外子账比])|"
    r"和(?![谐解])|及(?![时格])|(?<![行作成])为(?!民))",
    re.S,
)
_PREDICATE = r"已|均|全部|进行|开展|完成|实现|逐|的|被|由|在|给予|参[加与]|到|提供|处于|涉|获|通过|纳入|列入"
_AFTER_NOUN = re.compile(
    rf"(?!{_PREDICATE})[^,。;、!?\n:()“”《》0-9]{{2,6}}?(?=[,。;!?\n:)”]|$|{_PREDICATE})"
)
_EVERY = re.compile(r"每(?!逢|当|一?位同)|一年一|年均每|逐[年月]|半年[一二两]")
_PRICE = re.compile(r"^(?:万|亿)?元/|^[次回场期遍]/")
_SHARE_RULE = re.compile(r"^的?(?:比例|标准|幅度|额度)")
_BY = re.compile(r"(?:按照?|以|凡|对)[^,。;\n]{0,6}$")
_TITLED = re.compile(r"[《》0-9]")
_SUCH = re.compile(r"等\s?(?:全[省市县区]|其他|\s)?$")
_ALONGSIDE = re.compile(r"(?:与|和|同|跟)(?:[^,。;\n]{1,20}等)?$")
_WITH = re.compile(r"(?:会同|联合|协同|由)[^,。;\n]{0,24}$")
# Units with which a Chinese numeral counts even where a noun follows (三名干部, but not 两家企业).
_SPOKEN_UNITS = frozenset({"名", "人", "起", "件", "座", "场", "人次"})


class _Clause(msgspec.Struct, frozen=True):
    """A figure in its clause ``[head, tail)``; ``sentence`` is where the sentence starts, or nearer."""

    folded: str
    quantity: Quantity
    head: int
    tail: int
    sentence: int
    before: str  # what stands in the clause before the figure, and after it
    after: str
    floor: bool  # whether the figure is a bound that is set: 不少于2次, 不低于总数的10%


class OutcomeFinder:
    """Finds outcomes with the word lists of one lexicon, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._quantities = grammar_for(lexicon)
        self._rules = _RuleFigures(lexicon)
        self._doers = _CountsOfDoers(lexicon)
        words, guarded, self._change = lexicon.any_of, lexicon.guarded, lexicon.pattern("change_words")
        self._noun = re.compile(rf"[^,。;、!?\n:()“”《》0-9]{{0,6}}?(?:{guarded('counted_nouns')})")
        self._done, self._scale = lexicon.pattern("done_words"), lexicon.pattern("scale_words")
        plain, nouns = r"[^,。;!?\n《》0-9]", rf"(?:{guarded('deliverable_nouns')}|”)"
        made = rf"(?:{words('deliverable_verbs')})了?(?!的){plain}{{1,24}}?{nouns}"
        drawn = (
            rf"(?:{words('unnamed_verbs')})了?(?!的)[^,。;!?\n《》]{{3,24}}?(?:{guarded('unnamed_nouns')})"
        )
        self._named = LedPattern(
            (*lexicon.words("deliverable_verbs"), *lexicon.words("unnamed_verbs")),
            rf"(?:{made}|{drawn}(?:及[^,。;\n《》]{{2,8}})?)(?=[,。;!?\n]|$)",
        )
        # 中心顺利揭牌: the verb closes the clause, so the search starts from there.
        self._opened = re.compile(rf"(?:{words('deliverable_done')})(?=[,。;!?\n]|$)")

    def find(
        self, context: Context, places: Sequence[Place], *, field: bool = False
    ) -> list[tuple[Outcome, ...]]:
        """Outcomes of measures or, with ``field``, of labels' values, in text order.

        Each step is done for all of them before the next one, as ``Extractor`` does.
        """
        folded = context.text.folded
        quantities = [self._quantities.scan(folded, start, end) for start, end, _ in places]
        spots = [self._spots(folded, start, end) for start, end, _ in places]
        figures = [
            self._figures(folded, start, end, counted, field) if counted else []
            for (start, end, _), counted in zip(places, quantities, strict=True)
        ]
        return [
            _numbered(context, parent, counted, named) if counted or named else ()
            for (_, _, parent), counted, named in zip(places, figures, spots, strict=True)
        ]

    def _figures(
        self, folded: str, start: int, end: int, quantities: list[Quantity], field: bool
    ) -> list[_Found]:
        """The quantities that are outcomes, each with the words to quote."""
        figures: list[_Found] = []
        for quantity in quantities:
            clause = self._clause(folded, quantity, start, end)
            if not self._excluded(clause, field):
                figures.append((self._phrase(clause), quantity, *self._kind(clause)))
        return figures

    def _clause(self, folded: str, quantity: Quantity, start: int, end: int) -> _Clause:
        """The clause that holds a quantity, cut at ``_REACH`` characters to either side."""
        head, tail = max(start, quantity.start - _REACH), min(end, quantity.end + _REACH)
        sentence = max(head, folded.rfind("。", head, quantity.start) + 1)
        opened = _TO_LAST_MARK.match(folded, head, quantity.start)
        head = opened.end() if opened else head
        stop = _CLAUSE_MARK.search(folded, quantity.end, tail)
        tail = stop.start() if stop else tail
        before, after = folded[head : quantity.start], folded[quantity.end : tail]
        floor = self._rules.sets_floor(folded, quantity, before)
        return _Clause(folded, quantity, head, tail, sentence, before, after, floor)

    def _excluded(self, clause: _Clause, field: bool) -> bool:
        """Whether the figure is no outcome; the value of a label states no rule."""
        quantity = clause.quantity
        if _PRICE.search(quantity.unit) or (not field and self._rules.match(clause)):
            return True
        return quantity.dimension == "count" and self._doers.match(clause)

    def _kind(self, clause: _Clause) -> tuple[OutcomeKind, str]:
        folded, quantity = clause.folded, clause.quantity
        if clause.floor:
            return "target", "floor_words"
        target = self._rules.target_before(clause, quantity.number[1])
        if target is not None and not self._done.search(folded, target, clause.tail):
            return "target", "target_words"
        if self._scale.search(folded, clause.head, quantity.number[0]):
            return "scale", "scale_words"
        if quantity.dimension in {"ratio", "points", "rank", "time"} or quantity.base is not None:
            return "effect", f"quantity:{quantity.dimension}"
        if self._change.search(folded, clause.head, clause.tail):
            return "effect", "change_words"
        return "output", f"quantity:{quantity.dimension}"

    def _phrase(self, clause: _Clause) -> Bounds:
        """The words that an annotator quotes: 检测管网312公里, 102个重点项目, where they are few."""
        folded, (begin, stop) = clause.folded, (clause.quantity.start, clause.quantity.end)
        following = self._noun.match(folded, stop, clause.tail)
        following = following or _AFTER_NOUN.match(folded, stop, clause.tail)
        if following:
            return begin, following.end()
        left = clause.head + max(map(clause.before.rfind, "、()“”")) + 1
        for pattern in (_HEAVY, _LEADING):
            match = pattern.match(folded, left, begin)
            left = match.end() if match else left
        room = 3 * (stop - begin) // 2
        return (left if begin - left <= room else begin), stop

    def _spots(self, folded: str, start: int, end: int) -> list[Bounds]:
        """The places of named deliverables, in order."""
        spots = self._named.spans(folded, start, end)
        if self._opened.search(folded, start, end) is not None:
            spots = sorted((*spots, *self._openings(folded, start, end)))
        return spots

    def _openings(self, folded: str, start: int, end: int) -> Iterator[Bounds]:
        """What was opened, its name before the verb: 中心顺利揭牌."""
        for match in self._opened.finditer(folded, start, end):
            head = max(start, match.start() - 28)
            head = max(head, *(folded.rfind(mark, head, match.start()) + 1 for mark in ",。;\n"))
            if match.start() - head >= 4 and not _TITLED.search(folded, head, match.start()):
                yield head, match.end()


class _RuleFigures:
    """Figures inside a rule: thresholds, limits, quotas, frequencies, plain lengths of time."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.any_of
        self._limit = re.compile(
            rf"(?:{lexicon.guarded('limit_words')})[^,。;\n]{{0,12}}$|标准(?:为|按|是|由|从|统一为)?$"
        )
        self._floor = re.compile(rf"(?:{words('floor_words')})")
        self._floor_near = re.compile(rf"(?:{words('floor_words')})[^,。;\n]{{0,8}}$")
        self._must = lexicon.pattern("rule_words")
        self._extent = lexicon.pattern("extent_words")
        self._time_change = re.compile(rf"(?:{words('time_change_words')})[^,。;\n0-9]{{0,6}}$")
        targets = sorted(map(re.escape, lexicon.words("target_words")), key=len, reverse=True)
        # Each way begins with a character of its own, so that the search runs over the text in C.
        self._target = re.compile(
            rf"{'|'.join(targets)}|拟(?<![模虚]拟)(?![订定制])|"
            r"计划(?=[于在至到新完投建用年明下再0-9])|目标(?:[为是:]|任务:)"
        )

    def match(self, clause: _Clause) -> bool:
        quantity, before, after = clause.quantity, clause.before, clause.after
        if quantity.dimension == "time" and quantity.base is None and not self._time_change.search(before):
            return True
        if _EVERY.search(before) or self._extent.match(after):
            return True
        share = quantity.dimension in {"ratio", "points"}
        if not share and self._limit.search(before):
            return True
        if (quantity.bound or quantity.comparator) and self._must.search(after):
            return True
        if clause.floor and not share:  # 不低于95% is a goal more often than a rule
            return self._no_target(clause)
        if share and _BY.search(before) and _SHARE_RULE.match(after):
            return True
        return self._modifies(quantity, after) and self._no_target(clause)

    def sets_floor(self, folded: str, quantity: Quantity, before: str) -> bool:
        """Whether the figure is a bound that is set; ``before`` is what stands before it in its clause."""
        own = self._floor.match(folded, quantity.start, quantity.end)
        return (own or self._floor_near.search(before)) is not None

    def _modifies(self, quantity: Quantity, after: str) -> bool:
        """Whether the figure only tells which things are meant: 56人以上大班额, 超过30万元的合同."""
        if after.startswith("的"):
            return quantity.comparator is not None and not quantity.approximate
        return quantity.bound and quantity.base is None and bool(after) and after[0] not in "、)"

    def _no_target(self, clause: _Clause) -> bool:
        return self.target_before(clause, min(clause.head + 12, clause.tail)) is None

    def target_before(self, clause: _Clause, end: int) -> int | None:
        """Place of the last word before ``end`` that puts the figure into the future."""
        words = list(self._target.finditer(clause.folded, clause.sentence, end))
        if not words:
            return None
        place = words[-1].start()
        ended = clause.folded.find(";", place, clause.head) >= 0  # but 目标:…;… goes on
        return None if ended and not words[-1].group().startswith("目标") else place


class _CountsOfDoers:
    """Counts that tell no result: aspects, topics, and the number of those who act or are told to."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, guarded = lexicon.any_of, lexicon.guarded
        self._abstract = lexicon.pattern("abstract_counted")
        self._achieving = lexicon.pattern("achieving_words")
        self._topic = re.compile(rf"(?:{words('topic_words')})[^,。;\n0-9]{{0,6}}$")
        self._directing = re.compile(rf"(?:{words('directing_words')})[^对向,。;\n]{{0,12}}$")
        self._partner = re.compile(rf"[^,。;\n0-9]{{1,8}}?(?:{guarded('partner_verbs')})")
        bodies, groups = guarded("body_nouns"), guarded("collective_nouns")
        self._body = re.compile(rf"[^,。;、\n0-9]{{0,6}}?(?:{bodies})(?=[^,。;、!?\n)])")
        self._group = re.compile(rf"[^,。;、\n0-9]{{0,4}}?(?:{groups})(?:的|关于)?(?=[^,。;、!?\n)])")

    def match(self, clause: _Clause) -> bool:
        quantity, before, after = clause.quantity, clause.before, clause.after
        if not after:
            return False
        if self._abstract.match(after):
            return True
        if quantity.spoken and quantity.unit not in _SPOKEN_UNITS and after[0] not in "、)":
            return True
        group = self._group.match(after)
        listed = group is not None and (_SUCH.search(before) or _WITH.search(before))
        if listed and group and not self._achieving.match(after, group.end()):
            return True
        if self._directing.search(before) and self._body.match(after):
            return True
        if after[0] not in "、)" and self._topic.search(before):
            return True
        return _ALONGSIDE.search(before) is not None and self._partner.match(after) is not None


def _numbered(
    context: Context, parent: str, figures: list[_Found], spots: list[Bounds]
) -> tuple[Outcome, ...]:
    """The outcomes, in text order: the figures, and the deliverables where no figure is quoted."""
    found, at = [*figures], 0
    for spot in spots:
        while at < len(figures) and figures[at][0][1] <= spot[0]:
            at += 1
        if at == len(figures) or figures[at][0][0] >= spot[1]:
            found.append((spot, None, "named", "deliverable_words"))
    found.sort(key=lambda item: item[0])
    return tuple(_outcome(context, f"{parent}/outcome-{n}", *item) for n, item in enumerate(found, 1))


def _outcome(
    context: Context, ident: str, spot: Bounds, quantity: Quantity | None, kind: OutcomeKind, why: str
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


def find_outcomes(context: Context, places: Sequence[Place]) -> list[tuple[Outcome, ...]]:
    """Outcomes in the stretch of each measure; their ids continue that of the place."""
    return finder_for(context.lexicon).find(context, places)


def outcomes_of_field(
    context: Context,
    start: int,
    end: int,
    parent: str,
    unit: str | None = None,
    kind: OutcomeKind | None = None,
) -> tuple[Outcome, ...]:
    """Outcomes in the value of a label line or table cell (整改成效).

    ``unit`` is what the heading of the column names (涉及金额(万元)): where the value has no figure
    with a unit of its own, its bare numbers have that one. ``kind`` overrides the kind of every
    figure, as for a column of goals.
    """
    found = finder_for(context.lexicon).find(context, [(start, end, parent)], field=True)[0]
    if unit and not any(outcome.value is not None for outcome in found):
        found = tuple(_bare_numbers(context, start, end, parent, unit))
    if kind is None:
        return found
    return tuple(replace(outcome, kind=kind) if outcome.value is not None else outcome for outcome in found)


def _bare_numbers(context: Context, start: int, end: int, parent: str, unit: str) -> Iterator[Outcome]:
    for n, match in enumerate(_BARE.finditer(context.text.folded, start, end), 1):
        spot, value = match.span(), figure(match[1])
        if value is not None:
            quantity = Quantity(*spot, spot, value, unit, "count")
            yield _outcome(context, f"{parent}/outcome-{n}", spot, quantity, "effect", "column unit")
