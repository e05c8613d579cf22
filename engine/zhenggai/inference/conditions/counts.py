"""How many of several things are there: of properties, and of facts with a trait."""

from __future__ import annotations

from collections.abc import Sequence

from zhenggai.inference.conditions.registry import YES, Answer, At, predicate, property_clue
from zhenggai.rulebook.syntax import SubjectKind

_SLACK = 1e-9  # a share computed in binary may miss a decimal limit by this much


@predicate("present_count")
def present_count(at: At, of: Sequence[str], at_least: int) -> Answer:
    """At least so many of the properties ``of`` are stated."""
    stated = [name for name in of if at.value(name) is not None]
    clues = (
        clue
        for name in stated
        for clue in property_clue(at.world, at.kind, at.position, name, "only_stated", f"{at.kind}.{name}")
    )
    return Answer(holds=len(stated) >= at_least, clues=tuple(clues))


@predicate("share")
def share(
    at: At, of: SubjectKind, property: str, at_most: float | None = None, at_least: float | None = None
) -> Answer:
    """Of the facts of kind ``of`` below, the share with the property true is within the bounds (0-1).

    True where there are none; a property that is not stated counts as false.
    """
    group = at.world.groups(of, at.kind, "below").get(at.position, [])
    if not group:
        return YES
    values = at.world.values(of, property)
    having = [child for child in group if values[child] is True]
    part = len(having) / len(group)
    if at_most is not None and part > at_most + _SLACK:
        odd = having
    elif at_least is not None and part < at_least - _SLACK:
        odd = [child for child in group if values[child] is not True]
    else:
        return YES
    percent = f"{100 * part:.0f}"
    clues = [clue for child in odd for clue in At(at.context, of, child).clue("share_is", percent)]
    return Answer(holds=False, clues=tuple(clues))
