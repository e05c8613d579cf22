"""A run in figures: completeness by body and column, gaps by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from zhenggai.batch.records import Record
from zhenggai.model import Severity

_MOST_FAILURES = 200


@dataclass(slots=True)
class Body:
    """One issuer: its documents, issues and gaps; ``columns``: complete and applicable issues of each."""

    name: str | None
    documents: int = 0
    issues: int = 0
    complete: int = 0
    gaps: Counter[Severity] = field(default_factory=Counter)
    columns: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Complete issues of all, 0-1; a body without issues counts as 0."""
        return self.complete / self.issues if self.issues else 0.0


class RuleCount(NamedTuple):
    """One rule: its gaps, and the documents that have any."""

    rule: str
    severity: Severity
    gaps: int
    documents: int


@dataclass(slots=True)
class Summary:
    """All documents of a run; bodies and rules the worst first."""

    states: Counter[str]
    total: Body
    bodies: list[Body]
    rules: list[RuleCount]
    columns: list[str]
    failures: list[tuple[str, str]]


def summarise(records: Iterable[Record]) -> Summary:
    """The figures of all records; what is held grows with bodies and rules, not with documents."""
    states: Counter[str] = Counter()
    total = Body(None)
    bodies: dict[str | None, Body] = {}
    rules: dict[tuple[str, Severity], tuple[int, int]] = {}
    failures: list[tuple[str, str]] = []
    for record in records:
        states[record.status] += 1
        if record.status == "failed" and len(failures) < _MOST_FAILURES:
            failures.append((record.source, record.reason or ""))
        if record.status == "audited":
            for body in (total, bodies.setdefault(record.issuer, Body(record.issuer))):
                _count(body, record)
            found = Counter((gap.rule, gap.severity) for gap in record.gaps if not gap.waived)
            for key, number in found.items():
                gaps, documents = rules.get(key, (0, 0))
                rules[key] = gaps + number, documents + 1
    counted = [RuleCount(rule, severity, *figures) for (rule, severity), figures in rules.items()]
    return Summary(
        states=states,
        total=total,
        bodies=sorted(bodies.values(), key=lambda body: (body.share, -body.gaps.total(), body.name or "")),
        rules=sorted(counted, key=lambda rule: (-rule.documents, -rule.gaps, rule.rule)),
        columns=list(total.columns),
        failures=failures,
    )


def _count(body: Body, record: Record) -> None:
    counts = record.counts
    body.documents += 1
    body.issues += counts.issues
    body.complete += counts.complete_issues
    body.gaps.update({"error": counts.error, "warning": counts.warning, "info": counts.info})
    for name, verdicts in record.columns.items():
        complete, applicable = body.columns.get(name, (0, 0))
        passed, gap = verdicts.get("pass", 0), verdicts.get("gap", 0)
        body.columns[name] = complete + passed, applicable + passed + gap
