"""When do the deadlines fall? A column for each period, beside the feedback and the signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from zhenggai.model import Deadline, DeadlineKind, Facts, Frozen, Span
from zhenggai.reporting.html.charts.drawing import Chart, frame, linked, share
from zhenggai.reporting.html.charts.months import Scale, month_of, scale
from zhenggai.reporting.html.marks import dates
from zhenggai.reporting.words import Words

KINDS: tuple[DeadlineKind, ...] = ("done-by", "period", "target", "recurring", "immediate", "long_term")
TOP, GROUND, HEIGHT = 46, 156, 182
"""Pixels from above: where columns end, where they stand, and the whole."""
MOST_LABELS = 6


class Due(Frozen, frozen=True):
    """One deadline, the number of its issue, and the month in which it ends, if it has one."""

    deadline: Deadline
    issue: int
    month: float | None


def deadline_chart(
    facts: Facts, date: str, link: Callable[[Span | None], str], words: Words
) -> Chart | None:
    """The deadlines of a notice on a time line; ``date`` is the day of the report. None without deadlines."""
    every = _all(facts)
    if not every:
        return None
    title = words("chart.deadlines")
    dated = [due for due in every if due.month is not None]
    drawing = Markup("")
    if dated:
        drawing = frame(title, HEIGHT, _time_line(dated, _references(facts, date, words), link, words))
    return Chart(
        name="deadlines",
        title=title,
        note=words("chart.deadlines.note") if dated else "",
        drawing=drawing,
        below=_undated(every, words) + _list(every, link, words),
    )


def _all(facts: Facts) -> list[Due]:
    """Every deadline, in text order, once even where table rows share it."""
    found: dict[tuple[int, str], Due] = {}
    for issue in facts.issues:
        for holder in (issue, *issue.measures):
            for deadline in holder.deadlines:
                month = month_of(deadline.end or deadline.start or "")
                due = Due(deadline=deadline, issue=issue.no, month=month)
                found.setdefault((deadline.span.start, deadline.kind), due)
    return sorted(found.values(), key=lambda due: due.deadline.span.start)


def _references(facts: Facts, date: str, words: Words) -> list[tuple[float, str]]:
    """The days that deadlines are read against: months and what they are called."""
    notice = facts.notice
    named = (
        (notice.feedback_date, words("notice.feedback_date")),
        (notice.signed_date, words("notice.signed_date")),
        (date, words("chart.today")),
    )
    return [(month, name) for day, name in named if day and (month := month_of(day)) is not None]


def _time_line(
    dated: Sequence[Due],
    references: Sequence[tuple[float, str]],
    link: Callable[[Span | None], str],
    words: Words,
) -> Iterator[str]:
    months = [due.month for due in dated if due.month is not None]
    # the report may be made years later: only the notice's own days widen the scale
    ends = [*months, *(month for month, _ in references[:-1])]
    axis = scale(min(ends), max(ends))
    columns: dict[int, list[Due]] = {}
    for due in dated:
        if due.month is not None:
            columns.setdefault(axis.column(due.month), []).append(due)
    unit = min(16.0, (GROUND - TOP) / max(map(len, columns.values())))
    yield f'<line class="axis" x1="0" y1="{GROUND}" x2="100%" y2="{GROUND}"/>'
    for place, (month, name) in enumerate(references):
        if 0 <= axis.share(month) <= 1:
            yield _reference(axis.share(month), 12 + 15 * place, name)
    for number in sorted(columns):
        yield _column(axis, number, columns[number], unit, link, words)
    step = -(-axis.count // MOST_LABELS)
    for number in range(0, axis.count, step):
        place = share(number + 0.5, axis.count)
        anchor = "start" if number == 0 and axis.count > MOST_LABELS else "middle"
        left = "0" if anchor == "start" else place
        yield f'<text class="label" x="{left}" y="{GROUND + 18}" text-anchor="{anchor}">{axis.start(number)}</text>'


def _reference(where: float, top: int, name: str) -> str:
    anchor, shift = ("start", 4) if where < 0.7 else ("end", -4)
    place = share(where, 1)
    return (
        f'<line class="reference" x1="{place}" y1="{top - 8}" x2="{place}" y2="{GROUND}"/>'
        f'<text class="label" x="{place}" dx="{shift}" y="{top}" text-anchor="{anchor}">{escape(name)}</text>'
    )


def _column(
    axis: Scale,
    number: int,
    dues: Sequence[Due],
    unit: float,
    link: Callable[[Span | None], str],
    words: Words,
) -> str:
    left, width = share(number + 0.08, axis.count), share(0.84, axis.count)
    period = escape(words("chart.deadlines.column", period=axis.period(number), count=len(dues)))
    parts = [f'<title>{period}</title><rect class="ground" x="{left}" y="{TOP}" width="{width}" height="{GROUND - TOP}"/>']
    top = float(GROUND)
    counts = Counter(due.deadline.kind for due in dues)
    for kind in KINDS:
        if height := counts[kind] * unit:
            top -= height
            parts.append(f'<rect class="{kind}" x="{left}" y="{top:.1f}" width="{width}" height="{height:.1f}"/>')
    middle = share(number + 0.5, axis.count)
    parts.append(f'<text class="value" x="{middle}" y="{top - 4:.1f}" text-anchor="middle">{len(dues)}</text>')
    return linked(link(dues[0].deadline.span), (), "".join(parts))


def _undated(every: Iterable[Due], words: Words) -> Markup:
    counts = Counter(due.deadline.kind for due in every if due.month is None)
    if not counts:
        return Markup("")
    kinds = words("listed").join(f"{words(f'deadline.{kind}')} {counts[kind]}" for kind in KINDS if counts[kind])
    return Markup("<p>{}</p>").format(words("chart.deadlines.undated", kinds=kinds))


def _list(every: Sequence[Due], link: Callable[[Span | None], str], words: Words) -> Markup:
    """All deadlines as a table: what the drawing says, for those who cannot see it."""
    heads = (words("chart.date"), words("fact.deadline"), words("rule.state"), words("matrix.heading"))
    rows = [
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
            dates(due.deadline), _place(due, link), words(f"deadline.{due.deadline.kind}"), due.issue
        )
        for due in every
    ]
    return Markup('<details><summary>{}</summary><table class="plain"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></details>').format(
        words("chart.deadlines.list", count=len(every)),
        Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        Markup("").join(rows),
    )


def _place(due: Due, link: Callable[[Span | None], str]) -> Markup:
    address = link(due.deadline.span)
    text = due.deadline.text
    return Markup('<a href="{}">{}</a>').format(address, text) if address else escape(text)
