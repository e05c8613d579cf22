"""Page breaks that were copied into a text: page numbers on lines of their own, and running heads.

A printed page that was saved as text has lines such as ``— 3 —`` between its lines, and often the
same head below each. They belong to the paper and not to the notice: a sentence goes on behind them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import NamedTuple

from zhenggai.extraction.outline.numbering import head_mark

_NUMBER = re.compile(
    r"^[^\S\n]*(?:-{1,2}\s?(\d{1,4})\s?-{1,2}|第\s?(\d{1,4})\s?页(?:\s?[,/]?\s?共\s?\d{1,4}\s?页)?)[^\S\n]*$",
    re.M,
)
_HINT = re.compile(r"-\s?\d{1,4}\s?-|第\s?\d{1,4}\s?页")  # found without a look at each line
_FEWEST = 2  # page numbers: one alone may be anything
_LONGEST_HEAD = 50  # characters
_CLOSED = "。;!?:"


class _Break(NamedTuple):
    """From the end of the last line of a page to the beginning of the first of the next."""

    start: int
    end: int


def page_breaks(folded: str) -> list[tuple[int, int]]:
    """Stretches that are no part of the text, in order; a sentence that goes on is joined."""
    numbers = list(_NUMBER.finditer(folded)) if _HINT.search(folded) else []
    if len(numbers) < _FEWEST or not _count_up([int(match[1] or match[2]) for match in numbers]):
        return []
    bare = [_Break(_end_before(folded, match.start()), _line_after(folded, match.end())) for match in numbers]
    heads = Counter(_line(folded, each.end) for each in bare)
    feet = Counter(_line_up_to(folded, each.start) for each in bare)
    return [_without_heads(folded, each, heads, feet) for each in bare]


def _count_up(numbers: list[int]) -> bool:
    return all(later == earlier + 1 for earlier, later in itertools.pairwise(numbers))


def _without_heads(folded: str, page: _Break, heads: Counter[str], feet: Counter[str]) -> tuple[int, int]:
    start, end = page
    head, foot = _line(folded, end), _line_up_to(folded, start)
    if _repeats(heads, head):
        end = _line_after(folded, end + len(head))
    if _repeats(feet, foot):
        start = _end_before(folded, start - len(foot))
    return (start, end) if _goes_on(folded, start, end) else (start, max(start, _line_start(folded, end) - 1))


def _repeats(lines: Counter[str], line: str) -> bool:
    return 0 < len(line) <= _LONGEST_HEAD and lines[line] >= _FEWEST and head_mark(line, 0, len(line)) is None


def _goes_on(folded: str, start: int, end: int) -> bool:
    """Whether the sentence before a page break ends behind it."""
    if end >= len(folded) or start == 0:
        return False
    indented = end - _line_start(folded, end) >= 2
    return folded[start - 1] not in _CLOSED and not indented and head_mark(folded, end, len(folded)) is None


def _end_before(folded: str, place: int) -> int:
    """The end of the last line before a place that is not blank."""
    while place > 0 and folded[place - 1].isspace():
        place -= 1
    return place


def _line_after(folded: str, place: int) -> int:
    """Where the first text behind a place begins."""
    while place < len(folded) and folded[place].isspace():
        place += 1
    return place


def _line_start(folded: str, place: int) -> int:
    return folded.rfind("\n", 0, place) + 1


def _line(folded: str, start: int) -> str:
    stop = folded.find("\n", start)
    return folded[start : stop if stop >= 0 else len(folded)].rstrip()


def _line_up_to(folded: str, end: int) -> str:
    return folded[_line_start(folded, end) : end].lstrip()
