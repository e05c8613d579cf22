"""Numbers printed before issues and measures: none skipped, none twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from zhenggai.extraction.outline.numbering import Mark, head_mark
from zhenggai.inference.conditions.registry import YES, Answer, Context, clue_of, predicate_across
from zhenggai.inference.folding import fold
from zhenggai.inference.world import World
from zhenggai.rulebook.syntax import SubjectKind


class _Number(NamedTuple):
    """A number printed before a fact or a group of facts; ``position`` is the fact's, None for a group."""

    label: str
    value: int
    position: int | None


class _Printed(NamedTuple):
    """The number printed before a fact, the one of the same class before it, and whether 1 may follow."""

    own: _Number
    before: _Number | None
    may_restart: bool


@predicate_across("number_in_sequence", otherwise=YES)
def number_in_sequence(context: Context, kind: SubjectKind) -> Mapping[int, Answer]:
    """The number printed before an issue or measure follows the one of the same class before it.

    The first is 1. Under a new group heading issues may begin again or go on, from the number of a
    group as well; an issue's measures may begin again in a second enumeration. True where
    no number is printed.
    """
    world = context.world
    found: dict[int, Answer] = {}
    for position, (own, before, may_restart) in _printed_numbers(world, kind):
        if own.value == (before.value + 1 if before else 1) or (own.value == 1 and may_restart):
            continue
        if before is None:
            clues = clue_of(world, kind, position, "must_start")
        else:
            place = position if before.position is None else before.position
            clues = clue_of(world, kind, place, "not_after_previous", before.label)
        found[position] = Answer(holds=False, clues=clues)
    return found


def _printed_numbers(world: World, kind: SubjectKind) -> Iterator[tuple[int, _Printed]]:
    """The number printed before each issue of the notice, or each measure of each issue, that has one."""
    if kind == "issue":
        yield from _issue_numbers(world)
        return
    table = world.table("measure")
    latest: dict[tuple[int, str], _Number] = {}
    for position, measure in enumerate(table.facts):
        mark = _mark(measure.ordinal) if measure.ordinal else None
        if mark is not None:
            own = _Number(measure.ordinal, mark.number, position)
            place = (table.issue[position], mark.kind)
            yield position, _Printed(own, latest.get(place), True)
            latest[place] = own


def _issue_numbers(world: World) -> Iterator[tuple[int, _Printed]]:
    latest: dict[str, _Number] = {}
    begun: dict[str, str | None] = {}  # the group under which a class of marks was last seen
    group: str | None = None
    for position, issue in enumerate(world.facts.issues):
        if issue.group and issue.group != group:
            heading = _mark(issue.group)
            if heading:
                latest[heading.kind] = _Number(issue.group, heading.number, None)
        group = issue.group
        mark = _mark(issue.label) if issue.label else None
        if mark is not None:
            own = _Number(issue.label or "", mark.number, position)
            restart = group is None or begun.get(mark.kind) != group
            yield position, _Printed(own, latest.get(mark.kind), restart)
            latest[mark.kind] = own
            begun[mark.kind] = group


@lru_cache(maxsize=1024)
def _mark(label: str) -> Mark | None:
    # A label stands alone here; in the text something follows it, which the grammar looks at.
    folded = f"{fold(label).strip()} 关于"
    mark = head_mark(folded, 0, len(folded))
    return mark if mark and mark.number > 0 else None
