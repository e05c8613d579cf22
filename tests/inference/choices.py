"""Random structures from a string of bytes: quick to draw, and they shrink as the bytes do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choices:
    """Reads decisions from bytes, one each; when they are used up, every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._bytes = iter(data)

    def below(self, number: int) -> int:
        """A number from 0 to one below ``number`` (at most 256)."""
        return next(self._bytes, 0) % number

    def of(self, options: Sequence[T]) -> T:
        """One of the options; the first is the simplest."""
        return options[self.below(len(options))]

    def yes(self) -> bool:
        """True or false."""
        return self.below(2) == 1

    def some(self, options: Sequence[T], most: int) -> list[T]:
        """Up to ``most`` of the options, each at most once, in a random order."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(min(self.below(most + 1), len(left)))]


def choices(decisions: int) -> st.SearchStrategy[Choices]:
    """Choices of about so many decisions."""
    return st.binary(min_size=decisions // 2, max_size=decisions * 2).map(Choices)
