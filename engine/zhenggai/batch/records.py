"""What a run keeps of one document: a line of JSON with its state, its counts, its gaps and its facts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from zhenggai.batch.planning import identity, revision
from zhenggai.model import (
    Deadline,
    Facts,
    Frozen,
    GapReport,
    NamedDocument,
    Outcome,
    Owner,
    Severity,
    Span,
    Subject,
    Verdict,
)
from zhenggai.reading.files import printable

SCHEMA = "zhenggai/batch/2"


class _Sparse(Frozen, frozen=True, omit_defaults=True):
    """Written without the values that are not there."""


class GapRow(_Sparse, frozen=True):
    """One gap; offsets are those of the report contract, ``waived`` where a waiver accepts it."""

    rule: str
    severity: Severity
    subject: Subject
    message: str
    fingerprint: str
    issue: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    waived: bool = False


class FactRow(_Sparse, frozen=True):
    """One fact: ``fact`` is the kind (``issue``, ``measure``, ``owner`` …), ``kind`` the kind's own kind.

    ``text`` is verbatim; ``from_day`` and ``to_day`` are ISO dates cut to the precision of the text.
    """

    fact: str
    id: str
    text: str
    line: int
    start: int
    end: int
    kind: str | None = None
    value: float | None = None
    unit: str | None = None
    from_day: str | None = None
    to_day: str | None = None


class Counts(Frozen, frozen=True):
    """How many of what one document holds; gaps without those waived."""

    issues: int = 0
    measures: int = 0
    complete_issues: int = 0
    error: int = 0
    warning: int = 0
    info: int = 0
    passed: int = msgspec.field(default=0, name="pass")
    not_applicable: int = 0
    not_assessed: int = 0


class Record(Frozen, frozen=True):
    """One line of ``documents/*.jsonl``.

    ``id`` stands for the path, ``source`` shows it; ``revision`` stands for the path, the size and the
    time of change when the document was read. ``columns`` counts the verdicts of each column of the
    completeness matrix over the document's issues.
    """

    id: str
    source: str
    revision: str
    status: Literal["audited", "skipped", "failed"]
    reason: str | None = None
    sha256: str | None = None
    kind: str | None = None
    title: str | None = None
    issuer: str | None = None
    signed_date: str | None = None
    counts: Counts = Counts()
    columns: dict[str, dict[Verdict, int]] = msgspec.field(default_factory=dict)
    gaps: tuple[GapRow, ...] = ()
    facts: tuple[FactRow, ...] = ()


class Head(msgspec.Struct, frozen=True):
    """Of a line what resuming needs; the rest is passed over."""

    id: str
    source: str
    revision: str
    status: str


decode = msgspec.json.Decoder(Record).decode
decode_head = msgspec.json.Decoder(Head).decode


def encode(record: Record) -> bytes:
    """The record as one line of JSON in UTF-8, without its line end."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:  # half a surrogate pair in a text
        return json.dumps(msgspec.to_builtins(record)).encode("ascii")


def failed(path: str, reason: str, state: str | None = None) -> Record:
    """The record of a document that could not be audited; ``state``: its revision, None: the present one."""
    return Record(
        id=identity(path),
        source=printable(Path(path)),
        revision=state or revision(path),
        status="failed",
        reason=reason,
    )


def record_of(path: str, report: GapReport, state: str) -> Record:
    """The record of the one document that a report is about, read in the revision ``state``."""
    item = report.inputs[0]
    facts = report.documents[0].facts if report.documents else None
    columns: dict[str, Counter[Verdict]] = {name: Counter() for name in report.columns}
    for row in report.matrix:
        for name, verdict in row.cells.items():
            columns[name][verdict] += 1
    summary = report.summary
    return Record(
        id=identity(path),
        source=item.source,
        revision=state,
        status=item.status,
        reason=item.reason,
        sha256=item.sha256,
        kind=item.kind,
        title=facts.notice.title if facts else None,
        issuer=facts.notice.issuer if facts else None,
        signed_date=facts.notice.signed_date if facts else None,
        counts=Counts(
            issues=summary.issues,
            measures=summary.measures,
            complete_issues=summary.complete_issues,
            error=summary.error,
            warning=summary.warning,
            info=summary.info,
            passed=summary.passed,
            not_applicable=summary.not_applicable,
            not_assessed=summary.not_assessed,
        ),
        columns={name: dict(sorted(found.items())) for name, found in columns.items()},
        gaps=tuple(_gap_rows(report)),
        facts=tuple(_fact_rows(facts)) if facts else (),
    )


def _gap_rows(report: GapReport) -> Iterator[GapRow]:
    for result in report.results:
        if result.verdict == "gap":
            span = result.span
            yield GapRow(
                rule=result.rule,
                severity=result.severity,
                subject=result.subject,
                message=result.message,
                fingerprint=result.fingerprint,
                issue=result.issue,
                line=span.line if span else None,
                start=span.start if span else None,
                end=span.end if span else None,
                waived=result.waiver is not None,
            )


def _fact_rows(facts: Facts) -> Iterator[FactRow]:
    for claim in facts.claims:
        yield _row("claim", claim.id, claim.text, claim.span, claim.subject, claim.value, claim.unit)
    for issue in facts.issues:
        yield _row("issue", issue.id, issue.heading, issue.span, issue.status)
        yield from _parts(issue.owners, issue.deadlines, issue.outcomes, issue.documents)
        for measure in issue.measures:
            yield _row("measure", measure.id, measure.text, measure.span)
            yield from _parts(measure.owners, measure.deadlines, measure.outcomes, measure.documents)
    for anomaly in facts.anomalies:
        yield _row("anomaly", anomaly.id, anomaly.text, anomaly.span, anomaly.kind)


def _parts(
    owners: tuple[Owner, ...],
    deadlines: tuple[Deadline, ...],
    outcomes: tuple[Outcome, ...],
    documents: tuple[NamedDocument, ...],
) -> Iterator[FactRow]:
    for owner in owners:
        yield _row("owner", owner.id, owner.text, owner.span, owner.kind)
    for deadline in deadlines:
        days = deadline.start, deadline.end
        yield _row("deadline", deadline.id, deadline.text, deadline.span, deadline.kind, None, None, *days)
    for outcome in outcomes:
        value, unit = outcome.value, outcome.unit
        yield _row("outcome", outcome.id, outcome.text, outcome.span, outcome.kind, value, unit)
    for document in documents:
        yield _row("document", document.id, document.title, document.span, document.action)


def _row(
    fact: str,
    ident: str,
    text: str,
    span: Span,
    kind: str | None = None,
    value: float | None = None,
    unit: str | None = None,
    from_day: str | None = None,
    to_day: str | None = None,
) -> FactRow:
    return FactRow(
        fact=fact,
        id=ident,
        text=text,
        line=span.line,
        start=span.start,
        end=span.end,
        kind=kind,
        value=value,
        unit=unit,
        from_day=from_day,
        to_day=to_day,
    )
