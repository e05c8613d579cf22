"""What the extractors of single facts know about the notice around them."""

from __future__ import annotations

import msgspec

from zhenggai.extraction.grammar.moments import TimeExpression
from zhenggai.extraction.grammar.times import Times, scan
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon

Place = tuple[int, int, str]
"""Where a measure stands in the text, and its id."""


class Context(msgspec.Struct, frozen=True):
    """The notice's text, its own dates and the names it declares.

    ``signed_date`` (else the publication date) and ``feedback_date`` anchor relative time
    expressions; they are ISO strings of any precision or None. ``aliases`` maps an
    abbreviation declared in the text (以下简称“局党组”) to the full name. ``issuer`` is the
    body that speaks. ``times`` are the time expressions of the text, where they have been read.
    """

    text: SourceText
    lexicon: Lexicon
    signed_date: str | None = None
    feedback_date: str | None = None
    issuer: str | None = None
    aliases: dict[str, str] = msgspec.field(default_factory=dict)
    times: Times | None = None

    def times_within(self, start: int, end: int) -> list[TimeExpression]:
        """The time expressions in a stretch of the text."""
        return self.times.within(start, end) if self.times else scan(self.text.folded, start, end)
