"""Deadlines: which time expressions and words in a stretch say by when a thing was, is or will be done.

The grammar finds time expressions; this module tells those that limit or date the act from those
that name a document, a base of comparison, the thing examined, or a rule's own time limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from zhenggai.extraction.context import Context
from zhenggai.extraction.grammar.calendar import UNKNOWN, Anchors, Resolution, last_day, resolve
from zhenggai.extraction.grammar.moments import Moment, TimeExpression
from zhenggai.extraction.grammar.times import scan
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon
from zhenggai.model import Deadline, DeadlineKind

_TITLE = re.compile("《[^》]{0,200}》|“[^”]{0,80}”")
_CLAUSE_MARKS = ",。;:!?\n"
_REACH = 60  # characters before an expression in which the words of its clause are looked for
_DELIMITERS = frozenset(",。;:、()!? \n")
_MONTHS_BEFORE_FEEDBACK = 6  # what was done earlier is the problem's history, not the measure's
_YEARS_BEFORE_SIGNATURE = 2  # the same, where the day of the feedback is not known
_SHORT_TITLE = 14  # characters of a measure's first sentence that is a title (立即清账。)


def find_deadlines(
    context: Context, start: int, end: int, parent: str, *, numbered_from: int = 1
) -> tuple[Deadline, ...]:
    """The deadlines that running text states in ``[start, end)``, in text order.

    Ids are ``{parent}/deadline-{n}``; ``why`` names the pattern or word that found it.
    """
    found = [*_dated(context, start, end), *_worded(context, start, end)]
    return _built(context, found, parent, numbered_from)


def deadlines_of_field(
    context: Context, start: int, end: int, parent: str, *, numbered_from: int = 1
) -> tuple[Deadline, ...]:
    """The deadlines in the value of 整改时限: a label line, a bracket or a table cell.

    Everything there is a limit; a date is ``done-by`` only where the value itself says 已完成.
    """
    cues, folded = _cues(context.lexicon), context.text.folded
    done = cues.done_in_field.search(folded, start, end) is not None
    anchors = _anchors(context)
    found: list[_Found] = []
    for expression in scan(folded, start, end):
        if expression.status in ("damaged", "masked"):
            continue
        resolution = resolve(expression, anchors)
        kind: DeadlineKind = "done-by" if done else "target"
        if expression.denotes == "recurrence":
            kind = "recurring"
        elif expression.denotes == "duration" or expression.last is not None:
            kind = "period"
        found.append(_Found(expression.start, expression.end, kind, resolution, f"field:{expression.denotes}"))
        anchors = _after(anchors, resolution)
    for match in cues.field_words.finditer(folded, start, end):
        kind = "immediate" if match[0] in cues.immediate_field else "long_term"
        found.append(_Found(match.start(), match.end(), kind, UNKNOWN, f"word:{match[0]}"))
    return _built(context, found, parent, numbered_from)

_MARGIN = 600  # characters of the head and the foot of a document
_LAST_DAYS: WeakKeyDictionary[SourceText, str | None] = WeakKeyDictionary()


class _Found(NamedTuple):
    start: int
    end: int
    kind: DeadlineKind
    resolution: Resolution
    why: str


def _built(context: Context, found: list[_Found], parent: str, first: int) -> tuple[Deadline, ...]:
    text = context.text
    return tuple(
        Deadline(
            id=f"{parent}/deadline-{number}",
            text=text.raw[one.start : one.end],
            kind=one.kind,
            start=one.resolution.start,
            end=one.resolution.end,
            recurrence=one.resolution.recurrence,
            span=text.span(one.start, one.end),
            why=one.why,
        )
        for number, one in enumerate(sorted(found), first)
    )


# ------------------------------------------------------------------ cues


@dataclass(frozen=True, slots=True)
class _Cues:
    """The word lists in the shapes in which they are asked for."""

    words: re.Pattern[str]
    field_words: re.Pattern[str]
    done_in_field: re.Pattern[str]
    immediate: frozenset[str]
    immediate_field: frozenset[str]
    long_term: frozenset[str]
    plan: re.Pattern[str]
    plan_words: frozenset[str]
    plan_adjacent: re.Pattern[str]
    plan_behind: re.Pattern[str]
    plan_quoted: re.Pattern[str]
    remaining: re.Pattern[str]
    past: re.Pattern[str]
    general_rule: re.Pattern[str]
    compared: tuple[str, ...]
    examined: tuple[str, ...]
    cited: tuple[str, ...]
    made_then: tuple[str, ...]
    year_end_routine: tuple[str, ...]
    attributive: tuple[str, ...]
    named_after: tuple[str, ...]
    acts_after: tuple[str, ...]
    measure_of_time: tuple[str, ...]
    time_spent: tuple[str, ...]
    no_limit_after: tuple[str, ...]


@lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> _Cues:
    one, two, three = "deadline_immediate", "deadline_long_term", "deadline_long_term_alone"
    return _Cues(
        words=lexicon.pattern(one, two, three),
        field_words=lexicon.pattern(one, two, three, "deadline_field_immediate", "deadline_field_long_term"),
        done_in_field=re.compile("(?<!未)已.{0,4}?完成|(?<!未)完成整改|完成销号|已销号|已整改|^完成$"),
        immediate=frozenset(lexicon.words(one)),
        immediate_field=frozenset((*lexicon.words(one), *lexicon.words("deadline_field_immediate"))),
        long_term=frozenset(lexicon.words(two)),
        plan=lexicon.pattern("deadline_plan", "deadline_plan_names"),
        plan_words=frozenset(lexicon.words("deadline_plan")),
        plan_adjacent=re.compile(f"(?:{lexicon.any_of('deadline_plan_adjacent')})[于在到至用]?$"),
        plan_behind=lexicon.pattern("deadline_plan", "deadline_plan_adjacent"),
        plan_quoted=re.compile(f"(?:(?:{lexicon.any_of('deadline_plan_quoted')})[于在到至]?|到)$"),
        remaining=lexicon.pattern("deadline_remaining"),
        past=lexicon.pattern("deadline_past"),
        general_rule=lexicon.pattern("deadline_general_rule"),
        compared=lexicon.words("deadline_compared"),
        examined=lexicon.words("deadline_examined"),
        cited=lexicon.words("deadline_cited"),
        made_then=lexicon.words("deadline_made_then"),
        year_end_routine=lexicon.words("deadline_year_end_routine"),
        attributive=lexicon.words("deadline_attributive"),
        named_after=lexicon.words("deadline_named_after"),
        acts_after=lexicon.words("deadline_acts_after"),
        measure_of_time=lexicon.words("deadline_measure_of_time"),
        time_spent=lexicon.words("deadline_time_spent"),
        no_limit_after=lexicon.words("deadline_no_limit_after"),
    )


# ------------------------------------------------------- time expressions


def _dated(context: Context, start: int, end: int) -> Iterator[_Found]:
    folded = context.text.folded
    expressions = scan(folded, start, end)
    if not expressions:
        return
    cues = _cues(context.lexicon)
    titles, title = _TITLE.finditer(folded, start, end), None
    anchors = _anchors(context)
    for expression in expressions:
        if expression.status in ("damaged", "masked"):
            continue
        stretch = _Stretch(folded, start, end, expression, cues)
        anchors = replace(anchors, tense=stretch.tense())
        counted_from = anchors.feedback if stretch.follows_feedback() else anchors.previous
        resolution = resolve(expression, replace(anchors, previous=counted_from))
        while title is None or title[1] < expression.start:
            title = next((match.span() for match in titles), (end, end))
        mark = folded[title[0]] if title[0] < expression.start else ""
        if mark == "《" or _historical(expression, resolution, anchors):
            continue
        if (not mark or _limits(expression)) and stretch.dates_the_act(resolution):
            kind = _kind(expression, resolution, anchors)
            yield _Found(stretch.quoted_start(kind), expression.end, kind, resolution, _pattern_name(expression))
        anchors = _after(anchors, resolution)


def _anchors(context: Context) -> Anchors:
    """The notice's own dates; without a signature, the last day named at the head or the foot of the text."""
    if context.signed_date is not None:
        return Anchors(context.signed_date, context.feedback_date)
    text = context.text
    if text not in _LAST_DAYS:
        folded, length = text.folded, len(text.folded)
        stretches = ((0, min(_MARGIN, length)), (max(_MARGIN, length - _MARGIN), length))
        named = [one for left, right in stretches for one in scan(folded, left, right) if one.precision == "day"]
        days = (resolve(one).end for one in named if one.first is not None and one.first.explicit)
        _LAST_DAYS[text] = max((day for day in days if day), default=None)
    return Anchors(_LAST_DAYS[text], context.feedback_date)


def _after(anchors: Anchors, resolution: Resolution) -> Anchors:
    """The anchors for what follows an expression."""
    previous = resolution.end or resolution.start or anchors.previous
    return Anchors(anchors.signed, anchors.feedback, previous)


def _historical(expression: TimeExpression, resolution: Resolution, anchors: Anchors) -> bool:
    """Whether the date lies so far back that it dates the problem."""
    iso = resolution.start if expression.bound == "since" else resolution.end
    if iso is None:
        return False
    day = last_day(iso)
    if anchors.feedback is not None:
        feedback = last_day(anchors.feedback)
        return (day.year, day.month) < _month_later(feedback.year, feedback.month, -_MONTHS_BEFORE_FEEDBACK)
    return anchors.signed is not None and day.year < last_day(anchors.signed).year - _YEARS_BEFORE_SIGNATURE


def _month_later(year: int, month: int, shift: int) -> tuple[int, int]:
    """Year and month after ``shift`` months."""
    years, index = divmod(month - 1 + shift, 12)
    return year + years, index + 1


def _limits(expression: TimeExpression) -> bool:
    """Whether the words themselves set a limit, so that even a quotation of them is one."""
    bounded = expression.bound in ("before", "within", "until", "during")
    return expression.denotes in ("point", "period") and (bounded or expression.precision == "day")


def _pattern_name(expression: TimeExpression) -> str:
    parts = (expression.denotes, expression.precision, expression.bound)
    return "time:" + "-".join(part for part in parts if part)


def _kind(expression: TimeExpression, resolution: Resolution, anchors: Anchors) -> DeadlineKind:
    if expression.denotes == "recurrence":
        return "recurring"
    if expression.denotes == "duration":
        ahead = anchors.tense == "future" or (expression.event in ("other", "feedback") and anchors.tense is None)
        return "target" if ahead else "period"
    if expression.bound == "during" and anchors.tense != "past" and _ahead(expression, resolution, anchors):
        return "target"
    if expression.last is not None or expression.bound in ("since", "during"):
        return "period"
    if _ahead(expression, resolution, anchors):
        return "target"
    first = expression.first
    spans = resolution.start is not None or (first is not None and first.bare_year)
    return "period" if spans and expression.bound is None else "done-by"


def _ahead(expression: TimeExpression, resolution: Resolution, anchors: Anchors) -> bool:
    """Whether the date lies after the signature; the tense decides where the dates cannot."""
    if resolution.end is None or anchors.signed is None:
        limited = expression.bound in ("before", "within") and anchors.tense is None
        return anchors.tense == "future" or limited
    if anchors.signed.startswith(resolution.end):
        first = expression.first
        season = first is not None and first.part == "season" and (first.month or 0) > last_day(anchors.signed).month
        return anchors.tense == "future" or season
    return last_day(resolution.end) > last_day(anchors.signed)


class _Stretch:
    """One time expression amid its clause."""

    __slots__ = ("clause", "cues", "end", "expression", "folded", "start")

    def __init__(self, folded: str, start: int, end: int, expression: TimeExpression, cues: _Cues) -> None:
        self.folded, self.start, self.end, self.expression, self.cues = folded, start, end, expression, cues
        self.clause = self.after_last(_CLAUSE_MARKS, expression.start, _REACH)

    def after_last(self, marks: str, position: int, reach: int) -> int:
        """Where the part of the text begins that ends at ``position`` and holds none of ``marks``."""
        lowest = max(self.start, position - reach)
        return max(lowest, *(self.folded.rfind(mark, lowest, position) + 1 for mark in marks))

    def tense(self) -> Literal["past", "future"] | None:
        cues, folded, expression = self.cues, self.folded, self.expression
        behind = min(expression.end + 6, self.end)
        ahead = folded.startswith(("未来", "今后", "接下来"), expression.start)
        if ahead or self.planned(self.clause, expression.start) or cues.plan_behind.match(folded, expression.end, behind):
            return "future"
        sentence = self.after_last("。;", self.clause, 2 * _REACH)
        if cues.remaining.search(folded, sentence, behind):
            return "future"
        if cues.past.search(folded, self.clause, behind):
            return "past"
        # A stretch of time is reported on, unless the words say that it is planned.
        stretch = expression.bound == "since" or (expression.last is not None and expression.bound is None)
        return "past" if stretch else None

    def planned(self, start: int, end: int) -> bool:
        """Whether a word of planning stands in the clause; 计划财务处, 模拟 and the like are none."""
        before = self.cues.plan_adjacent.search(self.folded[max(start, end - 4) : end])
        words = self.cues.plan.finditer(self.folded, start, end)
        return before is not None or any(match[0] in self.cues.plan_words for match in words)

    def preceded_by(self, words: tuple[str, ...]) -> bool:
        return self.folded.endswith(words, self.clause, self.expression.start)

    def followed_by(self, words: tuple[str, ...]) -> bool:
        return self.folded.startswith(words, self.expression.end, self.end)

    def opens_clause(self) -> bool:
        before = self.folded[max(self.start, self.expression.start - 1) : self.expression.start]
        return self.expression.start == self.clause or before in _DELIMITERS

    def dates_the_act(self, resolution: Resolution) -> bool:
        """Whether the expression says when the act is done, by its place in the clause."""
        cues, expression = self.cues, self.expression
        if expression.denotes == "recurrence":
            return self.recurs()
        if expression.denotes == "duration":
            return self.lasts()
        moment = expression.last or expression.first
        if moment is None or expression.bound == "after" or self.qualifies_a_noun():
            return False
        loose = expression.bound in (None, "since", "during") and expression.precision != "day"
        if loose and self.preceded_by(cues.examined):
            return False
        if moment.part == "season" and moment.year is None and moment.year_shift is None:
            return expression.bound == "before"
        if moment.bare_year:
            return expression.bound is not None or self.dates_by_year(moment)
        if moment.edge is not None and expression.relative and expression.bound is None:
            return self.dates_by_edge(moment)
        return moment.day_shift is None or resolution.end is not None  # 当天 needs a day named before it

    def qualifies_a_noun(self) -> bool:
        """The base of a comparison, a cited meeting, what was made then: 较2022年, 根据3月5日会议, 2021年签订的."""
        cues = self.cues
        if self.expression.bound != "until" and self.preceded_by(cues.compared):
            return True
        return self.preceded_by(cues.cited) or self.followed_by(("的", "相比", "同期", *cues.made_then))

    def dates_by_year(self, moment: Moment) -> bool:
        """Whether a year alone (2022年, 2023年度, 下一年度) dates the act, or names what follows it."""
        if moment.year_shift is not None and moment.year_shift > 0:
            return True
        if self.followed_by(self.cues.named_after) or self.folded.startswith("上", self.expression.start):
            return False
        annual = moment.annual and moment.year is not None
        if self.opens_clause():
            bracketed = self.folded.startswith("(", self.expression.start - 1) and self.followed_by((")",))
            return not bracketed and (not annual or self.followed_by((",", *self.cues.acts_after)))
        if self.preceded_by(("在", "于", "到", "至", "截至")):
            return not annual
        return not self.preceded_by(self.cues.attributive) and self.followed_by(self.cues.acts_after)

    def dates_by_edge(self, moment: Moment) -> bool:
        """年底 and 年内 limit an act; 年初, 月底, and the year's end as the time of appraisals, are a routine."""
        if moment.month_shift is None and moment.quarter_shift is None and moment.month is None:
            return moment.edge in ("end", "inside") and not self.followed_by(self.cues.year_end_routine)
        said = self.folded[self.expression.start]
        return said not in "月季"

    def follows_feedback(self) -> bool:
        """反馈当天, 反馈意见次日."""
        first = self.expression.first
        shifted = first is not None and first.day_shift is not None
        return shifted and self.preceded_by(("反馈", "反馈会", "反馈意见", "反馈会议"))

    def recurs(self) -> bool:
        """A recurrence, unless it is a rate (每年15元) or a trend (逐年提高)."""
        behind = self.folded[self.expression.end : self.expression.end + 8]
        trend = self.folded[self.expression.start] == "逐" and behind[:1] in "提增减降递加上"
        return not trend and re.match(r"[0-9.,]+[万亿]?(?:元|吨|立方|千瓦|公里|人次)", behind) is None

    def lasts(self) -> bool:
        """A length of time in which the act is done, not one that a rule sets or a person has served."""
        cues, expression = self.cues, self.expression
        if self.preceded_by(cues.measure_of_time) or self.followed_by(cues.no_limit_after):
            return False
        if expression.amount is not None and expression.amount.unit == "hour":
            return False
        if expression.event == "other" and self.preceded_by(("后", "之后", "以后")):  # 举报受理后5日内: a rule
            return False
        if expression.bound is None:
            return self.preceded_by(cues.time_spent)
        stop = min(expression.end + 16, self.end)
        return cues.general_rule.search(self.folded, self.clause, stop) is None

    def quoted_start(self, kind: DeadlineKind) -> int:
        """Where the deadline's text begins: 计划, 拟, 预计, 将 and 到 belong to it."""
        start = self.expression.start
        match = self.cues.plan_quoted.search(self.folded[max(self.clause, start - 4) : start])
        return start - len(match[0]) if match is not None and kind == "target" else start


# ------------------------------------------------------------------ words


def _worded(context: Context, start: int, end: int) -> list[_Found]:
    folded, cues = context.text.folded, _cues(context.lexicon)
    found: list[_Found] = []
    for match in cues.words.finditer(folded, start, end):
        word, left, right = match[0], match.start(), match.end()
        if folded.endswith(("未", "未能", "没有", "不能", "“"), start, left) or folded.startswith(("的", "性", "”"), right):
            continue
        kind: DeadlineKind = "immediate" if word in cues.immediate else "long_term"
        opens = left == start or folded[left - 1] in _DELIMITERS
        closes = right == end or folded[right] in _DELIMITERS
        alone = (right == end or folded[right] in "。;)") and (opens or folded.endswith(("并", "且", "需", "将", "工作", "任务", "措施"), start, left))
        if kind == "immediate" or (word in cues.long_term and (opens or closes)) or alone:
            found.append(_Found(left, right, kind, UNKNOWN, f"word:{word}"))
    return _without_title(folded, start, end, _merged(folded, found))


def _merged(folded: str, found: list[_Found]) -> list[_Found]:
    """Neighbours that say the same limit as one: 立行立改、即知即改."""
    merged: list[_Found] = []
    for one in found:
        before = merged[-1] if merged else None
        if before and before.kind == one.kind == "immediate" and folded[before.end : one.start] in ("", "、", ",", "和"):
            merged[-1] = before._replace(end=one.end)
        else:
            merged.append(one)
    return merged


def _without_title(folded: str, start: int, end: int, found: list[_Found]) -> list[_Found]:
    """Without words of the measure's title (立即清账。) where its text repeats them."""
    stop = folded.find("。", start, min(start + _SHORT_TITLE, end))
    immediate = [one for one in found if one.kind == "immediate"]
    if stop < 0 or len(immediate) < 2 or immediate[0].start > stop:
        return found
    return [one for one in found if one is not immediate[0]]
