"""What a layout yields: issues and measures as places in the text, before facts are read from them."""

from __future__ import annotations

from dataclasses import dataclass, field

Bounds = tuple[int, int]


@dataclass(slots=True)
class FieldDraft:
    """The value of a label, bracket part or table column: ``bounds`` hold the value alone."""

    role: str
    word: str
    bounds: Bounds


@dataclass(slots=True)
class MeasureDraft:
    """One measure; ``bounds`` begin behind the ordinal."""

    bounds: Bounds
    ordinal: Bounds | None = None
    why: str = ""


@dataclass(slots=True)
class IssueDraft:
    """One issue; ``group`` is the heading above it, ``statements`` sentences about it that are no measure."""

    heading: Bounds
    extent: Bounds
    label: Bounds | None = None
    group: Bounds | None = None
    measures: list[MeasureDraft] = field(default_factory=list)
    fields: list[FieldDraft] = field(default_factory=list)
    statements: list[Bounds] = field(default_factory=list)
    why: str = ""


@dataclass(slots=True)
class SectionDraft:
    """A top-level part: its role, its heading and how far it reaches."""

    role: str
    heading: Bounds
    extent: Bounds


@dataclass(slots=True)
class Layout:
    """The notice's sections and issues, in text order."""

    sections: list[SectionDraft]
    issues: list[IssueDraft]
