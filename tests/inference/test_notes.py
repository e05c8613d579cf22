"""The words of reasons, in both languages."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from zhenggai.inference.notes import NOTES, kind_name, note, path_name, value_name
from zhenggai.rulebook.syntax import Language
from zhenggai.rulebook.vocabulary import CLAIM_SUBJECTS, KINDS, PROPERTIES

LANGUAGES: tuple[Language, ...] = get_args(Language)


@pytest.mark.parametrize("name", NOTES)
def test_a_note_says_the_same_in_both_languages(name: str) -> None:
    texts = NOTES[name]
    assert set(texts) == set(LANGUAGES)
    assert len({frozenset(re.findall(r"\{\d\}", text)) for text in texts.values()}) == 1
    assert not re.search("[\u4e00-\u9fff]", texts["en"])


def test_values_are_shown_as_they_are() -> None:
    assert note("value_is", ("甲{0}", "{1}"), "zh") == "甲{0}: {1}"
    assert note("", (), "zh") is None


def test_every_kind_and_property_has_a_name() -> None:
    for kind in KINDS:
        assert kind_name(kind, "zh") and kind_name(kind, "en")
        for name in PROPERTIES[kind]:
            assert not path_name(f"{kind}.{name}", "zh").isascii()
            assert path_name(f"{kind}.{name}", "en") == f"{kind}.{name}"
    assert path_name("notice.signed_date", "zh") == "落款日期"
    for subject in CLAIM_SUBJECTS:
        assert not path_name(f"claim.{subject}", "zh").isascii()
        assert path_name(f"claim.{subject}", "en") == f"claim.{subject}"


def test_every_value_that_a_choice_can_take_has_a_chinese_name() -> None:
    for kind in KINDS:
        for name, known in PROPERTIES[kind].items():
            for value in known.values:
                assert not value_name(value, "zh").isascii(), f"{kind}.{name}: {value}"


def test_a_field_that_is_stated_is_named_in_the_readers_words() -> None:
    assert note("only_stated", ("notice.contact.phone",), "zh") == "只写明了公布的电话"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (None, "—", "—"),
        (True, "是", "yes"),
        (162.0, "162", "162"),
        (140.59, "140.59", "140.59"),
        (12345678.0, "12345678", "12345678"),
        (3, "3", "3"),
        ("long_term", "长期坚持", "long_term"),
        ("乙", "乙", "乙"),
    ],
)
def test_values(value: object, zh: str, en: str) -> None:
    assert (value_name(value, "zh"), value_name(value, "en")) == (zh, en)
