"""The order in which people read a report."""

from __future__ import annotations

import pytest

from zhenggai.reporting.arrangement import arrange, at_least, gaps_of, ranges

from . import samples


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([1], "1"), ([1, 2], "1、2"), ([1, 2, 3], "1–3"), ([1, 3, 4, 5, 9], "1、3–5、9")],
)
def test_runs_of_numbers_are_joined(numbers: list[int], text: str) -> None:
    assert ranges(numbers, "、") == text


def test_notice_first_then_folds_then_issues() -> None:
    (part,) = arrange(samples.typical())
    assert [gap.rule for gap in part.notice] == ["notice-date-valid"]
    assert [(fold.rule.id, fold.issues, fold.total) for fold in part.folds] == [
        ("issue-owner", (1, 2), 3),
        ("measure-owner", (1,), 9),
    ]
    assert [(issue.row.no, [gap.rule for gap in issue.gaps]) for issue in part.issues] == [
        (1, ["issue-outcome"])
    ]


def test_per_item_folds_nothing() -> None:
    (part,) = arrange(samples.typical(), per_item=True)
    assert part.folds == ()
    assert [gap.severity for gap in part.issues[0].gaps] == ["error", "warning", "info", "info"]


@pytest.mark.parametrize("per_item", [True, False])
@pytest.mark.parametrize("make", [samples.typical, samples.several, samples.hostile, samples.with_verdicts])
def test_every_result_has_one_place(make: object, per_item: bool) -> None:
    report = make()
    placed = []
    for part in arrange(report, per_item=per_item):
        placed += [*part.notice, *part.others]
        placed += [gap for issue in part.issues for gap in issue.gaps]
        placed += [gap for fold in part.folds for gap in fold.gaps]
    assert sorted(map(repr, placed)) == sorted(map(repr, report.results))


def test_a_gap_in_an_issue_that_the_matrix_lacks_is_not_lost() -> None:
    base = samples.typical()
    (part,) = arrange(samples.report(base.results, (), base.rules), per_item=True)
    assert len(part.notice) == 6


def test_minimum_severity_leaves_the_counts_alone() -> None:
    report = samples.typical()
    shown = at_least(report, "warning")
    assert {gap.severity for gap in gaps_of(shown)} == {"error", "warning"}
    assert shown.summary == report.summary
