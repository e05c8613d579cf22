"""The text of one measure made ready for reading names: unbroken, with quotations blanked.

A line end inside a sentence is left out, what stands in 《》 and “” is replaced by blanks
of the same length, so that a slogan is not read as a clause. ``source`` leads back.
"""

from __future__ import annotations

import re

_SOFT_BREAK = re.compile(r"(?<=[^\s。;:!?])[ ]*\n\s*(?=[^\s])")
_QUOTED = re.compile(r"《[^《》\n]*》|“[^“”\n]*”")
_NAMES = frozenset(("两委",))  # 村“两委” is a name, not a slogan
BLANK = "□"


class Stretch:
    """``text`` to read; ``source(i)`` is the offset in the document of ``text[i]``."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        piece = folded[start:end]
        self._start = start
        self._offsets: list[int] | None = None
        if "\n" in piece and _SOFT_BREAK.search(piece):
            kept: list[int] = []
            position = 0
            for gap in _SOFT_BREAK.finditer(piece):
                kept.extend(range(position, gap.start()))
                position = gap.end()
            kept.extend(range(position, len(piece)))
            self._offsets = [start + index for index in kept]
            piece = "".join([piece[index] for index in kept])
        if "《" in piece or "“" in piece:
            piece = _QUOTED.sub(_blanked, piece)
        self.text = piece

    def source(self, first: int, after: int) -> tuple[int, int]:
        """Offsets in the document of ``text[first:after]`` (not empty)."""
        if self._offsets is None:
            return self._start + first, self._start + after
        return self._offsets[first], self._offsets[after - 1] + 1


def _blanked(match: re.Match[str]) -> str:
    quoted = match[0]
    if quoted[1:-1] in _NAMES:
        return quoted
    return quoted[0] + BLANK * (len(quoted) - 2) + quoted[-1]
