"""Nothing on the page is said in the templates: all of it stands in the tables of words, in both languages."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from zhenggai import model
from zhenggai.model import GapReport
from zhenggai.reporting.arrangement import gaps_of
from zhenggai.reporting.html.marks import KINDS
from zhenggai.reporting.html_words import HTML_WORDS
from zhenggai.reporting.html import page
from zhenggai.reporting.words import WORDS

from .conftest import NOTICE

TEMPLATES = sorted(
    (each for each in (files("zhenggai.reporting.html") / "templates").iterdir()), key=lambda each: each.name
)
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uff5e]+")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_no_template_has_words_of_its_own(template: model.Document) -> None:
    text = template.read_text(encoding="utf-8")
    assert not CHINESE.search(text)
    if template.name.endswith(".html"):
        plain = re.sub(r"{{.*?}}|{%.*?%}", "", text, flags=re.DOTALL)
        assert re.findall(r">[^<]*\w[^<]*<", plain) == []
        assert re.findall(r'(?:aria-label|title|alt|placeholder)="[^"]*\w', plain) == []


def test_no_word_is_left_over() -> None:
    package = files("zhenggai.reporting.html")
    sources = [each for folder in (package, package / "charts", package / "templates") for each in folder.iterdir()]
    text = "".join(each.read_text(encoding="utf-8") for each in sources if each.is_file())
    assert [key for key in HTML_WORDS if f'"{key}"' not in text and f"'{key}'" not in text and not key.startswith("fact.")] == []
    assert all(f"fact.{kind}" in WORDS for kind in KINDS)


def test_an_english_page_says_nothing_in_chinese_but_what_the_notice_says(audited_in: GapReport) -> None:
    if audited_in.language == "zh":
        return
    said = NOTICE + "".join(gap.message + gap.hint + (gap.reason or "") for gap in gaps_of(audited_in))
    said += "".join(str(rule) for rule in audited_in.rules)
    said += "".join(str(evidence.note) for gap in gaps_of(audited_in) for evidence in gap.evidence)
    left = {found for found in CHINESE.findall(page(audited_in)) if found not in said}
    # owners and sentences are put together from the notice's own words
    assert {found for found in left if not set(found) <= set(said)} == set()
    assert not left & {words for pair in HTML_WORDS.values() for words in pair}


def test_both_languages_show_the_same_gaps(audited: GapReport, audited_in: GapReport) -> None:
    assert {gap.fingerprint for gap in gaps_of(audited)} == {gap.fingerprint for gap in gaps_of(audited_in)}
    for gap in gaps_of(audited):
        assert f'data-gap="{gap.fingerprint}"' in page(audited_in)
