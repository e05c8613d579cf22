"""Characters of a page put together to lines, by their base lines and gaps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhenggai.reading.pdf.page import Char

_SAME_LINE = 0.45  # em: base lines nearer than this are one line; raised figures are
_DOUBLE = 0.15  # em: the same character so near is drawn twice to look bold
_WORD_GAP = 0.3  # em between Latin characters
_WIDE_GAP = 0.9  # em between any others: a justified line has smaller ones
CLOSING = frozenset("、。\uff0c\uff1b\uff1a\uff01\uff1f\uff09》”’】〉」』%/\u2026,.;:!?)]")
"""Marks that may not begin a line."""
_QUOTES = frozenset("“”‘’")
_OPENING = frozenset("\uff08《“‘【〈「『([")
# A list's mark in front of a line, with the gap behind it.
_MARK = re.compile(
    r"(?:[(\uff08]?[一二三四五六七八九十百\d]{1,4}[)\uff09、.\uff0e]|[①-⑳•●■◆▪-]|第[一二三四五六七八九十]{1,3}[章条、])\s*"
)


@dataclass(slots=True)
class Line:
    """A line: its text without outer space, edges, base line and em, and what decides how lines join.

    ``chunk`` is the width of what could not be parted from its beginning; ``hang`` is where the text
    behind a list's mark begins (None without one); ``spaced`` whether a space stands behind its end.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    chunk: float
    hang: float | None
    spaced: bool


def lines_of(chars: list[Char], page: int) -> list[Line]:
    """The lines of some characters, top to bottom."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (-char.base, char.left)):
        if rows and rows[-1][0].base - char.base <= _SAME_LINE * max(char.size, rows[-1][0].size):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [line for row in rows if (line := _line(row, page))]


def _line(row: list[Char], page: int) -> Line | None:
    row.sort(key=lambda char: char.left)
    pieces: list[str] = []
    places: list[Char] = []
    for char in row:
        last = places[-1] if places else None
        if last is not None:
            if char.text == last.text and char.left - last.left < _DOUBLE * char.size:
                continue
            if _is_gap(last, char):
                pieces.append(" ")
                places.append(Char(" ", last.right, char.left, char.base, char.size))
        pieces.append(char.text)
        places.append(char)
    spaced = bool(places) and places[-1].text.isspace()
    while places and places[-1].text.isspace():
        places.pop()
    first = next((index for index, char in enumerate(places) if not char.text.isspace()), len(places))
    places = places[first:]
    if not places:
        return None
    sizes = sorted(char.size for char in places)
    bases = sorted(char.base for char in places)
    text = "".join(char.text for char in places)
    hang = _hang(text, places)
    return Line(
        text=text,
        left=places[0].left,
        right=places[-1].right,
        base=bases[len(bases) // 2],
        size=sizes[len(sizes) // 2],
        page=page,
        chunk=_chunk(places, hang is not None),
        hang=hang,
        spaced=spaced,
    )


def _is_gap(last: Char, char: Char) -> bool:
    if last.text.isspace() or char.text.isspace():
        return False
    gap = char.left - last.right
    wide = _WORD_GAP if last.text.isascii() and char.text.isascii() else _WIDE_GAP
    return gap > wide * max(last.size, char.size)


def _chunk(places: list[Char], listed: bool) -> float:
    """Width of the beginning that a line break cannot part: a word, or a character with its marks.

    Programs differ: some also keep a mark and the word behind it together, and a quotation mark with
    the characters on both sides, but not behind the mark of a list.
    """
    end = 0
    while end < len(places) - 1 and places[end].text in _OPENING:
        end += 1
    if _is_word(places[end].text):
        end = _end_of_word(places, end)
    while end + 1 < len(places):
        following = places[end + 1].text
        if following in CLOSING or following in _QUOTES or places[end].text in _QUOTES:
            end += 1
        elif places[end].text in CLOSING and _is_word(following) and not listed:
            end = _end_of_word(places, end + 1)
        else:
            break
    return places[end].right - places[0].left


def _end_of_word(places: list[Char], end: int) -> int:
    while end + 1 < len(places) and _is_word(places[end + 1].text):
        end += 1
    return end


def _is_word(text: str) -> bool:
    return text.isascii() and (text.isalnum() or text in ".,%-/@_:")


def _hang(text: str, places: list[Char]) -> float | None:
    mark = _MARK.match(text)
    if not mark or mark.end() >= len(places) or len(text) != len(places):
        return None
    return places[mark.end()].left
