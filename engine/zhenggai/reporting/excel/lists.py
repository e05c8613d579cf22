"""The three lists of rectification practice, issues, tasks and owners, as extracted, and the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhenggai.model import Deadline, Facts, GapReport, Issue, Measure, Owner
from zhenggai.reporting.excel.places import Places
from zhenggai.reporting.excel.sheets import Book, Column, Value
from zhenggai.reporting.words import Words

EXPLICIT = ("subject", "subject-of-part", "assigned")
"""Kinds of owners who answer for something; of the others a list says in which way they take part."""


def write_issues(book: Book, report: GapReport, places: Places, words: Words) -> None:
    """问题清单: one row for each issue."""
    columns = (
        Column(words("input"), 20),
        Column(words("matrix.no"), 7, "number"),
        Column(words("sheet.group"), 26),
        Column(words("matrix.heading"), 56),
        Column(words("sheet.stated"), 9),
        Column(words("sheet.status"), 12),
        Column(words("sheet.measures"), 8, "number"),
        Column(words("sheet.owner"), 30),
        Column(words("sheet.deadline"), 24),
        Column(words("sheet.outcome"), 30),
        Column(words("sheet.document"), 30),
        Column(words("sheet.gaps.count"), 8, "number"),
        Column(words("input.line"), 7, "number"),
    )
    sheet = book.sheet(words("sheet.issues"), columns, frozen=2)
    for facts in _facts(report):
        for issue in facts.issues:
            sheet.add(_issue(facts.document.source, issue, places, words))
    sheet.filtered()


def _issue(source: str, issue: Issue, places: Places, words: Words) -> tuple[Value, ...]:
    parts: tuple[Issue | Measure, ...] = (issue, *issue.measures)
    gaps = places.counts.get((source, issue.id), 0)
    return (
        source,
        places.in_matrix(source, issue.id, issue.no),
        issue.group,
        issue.heading,
        words("sheet.yes" if issue.stated else "sheet.no"),
        words(f"status.{issue.status}") if issue.status else None,
        len(issue.measures),
        _owners((owner for part in parts for owner in part.owners), words),
        _joined((deadline.text for part in parts for deadline in part.deadlines), words),
        _joined((outcome.text for part in parts for outcome in part.outcomes), words),
        _joined((document.title for part in parts for document in part.documents), words),
        places.gaps_of_issue(source, issue.id, gaps),
        places.in_text(source, issue.span.line),
    )


def write_tasks(book: Book, report: GapReport, places: Places, words: Words) -> None:
    """任务清单: one row for each measure, with what the issue says for all of its measures."""
    columns = (
        Column(words("input"), 20),
        Column(words("input.number"), 8, "number"),
        Column(words("matrix.heading"), 40),
        Column(words("sheet.ordinal"), 8),
        Column(words("sheet.measure"), 70),
        Column(words("sheet.owner"), 28),
        Column(words("sheet.deadline"), 22),
        Column(words("sheet.due"), 14),
        Column(words("sheet.outcome"), 30),
        Column(words("sheet.document"), 30),
        Column(words("input.line"), 7, "number"),
    )
    sheet = book.sheet(words("sheet.tasks"), columns, frozen=2)
    for facts in _facts(report):
        for issue in facts.issues:
            for measure in issue.measures:
                sheet.add(_task(facts.document.source, issue, measure, places, words))
    sheet.filtered()


def _task(source: str, issue: Issue, measure: Measure, places: Places, words: Words) -> tuple[Value, ...]:
    deadlines = (*measure.deadlines, *issue.deadlines)
    return (
        source,
        places.in_matrix(source, issue.id, issue.no),
        issue.heading,
        measure.ordinal,
        measure.text,
        _owners((*measure.owners, *issue.owners), words),
        _joined((deadline.text for deadline in deadlines), words),
        _due(deadlines, words),
        _joined((outcome.text for outcome in measure.outcomes), words),
        _joined((document.title for document in measure.documents), words),
        places.in_text(source, measure.span.line),
    )


def write_owners(book: Book, report: GapReport, places: Places, words: Words) -> None:
    """责任清单: one row for each thing that an owner answers for, those of one owner together."""
    columns = (
        Column(words("input"), 20),
        Column(words("sheet.owner"), 28),
        Column(words("sheet.owner_kind"), 14),
        Column(words("input.number"), 8, "number"),
        Column(words("matrix.heading"), 40),
        Column(words("sheet.measure"), 70),
        Column(words("sheet.deadline"), 22),
        Column(words("sheet.due"), 14),
        Column(words("input.line"), 7, "number"),
    )
    sheet = book.sheet(words("sheet.owners"), columns, frozen=2)
    for facts in _facts(report):
        together: dict[str, list[tuple[Value, ...]]] = {}
        for owner, issue, measure in _responsible(facts):
            row = _duty(facts.document.source, owner, issue, measure, places, words)
            together.setdefault(_name(owner), []).append(row)
        for rows in together.values():
            for row in rows:
                sheet.add(row)
    sheet.filtered()


def _responsible(facts: Facts) -> Iterator[tuple[Owner, Issue | None, Measure | None]]:
    for owner in facts.notice.responsibility:
        yield owner, None, None
    for issue in facts.issues:
        for owner in issue.owners:
            yield owner, issue, None
        for measure in issue.measures:
            for owner in measure.owners:
                yield owner, issue, measure


def _duty(
    source: str, owner: Owner, issue: Issue | None, measure: Measure | None, places: Places, words: Words
) -> tuple[Value, ...]:
    deadlines = (*(measure.deadlines if measure else ()), *(issue.deadlines if issue else ()))
    return (
        source,
        _name(owner),
        words(f"owner.{owner.kind}"),
        places.in_matrix(source, issue.id, issue.no) if issue else None,
        issue.heading if issue else words("gaps.notice"),
        measure.text if measure else None,
        _joined((deadline.text for deadline in deadlines), words),
        _due(deadlines, words),
        places.in_text(source, owner.span.line),
    )


def write_text(book: Book, report: GapReport, places: Places, words: Words) -> None:
    """The documents line by line, so that the number of a line can lead there."""
    columns = (
        Column(words("input"), 20),
        Column(words("input.line"), 7, "number"),
        Column(words("sheet.words"), 110),
        Column(words("gap.reason"), 14),
    )
    sheet = book.sheet(words("sheet.text"), columns, frozen=2)
    for each in report.documents:
        source = each.document.source
        for number, line in enumerate(each.document.text.split("\n"), start=1):
            sheet.add((source, number, line, places.gaps_of_line(source, number)))
    sheet.filtered()


def _facts(report: GapReport) -> Iterator[Facts]:
    return (each.facts for each in report.documents)


def _name(owner: Owner) -> str:
    return "".join(owner.text.split())


def _owners(owners: Iterable[Owner], words: Words) -> str:
    return _joined(
        (
            _name(owner)
            if owner.kind in EXPLICIT
            else words("placed", text=_name(owner), place=words(f"owner.{owner.kind}"))
            for owner in owners
        ),
        words,
    )


def _due(deadlines: Iterable[Deadline], words: Words) -> str:
    return _joined((deadline.end or deadline.recurrence or "" for deadline in deadlines), words)


def _joined(texts: Iterable[str], words: Words) -> str:
    """Each text once."""
    return words("listed").join(dict.fromkeys(filter(None, texts)))
