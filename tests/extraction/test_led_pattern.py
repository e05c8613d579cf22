"""A pattern led by words finds what the pattern alone finds."""

from __future__ import annotations

import random
import re

import pytest

from zhenggai.extraction.led_pattern import LedPattern
from zhenggai.extraction.outcomes import OutcomeFinder
from zhenggai.extraction.traits import TraitReader
from zhenggai.lexicon import builtin_lexicon

WORDS = ("建立", "建立健全", "健全", "纳入")
PATTERN = r"(?:建立健全|建立|健全)[^。]{0,4}?制度(?!性)|纳入[^。]{1,4}考核"
PARTS = (*WORDS, "制度", "制度性", "考核", "。", "内部", "建", "全")


def texts(parts: tuple[str, ...], number: int) -> list[str]:
    chosen = random.Random(7)
    return ["".join(chosen.choices(parts, k=30)) for _ in range(number)]


@pytest.mark.parametrize("cut", [0, 3])
def test_as_the_pattern_alone(cut: int) -> None:
    led, alone, found = LedPattern(WORDS, PATTERN), re.compile(PATTERN), 0
    for text in texts(PARTS, 200):
        start, end = cut, len(text) - cut
        spans = [match.span() for match in alone.finditer(text, start, end)]
        assert led.spans(text, start, end) == spans
        first = led.search(text, start, end)
        assert (first.span() if first else None) == (spans[0] if spans else None)
        found += len(spans)
    assert found > 200


def test_nothing_in_an_empty_stretch() -> None:
    led = LedPattern(WORDS, PATTERN)
    assert led.search("建立制度", 4, 4) is None
    assert led.spans("建立制度", 2, 1) == []


@pytest.mark.parametrize(
    "owner", [OutcomeFinder(builtin_lexicon())._named, TraitReader(builtin_lexicon())._standing]
)
def test_the_words_lead_every_match(owner: LedPattern) -> None:
    """A way to begin that is not among the words would never be found."""
    lists = (
        *("deliverable_verbs", "deliverable_nouns", "unnamed_verbs", "unnamed_nouns"),
        *("standing_verbs", "standing_nouns", "standing_phrases"),
    )
    words = [word for name in lists for word in builtin_lexicon().words(name)]
    found = 0
    for text in texts(
        (*words, *["实行", "推行了", "纳入", "考核", "责任制", "“积分”", "的", "工作", ",", "。"] * 12), 300
    ):
        spans = [match.span() for match in owner._pattern.finditer(text)]
        assert owner.spans(text, 0, len(text)) == spans
        found += len(spans)
    assert found > 60
