"""Which paragraphs of a text are headings, so that the page shows and announces them as such."""

from __future__ import annotations

from zhenggai.model import Block, Facts

_EXTRA = 40
"""Characters that a heading's paragraph may hold beside the heading: its number, a bracket, a full stop."""


class Headings:
    """The headings of one document, by the paragraph that they fill."""

    def __init__(self, facts: Facts) -> None:
        title = facts.notice.spans.get("title")
        spans = [(section.span, ("h4", "section")) for section in facts.notice.sections]
        spans += [(issue.span, ("h4", "issue")) for issue in facts.issues]
        if title:
            spans.append((title, ("p", "title")))
        self._kinds = {span.start: (span.end, kind) for span, kind in spans}
        self._starts = sorted(self._kinds)
        self._next = 0

    def of(self, block: Block) -> tuple[str, str]:
        """The HTML element and style class of a paragraph. Blocks are asked for in text order."""
        while self._next < len(self._starts) and self._starts[self._next] < block.start:
            self._next += 1
        if self._next < len(self._starts) and (start := self._starts[self._next]) < block.end:
            end, kind = self._kinds[start]
            if end <= block.end and (block.end - block.start) - (end - start) <= _EXTRA:
                return kind
        return "p", "line"
