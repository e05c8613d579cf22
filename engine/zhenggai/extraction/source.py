"""A document's text prepared for matching: folded character by character, offsets unchanged.

Width (``:`` and ``:``), traditional characters and look-alike marks are folded one to
one, so a match in ``folded`` has the same offsets in ``raw``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

import msgspec

from zhenggai.extraction.pages import page_breaks
from zhenggai.extraction.wrapping import broken_line_ends
from zhenggai.lexicon import Lexicon, builtin_lexicon
from zhenggai.model import Block, Document, Span

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = (0x09, 0xA0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B))
_MARKS = {
    "｡": "。",
    "､": "、",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "｢": "“",
    "｣": "”",
    "〔": "(",
    "〕": ")",
    "﹐": ",",
    "﹔": ";",
    "﹕": ":",
    "．": ".",
    "％": "%",
    "﹪": "%",
    "〈": "<",
    "〉": ">",
    "–": "-",
    "—": "-",
    "－": "-",
    "〜": "~",
    "～": "~",
}


def fold_table(lexicon: Lexicon) -> dict[int, int | str]:
    """Translation table, one character to one character.

    The word list ``traditional`` holds pairs of a traditional and its simplified character.
    """
    table: dict[int, int | str] = dict(_WIDTH)
    table.update({ord(mark): plain for mark, plain in _MARKS.items()})
    table.update(dict.fromkeys(_SPACES, " "))
    table.update({ord(pair[0]): pair[1] for pair in lexicon.lists.get("traditional", ())})
    return table


@lru_cache(maxsize=4)
def folder(lexicon: Lexicon) -> Callable[[str], str]:
    """What folds a text by ``fold_table`` and leaves its length.

    A pattern finds the characters to be replaced, which are few: str.translate looks up each
    character and takes ten times as long.
    """
    table = {
        chr(code): chr(plain) if isinstance(plain, int) else plain
        for code, plain in fold_table(lexicon).items()
    }
    pattern = re.compile(f"[{''.join(map(re.escape, table))}]")
    return lambda text: text if text.isascii() else pattern.sub(lambda match: table[match[0]], text)


# A half-width full stop that ends a Chinese sentence; 1. and 3.5 stay as they are.
_FULL_STOP = re.compile(r"\.(?<=[\u4e00-\u9fff”》)%]\.)(?=[\u4e00-\u9fff“《(\s]|$)")


class SourceText:
    """Raw and folded text of a document, with its blocks and places.

    ``raw`` and ``folded`` have the same length. They are the document's text, except that
    line ends which a page width forced into a paragraph are left out, so that no pattern
    fails there; ``span(start, end)`` gives the place in the document's own text. With
    ``rejoin=False`` every line end stays, so that offsets are those of the document.
    """

    def __init__(self, document: Document, lexicon: Lexicon | None = None, *, rejoin: bool = True) -> None:
        self.document = document
        folded = folder(lexicon or builtin_lexicon())(document.text)
        # and behind the last line, where nothing begins
        self._line_starts = [0, *accumulate([len(line) + 1 for line in folded.split("\n")])]
        self.raw, self.blocks = document.text, document.blocks
        dropped = _dropped(folded, document.blocks) if rejoin else []
        self._kept, self._offsets = _kept(dropped)
        self._ends = [end for _, end in dropped]
        if dropped:
            self.raw, folded = _without(self.raw, dropped), _without(folded, dropped)
            self.blocks = _joined(document.blocks, dropped, self.compact)
        self.folded = _FULL_STOP.sub("。", folded) if "." in folded else folded
        self._block_starts = [block.start for block in self.blocks]
        self._named = any(block.page is not None or block.name is not None for block in self.blocks)

    def original(self, offset: int) -> int:
        """Offset in the document's own text of an offset in ``raw``."""
        index = bisect_right(self._kept, offset) - 1
        return offset + self._offsets[index] if index >= 0 else offset

    def compact(self, offset: int) -> int:
        """Offset in ``raw`` of one in the document's own text."""
        index = bisect_right(self._ends, offset) - 1
        behind = offset - self._offsets[index] if index >= 0 else offset
        return min(behind, self._kept[index + 1]) if index + 1 < len(self._kept) else behind

    @property
    def rejoined(self) -> bool:
        """Whether line ends were left out, so that a quotation may differ from the document."""
        return bool(self._kept)

    def block_at(self, offset: int) -> Block | None:
        """The block that covers an offset, if any."""
        index = bisect_right(self._block_starts, offset) - 1
        if index < 0:
            return None
        block = self.blocks[index]
        return block if offset < max(block.end, block.start + 1) else None

    def span(self, start: int, end: int) -> Span:
        """The place of ``raw[start:end]`` in the document."""
        block = self.block_at(start) if self._named else None
        if self._kept:
            start, end = (
                self.original(start),
                self.original(end - 1) + 1 if end > start else self.original(start),
            )
        line = bisect_right(self._line_starts, start)
        column = start - self._line_starts[line - 1] + 1
        return (
            Span(start, end, line, column, block.page, block.name)
            if block
            else Span(start, end, line, column)
        )

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The bounds without white space at either end; an empty stretch stays at ``start``."""
        folded = self.folded
        if start < end and not (folded[start].isspace() or folded[end - 1].isspace()):  # as most
            return start, end
        while start < end and folded[start].isspace():
            start += 1
        while end > start and folded[end - 1].isspace():
            end -= 1
        return start, end


def _dropped(folded: str, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """What stands between the lines of a page and is no part of the text, in order."""
    lines, pages = broken_line_ends(folded, blocks), page_breaks(folded)
    if not pages:
        return lines
    apart = [
        (start, end) for start, end in lines if not any(start < last and first < end for first, last in pages)
    ]
    return sorted(apart + pages)


def _kept(dropped: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """For each dropped stretch the compact offset behind it and how much is dropped up to there."""
    kept, offsets, total = [], [], 0
    for start, end in dropped:
        kept.append(start - total)
        total += end - start
        offsets.append(total)
    return kept, offsets


def _without(text: str, dropped: list[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in dropped:
        parts.append(text[position:start])
        position = end
    return "".join([*parts, text[position:]])


def _joined(
    blocks: tuple[Block, ...], dropped: list[tuple[int, int]], compact: Callable[[int], int]
) -> tuple[Block, ...]:
    """The blocks in compact offsets, those round a dropped stretch as one."""
    ends = [end for _, end in dropped]
    joined: list[Block] = []
    for block in blocks:
        index = bisect_right(ends, block.end) - 1
        continues = bool(joined) and index >= 0 and ends[index] >= block.start
        start, end = compact(block.start), compact(block.end)
        if start >= end and block.start < block.end:  # a page number
            continue
        if continues:
            joined[-1] = msgspec.structs.replace(joined[-1], end=end)
        else:
            joined.append(msgspec.structs.replace(block, start=start, end=end))
    return tuple(joined)
