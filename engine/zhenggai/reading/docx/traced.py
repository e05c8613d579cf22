"""Text that remembers which element of the file each of its characters came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, SupportsIndex

from zhenggai.reading.docx.package import Element


class Stretch(NamedTuple):
    """Characters ``[start, end)`` of a text that ``element`` (a ``w:t``, ``w:tab``, …) shows."""

    start: int
    end: int
    element: Element


class Traced(str):
    """A text with the elements it came from; what other text adds to it came from none.

    Only the operations that the reader does on a paragraph's text keep the origins: ``+``, ``strip``,
    ``lstrip``, ``split`` and ``joined``.
    """

    stretches: Sequence[Stretch]

    def __new__(cls, text: str, stretches: Sequence[Stretch] = ()) -> Traced:
        """``stretches`` are in order and do not overlap."""
        made = super().__new__(cls, text)
        made.stretches = stretches
        return made

    def __add__(self, other: str) -> str:
        return joined("", [self, other])

    def __radd__(self, other: str) -> str:
        return joined("", [other, self])

    def strip(self, chars: str | None = None) -> Traced:
        return self.lstrip(chars)._cut(0, len(str.strip(self, chars)))

    def lstrip(self, chars: str | None = None) -> Traced:
        return self._cut(len(self) - len(str.lstrip(self, chars)), len(self))

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        if sep is None:
            return super().split(None, maxsplit)
        parts: list[str] = []
        start = 0
        for part in super().split(sep, maxsplit):
            parts.append(self._cut(start, start + len(part)))
            start += len(part) + len(sep)
        return parts

    def _cut(self, start: int, end: int) -> Traced:
        """``self[start:end]``."""
        kept: list[Stretch] = []
        first = bisect_right(self.stretches, start, key=lambda each: each.end)
        for each in islice(self.stretches, first, None):
            if each.start >= end:
                break
            kept.append(Stretch(max(each.start, start) - start, min(each.end, end) - start, each.element))
        return Traced(str.__getitem__(self, slice(start, end)), kept)


def joined(separator: str, parts: Sequence[str]) -> str:
    """``separator.join(parts)``, traced where one of the parts is."""
    text = separator.join(parts)
    if not any(isinstance(part, Traced) for part in parts):
        return text
    return Traced(text, tuple(stretches_of(parts, len(separator))))


def stretches_of(parts: Iterable[str], between: int) -> Iterator[Stretch]:
    """The stretches of texts that stand one after the other, ``between`` characters apart."""
    start = 0
    for part in parts:
        if isinstance(part, Traced):
            for each in part.stretches:
                yield Stretch(each.start + start, each.end + start, each.element)
        start += len(part) + between
