"""The flags of gaps in a text: small links, each where the gaps stand that it leads to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from markupsafe import escape

from zhenggai.model import Block, Result, Span
from zhenggai.reporting.arrangement import worst_first
from zhenggai.reporting.words import Words

SHORT = 80
"""Characters up to which a flag stands behind what its gaps are about, else before it."""


class Flags:
    """The flags of one text, asked for by the place before or behind which they stand."""

    def __init__(self, gaps: Sequence[Result], blocks: Sequence[Block], words: Words) -> None:
        self._words = words
        self._blocks = blocks
        self._starts = [block.start for block in blocks]
        self._before: dict[int, list[Result]] = defaultdict(list)
        self._behind: dict[int, list[Result]] = defaultdict(list)
        for gap in gaps:
            if gap.span is not None and blocks:
                self._place(gap, gap.span)

    def before(self, place: int) -> str:
        """The flag in front of the piece of text that begins at ``place``; empty where there is none."""
        return self._flag(self._before.get(place))

    def behind(self, place: int) -> str:
        """The flag behind the piece that ends at ``place``; empty where there is none."""
        return self._flag(self._behind.get(place))

    def _place(self, gap: Result, span: Span) -> None:
        block = self._blocks[max(bisect_right(self._starts, span.start) - 1, 0)]
        # measures run into each other: their flags stand before them, whatever their length
        short = span.end - span.start <= SHORT and gap.subject.type != "measure"
        if short and block.start <= span.start < span.end <= block.end:
            self._behind[span.end].append(gap)
        elif block.start <= span.start < block.end:
            self._before[span.start].append(gap)
        else:  # between two paragraphs
            next_one = min(bisect_left(self._starts, span.start), len(self._starts) - 1)
            self._before[self._starts[next_one]].append(gap)

    def _flag(self, gaps: list[Result] | None) -> str:
        if not gaps:
            return ""
        worst = worst_first(gaps)
        label = escape(self._words("flag", count=len(gaps), message=worst[0].message))
        names = escape(" ".join(gap.fingerprint for gap in worst))
        first = escape(worst[0].fingerprint)
        count = str(len(gaps)) if len(gaps) > 1 else ""
        return (
            f'<a class="flag {worst[0].severity}" href="#g-{first}" data-gaps="{names}" '
            f'data-count="{count}" aria-label="{label}" title="{label}"></a>'
        )
