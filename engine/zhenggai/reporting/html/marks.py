"""The facts of a document as marks on its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zhenggai.model import Deadline, Facts, Issue, Measure, Outcome, Span
from zhenggai.reporting.words import Words

KINDS = ("owner", "deadline", "outcome", "document", "status", "claim", "field", "anomaly")
"""The kinds of marks, as style sheet classes and as words ``fact.<kind>``, in the order of the legend."""


class Mark(NamedTuple):
    """A stretch ``[start, end)`` of a text, the kind of fact it is, and what is to be said of it."""

    start: int
    end: int
    kind: str
    title: str


def fact_marks(facts: Facts, words: Words) -> tuple[Mark, ...]:
    """A mark for each fact that has a place, by place; the same fact of several table rows once."""
    return tuple(sorted(set(_marks(facts, words))))


def measure_numbers(facts: Facts) -> dict[int, str]:
    """Where measures start, with the number of the issue and of the measure in it: ``{783: "1.2"}``."""
    return {
        measure.span.start: f"{issue.no}.{place}"
        for issue in facts.issues
        for place, measure in enumerate(issue.measures, 1)
    }


def _marks(facts: Facts, words: Words) -> Iterator[Mark]:
    notice = facts.notice
    for name, span in notice.spans.items():
        yield _mark(span, "field", words, words.title("notice", name.rpartition(".")[2]))
    for owner in notice.responsibility:
        yield _mark(owner.span, "owner", words, words.title("owner", owner.kind))
    for claim in facts.claims:
        yield _mark(claim.span, "claim", words, words.title("claim", claim.subject))
    for anomaly in facts.anomalies:
        yield _mark(anomaly.span, "anomaly", words, words.title("anomaly", anomaly.kind))
    for issue in facts.issues:
        if issue.status and issue.status_span:
            yield _mark(issue.status_span, "status", words, words.title("status", issue.status))
        yield from _held_by(issue, words)
        for measure in issue.measures:
            yield from _held_by(measure, words)


def _held_by(holder: Issue | Measure, words: Words) -> Iterator[Mark]:
    for owner in holder.owners:
        yield _mark(owner.span, "owner", words, words.title("owner", owner.kind))
    for deadline in holder.deadlines:
        kind = words.title("deadline", deadline.kind)
        yield _mark(deadline.span, "deadline", words, kind, dates(deadline))
    for outcome in holder.outcomes:
        kind = words.title("outcome", outcome.kind)
        yield _mark(outcome.span, "outcome", words, kind, figure(outcome))
    for document in holder.documents:
        yield _mark(document.span, "document", words, words.title("action", document.action))


def _mark(span: Span, kind: str, words: Words, *said: str) -> Mark:
    title = words("noted", text=words(f"fact.{kind}"), note=" ".join(filter(None, said)))
    return Mark(span.start, span.end, kind, title)


def dates(deadline: Deadline) -> str:
    """What a deadline comes to, as ISO dates: ``2023-01 – 2023-06``; empty where it has none."""
    return " – ".join(_distinct(date for date in (deadline.start, deadline.end) if date))


def figure(outcome: Outcome) -> str:
    """An outcome's value and unit as read; empty where it has no number."""
    if outcome.value is None:
        return ""
    upper = f"–{outcome.upper:g}" if outcome.upper is not None else ""
    return f"{outcome.value:g}{upper} {outcome.unit or ''}".rstrip()


def _distinct(values: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(values)
