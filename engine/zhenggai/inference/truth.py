"""Three-valued truth of one condition for all facts of a kind at once.

A condition is true, false or unknown of each fact. Two sets of positions hold that for a
whole kind: those of which it is *certain* and those of which it is *possible* (true or
unknown). Kleene's connectives are then set operations, which cost next to nothing a fact.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

Positions = AbstractSet[int]


class Truth(NamedTuple):
    """``certain`` ⊆ ``possible``: positions, in their kind's table, of the facts meant."""

    certain: Positions
    possible: Positions

    def at(self, position: int) -> bool | None:
        """True, False, or None for unknown."""
        if position in self.certain:
            return True
        return None if position in self.possible else False


def two_valued(positions: Positions) -> Truth:
    """True of these and false of all others."""
    return Truth(positions, positions)


def three_valued(certain: set[int], unknown: Positions) -> Truth:
    """True of ``certain``, unknown of ``unknown``, false of all others."""
    return Truth(certain, certain | unknown) if unknown else Truth(certain, certain)


def negation(truth: Truth, everything: Positions) -> Truth:
    """True where it was false, unknown where it was unknown."""
    certain = everything - truth.possible
    if truth.possible is truth.certain:
        return Truth(certain, certain)
    return Truth(certain, everything - truth.certain)


def conjunction(truths: Iterable[Truth], everything: Positions) -> Truth:
    """True where all are true, false where one is false. Once false everywhere, it asks no further."""
    certain = possible = everything
    for truth in truths:
        same = possible is certain and truth.possible is truth.certain
        certain = certain & truth.certain
        possible = certain if same else possible & truth.possible
        if not possible:
            break
    return Truth(certain, possible)


def disjunction(truths: Iterable[Truth], everything: Positions) -> Truth:
    """True where one is true, false where all are false. Once true everywhere, it asks no further."""
    certain: Positions = frozenset()
    possible: Positions = certain
    for truth in truths:
        same = possible is certain and truth.possible is truth.certain
        certain = certain | truth.certain
        possible = certain if same else possible | truth.possible
        if len(certain) == len(everything):
            break
    return Truth(certain, possible)
