"""Numbers printed before issues and measures: none skipped, none twice."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from zhenggai.extraction.outline.numbering import Mark, head_mark
from zhenggai.inference.conditions.registry import Answer, At, predicate
from zhenggai.inference.folding import fold
from zhenggai.inference.world import World


class _Printed(NamedTuple):
    """The number printed before a fact, and the fact with a number of the same class before it."""

    label: str
    number: int
    previous: int | None


@predicate("number_in_sequence")
def number_in_sequence(at: At) -> Answer:
    """The number printed before an issue or measure follows that of the one before it of the same class.

    The first is 1. Under a new group heading the issues may begin again or go on; an issue's
    measures may begin again in a second enumeration. True where no number is printed.
    """
    printed = at.context.once(("printed numbers", at.kind), lambda: _printed_numbers(at.world, at.kind))
    own: _Printed | None = printed[at.position]
    if own is None:
        return Answer(holds=True)
    if own.previous is None:
        return Answer(holds=True) if own.number == 1 else Answer(holds=False, clues=at.clue("must_start"))
    before: _Printed = printed[own.previous]
    if own.number == before.number + 1 or (own.number == 1 and _may_restart(at, own.previous)):
        return Answer(holds=True)
    clues = (
        *at.clue("not_after_previous", before.label),
        *At(at.context, at.kind, own.previous).clue("previous_number"),
    )
    return Answer(holds=False, clues=clues)


def _may_restart(at: At, previous: int) -> bool:
    if at.kind == "measure":
        return True
    group = at.fact.group
    return group is None or group != at.world.facts.issues[previous].group


def _printed_numbers(world: World, kind: Any) -> list[_Printed | None]:
    """For each issue of the notice, or each measure of each issue, the number printed before it."""
    table = world.table(kind)
    printed: list[_Printed | None] = []
    latest: dict[tuple[int, str], int] = {}
    for position, fact in enumerate(table.facts):
        label = fact.label if kind == "issue" else fact.ordinal
        mark = _mark(label) if label else None
        if mark is None or mark.number < 1:
            printed.append(None)
            continue
        enumeration = (0 if kind == "issue" else table.issue[position], mark.kind)
        printed.append(_Printed(label, mark.number, latest.get(enumeration)))
        latest[enumeration] = position
    return printed


@lru_cache(maxsize=1024)
def _mark(label: str) -> Mark | None:
    # A label stands alone here; in the text something follows it, which the grammar looks at.
    folded = f"{fold(label).strip()} 关于"
    return head_mark(folded, 0, len(folded))
