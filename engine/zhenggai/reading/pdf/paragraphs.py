"""Lines broken at the page width put together to the paragraphs that they were.

A line goes on in the next one where the beginning of the next would not have fitted behind it,
unless the next is indented as the beginning of a paragraph is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhenggai.reading.pdf.lines import CLOSING, Line

_NEAR = 0.35  # em: edges nearer than this are one
_HANGING = 1.2  # em: no line reaches further over the margin
_INDENT = 0.8  # em: a line that begins so far right is indented
_SLACK = 0.1  # em
_MIXED = 0.25  # em
_LARGER = 1.1  # of the size of the text: a title
_SIZES = 1.2  # lines with a greater ratio of their sizes are heading and text
_GAP = 1.25  # of the usual distance of lines
_WIDEST_SET = 2.2  # em: lines of a paragraph are not set further apart
_HABIT = 0.3  # of the lines inside paragraphs
_NARROWEST = 0.65  # of the page's width: text that reaches less far does not show the margin
_SOME = 3  # lines that share an edge make it likely,
_MANY, _MOST = 10, 0.35  # so many, and this share of all, certain that it is the margin
_TERMINAL = tuple("。\uff1b\uff01\uff1f;:!?”\uff09)》")


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of the text, and whether paragraphs begin with an indent."""

    left: float
    right: float
    indented: bool


def margins_of(lines: Sequence[Line], width: float) -> Margins:
    """The margins of some lines (at least one) on pages of a width."""
    size = _usual([line.size for line in lines])
    left = -_edge([-line.left for line in lines], size, crowded=False)
    # Marks may hang over the edge, so lines that end in one do not show where it is.
    plain = [line.right for line in lines if line.text[-1] not in CLOSING]
    right = _edge(plain or [line.right for line in lines], size, crowded=True)
    right = max(right, _NARROWEST * width)
    full = [
        (one.left - left > _INDENT * size, two.left - left > _INDENT * size)
        for one, two in pairwise(lines)
        if wraps(one, two, right)
    ]
    indented, hanging = full.count((True, False)), full.count((False, True))
    return Margins(left, right, indented >= max(2, 0.05 * len(lines)) and indented > hanging)


def _edge(values: list[float], size: float, *, crowded: bool) -> float:
    """The margin that some edges show: nothing reaches far over it, and some end there.

    Where lines are ``crowded`` at it because most are full, that is proof enough.
    """
    near = _NEAR * max(size, 1.0)
    bands = Counter(round(value / near) for value in values)
    shared = {band: bands[band - 1] + bands[band] + bands[band + 1] for band in bands}
    outermost = max(values)
    chosen = [band for band, count in shared.items() if crowded and count >= max(_MANY, _MOST * len(values))]
    if not chosen:
        limit = (outermost - _HANGING * size) / near
        chosen = [band for band, count in shared.items() if count >= _SOME and band >= limit]
    if not chosen:
        return outermost
    return max(value for value in values if abs(round(value / near) - max(chosen)) <= 1)


def _usual(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def joined(pages: list[list[Line]], widths: dict[int, float]) -> list[tuple[str, int]]:
    """``(text, page)`` of each paragraph of lines given page by page; the page is that of the first line.

    ``widths`` gives the width of each page by its number: pages of one width share their margins.
    """
    everything = [line for lines in pages for line in lines]
    if not everything:
        return []
    by_width: dict[int, list[Line]] = defaultdict(list)
    for line in everything:
        by_width[round(widths[line.page])].append(line)
    margins = {width: margins_of(lines, width) for width, lines in by_width.items()}
    body = _usual([line.size for line in everything])
    distance = _usual_distance(everything)
    paragraphs: list[list[Line]] = []
    for line in everything:
        own = margins[round(widths[line.page])]
        if paragraphs and _goes_on(paragraphs[-1], line, own, distance, line.size > _LARGER * body):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [(text_of(lines), lines[0].page) for lines in _without_habitual_spaces(paragraphs)]


def _without_habitual_spaces(paragraphs: list[list[Line]]) -> list[list[Line]]:
    """The same lines; where a program ends most lines inside paragraphs with a space, that means nothing."""
    inner = [line for lines in paragraphs for line in lines[:-1]]
    if sum(line.spaced for line in inner) > _HABIT * len(inner):
        for line in inner:
            line.spaced = False
    return paragraphs


def _usual_distance(lines: list[Line]) -> float:
    """The distance of lines inside a paragraph, as a ratio of their em: the smallest that some share."""
    ratios = [
        (one.base - two.base) / max(one.size, two.size)
        for one, two in pairwise(lines)
        if one.page == two.page and one.base > two.base
    ]
    bands = Counter(round(ratio * 20) for ratio in ratios)
    shared = [band for band in bands if bands[band - 1] + bands[band] + bands[band + 1] >= _SOME]
    return (min(shared) + 1) / 20 if shared else min(max(ratios, default=0.0), _WIDEST_SET)


def _goes_on(paragraph: list[Line], line: Line, margins: Margins, distance: float, title: bool) -> bool:
    """Whether ``line`` continues a paragraph; a ``title`` may do so centred."""
    last, first = paragraph[-1], len(paragraph) == 1
    size = max(last.size, line.size)
    if size > _SIZES * min(last.size, line.size):
        return False
    if line.page == last.page and last.base - line.base > _GAP * distance * size:
        return False
    if title and _is_centred(last, margins) and _is_centred(line, margins):
        return wraps(last, line, last.right + _room(last, margins))
    if not wraps(last, line, margins.right):
        return False
    if line.left - margins.left > _INDENT * size:
        if first and last.hang is not None and abs(line.left - last.hang) <= 2 * _NEAR * size:
            return True
        level = abs(line.left - last.left) <= _NEAR * size
        return level and not (first and (margins.indented or last.text.endswith(_TERMINAL)))
    return margins.indented or line.hang is None or not last.text.endswith(_TERMINAL)


def _room(line: Line, margins: Margins) -> float:
    """What a line leaves of the width between the margins."""
    return margins.right - margins.left - (line.right - line.left)


def _is_centred(line: Line, margins: Margins) -> bool:
    return abs((line.left - margins.left) - (margins.right - line.right)) <= 2 * line.size


def wraps(last: Line, line: Line, right: float) -> bool:
    """Whether the beginning of ``line`` would not have fitted behind ``last`` up to the edge ``right``."""
    if line.text[0] in CLOSING:
        return True
    # Between wide characters and figures programs leave a quarter of an em.
    mixed = line.text[0].isascii() != last.text[-1].isascii()
    return line.chunk > right - last.right - (_SLACK + _MIXED * mixed) * line.size


def text_of(lines: Sequence[Line]) -> str:
    """The text of lines put together; a space between Latin words and where the file has one."""
    text, spaced = "", False
    for line in lines:
        words = bool(text) and _is_latin(text[-1]) and _is_latin(line.text[0])
        text += (" " if text and (spaced or words) else "") + line.text
        spaced = line.spaced
    return text


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
