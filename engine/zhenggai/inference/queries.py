"""What an inference engine is asked: gap queries over items, and nothing else.

A query names a kind of subject, boolean flags that the subject must have or lack, and
at most one clause about a child. What the flags mean is the evaluator's affair, so an
engine never sees a text, a date or a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from zhenggai.model import Frozen

# A conjunction that reads more flags than this is computed by the evaluator as one flag:
# durable-rules follows at most 63 matching conditions at a time for one fact.
MAX_LITERALS = 12


class Child(Frozen, frozen=True):
    """That a child exists, or with ``negated`` that none does.

    ``join`` names the link of the child that holds the subject's key. ``flag`` is one flag
    that the child has (``value`` true) or lacks (false); None asks for any child of the kind.
    """

    kind: str
    join: str
    flag: int | None = None
    value: bool = True
    negated: bool = False


class Query(Frozen, frozen=True):
    """Subjects of ``kind`` that agree with ``literals`` (at most MAX_LITERALS) and of which ``child`` holds.

    ``rule`` is the position of the rule that asks; several queries of one rule are alternatives.
    """

    rule: int
    kind: str
    literals: tuple[tuple[int, bool], ...] = ()
    child: Child | None = None


class Item(Frozen, frozen=True, gc=False):
    """One fact as an engine sees it.

    ``key`` is unique over all kinds and below 2**31; ``links`` gives the keys of the facts it
    belongs to, by the name of the link; of ``flags`` those bits are set whose flags are true of it.
    """

    kind: str
    key: int
    links: Mapping[str, int]
    flags: int


def flags_of(bits: int) -> Iterator[int]:
    """The numbers of the flags whose bits are set."""
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1


class Engine(Protocol):
    """Answers queries. Two engines must give equal answers to equal questions."""

    name: str

    @property
    def version(self) -> str:
        """Version of the program that does the matching."""

    def match(self, queries: Sequence[Query], items: Sequence[Item]) -> frozenset[tuple[int, int]]:
        """All pairs (index of the query, key of a subject that satisfies it).

        Raises InferenceError where the engine fails or cannot answer for all items.
        """
