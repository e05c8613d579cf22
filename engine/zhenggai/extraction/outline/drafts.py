"""What a layout yields: issues and measures as places in the text, before facts are read from them."""

from __future__ import annotations

import msgspec

Bounds = tuple[int, int]


class FieldDraft(msgspec.Struct):
    """The value of a label, bracket part or table column: ``bounds`` hold the value alone."""

    role: str
    word: str
    bounds: Bounds


class MeasureDraft(msgspec.Struct):
    """One measure; ``bounds`` begin behind the ordinal."""

    bounds: Bounds
    ordinal: Bounds | None = None
    why: str = ""


class IssueDraft(msgspec.Struct):
    """One issue; ``group`` is the heading above it, ``statements`` sentences about it that are no measure.

    ``above`` are all headings above it, the nearest first, groups or not.
    """

    heading: Bounds
    extent: Bounds
    label: Bounds | None = None
    group: Bounds | None = None
    measures: list[MeasureDraft] = msgspec.field(default_factory=list)
    fields: list[FieldDraft] = msgspec.field(default_factory=list)
    statements: list[Bounds] = msgspec.field(default_factory=list)
    above: tuple[Bounds, ...] = ()
    why: str = ""


class SectionDraft(msgspec.Struct):
    """A top-level part: its role, its heading and how far it reaches."""

    role: str
    heading: Bounds
    extent: Bounds


class Layout(msgspec.Struct):
    """The notice's sections and issues, in text order."""

    sections: list[SectionDraft]
    issues: list[IssueDraft]
