"""Deadlines: which time expressions and words in a stretch say by when a thing was, is or will be done.

The grammar finds time expressions; this module tells those that limit or date the act from those
that name a document, a base of comparison, the thing examined, or a rule's own time limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from zhenggai.extraction.context import Context, Place
from zhenggai.extraction.deadline_clauses import DELIMITERS, Clause
from zhenggai.extraction.deadline_cues import cues_of
from zhenggai.extraction.grammar.calendar import UNKNOWN, Anchors, Resolution, last_day, resolve
from zhenggai.extraction.grammar.moments import TimeExpression
from zhenggai.extraction.source import SourceText
from zhenggai.model import Deadline, DeadlineKind

_TITLE = re.compile("《[^》]{0,200}》|“[^”]{0,80}”")
_WHENEVER = re.compile("(?:发现|一经|一旦|遇有|接到|如有|凡)[^。;“”]{0,16}$")
_REACH_OF_CONDITION = 20  # characters in which the condition stands before the word
_AVERAGE = ("平均", "人均", "户均", "日均", "年均")
_TRENDS = ("下降", "上升", "提高", "增长", "递增", "递减", "减少", "提升", "改善", "好转", "压减", "增加")
# The measure itself says that a document was issued on that day, however long ago (not 印发的《…》).
_ISSUED = re.compile("(?:正式)?(?:制定|修订)?(?:印发|出台|制定|制发|修订|下发|发布)了?《")
_MONTHS_BEFORE_FEEDBACK = 6  # what was done earlier is the problem's history, not the measure's
_YEARS_BEFORE_SIGNATURE = 2  # the same, where the day of the feedback is not known
_SHORT_TITLE = 14  # characters of a measure's first sentence that is a title (立即清账。)


def find_deadlines(
    context: Context, start: int, end: int, parent: str, *, numbered_from: int = 1
) -> tuple[Deadline, ...]:
    """The deadlines that running text states in ``[start, end)``, in text order.

    Ids are ``{parent}/deadline-{n}``; ``why`` names the pattern or word that found it.
    """
    expressions = context.times_within(start, end)
    found = [*_dated(context, start, end, expressions), *_worded(context, start, end)]
    return _built(context, found, parent, numbered_from) if found else ()


def deadlines_of_all(context: Context, places: Sequence[Place]) -> list[tuple[Deadline, ...]]:
    """``find_deadlines`` for many places; each step is done for all of them, as ``Extractor`` does."""
    expressions = [context.times_within(start, end) for start, end, _ in places]
    worded = [_worded(context, start, end) for start, end, _ in places]
    deadlines: list[tuple[Deadline, ...]] = []
    for (start, end, parent), times, words in zip(places, expressions, worded, strict=True):
        found = [*_dated(context, start, end, times), *words] if times else words
        deadlines.append(_built(context, found, parent, 1) if found else ())
    return deadlines


def deadlines_of_field(
    context: Context, start: int, end: int, parent: str, *, numbered_from: int = 1
) -> tuple[Deadline, ...]:
    """The deadlines in the value of 整改时限: a label line, a bracket or a table cell.

    Everything there is a limit; a date is ``done-by`` only where the value itself says 已完成.
    """
    cues, folded = cues_of(context.lexicon), context.text.folded
    done = cues.done_in_field.search(folded, start, end) is not None
    anchors = _anchors(context)
    found: list[_Found] = []
    for expression in context.times_within(start, end):
        if expression.status in ("damaged", "masked"):
            continue
        resolution = resolve(expression, anchors)
        kind: DeadlineKind = "done-by" if done else "target"
        if expression.denotes == "recurrence":
            kind = "recurring"
        elif expression.denotes == "duration" or expression.last is not None:
            kind = "period"
        found.append(
            _Found(expression.start, expression.end, kind, resolution, f"field:{expression.denotes}")
        )
        anchors = _after(anchors, resolution)
    for match in cues.field_words.finditer(folded, start, end):
        if folded.startswith(("机制", "性", "的"), match.end(), end):
            continue
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
        for number, one in enumerate(sorted(found, key=lambda one: (one.start, one.end)), first)
    )


# ------------------------------------------------------- time expressions


def _dated(context: Context, start: int, end: int, expressions: list[TimeExpression]) -> Iterator[_Found]:
    folded = context.text.folded
    cues = cues_of(context.lexicon)
    titles, title = _TITLE.finditer(folded, start, end), None
    anchors = _anchors(context)
    for expression in expressions:
        if expression.status in ("damaged", "masked") or _measures(folded, expression):
            continue
        while title is None or title[1] <= expression.start:
            title = next((match.span() for match in titles), (end, end))
        mark = folded[title[0]] if title[0] < expression.start else ""
        if mark == "《":
            continue
        clause = Clause(folded, start, end, expression, cues)
        counted_from = anchors.feedback if clause.follows_feedback() else anchors.previous
        anchors = Anchors(anchors.signed, anchors.feedback, counted_from, clause.tense())
        resolution = resolve(expression, anchors)
        if _historical(expression, resolution, anchors) and not _ISSUED.match(folded, expression.end, end):
            continue
        if (not mark or _limits(expression)) and clause.dates_the_act(resolution):
            kind = _kind(expression, resolution, anchors)
            left = clause.quoted_start(kind)
            yield _Found(left, expression.end, kind, resolution, _pattern_name(expression))
        anchors = _after(anchors, resolution)


def _measures(folded: str, expression: TimeExpression) -> bool:
    """平均每周开放26小时, 逐年下降: the time is the measure of a figure, not when something is done."""
    before, after = folded[max(0, expression.start - 4) : expression.start], expression.end
    return before.endswith(_AVERAGE) or (
        folded.startswith("逐", expression.start) and folded.startswith(_TRENDS, after)
    )


def _anchors(context: Context) -> Anchors:
    """The notice's own dates; without a signature, the last day named at the head or the foot of the text."""
    if context.signed_date is not None:
        return Anchors(context.signed_date, context.feedback_date)
    text = context.text
    if text not in _LAST_DAYS:
        length = len(text.folded)
        stretches = ((0, min(_MARGIN, length)), (max(_MARGIN, length - _MARGIN), length))
        named = [
            one
            for left, right in stretches
            for one in context.times_within(left, right)
            if one.precision == "day"
        ]
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
        ahead = anchors.tense == "future" or (
            expression.event in ("other", "feedback") and anchors.tense is None
        )
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
        season = (
            first is not None
            and first.part == "season"
            and (first.month or 0) > last_day(anchors.signed).month
        )
        return anchors.tense == "future" or season
    return last_day(resolution.end) > last_day(anchors.signed)


# ------------------------------------------------------------------ words


def _worded(context: Context, start: int, end: int) -> list[_Found]:
    folded, cues = context.text.folded, cues_of(context.lexicon)
    if cues.words.search(folded, start, end) is None:
        return []
    found: list[_Found] = []
    for match in cues.words.finditer(folded, start, end):
        word, left, right = match[0], match.start(), match.end()
        if folded.endswith(("未", "未能", "没有", "不能", "“"), start, left) or folded.startswith(
            ("的", "性", "”"), right
        ):
            continue
        if _once_found(folded, start, left) or _in_slogan(folded, start, left):
            continue
        kind: DeadlineKind = "immediate" if word in cues.immediate else "long_term"
        opens = left == start or folded[left - 1] in DELIMITERS
        closes = right == end or folded[right] in DELIMITERS
        alone = (right == end or folded[right] in "。;)") and (
            opens or folded.endswith(("并", "且", "需", "将", "工作", "任务", "措施"), start, left)
        )
        if kind == "immediate" or (word in cues.long_term and (opens or closes)) or alone:
            found.append(_Found(left, right, kind, UNKNOWN, f"word:{word}"))
    return _without_title(folded, start, end, _merged(folded, found))


def _once_found(folded: str, start: int, place: int) -> bool:
    """发现晴天排水立即报告: what is done at once whenever it is called for is no deadline."""
    return _WHENEVER.search(folded, max(start, place - _REACH_OF_CONDITION), place) is not None


def _in_slogan(folded: str, start: int, place: int) -> bool:
    """“随手拍、马上修”: the name of something."""
    return folded.rfind("“", start, place) > folded.rfind("”", start, place)


def _merged(folded: str, found: list[_Found]) -> list[_Found]:
    """Neighbours that say the same limit as one: 立行立改、即知即改."""
    merged: list[_Found] = []
    for one in found:
        before = merged[-1] if merged else None
        if (
            before
            and before.kind == one.kind == "immediate"
            and folded[before.end : one.start] in ("", "、", ",", "和")
        ):
            merged[-1] = before._replace(end=one.end)
        else:
            merged.append(one)
    return merged


def _without_title(folded: str, start: int, end: int, found: list[_Found]) -> list[_Found]:
    """Without words of the measure's title (立即清账。) where its text repeats them."""
    if len(found) < 2:
        return found
    stop = folded.find("。", start, min(start + _SHORT_TITLE, end))
    immediate = [one for one in found if one.kind == "immediate"]
    if stop < 0 or len(immediate) < 2 or immediate[0].start > stop:
        return found
    return [one for one in found if one is not immediate[0]]
