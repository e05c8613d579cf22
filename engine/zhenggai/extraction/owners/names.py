"""Names of bodies anywhere in a text, for other extractors (issuer, inspecting body)."""

from __future__ import annotations

from zhenggai.extraction.owners.lists import Reader
from zhenggai.extraction.owners.words import words_of
from zhenggai.extraction.segmentation import offsets
from zhenggai.lexicon import Lexicon, builtin_lexicon


def names_in(text: str, lexicon: Lexicon | None = None) -> list[tuple[int, int]]:
    """Bounds of the names of bodies and offices in a folded text, left to right, without overlap."""
    words = words_of(lexicon or builtin_lexicon())
    tokens, bits = words.read(text)
    reader, places = Reader(words, tokens, bits), offsets(tokens)
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        name = reader.name(index)
        if name is not None and name.named:
            found.append((places[name.first], places[name.after]))
            index = name.after
        else:
            index += 1
    return found
