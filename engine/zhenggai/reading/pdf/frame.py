"""What repeats at the top and bottom of a PDF's pages: running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from zhenggai.reading.canonical import HALF_WIDTH
from zhenggai.reading.pdf.lines import Line
from zhenggai.reading.pdf.page import PageContent

_ZONE = 0.12  # of the page's height, at its top and bottom
_LOOKED_AT = 3  # lines at either end
_SHARE = 0.4  # of the pages: heads may differ on left and right ones
_SAME_HEIGHT = 0.02  # of the page's height
_EDGE = 0.065  # of the page's height: nearer to the paper's edge is no text
_APART = 1.8  # of the usual distance of lines
_LONGEST_NUMBER = 30  # characters
_NUMBER = re.compile(
    r"[-–—·~\s]*(?:第)?\s*(?:\d{1,4}|[ivxIVX]{1,6})\s*(?:页)?\s*(?:[/,\s]*(?:共|of)?\s*\d{1,4}\s*(?:页)?)?[-–—·~\s]*"
)
_DIGITS = re.compile(r"\d+")


def without_frame(pages: list[tuple[PageContent, list[Line]]]) -> list[list[Line]]:
    """The lines of each page but running heads and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page, lines in pages:
        seen.update({_key(page, line) for line in _ends(page, lines)})
    repeated = {key for key, count in seen.items() if count >= max(2, _SHARE * len(pages))}
    kept: list[list[Line]] = []
    for page, lines in pages:
        away = {
            id(line)
            for line in _ends(page, lines)
            if _is_page_number(line.text) or not repeated.isdisjoint(_nearby(_key(page, line)))
        }
        away.update(map(id, _outlying(page, lines)))
        kept.append([line for line in lines if id(line) not in away])
    return kept


def _ends(page: PageContent, lines: list[Line]) -> list[Line]:
    """The outermost lines of a page that stand in its margins."""
    height = page.top - page.bottom
    top = [line for line in lines[:_LOOKED_AT] if line.base > page.top - _ZONE * height]
    bottom = [line for line in lines[-_LOOKED_AT:] if line.base < page.bottom + _ZONE * height]
    return top + bottom


def _outlying(page: PageContent, lines: list[Line]) -> list[Line]:
    """First and last line where they stand in the outermost margin, far from the text."""
    edge = _EDGE * (page.top - page.bottom)
    found: list[Line] = []
    if len(lines) > 2:
        distances = sorted(one.base - two.base for one, two in pairwise(lines))
        apart = _APART * max(distances[len(distances) // 2], lines[0].size)
        if lines[0].base > page.top - edge and lines[0].base - lines[1].base > apart:
            found.append(lines[0])
        if lines[-1].base < page.bottom + edge and lines[-2].base - lines[-1].base > apart:
            found.append(lines[-1])
    return found


def _key(page: PageContent, line: Line) -> tuple[str, int]:
    """What a repeated line has in common: its words, figures aside, and its height on the page."""
    height = (line.base - page.bottom) / max(page.top - page.bottom, 1.0)
    return _DIGITS.sub("#", "".join(line.text.split())), round(height / _SAME_HEIGHT)


def _nearby(key: tuple[str, int]) -> set[tuple[str, int]]:
    text, height = key
    return {(text, height - 1), key, (text, height + 1)}


def _is_page_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and bool(_NUMBER.fullmatch(text.translate(HALF_WIDTH)))
