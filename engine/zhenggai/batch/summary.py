"""A run in figures: completeness by body and column, gaps by rule, and the documents that need a look."""

from __future__ import annotations

import heapq
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from zhenggai.batch.records import Record
from zhenggai.model import Severity

MOST_FAILURES = 200
MOST_SKIPPED = 200
MOST_WORST = 50
_DONE = ("completed", "basically_completed")


@dataclass(slots=True)
class Body:
    """One issuer, or all documents of a folder: issues and gaps.

    ``states``: issues by what the notice says of them (None: nothing); ``columns``: complete and
    applicable issues of each column.
    """

    name: str | None
    documents: int = 0
    issues: int = 0
    complete: int = 0
    gaps: Counter[Severity] = field(default_factory=Counter)
    states: Counter[str | None] = field(default_factory=Counter)
    columns: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, other: Body) -> None:
        """Take in what another one counted."""
        self.documents += other.documents
        self.issues += other.issues
        self.complete += other.complete
        self.gaps.update(other.gaps)
        self.states.update(other.states)
        for name, (complete, applicable) in other.columns.items():
            before = self.columns.get(name, (0, 0))
            self.columns[name] = before[0] + complete, before[1] + applicable

    @property
    def done(self) -> int:
        """Issues that the notice says are completed, basically or wholly."""
        return sum(self.states[state] for state in _DONE)

    @property
    def worth(self) -> tuple[float, float]:
        """Shares, 0-1, of the issues that are complete and of the cells of the matrix that are."""
        complete = sum(done for done, _ in self.columns.values())
        applicable = sum(all_ for _, all_ in self.columns.values())
        return _share(self.complete, self.issues), _share(complete, applicable)


class RuleCount(NamedTuple):
    """One rule: its gaps, and the documents that have any."""

    rule: str
    severity: Severity
    gaps: int
    documents: int


class Worst(NamedTuple):
    """A document with gaps, in the order of which is worse; see ``Body.worth``."""

    errors: int
    warnings: int
    source: str
    body: str | None
    issues: int
    complete: int


@dataclass(slots=True)
class Summary:
    """All documents of a run; bodies, folders, rules and documents the worst first.

    ``folder`` holds all documents, ``folders`` are those in it (``""``: itself). ``failures`` and
    ``skipped`` are the first ones, each with its reason; ``reasons`` counts why documents were skipped.
    """

    states: Counter[str]
    total: Body
    bodies: list[Body]
    folders: list[Body]
    rules: list[RuleCount]
    columns: list[str]
    worst: list[Worst]
    failures: list[tuple[str, str]]
    skipped: list[tuple[str, str]]
    reasons: Counter[str]
    folder: str


class Counting:
    """Adds up records; what it holds grows with bodies, folders and rules, not with documents."""

    def __init__(self) -> None:
        self._states: Counter[str] = Counter()
        self._total = Body(None)
        self._bodies: dict[str | None, Body] = {}
        self._folders: dict[str, Body] = {}
        self._rules: dict[tuple[str, Severity], tuple[int, int]] = {}
        self._worst: list[tuple[int, int, _Backwards, Worst]] = []
        self._failures: list[tuple[str, str]] = []
        self._skipped: list[tuple[str, str]] = []
        self._reasons: Counter[str] = Counter()
        self._folder: str | None = None

    def add(self, record: Record) -> Record:
        """Count a record, which is given back."""
        self._states[record.status] += 1
        self._folder = _common(self._folder, os.path.dirname(record.source))
        told = record.source, record.reason or ""
        if record.status == "failed":
            if len(self._failures) < MOST_FAILURES:
                self._failures.append(told)
        elif record.status == "skipped":
            self._reasons[told[1]] += 1
            if len(self._skipped) < MOST_SKIPPED:
                self._skipped.append(told)
        else:
            self._add_audited(record)
        return record

    def summary(self) -> Summary:
        """The figures of what was added."""
        rules = [RuleCount(rule, severity, *figures) for (rule, severity), figures in self._rules.items()]
        return Summary(
            states=self._states,
            total=self._total,
            bodies=_worst_first(self._bodies.values()),
            folders=_worst_first(self._by_folder()),
            rules=sorted(rules, key=lambda rule: (-rule.documents, -rule.gaps, rule.rule)),
            columns=list(self._total.columns),
            worst=[entry[-1] for entry in sorted(self._worst, reverse=True)],
            failures=self._failures,
            skipped=self._skipped,
            reasons=self._reasons,
            folder=self._folder or "",
        )

    def _add_audited(self, record: Record) -> None:
        gaps = [gap for gap in record.gaps if not gap.waived]
        states = Counter(fact.kind for fact in record.facts if fact.fact == "issue")
        folder = os.path.dirname(record.source)
        for body in (
            self._total,
            self._bodies.setdefault(record.issuer, Body(record.issuer)),
            self._folders.setdefault(folder, Body(folder)),
        ):
            _count(body, record)
            body.states.update(states)
        for key, number in Counter((gap.rule, gap.severity) for gap in gaps).items():
            before, documents = self._rules.get(key, (0, 0))
            self._rules[key] = before + number, documents + 1
        self._keep_worst(record)

    def _by_folder(self) -> Iterable[Body]:
        """The folders right below the one that holds all, each with what is in it at any depth."""
        inside = os.path.join(self._folder or "", "")
        found: dict[str, Body] = {}
        for folder, body in self._folders.items():
            name = os.path.join(folder, "").removeprefix(inside).partition(os.sep)[0]
            found.setdefault(name, Body(name)).add(body)
        return found.values()

    def _keep_worst(self, record: Record) -> None:
        counts = record.counts
        if not counts.error and not counts.warning:
            return
        worst = Worst(
            counts.error,
            counts.warning,
            record.source,
            record.issuer,
            counts.issues,
            counts.complete_issues,
        )
        entry = counts.error, counts.warning, _Backwards(record.source), worst
        if len(self._worst) < MOST_WORST:
            heapq.heappush(self._worst, entry)
        else:
            heapq.heappushpop(self._worst, entry)


class _Backwards(str):
    """A name that sorts the other way round: of documents alike the first by name is kept."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)

    def __gt__(self, other: str) -> bool:
        return str.__lt__(self, other)


def _worst_first(bodies: Iterable[Body]) -> list[Body]:
    return sorted(bodies, key=lambda body: (*body.worth, -body.gaps.total(), body.name or ""))


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


def _common(folder: str | None, other: str) -> str:
    """The folder that holds both."""
    if folder is None or other == folder or other.startswith(os.path.join(folder, "")):
        return other if folder is None else folder
    try:
        return os.path.commonpath((folder, other))
    except ValueError:  # on two drives
        return ""


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
