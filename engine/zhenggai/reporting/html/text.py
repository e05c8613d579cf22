"""A document's own text as HTML, with every fact and every gap marked in place.

The text is cut wherever a mark, a gap or a piece of evidence begins or ends; each piece carries its
offset in its id (``t0-783``), so that a place of the report is a link, and a script can light up
the stretch of a gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from zhenggai.model import Block, Frozen, ReportDocument, Result, Span
from zhenggai.reporting.arrangement import worst_first
from zhenggai.reporting.html.headings import Headings
from zhenggai.reporting.html.marks import Mark, fact_marks, measure_numbers
from zhenggai.reporting.html.tables import table
from zhenggai.reporting.words import Words

SHORT = 80
"""Characters up to which the flag of a gap stands behind what it is about, else before it."""


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
        self.blocks = source.document.blocks or _lines(self.text)
        self.part = part
        self.words = words
        self.headings = Headings(source.facts)
        self.numbers = measure_numbers(source.facts)
        self.marks = fact_marks(source.facts, words)
        self.cuts = self._cuts(gaps)
        self.before, self.behind = self._flags(gaps)
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

    def _flags(self, gaps: Sequence[Result]) -> tuple[Mapping[int, list[Result]], Mapping[int, list[Result]]]:
        """Gaps by the offset before which, and by the one behind which, their flag stands."""
        starts = [block.start for block in self.blocks]
        before: dict[int, list[Result]] = defaultdict(list)
        behind: dict[int, list[Result]] = defaultdict(list)
        for gap in gaps:
            if gap.span is None:
                continue
            block = self.blocks[max(bisect_left(starts, gap.span.start + 1) - 1, 0)] if starts else None
            short = gap.span.end - gap.span.start <= SHORT and gap.subject.type != "measure"
            if block and short and block.start <= gap.span.start < gap.span.end <= block.end:
                behind[gap.span.end].append(gap)
            else:
                start = gap.span.start
                if block and start >= block.end:  # between two paragraphs
                    start = starts[min(bisect_left(starts, start), len(starts) - 1)]
                before[start].append(gap)
        return before, behind

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
        first, last = (bisect_left(self.cuts, at) for at in (block.start, block.end))
        edges = sorted({block.start, block.end, *self.cuts[first:last]})
        return "".join(self._piece(start, end) for start, end in zip(edges, edges[1:], strict=False))

    def _piece(self, start: int, end: int) -> str:
        marks = self._at(start)
        self.offsets.append(start)
        kinds = " ".join(dict.fromkeys(mark.kind for mark in marks))
        fact = ""
        if marks:
            titles = "; ".join(dict.fromkeys(mark.title for mark in marks))
            fact = f' class="fact {kinds}" title="{escape(titles)}"'
        number = self.numbers.get(start)
        tick = f'<span class="tick" data-n="{number}"></span>' if number else ""
        flag = self._flag(self.before.get(start))
        text = escape(self.text[start:end])
        body = f'<span id="t{self.part}-{start}"{fact}>{text}</span>'
        return f"{flag}{tick}{body}{self._flag(self.behind.get(end))}"

    def _at(self, start: int) -> list[Mark]:
        """The marks that cover the piece that begins at ``start``; pieces come in text order."""
        while self.pending < len(self.marks) and self.marks[self.pending].start <= start:
            self.active.append(self.marks[self.pending])
            self.pending += 1
        self.active = [mark for mark in self.active if mark.end > start]
        return self.active

    def _flag(self, gaps: list[Result] | None) -> str:
        if not gaps:
            return ""
        worst = worst_first(gaps)
        label = escape(self.words("flag", count=len(gaps), message=worst[0].message))
        names = escape(" ".join(gap.fingerprint for gap in worst))
        count = str(len(gaps)) if len(gaps) > 1 else ""
        return (
            f'<a class="flag {worst[0].severity}" href="#g-{escape(worst[0].fingerprint)}" data-gaps="{names}" '
            f'aria-label="{label}" title="{label}" data-count="{count}"></a>'
        )


def _lines(text: str) -> tuple[Block, ...]:
    """The lines of a text as blocks, for a document whose reader made none."""
    return tuple(_line_blocks(text))


def _line_blocks(text: str) -> Iterable[Block]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block(start=start, end=start + len(line))
        start += len(line) + 1
