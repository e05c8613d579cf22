"""What is passed over unread, because a cheap look shows that it holds nothing, holds nothing indeed."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from tests.extraction.owner_samples import kinds

from zhenggai.extraction.assembly import extract_facts
from zhenggai.extraction.outline.labels import ROLES, labels_for
from zhenggai.extraction.outline.numbering import inline_marks
from zhenggai.extraction.owners.lists import Reader
from zhenggai.extraction.owners.patterns import grammar_of
from zhenggai.lexicon import builtin_lexicon
from zhenggai.reading import read_bytes

LEXICON = builtin_lexicon()


@pytest.fixture(scope="module")
def clauses(fixtures: Path) -> list[str]:
    """Every clause of the labelled notices."""
    texts = [path.read_text(encoding="utf-8", errors="ignore") for path in sorted(fixtures.glob("*/*.txt"))]
    return sorted({clause for text in texts for clause in re.split(r"[,,。;;::\s]", text) if clause})


def test_no_name_stands_where_none_can_end(clauses: list[str]) -> None:
    grammar = grammar_of(LEXICON)
    skipped = [clause for clause in clauses if not grammar.name_ends.within(clause, 0, len(clause))]
    assert len(skipped) > len(clauses) / 4
    for clause in skipped:
        reader = Reader(grammar.words, *grammar.words.read(clause))
        assert all(reader.names(first) is None for first in range(len(reader.tokens))), clause


@pytest.mark.parametrize("name", ["counted_nouns", "unit_not_before", "limit_words"])
def test_a_guard_hides_no_word(name: str, clauses: list[str]) -> None:
    plain, guarded = re.compile(LEXICON.any_of(name)), re.compile(LEXICON.guarded(name))
    for clause in clauses:
        for place in range(len(clause)):
            found = [pattern.match(clause, place) for pattern in (plain, guarded)]
            assert len({match and match[0] for match in found}) == 1, clause[place:]


def test_every_label_is_read() -> None:
    labels = labels_for(LEXICON)
    words = [word for name in ROLES for word in LEXICON.lists.get(f"label_{name}", ())]
    assert len(words) > 100
    for word in words:
        for line in (f"{word}:甲", f"【{word}】甲", f"**{word}**:甲", f"<{word}>:甲"):
            assert labels.at(line, 0, len(line)), line


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("县财政局开展核查", [("县财政局", "subject")]),
        (" 县财政局开展核查", [("县财政局", "subject")]),
        ("完善制度。\n\n 县财政局开展核查", [("县财政局", "subject")]),
        ("完善制度。 \n \n县财政局开展核查", [("县财政局", "subject")]),
        ("(1)县财政局开展核查", [("县财政局", "subject")]),
        ("( 县财政局开展核查)", [("县财政局", "subject")]),
        ("2024年3月,县财政局开展核查", [("县财政局", "subject")]),
        ("针对反馈的问题县财政局开展核查", [("县财政局", "subject")]),
        ("督查办开展核查", [("督查办", "subject")]),  # 督查 begins a clause as a verb, too
        ("督查各项工作", []),
    ],
)
def test_clauses_begin_behind_any_mark(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


def test_space_between_clauses_is_read_once() -> None:
    text = "。" + "\n" * 60_000 + "完善制度"
    began = time.process_time()
    assert not list(grammar_of(LEXICON).clauses.finditer(text))
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("line", "start", "places"),
    [
        ("落实。( 1)印发办法。(2)开展检查", 0, [3, 12]),
        ("、( 1)印发办法。(2)开展检查", 1, [10]),  # a point at the very start was read before
        ("第二是督办。三是公示", 0, [6]),
        ("落实一是印发二是检查;三是公示", 0, [6, 11]),
        ("落实。一是印发。二是检查", 0, [3, 8]),  # every 是 belongs to a number
        ("落实。一是印发二是检查", 0, [3, 7]),
    ],
)
def test_points_in_a_paragraph(line: str, start: int, places: list[int]) -> None:
    assert [mark.start for mark in inline_marks(line, start, len(line))] == places


def test_leaders_are_found_far_from_the_begin_of_a_section() -> None:
    filler = "坚决扛起整改主体责任,认真学习领会精神。" * 40
    text = (
        "某县水利局关于巡察整改进展情况的通报\n一、组织领导情况\n"
        f"{filler}成立整改工作领导小组,由局党组书记担任组长。{filler}党组书记认真履行第一责任人职责。{filler}\n"
        "二、整改进展情况\n1.关于制度不健全的问题\n整改情况:一是修订制度。二是开展检查。\n"
    )
    notice = extract_facts(read_bytes(text.encode(), "x.txt")).notice
    assert [owner.text for owner in notice.responsibility] == ["局党组书记", "党组书记"]
