"""Totals, parts and rates that the notice claims."""

from __future__ import annotations

import pytest
from tests.inference.asking import answers, quotes
from tests.inference.notices import NoticeBuilder

PARTS = ("completed", "ongoing", "not_started")
Claims = list[tuple[str, float, str]]


def claimed(claims: Claims) -> NoticeBuilder:
    build = NoticeBuilder()
    for subject, value, unit in claims:
        build.claim(subject, value, unit, f"{subject}{value:g}{unit}")
    return build


@pytest.mark.parametrize(
    ("claims", "truth"),
    [
        ([("issues", 38, "个"), ("completed", 31, "个"), ("ongoing", 7, "个")], True),
        ([("issues", 38, "个"), ("completed", 31, "个"), ("ongoing", 6, "个")], False),
        ([("issues", 38, "个"), ("completed", 31, "个")], True),
        ([("issues", 38, "个"), ("completed", 39, "个")], False),
        ([("issues", 38, "个")], None),
        ([("completed", 38, "个")], None),
        ([], None),
        # Parts of the measures are no parts of the issues.
        (
            [("issues", 38, "个"), ("measures", 126, "条"), ("completed", 100, "条"), ("ongoing", 26, "条")],
            None,
        ),
        (
            [("issues", 38, "个"), ("measures", 126, "条"), ("completed", 31, "个"), ("ongoing", 7, "个")],
            True,
        ),
        # A part before its total belongs to the first after it.
        ([("completed", 31, "个"), ("issues", 38, "个"), ("ongoing", 6, "个")], False),
        # Said twice, the first counts.
        (
            [("issues", 38, "个"), ("completed", 31, "个"), ("ongoing", 7, "个"), ("completed", 30, "个")],
            True,
        ),
        # Where the first does not fit, one cannot tell which is meant.
        (
            [("issues", 38, "个"), ("completed", 30, "个"), ("ongoing", 7, "个"), ("completed", 31, "个")],
            None,
        ),
    ],
)
def test_sums_to(claims: Claims, truth: bool | None) -> None:
    (answer,) = answers(claimed(claims), "notice", "sums_to", total="issues", parts=PARTS)
    assert answer.holds is truth
    assert bool(answer.clues) == (truth is False)


@pytest.mark.parametrize(("rest", "truth"), [("其余事项正在推进。", True), ("。其余事项正在推进。", False)])
def test_a_remainder_in_the_same_sentence_makes_up_the_total(rest: str, truth: bool) -> None:
    build = claimed([("issues", 38, "个"), ("completed", 31, "个"), ("ongoing", 6, "个")]).write(rest)
    (answer,) = answers(build, "notice", "sums_to", total="issues", parts=PARTS)
    assert answer.holds is truth


def test_a_rate_behind_an_amount_is_a_share_of_the_money() -> None:
    claims = [("issues", 9, "个"), ("completed", 7, "个"), ("money", 3041.7, "万元"), ("rate", 93.1, "%")]
    (answer,) = answers(
        claimed(claims), "notice", "rate_agrees", rate="rate", part="completed", total="issues"
    )
    assert answer.holds is True


def test_what_is_absent_of_a_sum_is_named() -> None:
    (answer,) = answers(claimed([("issues", 38, "个")]), "notice", "sums_to", total="issues", parts=PARTS)
    assert answer.absent == ("claim.completed", "claim.ongoing", "claim.not_started")


def test_total_and_parts_are_quoted() -> None:
    build = claimed([("issues", 38, "个"), ("completed", 31, "个"), ("ongoing", 6, "个")])
    (answer,) = answers(build, "notice", "sums_to", total="issues", parts=PARTS)
    assert quotes(answer) == ["issues38个", "completed31个", "ongoing6个"]


@pytest.mark.parametrize(
    ("rate", "part", "whole", "truth"),
    [
        ("98.5", 67, 68, True),  # 98.529
        ("98.53", 67, 68, True),
        ("98.52", 67, 68, True),  # cut
        ("98.4", 67, 68, False),
        ("98.6", 67, 68, False),
        ("99", 67, 68, True),
        ("98", 67, 68, True),
        ("100", 68, 68, True),
        ("937", 67, 68, False),
        ("90", 1, 0, None),
    ],
)
def test_rate_agrees(rate: str, part: float, whole: float, truth: bool | None) -> None:
    build = claimed([("issues", whole, "个"), ("completed", part, "个")])
    build.claim("rate", float(rate), "%", f"完成率{rate}％")
    (answer,) = answers(build, "notice", "rate_agrees", rate="rate", part="completed", total="issues")
    assert answer.holds is truth


def test_a_rate_is_of_the_claims_nearest_before_it() -> None:
    build = claimed(
        [
            ("issues", 10, "个"),
            ("completed", 5, "个"),
            ("rate", 50, "%"),
            ("issues", 4, "个"),
            ("completed", 3, "个"),
            ("rate", 75, "%"),
        ]
    )
    (answer,) = answers(build, "notice", "rate_agrees", rate="rate", part="completed", total="issues")
    assert answer.holds is True


def test_a_rate_without_its_base_is_unknown() -> None:
    (answer,) = answers(
        claimed([("rate", 50, "%"), ("issues", 4, "个")]),
        "notice",
        "rate_agrees",
        rate="rate",
        part="completed",
        total="issues",
    )
    assert (answer.holds, answer.absent) == (None, ("claim.completed",))
