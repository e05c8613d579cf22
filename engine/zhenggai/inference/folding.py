"""Texts as conditions compare them: width and variants folded, white space dropped.

A notice may be wrapped at a page's width or typed with full-width digits; a rule must not
care. Facts are always quoted from the document itself, never from a folded text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from zhenggai.extraction.source import fold_table
from zhenggai.lexicon import builtin_lexicon

# A line that ends with one of these is taken to end its sentence, too.
_CLOSED = frozenset("。!?;:…")
_AROUND = 32  # characters on either side of a line break that a broken match may need
_SPECIAL = frozenset(r"\.+*?()|[]{}^$-&~#")


@cache
def _folding() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {
        chr(code): chr(plain) if isinstance(plain, int) else plain
        for code, plain in fold_table(builtin_lexicon()).items()
    }
    return re.compile(f"[{''.join(map(re.escape, table))}]"), table


def fold(text: str) -> str:
    """Every character folded to its plain twin; the length stays.

    A pattern finds the few characters to be replaced: on mostly plain text that is
    20 times as fast as str.translate, which looks up each character.
    """
    if text.isascii():
        return text
    pattern, table = _folding()
    return pattern.sub(lambda match: table[match[0]], text)


def squeeze(text: str) -> str:
    """Folded, without any white space."""
    return "".join(fold(text).split())


def squeezed_lines(text: str) -> list[str]:
    """The lines of a text of several paragraphs, folded and without blanks; none of them is empty."""
    return [squeezed for line in fold(text).split("\n") if (squeezed := "".join(line.split()))]


def broken_sentences(lines: Sequence[str]) -> list[str]:
    """For each line end inside a sentence the characters on both sides of it.

    So a word that is broken over two lines is found.
    """
    return [one[-_AROUND:] + other[:_AROUND] for one, other in pairwise(lines) if one[-1] not in _CLOSED]


@lru_cache(maxsize=1024)
def fold_pattern(pattern: str) -> str:
    """A regular expression whose literal characters are folded as texts are.

    Without this a full-width bracket or comma in a rule would never match. A character whose
    plain twin means something in a regular expression is escaped.
    """
    if pattern.isascii():
        return pattern
    parts: list[str] = []
    escaped = False
    for character in pattern:
        plain = fold(character)
        if plain != character and plain in _SPECIAL and not escaped:
            plain = "\\" + plain
        parts.append(plain)
        escaped = character == "\\" and not escaped
    return "".join(parts)
