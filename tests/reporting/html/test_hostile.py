"""A notice may hold anything: on the page it is text, and nothing but text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from zhenggai.model import GapReport, Issue, ReportDocument
from zhenggai.pipeline import audit_text
from zhenggai.reporting.html import page

from .. import samples
from .conftest import NOTICE

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\uffff\ud800-\udfff]"
)
TEXTS = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}{# x #}",
    "&lt;b&gt;&#60;i&#62;",
    "-->]]>",
    "javascript:alert(1)",
    "\u202e\u2066evil\u200b\ufeff",
    "\x00\x1b[31m\x85",
)


def elements(html: str) -> dict[str, int]:
    """How many elements of each name a page has, and of attributes that run something."""
    counts: dict[str, int] = {}
    for node in LexborHTMLParser(html).css("*"):
        counts[node.tag or ""] = counts.get(node.tag or "", 0) + 1
    return counts


def hostile_everywhere(report: GapReport, text: str) -> GapReport:
    """``report`` with ``text`` added to whatever a document, a rule or a file name can say."""
    results = tuple(
        replace(
            each,
            message=each.message + text,
            hint=each.hint + text,
            quote=(each.quote or "") + text,
            reason=(each.reason or "") + text,
            waiver={"reason": text},
            evidence=tuple(replace(found, text=found.text + text, note=text) for found in each.evidence),
            basis=tuple(replace(norm, norm=norm.norm + text) for norm in each.basis),
        )
        for each in report.results
    )
    rules = tuple(replace(rule, title=rule.title + text, why=rule.why + text) for rule in report.rules)
    titles = {name: title + text for name, title in report.column_titles.items()}
    matrix = tuple(replace(row, heading=row.heading + text) for row in report.matrix)
    documents = tuple(hostile_facts(each, text) for each in report.documents)
    return replace(
        report, results=results, rules=rules, column_titles=titles, matrix=matrix, documents=documents
    )


def hostile_facts(each: ReportDocument, text: str) -> ReportDocument:
    def issue(one: Issue) -> Issue:
        measures = tuple(
            replace(
                measure,
                owners=tuple(replace(owner, text=owner.text + text) for owner in measure.owners),
                deadlines=tuple(replace(due, text=due.text + text, end=text) for due in measure.deadlines),
                outcomes=tuple(replace(outcome, unit=text) for outcome in measure.outcomes),
            )
            for measure in one.measures
        )
        return replace(one, measures=measures, group=(one.group or "") + text)

    return replace(each, facts=replace(each.facts, issues=tuple(map(issue, each.facts.issues))))


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_values_add_no_element(audited: GapReport, text: str) -> None:
    plain, hostile = elements(page(hostile_everywhere(audited, "x"))), page(hostile_everywhere(audited, text))
    assert elements(hostile) == plain
    tree = LexborHTMLParser(hostile)
    assert [name for node in tree.css("*") for name in node.attributes if name.startswith("on")] == []
    assert all((node.attributes["href"] or "").startswith("#") for node in tree.css("[href]"))
    assert UNSEEN.findall(hostile) == []


@pytest.mark.parametrize("text", TEXTS)
def test_a_hostile_notice_is_shown_as_it_is_written(text: str) -> None:
    text = text.replace("\0", "\1")  # a text with NUL is refused as binary
    report = audit_text(
        NOTICE.replace("河道管护责任", f"河道{text}责任").replace("清理河道", f"清理{text}河道")
    )
    html = page(report)
    tree = LexborHTMLParser(html)
    shown = tree.css(".notice")[0].text()
    if UNSEEN.search(text):
        assert "[U+" in shown
    else:
        assert text in shown
    assert len(tree.css("script")) == 1 and tree.css("img") == []
    assert UNSEEN.findall(html) == []


@pytest.mark.parametrize("make", [samples.hostile, samples.several])
def test_no_line_is_a_command_to_a_build_machine(make: Callable[[], GapReport]) -> None:
    html = page(make())
    assert not re.search(r"^\s*::", html, re.MULTILINE)
    assert "##[" not in html
    if make is samples.hostile:
        assert "::error::injected" in LexborHTMLParser(html).text()


def test_marks_that_overlap_leave_the_text_whole(audited: GapReport) -> None:
    document = audited.documents[0]
    widened = tuple(
        replace(claim, span=replace(claim.span, start=claim.span.start - 3, end=claim.span.end + 200))
        for claim in document.facts.claims
    )
    report = replace(audited, documents=(replace(document, facts=replace(document.facts, claims=widened)),))
    tree = LexborHTMLParser(page(report))
    lines = [line for line in NOTICE.split("\n") if line.strip()]
    shown = [node.text() for node in tree.css(".notice [data-line]")]
    assert shown == lines


def test_spans_beyond_the_text_do_no_harm(audited: GapReport) -> None:
    far = samples.span(10_000_000, 5, 999)
    results = tuple(replace(each, span=far) for each in audited.results)
    tree = LexborHTMLParser(page(replace(audited, results=results)))
    assert len(tree.css("[data-gap]")) == len(audited.results)
    assert tree.css("a.jump") == []
