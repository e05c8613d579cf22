"""The notice's own text: whole, with its facts and gaps where they stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from zhenggai.model import Block, GapReport, Result, Span
from zhenggai.reporting.arrangement import gaps_of
from zhenggai.reporting.html.marks import fact_marks
from zhenggai.reporting.html.text import MarkedText, marked_text
from zhenggai.reporting.words import Words

from .. import samples
from .conftest import NOTICE

WORDS = Words("zh")


def marked(report: GapReport, gaps: Sequence[Result] | None = None) -> MarkedText:
    return marked_text(report.documents[0], gaps_of(report) if gaps is None else gaps, 0, WORDS)


def tree_of(text: MarkedText) -> LexborHTMLParser:
    return LexborHTMLParser(f"<main>{text.html}</main>")


@pytest.mark.parametrize("blocks", [True, False], ids=["blocks", "lines"])
def test_the_text_is_whole_and_lines_are_numbered(audited: GapReport, blocks: bool) -> None:
    document = audited.documents[0]
    if not blocks:
        document = replace(document, document=replace(document.document, blocks=()))
    tree = tree_of(marked(replace(audited, documents=(document,))))
    lines = [(number, line) for number, line in enumerate(NOTICE.split("\n"), 1) if line]
    shown = tree.css("[data-line]")
    assert [(int(node.attributes["data-line"] or 0), node.text()) for node in shown] == lines


def test_each_fact_is_marked_with_what_it_is(audited: GapReport) -> None:
    tree = tree_of(marked(audited))
    text = audited.documents[0].document.text
    titles = {node.text(): node.attributes["title"] or "" for node in tree.css(".fact")}
    (owner,) = audited.documents[0].facts.issues[0].measures[0].owners
    assert titles[owner.text] == f"责任主体: {WORDS(f'owner.{owner.kind}')}"
    assert titles["2024年6月底前"].endswith("2024-06-30")
    (outcome,) = audited.documents[0].facts.issues[0].measures[0].outcomes
    assert titles[outcome.text].startswith("成效: ") and titles[outcome.text].endswith("12 公里")
    for mark in fact_marks(audited.documents[0].facts, WORDS):
        (piece,) = tree.css(f"#t0-{mark.start}")
        assert mark.kind in (piece.attributes["class"] or "").split()
        assert text[mark.start : mark.end].startswith(piece.text())


def test_each_gap_has_one_flag(audited: GapReport) -> None:
    flags = tree_of(marked(audited)).css(".flag")
    named = [gap for flag in flags for gap in (flag.attributes["data-gaps"] or "").split()]
    assert sorted(named) == sorted(gap.fingerprint for gap in gaps_of(audited) if gap.span)


def test_the_flag_of_an_issue_stands_behind_its_heading_and_of_a_measure_before_it(
    audited: GapReport,
) -> None:
    gaps = gaps_of(audited)
    issue = next(gap for gap in gaps if gap.subject.type == "issue" and gap.span)
    measure = next(gap for gap in gaps if gap.subject.type == "measure" and gap.span)
    html = str(marked(audited).html)
    flag, heading = (
        html.index(issue.fingerprint),
        html.index(f'id="t0-{issue.span.start if issue.span else 0}"'),
    )
    assert flag > heading
    flag, text = (
        html.index(measure.fingerprint),
        html.index(f'id="t0-{measure.span.start if measure.span else 0}"'),
    )
    assert flag < text


def test_every_place_of_a_gap_can_be_linked_to(audited: GapReport) -> None:
    text = marked(audited)
    tree = tree_of(text)
    for gap in gaps_of(audited):
        for span in (gap.span, *(evidence.span for evidence in gap.evidence)):
            if span:
                (piece,) = tree.css(text.link(span))
                assert text.link(span) == f"#t0-{span.start}" and piece.text()


def test_headings_are_headings(audited: GapReport) -> None:
    tree = tree_of(marked(audited))
    assert [node.text() for node in tree.css("h4.issue")] == [
        "1.关于河道管护责任不清的问题",
        "2.关于资金拨付缓慢的问题",
        "3.关于干部培训走过场的问题",
    ]
    assert "一、组织领导情况" in [node.text() for node in tree.css("h4.section")]
    assert tree.css("p.title")[0].text() == NOTICE.split("\n")[0]


def test_a_page_on_one_line_is_no_heading() -> None:
    from zhenggai.pipeline import audit_text

    report = audit_text(NOTICE.replace("\n", " ").strip())
    assert tree_of(marked(report)).css("h4") == []


def test_measures_are_numbered(audited: GapReport) -> None:
    ticks = [node.attributes["data-n"] for node in tree_of(marked(audited)).css(".tick")]
    assert ticks == ["1.1", "1.2", "2.1", "2.2", "3.1"]


def test_pages_are_told(audited: GapReport) -> None:
    document = audited.documents[0]
    blocks = tuple(
        replace(block, page=1 + place // 5) for place, block in enumerate(document.document.blocks)
    )
    paged = replace(document, document=replace(document.document, blocks=blocks))
    tree = tree_of(marked(replace(audited, documents=(paged,))))
    assert [node.text() for node in tree.css("p.page")] == ["第1页", "第2页", "第3页", "第4页"][
        : 1 + (len(blocks) - 1) // 5
    ]


def test_a_gap_between_two_paragraphs_is_flagged_at_the_next(audited: GapReport) -> None:
    document = audited.documents[0].document
    first, second = document.blocks[:2]
    gap = samples.gap(
        "r", "issue-1", "m", place=Span(start=first.end, end=second.start + 2, line=1, column=1)
    )
    html = str(marked(audited, [gap]).html)
    assert html.index(gap.fingerprint) < html.index(f'id="t0-{second.start}"')
    assert html.index(gap.fingerprint) > html.index(f'id="t0-{first.start}"')


def test_an_empty_document_has_no_text(audited: GapReport) -> None:
    document = audited.documents[0]
    empty = replace(document, document=replace(document.document, text="", blocks=()))
    assert marked(replace(audited, documents=(empty,))).html == ""
    assert MarkedText.nowhere(0).link(Span(start=0, end=1, line=1, column=1)) == ""


def test_a_long_text_takes_time_in_proportion(audited: GapReport) -> None:
    """20,000 lines with a gap each would never end if one of them were looked for among all."""
    document = audited.documents[0]
    text = "措施一条\n" * 20_000
    blocks = tuple(Block(start=5 * place, end=5 * place + 4) for place in range(20_000))
    long = replace(document, document=replace(document.document, text=text, blocks=blocks))
    gaps = [
        samples.gap("r", f"issue-{place}", "m", place=samples.span(5 * place, 4, place))
        for place in range(20_000)
    ]
    assert str(marked(replace(audited, documents=(long,)), gaps).html).count('class="flag') == 20_000
