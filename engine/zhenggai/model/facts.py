"""What extraction makes of a document: the facts contract."""

from __future__ import annotations

from typing import Literal

import msgspec

from zhenggai.model.base import Frozen
from zhenggai.model.document import Span

FACTS_SCHEMA = "zhenggai/facts/1"

Kind = Literal[
    "rectification-notice",
    "rectification-plan",
    "feedback-list",
    "work-plan",
    "progress-report",
    "other",
]
# Kinds whose issues are rectification items; in other documents a numbered point is none.
AUDITED: frozenset[Kind] = frozenset({"rectification-notice", "rectification-plan"})
Status = Literal["completed", "basically_completed", "ongoing", "long_term", "not_started"]
OwnerKind = Literal["subject", "subject-of-part", "assigned", "supporting", "directed", "partner"]
DeadlineKind = Literal["done-by", "target", "period", "recurring", "immediate", "long_term"]
OutcomeKind = Literal["effect", "output", "target", "scale", "named"]
Action = Literal["issued", "revised", "drafted", "cited"]


class Owner(Frozen, frozen=True):
    """Who answers for something; only the first three kinds are explicit owners."""

    id: str
    text: str
    kind: OwnerKind
    span: Span
    why: str = ""


class Deadline(Frozen, frozen=True):
    """By when; ``recurrence`` is an ISO 8601 repeat (``R/P1M``) or duration (``P3Y``)."""

    id: str
    text: str
    kind: DeadlineKind
    start: str | None
    end: str | None
    recurrence: str | None
    span: Span
    why: str = ""


class Outcome(Frozen, frozen=True):
    """A measurable result: ``value`` in ``unit`` as written; ``upper`` closes a range (20~30家)."""

    id: str
    text: str
    value: float | None
    unit: str | None
    kind: OutcomeKind
    approximate: bool
    span: Span
    upper: float | None = None
    comparator: Literal["over", "under", "at_least", "at_most", "about"] | None = None
    why: str = ""


class NamedDocument(Frozen, frozen=True):
    """A document title in 《》 and what the measure did with it."""

    id: str
    title: str
    action: Action
    span: Span
    verb: str | None = None
    why: str = ""


class Traits(Frozen, frozen=True):
    """What kind of measure it is, as booleans that rules read."""

    study_only: bool = False
    institutional: bool = False


class Measure(Frozen, frozen=True):
    """One thing done or to be done about an issue; ``text`` starts after ``ordinal``."""

    id: str
    ordinal: str | None
    text: str
    span: Span
    owners: tuple[Owner, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    documents: tuple[NamedDocument, ...] = ()
    traits: Traits = Traits()
    why: str = ""


class Issue(Frozen, frozen=True):
    """A rectification item: the lowest titled unit under which measures are reported.

    ``span`` covers the heading; ``extent`` everything reported under it, heading included.
    """

    id: str
    no: int
    label: str | None
    heading: str
    stated: bool
    group: str | None
    status: Status | None
    span: Span
    extent: Span
    owners: tuple[Owner, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    documents: tuple[NamedDocument, ...] = ()
    measures: tuple[Measure, ...] = ()
    status_span: Span | None = None
    why: str = ""


class Section(Frozen, frozen=True):
    """A top-level part of the notice and the part it plays."""

    id: str
    role: Literal["opening", "leadership", "progress", "next_steps", "closing", "other"]
    heading: str
    span: Span


class Contact(Frozen, frozen=True):
    """The channel for the public, verbatim; ``None`` where not given."""

    phone: str | None = None
    email: str | None = None
    post: str | None = None
    postcode: str | None = None


class Notice(Frozen, frozen=True):
    """What the notice says of itself; ``spans`` gives the place of each field found."""

    title: str | None = None
    issuer: str | None = None
    inspection_body: str | None = None
    inspection_round: str | None = None
    inspected_from: str | None = None
    inspected_to: str | None = None
    feedback_date: str | None = None
    signed_by: str | None = None
    signed_date: str | None = None
    published_date: str | None = None
    contact: Contact = Contact()
    responsibility: tuple[Owner, ...] = ()
    sections: tuple[Section, ...] = ()
    spans: dict[str, Span] = msgspec.field(default_factory=dict)


class Claim(Frozen, frozen=True):
    """A total that the notice states about itself (整改措施162条)."""

    id: str
    subject: str
    value: float
    unit: str
    text: str
    span: Span
    why: str = ""


class Anomaly(Frozen, frozen=True):
    """Damage or doubt at a place: reported, never guessed away."""

    id: str
    kind: str
    text: str
    span: Span
    why: str = ""


class Source(Frozen, frozen=True):
    """Which file the facts come from."""

    source: str
    format: str
    encoding: str | None
    sha256: str
    characters: int


class Facts(Frozen, frozen=True):
    """All that extraction finds in one document (``zhenggai facts --format json``)."""

    schema: str
    document: Source
    kind: Kind
    kind_evidence: tuple[str, ...]
    notice: Notice
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]
    anomalies: tuple[Anomaly, ...]
