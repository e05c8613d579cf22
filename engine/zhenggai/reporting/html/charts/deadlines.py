"""When do the deadlines fall? A column for each period, beside the feedback and the signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from markupsafe import Markup, escape

from zhenggai.model import Deadline, DeadlineKind, Facts, Frozen, Span
from zhenggai.reporting.html.charts.drawing import Chart, Listing, frame, linked, share
from zhenggai.reporting.html.charts.months import Scale, month_of, scale
from zhenggai.reporting.html.marks import dates
from zhenggai.reporting.words import Words

Link = Callable[[Span | None], str]
KINDS: tuple[DeadlineKind, ...] = ("done-by", "period", "target", "recurring", "immediate", "long_term")
TOP, GROUND, HEIGHT = 46, 156, 182
"""Pixels from above: where columns end, where they stand, and the whole."""
MOST_LABELS = 4


class Due(Frozen, frozen=True):
    """One deadline, the number of its issue, and the month in which it ends, if it has one."""

    deadline: Deadline
    issue: int
    month: float | None


def deadline_chart(facts: Facts, date: str, link: Link, words: Words) -> Chart | None:
    """The deadlines of a notice on a time line; ``date`` is the day of the report. None without deadlines."""
    every = _all(facts)
    if not every:
        return None
    title = words("chart.deadlines")
    dated = [due for due in every if due.month is not None]
    drawing = Markup("")
    if dated:
        drawing = frame(title, HEIGHT, _time_line(dated, _days(facts, words), date, link, words))
    kinds = {due.deadline.kind for due in dated}
    return Chart(
        name="deadlines",
        title=title,
        note=words("chart.deadlines.note") if dated else "",
        drawing=drawing,
        legend=tuple((kind, words(f"deadline.{kind}")) for kind in KINDS if kind in kinds),
        below=_undated(every, words),
        listing=_listing(every, link, words),
    )


def _all(facts: Facts) -> list[Due]:
    """Every deadline, in text order, once even where table rows share it."""
    found: dict[tuple[int, str], Due] = {}
    for issue in facts.issues:
        held = [issue.deadlines, *(measure.deadlines for measure in issue.measures)]
        for deadline in chain.from_iterable(held):
            month = month_of(deadline.end or deadline.start or "")
            due = Due(deadline=deadline, issue=issue.no, month=month)
            found.setdefault((deadline.span.start, deadline.kind), due)
    return sorted(found.values(), key=lambda due: due.deadline.span.start)


def _days(facts: Facts, words: Words) -> list[tuple[float, str]]:
    """The notice's own days that deadlines are read against: months and what they are called."""
    notice = facts.notice
    named = ((notice.feedback_date, "notice.feedback_date"), (notice.signed_date, "notice.signed_date"))
    return [(month, words(name)) for day, name in named if (month := month_of(day or "")) is not None]


def _time_line(
    dated: Sequence[Due], days: Sequence[tuple[float, str]], date: str, link: Link, words: Words
) -> Iterator[str]:
    months = [due.month for due in dated if due.month is not None] + [month for month, _ in days]
    axis = scale(min(months), max(months))
    columns: dict[int, list[Due]] = {}
    for due in dated:
        if due.month is not None:
            columns.setdefault(axis.column(due.month), []).append(due)
    unit = min(16.0, (GROUND - TOP) / max(map(len, columns.values())))
    yield f'<line class="axis" x1="0" y1="{GROUND}" x2="100%" y2="{GROUND}"/>'
    today = month_of(date)
    # the day of the report is often years later: it is drawn only where it fits
    references = [*days, *([(today, words("chart.today"))] if today is not None else [])]
    for place, (month, name) in enumerate(references):
        if 0 <= axis.share(month) <= 1:
            yield _reference(axis.share(month), 12 + 15 * place, name)
    for number in sorted(columns):
        yield _column(axis, number, columns[number], unit, link, words)
    yield from _labels(axis)


def _labels(axis: Scale) -> Iterator[str]:
    step = -(-axis.count // MOST_LABELS)
    for number in range(0, axis.count, step):
        # the first and the last label would stick out where columns are narrow
        place, anchor = share(number + 0.5, axis.count), "middle"
        if axis.count > MOST_LABELS and number in (0, axis.count - 1):
            place, anchor = ("100%", "end") if number else ("0", "start")
        yield (
            f'<text class="label" x="{place}" y="{GROUND + 18}" text-anchor="{anchor}">'
            f"{axis.start(number)}</text>"
        )


def _reference(where: float, top: int, name: str) -> str:
    anchor, shift = ("start", 4) if where < 0.7 else ("end", -4)
    place = share(where, 1)
    return (
        f'<line class="reference" x1="{place}" y1="{top - 8}" x2="{place}" y2="{GROUND}"/>'
        f'<text class="label" x="{place}" dx="{shift}" y="{top}" text-anchor="{anchor}">{escape(name)}</text>'
    )


def _column(axis: Scale, number: int, dues: Sequence[Due], unit: float, link: Link, words: Words) -> str:
    left, width = share(number + 0.08, axis.count), share(0.84, axis.count)
    across = f'x="{left}" width="{width}"'
    said = words("chart.deadlines.column", period=axis.period(number), count=len(dues))
    parts = [
        f"<title>{escape(said)}</title>",
        f'<rect class="ground" {across} y="{TOP}" height="{GROUND - TOP}"/>',
    ]
    top = float(GROUND)
    counts = Counter(due.deadline.kind for due in dues)
    for kind in KINDS:
        if height := counts[kind] * unit:
            top -= height
            parts.append(f'<rect class="{kind}" {across} y="{top:.1f}" height="{height:.1f}"/>')
    middle = share(number + 0.5, axis.count)
    parts.append(
        f'<text class="value" x="{middle}" y="{top - 4:.1f}" text-anchor="middle">{len(dues)}</text>'
    )
    return linked(link(dues[0].deadline.span), (), "".join(parts))


def _undated(every: Iterable[Due], words: Words) -> str:
    counts = Counter(due.deadline.kind for due in every if due.month is None)
    kinds = [f"{words(f'deadline.{kind}')} {counts[kind]}" for kind in KINDS if counts[kind]]
    return words("chart.deadlines.undated", kinds=words("listed").join(kinds)) if kinds else ""


def _listing(every: Sequence[Due], link: Link, words: Words) -> Listing:
    """All deadlines as a table: what the drawing says, for those who cannot see it."""
    return Listing(
        title=words("chart.deadlines.list", count=len(every)),
        heads=(words("chart.date"), words("fact.deadline"), words("chart.kind"), words("matrix.heading")),
        rows=tuple(
            (
                (dates(due.deadline), ""),
                (due.deadline.text, link(due.deadline.span)),
                (words(f"deadline.{due.deadline.kind}"), ""),
                (str(due.issue), ""),
            )
            for due in every
        ),
    )
