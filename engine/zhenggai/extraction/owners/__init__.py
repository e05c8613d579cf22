"""Owners: who does a measure, who is named responsible for it, who helps and who is told to act.

``find_owners`` reads running text, ``owners_of_field`` the value of a label line, a bracket
part or a table cell, ``declared_aliases`` the short names that a notice declares.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from zhenggai.extraction.context import Context, Place
from zhenggai.extraction.owners.aliases import declared_aliases, unread_names
from zhenggai.extraction.owners.clauses import ClauseReader, Found
from zhenggai.extraction.owners.fields import is_name, labelled_values, labels_of, parts_of_field
from zhenggai.extraction.owners.names import names_in
from zhenggai.extraction.owners.patterns import grammar_of
from zhenggai.extraction.owners.stretch import Passage
from zhenggai.model import Owner, OwnerKind

_AT_ONCE = 200  # measures: enough for most notices, and little memory
_BRACKET_REACH = 80
_CLOSING_BRACKET = re.compile(r"\(([^()。;:,\d]{2,60})\)[。;]?\s*$")

__all__ = ["declared_aliases", "find_owners", "names_in", "owners_of_field"]


def find_owners(context: Context, places: Sequence[Place]) -> list[tuple[Owner, ...]]:
    """The owners of each measure, or paragraph without enumeration, in text order.

    Their ids continue that of the place. Many places are searched before the first of them is segmented:
    patterns and dictionary would push each other out of the processor's cache.
    """
    grammar = grammar_of(context.lexicon)
    known = unread_names(grammar.words, tuple(context.aliases)) if context.aliases else ()
    owners: list[tuple[Owner, ...]] = []
    for first in range(0, len(places), _AT_ONCE):
        batch = places[first : first + _AT_ONCE]
        passage = Passage(context.text.folded, [(start, end) for start, end, _ in batch])
        read = ClauseReader(grammar, passage.text, known).read(passage.bounds)
        for number, ((_, _, parent), found) in enumerate(zip(batch, read, strict=True)):
            labelled = _labelled(context, passage.text, *passage.bounds[number])
            if labelled:
                found = sorted([*labelled, *_beside(labelled, found)], key=lambda owner: owner.start)
            spots = [
                (*passage.source(number, owner.start, owner.after), owner.kind, owner.why) for owner in found
            ]
            owners.append(_owners(context, spots, parent) if spots else ())
    return owners


def owners_of_field(context: Context, label: str, start: int, end: int, parent: str) -> tuple[Owner, ...]:
    """The owners named in the value ``[start, end)`` of a field called ``label`` (责任单位, 配合部门)."""
    labels = labels_of(context.lexicon)
    kind = labels.kind(label)
    parts = parts_of_field(labels, context.text.folded, start, end, kind)
    places = [(part.start, part.after, part.kind, f"栏目“{label}”") for part in parts]
    return _owners(context, places, parent)


def _beside(taken: list[Found], found: list[Found]) -> list[Found]:
    """Those of ``found`` that do not overlap ``taken``; both are in text order, without overlap."""
    starts = [owner.start for owner in taken]
    free = []
    for owner in found:
        before = bisect_left(starts, owner.after) - 1
        if before < 0 or taken[before].after <= owner.start:
            free.append(owner)
    return free


def _labelled(context: Context, text: str, begin: int, end: int) -> list[Found]:
    """Owners that labels in a stretch name, else those in its closing bracket."""
    if text.find(":", begin, end) < 0 and text.find(")", begin, end) < 0:  # as most
        return []
    stretch = text[begin:end]
    return [
        owner._replace(start=begin + owner.start, after=begin + owner.after)
        for owner in _of_labels(context, stretch) or _bracketed(context, stretch)
    ]


def _of_labels(context: Context, text: str) -> list[Found]:
    """Owners of labels inside running text (责任单位:县住建局)."""
    if ":" not in text:
        return []
    labels = labels_of(context.lexicon)
    return [
        Found(part.start, part.after, part.kind, f"栏目“{label}”")
        for label, first, after in labelled_values(labels, text)
        for part in parts_of_field(labels, text, first, after, labels.kind(label))
    ]


def _bracketed(context: Context, text: str) -> list[Found]:
    """Owners in a closing bracket that holds nothing but names: … (药学部、医学装备科)."""
    closed = ")" in text.rstrip()[-2:]
    bracket = _CLOSING_BRACKET.search(text[-_BRACKET_REACH:]) if closed else None
    if bracket is None:
        return []
    labels = labels_of(context.lexicon)
    begin = max(0, len(text) - _BRACKET_REACH)
    parts = parts_of_field(labels, text, begin + bracket.start(1), begin + bracket.end(1), "assigned")
    if not parts or not all(is_name(labels.words, text[part.start : part.after]) for part in parts):
        return []
    return [Found(part.start, part.after, part.kind, "括号内只有名称") for part in parts]


def _owners(
    context: Context, places: Iterable[tuple[int, int, OwnerKind, str]], parent: str
) -> tuple[Owner, ...]:
    text = context.text
    return tuple(
        Owner(
            id=f"{parent}/owner-{number}",
            text=text.raw[start:after],
            kind=kind,
            span=text.span(start, after),
            why=why,
        )
        for number, (start, after, kind, why) in enumerate(places, 1)
    )
