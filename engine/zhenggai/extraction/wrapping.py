"""Lines that a page width broke: where a text was hard-wrapped, and which line ends to leave out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from zhenggai.extraction.outline.numbering import head_mark
from zhenggai.model import Block

_TERMINAL = tuple("。.;:!?”’)》】…|")
_SLACK = 6  # a line may end early so that no mark begins the next
_NARROWEST = 28  # columns or characters: shorter lines are headings
_SOME, _MOST = 0.1, 0.7
_FEW = 6  # lines: fewer do not show a page width
# Numbers that begin no line by chance; a figure such as 3.5 may.
_POINTS = frozenset({"cn", "cn_paren", "shi", "word", "ar", "ar_paren", "circled", "chapter"})
_LABEL_LINE = re.compile(
    r"[【\[]?(?=[\u4e00-\u9fff]{4,14}[】\]]?\s?:)[\u4e00-\u9fff]{0,6}(?:整改|责任|完成|牵头|配合|时限|措施|问题|成效"
    r"|进展|领导|情况|时间|单位|目标|电话|状态)[\u4e00-\u9fff]{0,6}[】\]]?\s?:"
)
_DATE_LINE = re.compile(r"[\d〇○零一二三四五六七八九十]{2,4}\s*年[^。,]{2,8}日$")


def columns(line: str) -> int:
    """Width of a line on a fixed-pitch page: wide characters take two columns, and two bytes in GBK."""
    return len(line.encode("gbk", "replace"))


def page_width(lines: Sequence[str], measure: Callable[[str], int] = columns) -> int | None:
    """The width, as ``measure`` counts, at which lines were broken, or None where they were not.

    A page width shows when hardly any line is longer, a good share is about that long, and most of
    those end inside a sentence.
    """
    if len(lines) < _FEW:
        return None
    lengths = [measure(line) for line in lines]
    width = _usual_most(lengths)
    full = [
        (line, length)
        for line, length in zip(lines, lengths, strict=True)
        if width - _SLACK <= length <= width + 2
    ]
    if width < _NARROWEST or len(full) < max(_FEW // 2, 0.12 * len(lines)):
        return None
    fullest = [line for line, length in full if length >= width - 2]
    inside = sum(1 for line in fullest if not line.endswith(_TERMINAL))
    longer = sum(1 for length in lengths if length > width + 4)
    return width if inside >= 0.6 * len(fullest) and longer <= 0.05 * len(lines) else None


def may_be_broken(lines: Sequence[str]) -> bool:
    """Whether ``page_width`` can find one, told from the lengths alone; of most notices it cannot.

    One of the longest lines would have to end inside a sentence. A line has at least as many columns as
    characters, and at most twice as many.
    """
    inside = max((len(line) for line in lines if not line.endswith(_TERMINAL)), default=0)
    return 2 * inside >= _usual_most([len(line) for line in lines]) - _SLACK


def _usual_most(lengths: Sequence[int]) -> int:
    """The length that only a few lines exceed."""
    return sorted(lengths)[int(0.95 * (len(lengths) - 1))]


def broken_line_ends(folded: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Stretches of white space between two lines that were one paragraph, in order."""
    lines = [(block, *_trimmed(folded, block.start, block.end)) for block in blocks if block.cell is None]
    lines = [line for line in lines if line[1] < line[2]]
    printed = [folded[folded.rfind("\n", 0, start) + 1 : end] for _, start, end in lines]
    if not lines or not may_be_broken(printed):
        return []
    found = [(measure, page_width(printed, measure)) for measure in (columns, len)]
    sharp = [(_sharpness(printed, measure, width), measure, width) for measure, width in found if width]
    if not sharp:
        return []
    _, measure, width = max(sharp, key=lambda one: one[0])
    # where every line is followed by a blank one, a blank line ends no paragraph
    usual = min(folded.count("\n", last[2], line[1]) for last, line in itertools.pairwise(lines))
    indented = sum(_indented(folded, line[1]) for line in lines) / len(lines)
    opens = _SOME < indented < _MOST  # where some lines are indented, those begin the paragraphs
    return [
        (last[2], line[1])
        for last, line in itertools.pairwise(lines)
        if last[0].level is None
        and line[0].level is None
        and folded.count("\n", last[2], line[1]) <= usual
        and not (opens and _indented(folded, line[1]))
        and _continues(folded, last[1:], line[1:], width - _SLACK, measure)
    ]


def _sharpness(lines: Sequence[str], measure: Callable[[str], int], width: int) -> float:
    """Share of the full lines that fill the width exactly: tells columns from mere characters."""
    full = [length for line in lines if width - _SLACK <= (length := measure(line)) <= width + 2]
    return sum(1 for length in full if width - 1 <= length <= width + 1) / max(1, len(full))


def _continues(
    folded: str, last: tuple[int, int], line: tuple[int, int], least: int, measure: Callable[[str], int]
) -> bool:
    begin = folded.rfind("\n", 0, last[0]) + 1
    full = least <= measure(folded[begin : last[1]])
    if not full or (folded[last[1] - 1] in "。!?" and _indented(folded, line[0])):
        return False
    mark = head_mark(folded, *line)
    if mark is not None and (folded[last[1] - 1] in "。;:!?”)" or mark.kind in _POINTS):
        return False
    inside_bracket = folded.rfind("(", *last) > folded.rfind(")", *last)
    if _LABEL_LINE.match(folded, *line) and not inside_bracket:
        return False
    if folded.startswith("-", line[0]):  # the dash of a subtitle
        return False
    return not _DATE_LINE.match(folded[line[0] : line[1]])


def _indented(folded: str, start: int) -> bool:
    return start - (folded.rfind("\n", 0, start) + 1) >= 2


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    if start < end and not (folded[start].isspace() or folded[end - 1].isspace()):  # as most
        return start, end
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return start, end
