"""Texts as conditions compare them."""

from __future__ import annotations

import re

import pytest

from zhenggai.extraction.source import fold_table
from zhenggai.inference.folding import broken_sentences, fold, fold_pattern, squeeze, squeezed_lines
from zhenggai.lexicon import builtin_lexicon

MIXED = "２０２３年，“整改”（进展）：ＡＢ—１　《整頓》;plain text"


def test_folding_is_the_documents_own() -> None:
    assert fold(MIXED) == MIXED.translate(fold_table(builtin_lexicon()))
    assert len(fold(MIXED)) == len(MIXED)
    assert fold("plain") == "plain"


def test_white_space_is_dropped() -> None:
    assert squeeze("２０２３　年 6\n月") == "2023年6月"


def test_lines_and_broken_sentences() -> None:
    lines = squeezed_lines("标 题\n\n第一句。\n欢迎广大干部群\n众监督。\n")
    assert lines == ["标题", "第一句。", "欢迎广大干部群", "众监督。"]
    assert broken_sentences(lines) == ["标题第一句。", "欢迎广大干部群众监督。"]


@pytest.mark.parametrize(
    ("pattern", "folded"),
    [
        ("资金|经费", "资金|经费"),
        ("（试行）", r"\(试行\)"),
        (r"\（试行\）", r"\(试行\)"),
        ("[，。]", "[,。]"),
        ("[０-９]+％", "[0-9]+%"),
        (r"\\（", r"\\\("),
        (r"[（\[]", r"[\(\[]"),
    ],
)
def test_patterns_are_folded_as_texts_are(pattern: str, folded: str) -> None:
    assert fold_pattern(pattern) == folded
    re.compile(folded)
