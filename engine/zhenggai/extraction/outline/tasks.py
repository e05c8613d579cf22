"""Tasks of a work plan and items of a report: what such documents have in place of issues.

A task is the lowest numbered point that is no enumeration (1. under 一、), headed by its first
sentence; the other sentences, or 一是 二是, are its measures. Where hardly anything is numbered, the
paragraphs below each headline are the tasks. Aims, principles and safeguards are no tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.extraction.outline.content import ContentReader
from zhenggai.extraction.outline.drafts import Bounds, IssueDraft, MeasureDraft
from zhenggai.extraction.outline.node import FLOATING, Node
from zhenggai.extraction.outline.units import Unit
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon

_SENTENCE_END = re.compile(r"[。!?\n]+[”)]*\s*(?:\([^()]{2,200}\)[。;]?)?")
_HEADLINE = re.compile(r"(?!.*(?:记者|通讯员))[^。;:!?,]{4,40}$")
_TITLE = 40  # characters that a first sentence may have to head a paragraph
_LEAST = 6  # characters of a paragraph that says something
_LEAST_COVERED = 0.5  # of the body that numbered points must cover to be the tasks


class TaskReader:
    """Reads the tasks of one text."""

    def __init__(self, text: SourceText, lexicon: Lexicon) -> None:
        self.text = text
        self._content = ContentReader(text, lexicon)
        self._frame = lexicon.pattern("plan_frame_words")

    def read(self, root: Node, units: list[Unit]) -> list[IssueDraft]:
        """The tasks below ``root``, the tree of ``units``, in text order."""
        nodes = list(self._points(root, None)) or list(self._points(root, None, all_parts=True))
        covered = sum(node.extent - node.start for node, _ in nodes)
        frame = sum(node.extent - node.start for node in root.children if self._is_frame(node))
        if nodes and covered >= _LEAST_COVERED * (sum(unit.end - unit.start for unit in units) - frame):
            return [self._task(node, group) for node, group in nodes]
        return list(self._below_headlines(units))

    # -- numbered -----------------------------------------------------------

    def _points(
        self, node: Node, group: Bounds | None, *, all_parts: bool = False
    ) -> Iterator[tuple[Node, Bounds | None]]:
        """Numbered points without numbered points below them, each with the heading above it."""
        for child in node.children:
            if child.kind in FLOATING or child.kind in {"text", "label"}:
                continue
            if not all_parts and self._is_frame(child):
                continue
            heading = self._content.heading(child)
            below = list(self._points(child, (child.start, heading[1]), all_parts=all_parts))
            if below:
                yield from below
            elif child.kind != "bare" and child.extent - child.body >= _LEAST:
                yield child, group

    def _is_frame(self, node: Node) -> bool:
        return node.kind not in {"text", "label"} and self._names_frame(self._content.heading(node))

    def _names_frame(self, heading: Bounds) -> bool:
        """Whether a heading is that of aims, principles or safeguards."""
        start, end = heading
        return end - start <= 20 and self._frame.search(self.text.folded, start, end) is not None

    def _task(self, node: Node, group: Bounds | None) -> IssueDraft:
        draft = self._content.issue(node, group)
        stretches = sorted([*draft.statements, *(measure.bounds for measure in draft.measures)])
        marked = {measure.bounds: measure for measure in draft.measures if measure.ordinal}
        draft.statements = []
        draft.measures = [
            part
            for bounds in stretches or [self._closed(draft.heading)]
            for part in ([marked[bounds]] if bounds in marked else self._sentences(bounds))
        ]
        return draft

    def _closed(self, bounds: Bounds) -> Bounds:
        """The bounds with the mark that closes the sentence, where one stands right behind it."""
        start, end = bounds
        return (start, end + 1) if self.text.folded[end : end + 1] in tuple("。;!?") else bounds

    def _sentences(self, bounds: Bounds) -> Iterator[MeasureDraft]:
        """The sentences of a stretch; a bracket behind the full stop belongs to the sentence."""
        position, end = bounds
        for match in [*_SENTENCE_END.finditer(self.text.folded, *bounds), None]:
            start, stop = self.text.trimmed(position, match.end() if match else end)
            if stop - start > 2:
                yield MeasureDraft((start, stop), why="sentence")
            position = match.end() if match else end

    # -- without numbers ------------------------------------------------------

    def _below_headlines(self, units: list[Unit]) -> Iterator[IssueDraft]:
        headline: Unit | None = None
        paragraphs: list[Unit] = []
        plain = [unit for unit in units if unit.cell is None]
        for unit in plain:
            if self._is_headline(unit):
                yield from self._block(headline, paragraphs)
                headline, paragraphs = unit, []
            else:
                paragraphs.append(unit)
        yield from self._block(headline, paragraphs)

    def _is_headline(self, unit: Unit) -> bool:
        return _HEADLINE.match(self.text.folded, unit.start, unit.end) is not None

    def _block(self, headline: Unit | None, paragraphs: list[Unit]) -> Iterator[IssueDraft]:
        """The tasks below one headline: each paragraph with a title of its own, else the whole block."""
        paragraphs = [unit for unit in paragraphs if unit.end - unit.start >= _LEAST]
        if headline is None or not paragraphs or self._names_frame((headline.start, headline.end)):
            return
        titled = [self._title(unit) for unit in paragraphs]
        group = (headline.start, headline.end)
        if len(paragraphs) > 1 and all(titled):
            for unit, title in zip(paragraphs, titled, strict=True):
                if title is not None and not self._names_frame(title):
                    yield self._unnumbered(title, [(title[1], unit.end)], group)
            return
        yield self._unnumbered(group, [(unit.start, unit.end) for unit in paragraphs], None)

    def _title(self, unit: Unit) -> Bounds | None:
        """The first sentence of a paragraph where it is short and others follow."""
        end = self.text.folded.find("。", unit.start, unit.start + _TITLE)
        return (unit.start, end) if unit.start < end < unit.end - _LEAST else None

    def _unnumbered(self, heading: Bounds, stretches: list[Bounds], group: Bounds | None) -> IssueDraft:
        sentences = [
            part
            for start, end in stretches
            for part in self._sentences((start + 1 if start == heading[1] else start, end))
        ]
        return IssueDraft(
            heading=heading,
            extent=(heading[0], stretches[-1][1]),
            group=group,
            measures=sentences,
            why="headline",
        )
