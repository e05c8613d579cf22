"""A document's own text as HTML, with every fact and every gap marked in place.

The text is cut wherever a mark, a gap or a piece of evidence begins or ends; each piece carries its
offset in its id (``t0-783``), so that a place of the report is a link, and a script can light up
the stretch of a gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from zhenggai.model import Block, Frozen, ReportDocument, Result, Span
from zhenggai.reporting.html.flags import Flags
from zhenggai.reporting.html.headings import Headings
from zhenggai.reporting.html.marks import Mark, fact_marks, measure_numbers
from zhenggai.reporting.html.tables import table
from zhenggai.reporting.words import Words


class MarkedText(Frozen, frozen=True):
    """The HTML of a text, and the offsets of its pieces, ascending."""

    html: Markup
    part: int
    offsets: tuple[int, ...]

    @classmethod
    def nowhere(cls, part: int) -> MarkedText:
        """No text at all: no place of it can be linked to."""
        return cls(html=Markup(""), part=part, offsets=())

    def link(self, span: Span | None) -> str:
        """The address of a place within the page; empty where the text does not hold it."""
        if span is None:
            return ""
        place = bisect_left(self.offsets, span.start)
        return f"#t{self.part}-{self.offsets[place]}" if place < len(self.offsets) else ""


def marked_text(source: ReportDocument, gaps: Sequence[Result], part: int, words: Words) -> MarkedText:
    """The text of ``source`` with its facts and ``gaps``; ``part`` tells the inputs of a report apart."""
    return _Writer(source, gaps, part, words).written()


class _Writer:
    def __init__(self, source: ReportDocument, gaps: Sequence[Result], part: int, words: Words) -> None:
        self.text = source.document.text
        self.blocks = source.document.blocks or tuple(_lines(self.text))
        self.part = part
        self.words = words
        self.headings = Headings(source.facts)
        self.numbers = measure_numbers(source.facts)
        self.marks = fact_marks(source.facts, words)
        self.flags = Flags(gaps, self.blocks, words)
        self.cuts = self._cuts(gaps)
        self.offsets: list[int] = []
        self.line = 1
        self.counted = 0
        self.pending = 0
        self.active: list[Mark] = []

    def written(self) -> MarkedText:
        html = Markup("".join(self._parts()))
        return MarkedText(html=html, part=self.part, offsets=tuple(self.offsets))

    def _cuts(self, gaps: Sequence[Result]) -> list[int]:
        spans = [gap.span for gap in gaps if gap.span]
        spans += [evidence.span for gap in gaps for evidence in gap.evidence]
        cuts = {place for span in spans for place in (span.start, span.end)}
        cuts.update(place for mark in self.marks for place in (mark.start, mark.end))
        cuts.update(self.numbers)
        return sorted(cuts)

    def _parts(self) -> Iterator[str]:
        page: int | None = None
        place = 0
        while place < len(self.blocks):
            block = self.blocks[place]
            if block.page is not None and block.page != page:
                page = block.page
                yield f'<p class="page">{escape(self.words("page.page", page=page))}</p>\n'
            if block.cell is None:
                yield self._paragraph(block)
                place += 1
                continue
            end = place
            while (
                end < len(self.blocks) and (cell := self.blocks[end].cell) and cell.table == block.cell.table
            ):
                end += 1
            yield table([(each, self._inner(each)) for each in self.blocks[place:end]])
            place = end

    def _paragraph(self, block: Block) -> str:
        name, kind = self.headings.of(block)
        inner = self._inner(block)
        return f'<{name} class="{kind}" data-line="{self.line}">{inner}</{name}>\n'

    def _inner(self, block: Block) -> str:
        self.line += self.text.count("\n", self.counted, block.start)
        self.counted = block.start
        first, last = (bisect_left(self.cuts, place) for place in (block.start, block.end))
        edges = sorted({block.start, block.end, *self.cuts[first:last]})
        return "".join(self._piece(start, end) for start, end in pairwise(edges))

    def _piece(self, start: int, end: int) -> str:
        self.offsets.append(start)
        number = self.numbers.get(start)
        tick = f'<span class="tick" data-n="{number}"></span>' if number else ""
        body = f'<span id="t{self.part}-{start}"{self._fact(start)}>{escape(self.text[start:end])}</span>'
        return f"{self.flags.before(start)}{tick}{body}{self.flags.behind(end)}"

    def _fact(self, start: int) -> str:
        """What the piece that begins at ``start`` is, as attributes. Pieces come in text order."""
        while self.pending < len(self.marks) and self.marks[self.pending].start <= start:
            self.active.append(self.marks[self.pending])
            self.pending += 1
        self.active = [mark for mark in self.active if mark.end > start]
        if not self.active:
            return ""
        kinds = " ".join(dict.fromkeys(mark.kind for mark in self.active))
        titles = "; ".join(dict.fromkeys(mark.title for mark in self.active))
        return f' class="fact {kinds}" title="{escape(titles)}"'


def _lines(text: str) -> Iterable[Block]:
    """The lines of a text as blocks, for a document whose reader made none."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block(start=start, end=start + len(line))
        start += len(line) + 1
