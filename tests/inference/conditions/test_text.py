"""Patterns, words and likeness."""

from __future__ import annotations

import time

import pytest
from tests.inference.asking import compared, truths
from tests.inference.notices import NoticeBuilder

from zhenggai.inference.conditions.text import compiled, first_match, likeness, pattern_of
from zhenggai.rulebook.syntax import Reference
from zhenggai.rulebook.syntax import Test as PropertyTest


def paragraphs(*lines: str) -> NoticeBuilder:
    build = NoticeBuilder()
    for line in lines:
        build.write(line)
    return build


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("资金|经费", [True, False, True]),
        ("资金.*万元", [True, False, False]),
        ("^追回", [True, False, False]),
        ("经费$", [False, False, True]),
        (r"\A追回|\z", [True, True, True]),
        (r"\A资金", [False, False, False]),
        ("万元.学风", [False, False, False]),
        (r"万元\s*学风", [False, False, False]),
        ("(?s)万元.*学风", [False, False, False]),
        ("[^x]学风", [False, False, False]),
        ("x*", [True, True, True]),
        ("[0-9]+万元（试行）", [True, False, False]),
        ("５", [True, False, False]),
        ("(?i)ABC", [False, True, False]),
        (("经费", "追.资"), [True, False, True]),
        (("经费", "学风|xyz"), [False, True, True]),
    ],
)
def test_matches(pattern: str | tuple[str, ...], found: list[bool]) -> None:
    build = paragraphs("追回资金５ 万元(试行)", "学风abc", "经费")
    assert compared(build, "paragraph", "text", matches=pattern) == found


@pytest.mark.parametrize("pattern", [r"\A追回", "^追回", "追回", "x*"])
def test_nothing_matches_where_nothing_is_written(pattern: str) -> None:
    assert compared(paragraphs(), "notice", "text", matches=pattern) == [False]


def test_words() -> None:
    build = paragraphs("追回资金５ 万元（试行）", "学风", "a.b")
    assert compared(build, "paragraph", "text", contains=("（试行)", "风")) == [True, True, False]
    assert compared(build, "paragraph", "text", contains=("a.b", "...")) == [False, False, True]
    assert compared(build, "paragraph", "text", contains=()) == [False, False, False]
    lexicons = {"money": ("资金", "5万元"), "study": ("学 风",), "none": ()}
    for names, found in (
        (("money",), [True, False, False]),
        (("study", "none"), [False, True, False]),
        (("none",), [False] * 3),
    ):
        test = PropertyTest(property="text", operator="lexicon", operand=names)
        assert truths(build, "paragraph", test, lexicons) == found


def test_a_long_word_list_finds_what_a_short_one_finds() -> None:
    build = paragraphs("追回资金", "学风(试行)", "a.b")
    many = tuple(chr(0x4E00 + 7 * number) + "没有" for number in range(200))
    for word, found in (
        ("资金", [True, False, False]),
        ("（试", [False, True, False]),
        ("a.", [False, False, True]),
    ):
        assert compared(build, "paragraph", "text", contains=(*many, word)) == found


def test_a_text_that_is_not_stated_holds_nothing() -> None:
    build = NoticeBuilder().issue("甲")
    for comparison in ({"matches": ".*"}, {"contains": ("甲",)}, {"similar_to": "甲"}):
        assert compared(build, "issue", "group", **comparison) == [False]


def test_a_word_broken_over_two_lines_is_found_in_the_whole_text() -> None:
    build = paragraphs("欢迎广大干部群", "众监督。", "电话")
    for sought in ("群众监督", "群众.督", "欢迎.*监督"):
        assert compared(build, "notice", "text", matches=sought) == [True]
    assert compared(build, "notice", "text", contains=("群众监督",)) == [True]
    for anchored in ("^众监督", "群$", r"^众监督。$"):
        assert compared(build, "notice", "text", matches=anchored) == [True]
    for across in ("监督。电话", "^欢迎广大干部群众", "监督.*电话"):
        assert compared(build, "notice", "text", matches=across) == [False]


def test_a_catastrophic_pattern_is_answered_in_no_time() -> None:
    build = paragraphs("a" * 200_000, "aab")
    started = time.process_time()
    assert compared(build, "paragraph", "text", matches="^(a+)+$|(a|a)*b") == [True, True]
    assert compared(build, "paragraph", "text", matches="^(a+)+c$") == [False, False]
    assert time.process_time() - started < 5


def test_half_a_surrogate_pair_disturbs_nothing() -> None:
    build = paragraphs("资\ud800金", "资金")
    assert compared(build, "paragraph", "text", matches="资金") == [False, True]
    assert compared(build, "paragraph", "text", matches="资.+金|资金$") == [True, True]


def test_many_texts_of_which_many_match() -> None:
    build = paragraphs(*("资金资金" if number % 3 else "其他" for number in range(500)))
    assert compared(build, "paragraph", "text", matches="资.") == [bool(number % 3) for number in range(500)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("资金管理不严", "资金管理不严", 1.0),
        ("资金 管理", "资金管理", 1.0),
        ("资金管理", "学风不实", 0.0),
        ("甲", "甲", 1.0),
        ("甲", "乙", 0.0),
    ],
)
def test_likeness(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == alike


def test_similar_to() -> None:
    build = NoticeBuilder(issuer="资金管理不够严格").issue("资金管理不严格").issue("学风不实")
    reference = Reference(path="notice.issuer")
    condition = PropertyTest(property="heading", operator="similar_to", operand=reference, threshold=0.7)
    assert truths(build, "issue", condition) == [True, False]
    assert compared(build, "issue", "heading", similar_to="资金管理不严格!") == [True, False]
    assert compared(build, "issue", "heading", similar_to=Reference(path="notice.signed_by")) == [None, None]


@pytest.mark.parametrize(
    ("text", "pattern", "quoted"),
    [
        ("追回资金５万元", "[0-9]万元", "５万元"),
        ("群\n 众监督", "群众", "群\n 众"),
        ("资金资金", "资金", "资金"),
        ("甲，乙", "，乙", "，乙"),
        ("甲", "x*", None),
        ("甲", "乙", None),
    ],
)
def test_what_a_pattern_found_is_told_in_the_notices_own_words(
    text: str, pattern: str, quoted: str | None
) -> None:
    bounds = first_match(text, pattern_of(pattern))
    assert (text[slice(*bounds)] if bounds else None) == quoted


def test_patterns_are_compiled_once() -> None:
    assert compiled("资.金") is compiled("资.金")
