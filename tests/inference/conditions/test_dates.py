"""Dates of any precision."""

from __future__ import annotations

import pytest
from tests.inference.asking import compared
from tests.inference.notices import NoticeBuilder

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions.dates import days_of
from zhenggai.rulebook.syntax import Reference


def deadline(end: str | None, **notice: str) -> NoticeBuilder:
    return NoticeBuilder(**notice).issue("甲", line="年底", deadlines=[{"text": "年底", "end": end}])


@pytest.mark.parametrize(
    ("end", "operand", "before", "after"),
    [
        ("2023-06-18", "2023-06-19", True, False),
        ("2023-06-18", "2023-06-18", False, False),
        ("2023-06-19", "2023-06-18", False, True),
        ("2023-06", "2023-07-01", True, False),
        ("2023-06", "2023-06-18", None, None),
        ("2023-06", "2023-06-01", False, None),
        ("2023-06", "2023-06-30", None, False),
        ("2023", "2024-01", True, False),
        ("2023", "2023", None, None),
        (None, "2023", None, None),
    ],
)
def test_partial_dates_are_intervals(
    end: str | None, operand: str, before: bool | None, after: bool | None
) -> None:
    opposite = {True: False, False: True, None: None}
    expected = {
        "before": before,
        "not_before": opposite[before],
        "after": after,
        "not_after": opposite[after],
    }
    for operator, truth in expected.items():
        assert compared(deadline(end), "deadline", "end", **{operator: operand}) == [truth], operator


def test_days_are_added_to_references() -> None:
    sixty = Reference(path="notice.feedback_date", days=60)
    for end, truth in (("2023-12-12", False), ("2023-12-13", True), ("2023-12", None)):
        build = deadline(end, feedback_date="2023-10-13")
        assert compared(build, "deadline", "end", after=sixty) == [truth], end
    back = Reference(path="notice.feedback_date", days=-13)
    assert compared(deadline("2023-09-29", feedback_date="2023-10-13"), "deadline", "end", before=back) == [
        True
    ]
    assert compared(deadline("2023-09-29"), "deadline", "end", before=back) == [None]


@pytest.mark.parametrize(
    "text",
    ["2023-02-30", "2023-13", "20228", "0000", "18-06-2023", "R/P1M", "", "2023-06-18-01", "2023-06-18T10"],
)
def test_what_is_no_date_is_unknown(text: str) -> None:
    assert days_of(text) is None


def test_a_literal_that_is_no_date_is_a_mistake_of_the_rule() -> None:
    with pytest.raises(InferenceError, match="不是日期"):
        compared(deadline("2023"), "deadline", "end", before="明天")
