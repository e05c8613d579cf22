"""The page as a file: complete in itself, well-formed, every gap in it once."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from zhenggai.model import GapReport
from zhenggai.pipeline import audit_paths
from zhenggai.reporting.arrangement import gaps_of
from zhenggai.reporting.html import page
from zhenggai.reporting.writers import Presentation, writer

from .. import samples

VOID = {"meta", "input", "br", "img", "link", "hr"}
SAMPLES = [samples.typical, samples.several, samples.with_verdicts, samples.clean, samples.hostile]


class Balance(HTMLParser):
    """Notes each end tag that closes something else than the element that is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID and tag not in ("rect", "line"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("rect", "line"):
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def parsed(report: GapReport, **options: bool) -> LexborHTMLParser:
    return LexborHTMLParser(page(report, **options))


@pytest.fixture(
    scope="module", params=[*SAMPLES, "audited"], ids=lambda make: getattr(make, "__name__", make)
)
def report(request: pytest.FixtureRequest) -> GapReport:
    """Reports by hand, and one with the text and facts of a notice."""
    if callable(request.param):
        made: GapReport = request.param()
        return made
    whole: GapReport = request.getfixturevalue("audited")
    return whole


@pytest.mark.parametrize("options", [{}, {"per_item": True}, {"paper": True}], ids=str)
def test_every_gap_is_one_element(report: GapReport, options: dict[str, bool]) -> None:
    marked = [node.attributes["data-gap"] for node in parsed(report, **options).css("[data-gap]")]
    assert Counter(marked) == Counter(gap.fingerprint for gap in gaps_of(report))


def test_elements_are_closed_in_order(report: GapReport) -> None:
    balance = Balance()
    balance.feed(page(report))
    assert (balance.wrong, balance.open) == ([], [])


def test_ids_are_unique_and_every_link_within_the_page_has_a_target(report: GapReport) -> None:
    tree = parsed(report)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    links = [node.attributes["href"] or "" for node in tree.css("[href]")]
    assert links and {link[1:] for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


def test_it_loads_nothing_and_runs_only_its_own_script(report: GapReport) -> None:
    html = page(report)
    tree = LexborHTMLParser(html)
    assert tree.css("link, img, iframe, object, embed, base, form, [src], [srcset], [style]") == []
    assert not re.search(r"url\(|@import|@font-face|fetch\(|XMLHttpRequest|WebSocket", html)
    handlers = [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]
    assert handlers == []
    (policy,) = tree.css("meta[http-equiv]")
    rules = dict(rule.strip().split(" ", 1) for rule in (policy.attributes["content"] or "").split(";"))
    assert rules["default-src"] == "'none'"
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
    assert rules["form-action"] == rules["base-uri"] == "'none'"


def test_paper_is_unfolded_and_has_no_script(audited: GapReport) -> None:
    paper = parsed(audited, paper=True)
    assert paper.css("script") == []
    assert "script-src 'none'" in (paper.css("meta[http-equiv]")[0].attributes["content"] or "")
    assert paper.css("details") and all("open" in node.attributes for node in paper.css("details"))


def test_a_fold_holds_its_gaps_unless_each_is_wanted(audited: GapReport) -> None:
    folded = {rule.id for rule in audited.rules if rule.fold}
    gaps = [gap.fingerprint for gap in gaps_of(audited) if gap.rule in folded]
    within = [node.attributes["data-gap"] for node in parsed(audited).css("details.fold [data-gap]")]
    assert gaps and sorted(within) == sorted(gaps)
    assert parsed(audited, per_item=True).css("details.fold") == []


def test_a_card_says_what_where_why_and_what_would_close_the_gap(audited: GapReport) -> None:
    tree = parsed(audited)
    rules = {rule.id: rule for rule in audited.rules}
    for gap in gaps_of(audited):
        (card,) = tree.css(f'[data-gap="{gap.fingerprint}"]')
        text = card.text()
        rule = rules[gap.rule]
        assert gap.message in text and gap.hint in text and rule.why in text and rule.title in text
        assert (gap.quote or "") in text
        assert all(evidence.text in text for evidence in gap.evidence)


def test_the_filters_offer_what_there_is(audited: GapReport) -> None:
    tree = parsed(audited)
    offered = [
        node.attributes["value"] for node in tree.css("#filter-rule option") if node.attributes["value"]
    ]
    assert sorted(offered) == sorted({gap.rule for gap in gaps_of(audited)})
    numbers = {
        number
        for card in tree.css("[data-owners]")
        for number in (card.attributes["data-owners"] or "").split()
    }
    owners = {node.attributes["value"]: node.text() for node in tree.css("#filter-owner option")}
    assert numbers == set(owners) - {""}
    assert any("河道科" in name for name in owners.values())


def test_a_report_without_documents_has_no_text_and_no_links_to_it() -> None:
    tree = parsed(samples.typical())
    assert tree.css(".notice") == [] and tree.css("a.jump") == []
    assert "第12行" in tree.css("article")[1].text()


def test_several_inputs_are_listed_with_what_became_of_them() -> None:
    rows = [row.text() for row in parsed(samples.several()).css("table.inputs tbody tr")]
    assert len(rows) == 4
    assert "没有识别出任何问题" in rows[1] and "文件不存在" in rows[3]


def test_an_input_without_gaps_says_so_and_a_failed_one_does_not() -> None:
    assert "未发现缺口" in parsed(samples.clean()).css(".none")[0].text()
    failed = samples.report((), (), samples.RULES, inputs=samples.several().inputs[1:])
    assert "未发现缺口" not in page(failed)


def test_the_same_report_gives_the_same_page(audited: GapReport) -> None:
    assert page(audited) == page(audited)


def test_seed_004_stays_small(seeds: Path) -> None:
    (path,) = seeds.glob("004_*.txt")
    made = writer("html").render(audit_paths([path]), Presentation())
    assert len(made) <= 1_500_000


@pytest.mark.parametrize("name", ["page.css", "page.js"])
def test_the_assets_cannot_end_their_element(name: str) -> None:
    from zhenggai.reporting.html.page import _asset

    assert "</" not in _asset(name)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", _asset(name))


def test_what_is_in_the_text_is_told_by_more_than_colour(audited: GapReport) -> None:
    tree = parsed(audited)
    facts = tree.css(".notice .fact")
    assert facts and all(node.attributes.get("title") for node in facts)
    assert all(node.attributes.get("aria-label") for node in tree.css(".matrix td a, .notice .flag"))


def test_a_reader_aloud_is_told_which_language_it_is(audited_in: GapReport) -> None:
    tree = parsed(audited_in)
    assert tree.css("html")[0].attributes["lang"] == ("zh-CN" if audited_in.language == "zh" else "en")
    assert tree.css(".notice")[0].attributes["lang"] == "zh"
