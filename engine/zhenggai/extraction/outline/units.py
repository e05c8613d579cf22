"""Paragraphs of a document: its blocks, without what only draws or decorates them."""

from __future__ import annotations

import re

import msgspec

from zhenggai.extraction.source import SourceText
from zhenggai.model import Cell

_DRAWING = frozenset("-=_*·—.")
_DECORATION = _DRAWING | set("#><")  # what a line begins with that draws or decorates
_FEW = 6  # lines
_ONE_LINE = 600  # characters: a page that lost its line ends


class Unit(msgspec.Struct):
    """One paragraph: ``[start, end)`` without surrounding space."""

    start: int
    end: int
    level: int | None = None
    cell: Cell | None = None


def paragraphs(text: SourceText) -> list[Unit]:
    """Non-empty paragraphs in text order."""
    lines: list[Unit] = []
    for block in text.blocks:
        start, end = text.trimmed(block.start, block.end)
        level = block.level
        if start < end and text.folded[start] not in _DECORATION:
            lines.append(Unit(start, end, level, block.cell))
            continue
        if text.folded.startswith("#", start):
            hashes = re.compile(r"#{1,6}\s+").match(text.folded, start, end)
            if hashes:
                level = hashes.group().count("#")
                start = hashes.end()
        start, end = _without_emphasis(text, start, end)
        if start < end and not _is_rule(text.folded, start, end):
            lines.append(Unit(start, end, level, block.cell))
    if len(lines) <= _FEW and any(line.end - line.start > _ONE_LINE for line in lines):
        lines = [part for line in lines for part in _split_at_spaces(text, line)]
    return lines


def _without_emphasis(text: SourceText, start: int, end: int) -> tuple[int, int]:
    """The bounds without ``**`` before bold type, behind it where all is bold, and without ``>`` before."""
    folded = text.folded
    if folded.startswith("> ", start):
        start += 2
    if end - start > 4 and folded.startswith("**", start):
        closed = folded.find("**", start + 2, end)
        if closed == end - 2:
            return text.trimmed(start + 2, closed)
        if closed > 0:  # **问题1 …** 已完成: the heading ends where the bold type does
            return text.trimmed(start + 2, end)
    return start, end


def _is_rule(folded: str, start: int, end: int) -> bool:
    """Whether the line only draws: ``-----``, ``<!--more-->``."""
    if folded[start] not in _DRAWING:
        return folded.startswith("<!--", start, end) and folded.endswith("-->", start, end)
    return end - start > 2 and _DRAWING.issuperset(folded[start:end])


def _split_at_spaces(text: SourceText, line: Unit) -> list[Unit]:
    """Parts of a page that came as one line: spaces stand where paragraphs ended."""
    gap = re.compile(r"(?<![A-Za-z0-9,.:])\s+(?=\S)|(?<=\d)\s+(?=[^\x00-\x7f])|(?<=[.:,])\s+(?=[^\x00-\x7f])")
    parts, start = [], line.start
    for match in gap.finditer(text.folded, line.start, line.end):
        if match.start() > start:
            parts.append(Unit(start, match.start(), None, line.cell))
        start = match.end()
    return [*parts, Unit(start, line.end, None, line.cell)]
