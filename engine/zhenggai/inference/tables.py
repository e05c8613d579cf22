"""The facts of one notice as tables: a table a kind, each fact at a fixed position.

Positions stand for facts in everything that inference does. A table knows to which fact of
which other table each of its facts belongs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from zhenggai.model import Facts, Frozen, Span
from zhenggai.rulebook.syntax import SubjectKind

NOTICE_ID = "notice"
NOWHERE = -1

# The attribute of notice, issue and measure that holds the facts of a kind.
_PARTS: dict[SubjectKind, str] = {
    "owner": "owners",
    "deadline": "deadlines",
    "outcome": "outcomes",
    "document": "documents",
}


class Paragraph(Frozen, frozen=True):
    """A line of the document that is not blank; ``text`` is without white space at both ends."""

    text: str
    line: int
    start: int

    @property
    def id(self) -> str:
        """The name of the line in the document; few are ever asked for it."""
        return f"{NOTICE_ID}/paragraph-{self.line}"


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """All facts of one kind in text order.

    ``issue`` and ``measure`` give for each fact the position of the issue and measure it belongs
    to (NOWHERE for none); ``parent`` names the kind and position of what it hangs on directly.
    """

    kind: SubjectKind
    facts: Sequence[Any]
    issue: Sequence[int] = ()
    measure: Sequence[int] = ()
    parent: Sequence[tuple[SubjectKind, int]] = ()
    everything: frozenset[int] = field(init=False)
    _owners: dict[SubjectKind, Sequence[int]] = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.facts)
        nowhere = [NOWHERE] * size
        object.__setattr__(self, "everything", frozenset(range(size)))
        owners = {"issue": self.issue or nowhere, "measure": self.measure or nowhere}
        owners |= {"notice": [0] * size, self.kind: range(size)}
        object.__setattr__(self, "_owners", defaultdict(lambda: nowhere, owners))

    def owners(self, kind: SubjectKind) -> Sequence[int]:
        """For each fact the position of the ``kind`` that it is or belongs to, NOWHERE for none."""
        return self._owners[kind]


def build_table(kind: SubjectKind, facts: Facts, text: str) -> Table:
    """The table of one kind of fact; ``text`` is the document's."""
    if kind == "notice":
        return Table(kind, (facts.notice,))
    if kind == "issue":
        return Table(kind, facts.issues, parent=[("notice", 0)] * len(facts.issues))
    if kind == "measure":
        return _measures(facts)
    if kind in _PARTS:
        return _parts(kind, facts)
    if kind == "anomaly":
        return _anomalies(facts)
    rows: Sequence[Any]
    if kind == "section":
        rows = facts.notice.sections
    elif kind == "claim":
        rows = facts.claims
    else:
        rows = list(_paragraphs(text))
    return Table(kind, rows, parent=[("notice", 0)] * len(rows))


def _paragraphs(text: str) -> list[Paragraph]:
    found = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped:
            at = start + len(line) - len(line.lstrip())
            found.append(Paragraph(text=stripped, line=number, start=at))
        start += len(line) + 1
    return found


def _measures(facts: Facts) -> Table:
    rows = [measure for issue in facts.issues for measure in issue.measures]
    links = [position for position, issue in enumerate(facts.issues) for _ in issue.measures]
    return Table("measure", rows, issue=links, parent=[("issue", position) for position in links])


def _parts(kind: SubjectKind, facts: Facts) -> Table:
    attribute = _PARTS[kind]
    rows: list[Any] = list(facts.notice.responsibility) if kind == "owner" else []
    of_issue, of_measure = [NOWHERE] * len(rows), [NOWHERE] * len(rows)
    parent: list[tuple[SubjectKind, int]] = [("notice", 0)] * len(rows)
    measure_at = -1
    for issue_at, issue in enumerate(facts.issues):
        own = getattr(issue, attribute)
        if own:
            rows.extend(own)
            of_issue.extend([issue_at] * len(own))
            of_measure.extend([NOWHERE] * len(own))
            parent.extend([("issue", issue_at)] * len(own))
        for measure in issue.measures:
            measure_at += 1
            own = getattr(measure, attribute)
            if own:
                rows.extend(own)
                of_issue.extend([issue_at] * len(own))
                of_measure.extend([measure_at] * len(own))
                parent.extend([("measure", measure_at)] * len(own))
    return Table(kind, rows, issue=of_issue, measure=of_measure, parent=parent)


def _anomalies(facts: Facts) -> Table:
    """An anomaly hangs on the innermost issue or measure in whose stretch of text it lies."""
    issues = _Places([issue.extent for issue in facts.issues])
    measures = _Places([measure.span for issue in facts.issues for measure in issue.measures])
    of_issue = [issues.around(anomaly.span.start) for anomaly in facts.anomalies]
    of_measure = [measures.around(anomaly.span.start) for anomaly in facts.anomalies]
    parent: list[tuple[SubjectKind, int]] = [
        ("measure", measure) if measure >= 0 else ("issue", issue) if issue >= 0 else ("notice", 0)
        for issue, measure in zip(of_issue, of_measure, strict=True)
    ]
    return Table("anomaly", facts.anomalies, issue=of_issue, measure=of_measure, parent=parent)


class _Places:
    """Which of many spans, none within another, covers an offset."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._order = sorted(range(len(spans)), key=lambda position: spans[position].start)
        self._starts = [spans[position].start for position in self._order]
        self._spans = spans

    def around(self, offset: int) -> int:
        """Position of the span around ``offset``, NOWHERE where there is none."""
        from bisect import bisect_right

        at = bisect_right(self._starts, offset) - 1
        if at < 0 or self._spans[self._order[at]].end <= offset:
            return NOWHERE
        return self._order[at]
