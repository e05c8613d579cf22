"""The charts: what they count, and that they can be read without being seen."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from zhenggai.model import GapReport
from zhenggai.reporting.arrangement import gaps_of
from zhenggai.reporting.html import page
from zhenggai.reporting.html.charts.drawing import Bar, bars

from ... import samples


def chart(report: GapReport, name: str) -> LexborNode:
    (found,) = LexborHTMLParser(page(report)).css(f"figure.{name}")
    return found


def figures(found: LexborNode) -> dict[str, str]:
    """The labels of bars and their figures."""
    texts = [node.text() for node in found.css("svg text")]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_rules_by_their_gaps(audited: GapReport) -> None:
    titles = {rule.id: rule.title for rule in audited.rules}
    shown = figures(chart(audited, "rules"))
    for rule in {gap.rule for gap in gaps_of(audited)}:
        if titles[rule] in shown:
            assert int(shown[titles[rule]]) == sum(gap.rule == rule for gap in gaps_of(audited))
    counts = list(map(int, shown.values()))
    assert counts == sorted(counts, reverse=True)


def test_a_bar_of_a_rule_filters_by_it() -> None:
    links = chart(samples.typical(), "rules").css("a")
    assert [link.attributes["data-filter-rule"] for link in links] == [
        "issue-owner",
        "measure-owner",
        "notice-date-valid",
        "issue-outcome",
    ]


def test_groups_by_their_completeness(audited: GapReport) -> None:
    shown = figures(chart(audited, "groups"))
    assert set(shown) == {"(一)落实上级部署方面", "(二)队伍建设方面"}
    rows = [row for row in audited.matrix if row.issue != "issue-3"]
    verdicts = [verdict for row in rows for verdict in row.cells.values() if verdict != "not_applicable"]
    assert shown["(一)落实上级部署方面"] == f"{verdicts.count('pass')}/{len(verdicts)}"


def test_without_groups_the_columns_are_compared() -> None:
    shown = figures(chart(samples.typical(), "groups"))
    assert shown["责任"] == "1/3" and shown["措施"] == "3/3"
    assert list(shown)[-1] == "措施", "the least complete comes first"


def test_owners_by_their_gaps(audited: GapReport) -> None:
    shown = figures(chart(audited, "owners"))
    assert {"河道科", "财务科", "办公室"} <= set(shown)
    cards = LexborHTMLParser(page(audited)).css("[data-owners]")
    nobody = sum((card.attributes["data-owners"] or "") == "0" for card in cards)
    assert int(shown["未写明责任主体"]) == nobody


def test_deadlines_on_a_time_line(audited: GapReport) -> None:
    found = chart(audited, "deadlines")
    assert [node.text() for node in found.css("text.value")] == ["1", "1"]
    assert {"反馈日期", "成文日期"} <= {node.text() for node in found.css("text.label")}
    columns = found.css("svg a title")
    assert [node.text() for node in columns] == ["2024-06: 1项", "2024-08: 1项"]
    assert "立即 1" in found.text() and "长期 1" in found.text()


def test_the_deadlines_are_a_table_as_well(audited: GapReport) -> None:
    rows = [[cell.text() for cell in row.css("td")] for row in chart(audited, "deadlines").css("tbody tr")]
    assert rows[0][:2] == ["2024-06-30", "2024年6月底前"] and rows[0][3] == "1"
    assert len(rows) == sum(
        len(measure.deadlines) for issue in audited.documents[0].facts.issues for measure in issue.measures
    )


def test_no_chart_without_anything_to_show() -> None:
    tree = LexborHTMLParser(page(samples.report((), (), samples.RULES)))
    assert tree.css("figure") == []


def test_an_absurd_date_is_no_deadline_on_the_line(audited: GapReport) -> None:
    document = audited.documents[0]
    issues = tuple(
        replace(
            issue,
            measures=tuple(
                replace(measure, deadlines=tuple(replace(due, end="9999-99-99") for due in measure.deadlines))
                for measure in issue.measures
            ),
        )
        for issue in document.facts.issues
    )
    report = replace(audited, documents=(replace(document, facts=replace(document.facts, issues=issues)),))
    assert len(chart(report, "deadlines").css("svg a")) <= 2


@pytest.mark.parametrize("whole", [0, 3])
def test_a_drawing_is_well_formed(whole: float) -> None:
    drawing = bars(
        "问 & <题>", [Bar(label='<a> & "b"', value="1", parts=(("error", 1), ("info", 2)), link="#x")], whole
    )
    root = ElementTree.fromstring(str(drawing))
    assert root.get("aria-label") == "问 & <题>"
    widths = [
        float(rect.get("width", "").rstrip("%"))
        for rect in root.iter("rect")
        if rect.get("class") in ("error", "info")
    ]
    assert sum(widths) == pytest.approx(100 if whole else 0, abs=0.1)


def test_every_drawing_of_the_page_is_well_formed(audited: GapReport) -> None:
    drawings = re.findall(r"<svg role.*?</svg>(?=\s*(?:</?p|<details|</figure))", page(audited), re.DOTALL)
    assert len(drawings) == 4
    for drawing in drawings:
        ElementTree.fromstring(drawing)
