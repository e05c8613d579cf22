"""The matrix as a heat map."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from zhenggai.model import GapReport
from zhenggai.reporting.arrangement import gaps_of
from zhenggai.reporting.html import page

from .. import samples


def rows(report: GapReport) -> list[list[LexborNode]]:
    return [row.css("td, th") for row in LexborHTMLParser(page(report)).css(".matrix tbody tr")]


def test_a_cell_is_coloured_by_verdict_and_worst_gap() -> None:
    first, second, third = rows(samples.typical())
    assert [cell.attributes["class"] for cell in first[2:]] == [
        "pass",
        "gap error heat-1",
        "pass",
        "gap warning heat-1",
        "not_applicable",
        "total error heat-3",
    ]
    assert second[6].attributes["class"] == "not_assessed"
    assert third[-1].text().strip() == "0"


def test_a_cell_with_gaps_leads_to_the_worst_of_them() -> None:
    (link,) = rows(samples.typical())[0][3].css("a")
    gap = next(gap for gap in gaps_of(samples.typical()) if gap.rule == "issue-owner")
    assert link.attributes["href"] == f"#g-{gap.fingerprint}"
    assert link.attributes["aria-label"] == "问题1 责任: 缺口1处"


def test_a_cell_without_listed_gaps_is_no_link() -> None:
    report = samples.report((), samples.ROWS, samples.RULES)
    cells = rows(report)[0]
    assert [cell.css("a") for cell in cells] == [[] for _ in cells]
    assert "缺口" in (cells[3].css("span")[0].attributes["aria-label"] or "")


def test_issues_stand_under_their_groups(audited: GapReport) -> None:
    tree = LexborHTMLParser(page(audited))
    groups = [node.text() for node in tree.css(".matrix th.group")]
    assert groups == ["(一)落实上级部署方面", "(二)队伍建设方面"]
    assert [len(body.css("td.number")) for body in tree.css(".matrix tbody")] == [2, 1]


def test_the_sum_of_a_row_counts_every_gap_of_the_issue(audited: GapReport) -> None:
    tree = LexborHTMLParser(page(audited))
    sums = [int(node.text()) for node in tree.css(".matrix tbody td.total")]
    assert sums == [sum(gap.issue == f"issue-{no}" for gap in gaps_of(audited)) for no in (1, 2, 3)]
    assert int(tree.css(".matrix tfoot td")[-1].text()) == len(gaps_of(audited))
