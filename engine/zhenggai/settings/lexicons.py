"""Words that a configuration adds: to the lists that rules name, and to those of the extraction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zhenggai.lexicon import Lexicon, builtin_lexicon
from zhenggai.settings.layers import Layer

Additions = tuple[tuple[str, tuple[str, ...]], ...]


def additions_of(layers: Sequence[Layer]) -> Additions:
    """Words by list, those of all layers together; sorted by list."""
    words: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        for name, stated in layer.lexicon.items():
            words[name] = tuple(dict.fromkeys((*words.get(name, ()), *stated.value)))
    return tuple(sorted(words.items()))


@lru_cache(maxsize=8)
def extraction_lexicon(additions: Additions) -> Lexicon:
    """The extraction's word lists with the additions; the built-in ones where they add nothing.

    Equal additions give one and the same lexicon, since what is compiled for it is kept by identity.
    """
    builtin = builtin_lexicon()
    new: dict[str, list[str]] = {}
    for name, words in additions:
        for word in words:
            if name in builtin.lists and not builtin.has(name, folded := _folded(word)):
                new.setdefault(name, []).append(folded)
    return builtin.extended(new) if new else builtin


def _folded(word: str) -> str:
    """A word as the extraction sees the text, in which full-width marks are half-width."""
    from zhenggai.extraction.source import fold_table

    return word.translate(fold_table(builtin_lexicon()))
