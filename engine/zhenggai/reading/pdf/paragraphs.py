"""Lines broken at the page width put together to the paragraphs that they were.

A line goes on in the next one where the beginning of the next would not have fitted behind it,
unless the next is indented as the beginning of a paragraph is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhenggai.reading.pdf.lines import CLOSING, Line

_NEAR = 0.35  # em: edges nearer than this are one
_INDENT = 0.8  # em: a line that begins so far right is indented
_SLACK = 0.1  # em
_SIZES = 1.2  # lines with a greater ratio of their sizes are heading and text
_GAP = 1.6  # of the usual distance of lines
_COMMON = 0.25  # of all lines: an edge that so many share is the margin
_TERMINAL = tuple("。\uff1b\uff1a\uff01\uff1f;:!?”\uff09)》")
_FEW = 8  # lines: fewer do not show a page's margins


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of the text, and whether paragraphs begin with an indent."""

    left: float
    right: float
    indented: bool


def margins_of(lines: Sequence[Line]) -> Margins:
    """The margins of some lines (at least one)."""
    size = _usual([line.size for line in lines])
    left = -_edge([-line.left for line in lines], size)
    # Marks may hang over the edge, so lines that end in one do not show where it is.
    plain = [line.right for line in lines if line.text[-1] not in CLOSING]
    right = _edge(plain or [line.right for line in lines], size)
    pairs = pairwise(lines)
    firsts = sum(
        1 for one, two in pairs if one.left - left > _INDENT * size and two.left - left <= _INDENT * size
    )
    return Margins(left, right, firsts >= max(2, 0.05 * len(lines)))


def _edge(values: list[float], size: float) -> float:
    """The outermost edge that many lines share, else the outermost one."""
    near = _NEAR * max(size, 1.0)
    counts = Counter(round(value / near) for value in values)
    bands = {band: counts[band - 1] + counts[band] + counts[band + 1] for band in counts}
    common = [band for band, count in bands.items() if count >= max(2.0, _COMMON * len(values))]
    shared = [band for band, count in bands.items() if count >= 3]
    if not common and not shared:
        return max(values)
    band = max(common or shared)
    return max(value for value in values if abs(round(value / near) - band) <= 1)


def _usual(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def joined(pages: list[list[Line]]) -> list[tuple[str, int]]:
    """``(text, page)`` of each paragraph of lines given page by page; the page is that of its first line."""
    everything = [line for lines in pages for line in lines]
    if not everything:
        return []
    whole = margins_of(everything)
    paragraphs: list[list[Line]] = []
    last: Line | None = None
    for lines in pages:
        own = margins_of(lines) if len(lines) >= _FEW else whole
        margins = Margins(own.left, own.right, whole.indented)
        usual = _usual_distance(lines)
        for line in lines:
            first = bool(paragraphs) and len(paragraphs[-1]) == 1
            if last is not None and _goes_on(last, line, margins, usual, first):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
            last = line
    return [(text_of(lines), lines[0].page) for lines in paragraphs]


def _usual_distance(lines: list[Line]) -> float:
    distances = [one.base - two.base for one, two in pairwise(lines) if one.base > two.base]
    return _usual(distances) if distances else 0.0


def _goes_on(last: Line, line: Line, margins: Margins, usual: float, first: bool) -> bool:
    """Whether ``line`` continues ``last``; ``first`` says whether that is the first of its paragraph."""
    size = max(last.size, line.size)
    if size > _SIZES * min(last.size, line.size):
        return False
    if line.page == last.page and last.base - line.base > _GAP * max(usual, size):
        return False
    if not wraps(last, line, margins.right):
        return False
    if line.left - margins.left > _INDENT * size:
        if first and last.hang is not None and abs(line.left - last.hang) <= 2 * _NEAR * size:
            return True
        level = abs(line.left - last.left) <= _NEAR * size
        return level and not (first and (margins.indented or last.text.endswith(_TERMINAL)))
    return margins.indented or line.hang is None or not last.text.endswith(_TERMINAL)


def wraps(last: Line, line: Line, right: float) -> bool:
    """Whether the beginning of ``line`` would not have fitted behind ``last`` up to the edge ``right``."""
    return line.text[0] in CLOSING or line.chunk > right - last.right - _SLACK * line.size


def text_of(lines: Sequence[Line]) -> str:
    """The text of lines put together; a space only between Latin words."""
    text = ""
    for line in lines:
        apart = (
            bool(text)
            and text[-1].isascii()
            and text[-1].isalpha()
            and line.text[0].isascii()
            and line.text[0].isalpha()
        )
        text += (" " if apart else "") + line.text
    return text
