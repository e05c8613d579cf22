"""The text of measures made ready for reading names: unbroken, with quotations blanked.

A line end inside a sentence is left out, what stands in 《》 and “” is replaced by blanks
of the same length, so that a slogan is not read as a clause. ``source`` leads back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

_SOFT_BREAK = re.compile(r"(?<=[^\s。;:!?])[ ]*\n\s*(?=[^\s])")
_QUOTED = re.compile(r"《[^《》\n]*》|“[^“”\n]*”")
_NAMES = frozenset(("两委",))  # 村“两委” is a name, not a slogan
BLANK = "□"
# No clause, quotation or list goes on over such an end, so that each stretch is read as if it were alone.
_APART = "。\n"


class Passage:
    """Stretches of a text, one behind the other: a pattern that is run over all at once costs less.

    ``text`` is what to read, ``bounds`` are the places of the stretches in it.
    """

    def __init__(self, folded: str, places: Sequence[tuple[int, int]]) -> None:
        pieces = [folded[start:end] for start, end in places]
        self._starts = [start for start, _ in places]
        self._offsets: dict[int, list[int]] = {}
        for number, piece in enumerate(pieces):
            if "\n" in piece and _SOFT_BREAK.search(piece):
                kept = _kept(piece)
                self._offsets[number] = [self._starts[number] + index for index in kept]
                pieces[number] = "".join([piece[index] for index in kept])
        text = _APART.join(["", *pieces, ""])
        self.text = _QUOTED.sub(_blanked, text) if "《" in text or "“" in text else text
        ends = accumulate([len(_APART) + len(piece) for piece in pieces])
        self.bounds = [(end - len(piece), end) for end, piece in zip(ends, pieces, strict=True)]

    def source(self, number: int, first: int, after: int) -> tuple[int, int]:
        """Offsets in the document of ``text[first:after]`` (not empty) in the stretch of this number."""
        begin = self.bounds[number][0]
        offsets = self._offsets.get(number)
        if offsets is None:
            start = self._starts[number] - begin
            return start + first, start + after
        return offsets[first - begin], offsets[after - 1 - begin] + 1


def _kept(piece: str) -> list[int]:
    """The places of the characters that are no line end inside a sentence."""
    kept: list[int] = []
    position = 0
    for gap in _SOFT_BREAK.finditer(piece):
        kept.extend(range(position, gap.start()))
        position = gap.end()
    return [*kept, *range(position, len(piece))]


def _blanked(match: re.Match[str]) -> str:
    quoted = match[0]
    if quoted[1:-1] in _NAMES:
        return quoted
    return quoted[0] + BLANK * (len(quoted) - 2) + quoted[-1]
