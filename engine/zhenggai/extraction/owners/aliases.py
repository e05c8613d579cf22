"""Short names that the text itself declares: 中共某市某局党组(以下简称“局党组”)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from zhenggai.extraction.owners.lists import Reader
from zhenggai.extraction.owners.words import BODY, NOMINAL, Words, words_of
from zhenggai.extraction.segmentation import Token, offsets
from zhenggai.lexicon import Lexicon, builtin_lexicon, words_pattern

_BOUNDARY = re.compile(r"[,。;:!?\n、(]")
_REACH = 60  # characters before the bracket in which the full name stands
_MOST = 200  # declarations that are read: each name is looked for in every clause


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    marks = words_pattern(lexicon.words("owner_alias_marks"))
    return re.compile(rf"\((?:{marks})(?:为)?[:]?[“‘\"']?([^“”‘’\"'()\n,。]{{2,20}})[”’\"']?\)")


def declared_aliases(folded: str, start: int, end: int, lexicon: Lexicon | None = None) -> dict[str, str]:
    """Short name → full name, as declared in ``folded[start:end]``; the first declaration counts."""
    aliases: dict[str, str] = {}
    words = words_of(lexicon or builtin_lexicon())
    for declared in islice(_pattern(words.lexicon).finditer(folded, start, end), _MOST):
        before = folded[max(start, declared.start() - _REACH) : declared.start()]
        boundaries = list(_BOUNDARY.finditer(before))
        before = before[boundaries[-1].end() :] if boundaries else before
        tokens, bits = words.read(before)
        reader = Reader(words, tokens, bits)
        full = before
        for first in range(len(tokens)):
            name = reader.name(first)
            if name is not None and name.after == len(tokens):
                full = before[offsets(tokens)[first] :]
                break
        if full:
            aliases.setdefault(declared[1], full)
    return aliases


@lru_cache(maxsize=64)
def unread_names(words: Words, names: tuple[str, ...]) -> tuple[str, ...]:
    """Declared short names that the word lists do not already read as a body."""
    unread = []
    for name in names:
        reader = Reader(words, *words.read(name))
        read = reader.name(0)
        if read is None or not read.named or read.after < len(reader.tokens):
            unread.append(name)
    return tuple(unread)


def joined(tokens: list[Token], bits: list[int], text: str, name: str) -> tuple[list[Token], list[int]]:
    """Tokens in which every occurrence of a declared name is one word that is a body."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        places = offsets(tokens)
        if at in places and end in places:
            first, after = places.index(at), places.index(end)
            tokens = [*tokens[:first], (name, "nt"), *tokens[after:]]
            bits = [*bits[:first], BODY | NOMINAL, *bits[after:]]
        at = text.find(name, end)
    return tokens, bits
