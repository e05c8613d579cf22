"""Lines for a terminal, of pieces with a style each.

A report has hundreds of them, and most runs print one report and end: these take a tenth of the time
that a general library for terminals needs to be loaded and to lay them out.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

# Styles and the parameters of their control sequences (ECMA-48, select graphic rendition).
_CODES = {
    "bold": "1",
    "dim": "2",
    "bold underline": "1;4",
    "bold dim": "1;2",
    "red": "31",
    "bold red": "1;31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
}
CUT = "…"


class Line:
    """One line; where it is too long it is cut, with a mark if ``marked``."""

    __slots__ = ("_marked", "_pieces")

    def __init__(self, text: str = "", style: str = "", *, marked: bool = False) -> None:
        self._pieces = [(text, style)] if text else []
        self._marked = marked

    def add(self, text: str, style: str = "") -> Line:
        """The line with another piece at its end."""
        if text:
            self._pieces.append((text, style))
        return self

    def written(self, width: int, *, colour: bool) -> str:
        """The line in at most ``width`` cells, without blanks at its end."""
        pieces = self._pieces
        if sum(cell_len(text) for text, _ in pieces) > width:
            pieces = self._cut(width)
        if not colour:
            return "".join([text for text, _ in pieces]).rstrip()
        return "".join(map(_coloured, pieces)).rstrip()

    def _cut(self, width: int) -> list[tuple[str, str]]:
        left = width - self._marked
        pieces: list[tuple[str, str]] = []
        for text, style in self._pieces:
            size = cell_len(text)
            if size > left:
                pieces.append((set_cell_size(text, left) + CUT * self._marked, style))
                break
            pieces.append((text, style))
            left -= size
        return pieces


def fitted(text: str, width: int, align: str = "left") -> str:
    """``text`` in exactly ``width`` cells: cut with a mark, or filled with blanks."""
    size = cell_len(text)
    if size > width:
        return set_cell_size(text, width - 1) + CUT if width > 0 else ""
    before = {"left": 0, "right": width - size, "center": (width - size) // 2}[align]
    return " " * before + text + " " * (width - size - before)


def _coloured(piece: tuple[str, str]) -> str:
    text, style = piece
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if style else text
