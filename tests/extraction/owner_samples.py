"""How the owner tests read one sentence."""

from __future__ import annotations

from zhenggai.extraction.context import Context
from zhenggai.extraction.owners import find_owners, owners_of_field
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon, builtin_lexicon
from zhenggai.model import Block, Document, Owner

EXPLICIT = ("subject", "subject-of-part", "assigned")


def context_of(
    text: str, *, lexicon: Lexicon | None = None, aliases: dict[str, str] | None = None
) -> Context:
    """A context whose document is this text."""
    words = lexicon or builtin_lexicon()
    document = Document(
        source="样本",
        format="txt",
        encoding=None,
        sha256="",
        text=text,
        blocks=(Block(start=0, end=len(text)),),
    )
    return Context(text=SourceText(document, words), lexicon=words, aliases=aliases or {})


def owners(text: str) -> tuple[Owner, ...]:
    """Owners of a sentence taken as one measure."""
    return find_owners(context_of(text), [(0, len(text), "issue-1/measure-1")])[0]


def kinds(text: str) -> list[tuple[str, str]]:
    """Text and kind of each owner of a sentence, in text order."""
    return [(owner.text, owner.kind) for owner in owners(text)]


def explicit(text: str) -> list[str]:
    """Who does the measure or answers for it."""
    return [owner.text for owner in owners(text) if owner.kind in EXPLICIT]


def field(label: str, value: str) -> list[tuple[str, str]]:
    """Text and kind of each owner of a field's value."""
    found = owners_of_field(context_of(value), label, 0, len(value), "issue-1")
    return [(owner.text, owner.kind) for owner in found]
