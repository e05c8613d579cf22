"""Nothing on the page is said in the templates: all of it stands in the tables of words, in both languages."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from zhenggai.model import GapReport
from zhenggai.reporting.arrangement import gaps_of
from zhenggai.reporting.html import page
from zhenggai.reporting.html.marks import KINDS
from zhenggai.reporting.html_words import HTML_WORDS
from zhenggai.reporting.words import WORDS

from .conftest import NOTICE

TEMPLATES = sorted(
    (each for each in (files("zhenggai.reporting.html") / "templates").iterdir()), key=lambda each: each.name
)
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uff5e]+")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_no_template_has_words_of_its_own(template: Traversable) -> None:
    text = template.read_text(encoding="utf-8")
    assert not CHINESE.search(text)
    if template.name.endswith(".html"):
        plain = re.sub(r"{{.*?}}|{%.*?%}", "", text, flags=re.DOTALL)
        assert re.findall(r">[^<]*\w[^<]*<", plain) == []
        assert re.findall(r'(?:aria-label|title|alt|placeholder)="[^"]*\w', plain) == []


def test_no_word_is_left_over() -> None:
    package = files("zhenggai.reporting.html")
    sources = [
        each for folder in (package, package / "charts", package / "templates") for each in folder.iterdir()
    ]
    text = "".join(each.read_text(encoding="utf-8") for each in sources if each.is_file())
    unused = [key for key in HTML_WORDS if not re.search(rf"""["']{re.escape(key)}["']""", text)]
    assert sorted(unused) == sorted(set(unused) & {f"fact.{kind}" for kind in KINDS})


def test_no_word_of_the_other_language_is_left(audited_in: GapReport) -> None:
    mine, other = (0, 1) if audited_in.language == "zh" else (1, 0)
    tree = LexborHTMLParser(page(audited_in))
    said = {text.strip() for node in tree.css("body *") for text in (node.text(deep=False), *labels(node))}
    said |= {part for text in said for part in text.split(": ")}
    assert {pair[mine] for pair in WORDS.values()} & said
    # a few words are the notice's own (the status 已完成) or the same in both languages
    foreign = {pair[other] for pair in WORDS.values()} - {pair[mine] for pair in WORDS.values()}
    assert {word for word in foreign & said if word not in NOTICE} == set()


def labels(node: LexborNode) -> list[str]:
    return [node.attributes.get(name) or "" for name in ("title", "aria-label")]


def test_both_languages_show_the_same_gaps(audited: GapReport, audited_in: GapReport) -> None:
    assert {gap.fingerprint for gap in gaps_of(audited)} == {gap.fingerprint for gap in gaps_of(audited_in)}
    for gap in gaps_of(audited):
        assert f'data-gap="{gap.fingerprint}"' in page(audited_in)
