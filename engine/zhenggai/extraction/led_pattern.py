"""Patterns that are tried only where one of the words stands that they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhenggai.lexicon import words_pattern


class LedPattern:
    """A pattern every match of which begins with one of ``words``.

    The search for words runs over the text in C and knows their first characters. That for a pattern of
    several alternatives, each of which begins with a list of words, tries all of it at every character.
    """

    __slots__ = ("_lead", "_pattern")

    def __init__(self, words: Iterable[str], pattern: str) -> None:
        self._lead, self._pattern = re.compile(words_pattern(words)), re.compile(pattern)

    def search(self, folded: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in ``folded[start:end]``, as ``re.Pattern.search`` finds it."""
        while (lead := self._lead.search(folded, start, end)) is not None:
            match = self._pattern.match(folded, lead.start(), end)
            if match is not None:
                return match
            start = lead.start() + 1
        return None

    def spans(self, folded: str, start: int, end: int) -> list[tuple[int, int]]:
        """The places of the matches in ``folded[start:end]``, none of which may be empty."""
        found = []
        while (lead := self._lead.search(folded, start, end)) is not None:
            start = lead.start()
            match = self._pattern.match(folded, start, end)
            if match is None:
                start += 1
            else:
                found.append(match.span())
                start = match.end()
        return found
