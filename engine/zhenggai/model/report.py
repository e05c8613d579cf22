"""What the pipeline makes of facts and rules: the report contract."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from zhenggai.model.base import Frozen
from zhenggai.model.document import Document, Span
from zhenggai.model.facts import Facts, Kind

REPORT_SCHEMA = "zhenggai/report/1"

Severity = Literal["error", "warning", "info"]
Verdict = Literal["gap", "pass", "not_applicable", "not_assessed"]


class Tool(Frozen, frozen=True):
    """A program and its version."""

    name: str
    version: str


class PackInfo(Frozen, frozen=True):
    """A rule pack that was used and how many of its rules ran."""

    name: str
    version: str
    rules: int


class Input(Frozen, frozen=True):
    """One input of a run and what became of it."""

    source: str
    sha256: str | None
    kind: Kind | None
    status: Literal["audited", "skipped", "failed"]
    reason: str | None = None


class Subject(Frozen, frozen=True):
    """What a verdict is about: the kind of fact and its id."""

    type: str
    id: str


class Evidence(Frozen, frozen=True):
    """What was found that was not enough, verbatim, and why not."""

    text: str
    span: Span
    note: str | None = None


class Basis(Frozen, frozen=True):
    """The norm behind a rule; ``verified`` is false where its text was not read."""

    norm: str
    article: str | None = None
    verified: bool = False


class Result(Frozen, frozen=True):
    """One rule's verdict on one subject."""

    input: str
    rule: str
    verdict: Verdict
    severity: Severity
    subject: Subject
    message: str
    hint: str
    span: Span | None
    quote: str | None
    evidence: tuple[Evidence, ...]
    basis: tuple[Basis, ...]
    fingerprint: str
    reason: str | None = None
    issue: str | None = None
    baseline: Literal["new", "unchanged", "absent"] | None = None
    waiver: dict[str, Any] | None = None


class MatrixRow(Frozen, frozen=True):
    """One issue of the completeness matrix; ``cells`` maps a column name to its worst verdict."""

    input: str
    issue: str
    no: int
    heading: str
    cells: dict[str, Verdict]


class RuleInfo(Frozen, frozen=True):
    """What a report says of a rule that ran."""

    id: str
    title: str
    severity: Severity
    why: str
    fold: bool
    subject: str
    column: str | None = None
    pack: str = ""
    basis: tuple[Basis, ...] = ()


class Tally(Frozen, frozen=True):
    """How often one rule came to each verdict in one input.

    It gives the rate of a folded line ("29 of 34"), which the gaps alone cannot tell.
    Only rules with at least one gap or one subject that could not be assessed have one.
    """

    input: str
    rule: str
    gap: int
    passed: int = msgspec.field(name="pass")
    not_applicable: int
    not_assessed: int


class WaiverNote(Frozen, frozen=True):
    """A waiver that hides no gap, and why.

    ``expired`` and ``malformed`` are about its day; ``unmatched``: an audited document that it is for
    has no such gap; ``elsewhere``: it is for none of the run's documents. ``source`` and ``line``
    say where it is written.
    """

    state: Literal["expired", "malformed", "unmatched", "elsewhere"]
    rule: str
    subject: str
    document: str
    reason: str
    until: str
    source: str
    line: int
    message: str


class BaselineCounts(Frozen, frozen=True):
    """Gaps of a run held against a baseline; waived ones are not counted."""

    new: int
    unchanged: int
    absent: int


class Summary(Frozen, frozen=True):
    """Counts over the whole run; gaps that a waiver accepts are in ``waived`` and not by severity."""

    error: int
    warning: int
    info: int
    issues: int
    measures: int
    complete_issues: int
    rules_run: int
    passed: int = msgspec.field(name="pass")
    not_applicable: int
    not_assessed: int
    waived: int = 0
    baseline: BaselineCounts | None = None


class ReportDocument(Frozen, frozen=True):
    """A document that rules were held against, with its text and facts, for writers that show them.

    ``document.source`` equals the ``source`` of its input. No part of the report contract: JSON
    leaves it out.
    """

    document: Document
    facts: Facts


class GapReport(Frozen, frozen=True):
    """The one closed document that every writer reads.

    ``results`` holds the gaps by default, all verdicts where asked for. ``rules``
    explains the rules that ran, in pack order; ``columns`` are the matrix columns and
    ``column_titles`` what readers call them in ``language``. ``waivers`` tells of those that
    hide no gap; a gap that one accepts carries it in ``waiver``.
    """

    schema: str
    tool: Tool
    engine: Tool
    date: str
    language: Literal["zh", "en"]
    rule_packs: tuple[PackInfo, ...]
    inputs: tuple[Input, ...]
    summary: Summary
    columns: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    rules: tuple[RuleInfo, ...]
    results: tuple[Result, ...]
    tallies: tuple[Tally, ...] = ()
    column_titles: dict[str, str] = msgspec.field(default_factory=dict)
    waivers: tuple[WaiverNote, ...] = ()
    # last, and unknown to the JSON contract: json_format and json_schema take it away
    documents: tuple[ReportDocument, ...] = ()
