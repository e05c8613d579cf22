"""What the extractors of single facts know about the notice around them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon

Place = tuple[int, int, str]
"""Where a measure stands in the text, and its id."""


class Context(msgspec.Struct, frozen=True):
    """The notice's text, its own dates and the names it declares.

    ``signed_date`` (else the publication date) and ``feedback_date`` anchor relative time
    expressions; they are ISO strings of any precision or None. ``aliases`` maps an
    abbreviation declared in the text (以下简称“局党组”) to the full name. ``issuer`` is the
    body that speaks. ``time_heads`` are the places of the text where a time expression may begin;
    None where nobody has looked for them.
    """

    text: SourceText
    lexicon: Lexicon
    signed_date: str | None = None
    feedback_date: str | None = None
    issuer: str | None = None
    aliases: dict[str, str] = msgspec.field(default_factory=dict)
    time_heads: Sequence[int] | None = None
