"""Figures of one indicator that contradict each other."""

from __future__ import annotations

import pytest
from tests.inference.asking import answers, holds, quotes
from tests.inference.notices import NoticeBuilder


def figures(*rows: tuple[str, str, float]) -> NoticeBuilder:
    """Outcomes as (sentence, quoted figure, value); an effect in 万元 or 家."""
    build = NoticeBuilder()
    for number, (sentence, text, value) in enumerate(rows, 1):
        build.issue(f"问题{number}", f"{number}.")
        build.measure(sentence, outcomes=[{"text": text, "value": value, "unit": text[-1], "kind": "effect"}])
    return build


@pytest.mark.parametrize(
    ("rows", "truths"),
    [
        (
            [("高新技术企业达到591家。", "591家", 591), ("高新技术企业增至600家。", "600家", 600)],
            [False, True],
        ),
        ([("高新技术企业达到591家。", "591家", 591), ("高新技术企业591家。", "591家", 591)], [False, False]),
        (
            [("高新技术企业达到591家。", "591家", 591), ("科技型中小企业600家。", "600家", 600)],
            [False, False],
        ),
        (
            [("2022年,高新技术企业591家。", "591家", 591), ("2023年,高新技术企业600家。", "600家", 600)],
            [False, False],
        ),
        (
            [("2023年,高新技术企业591家。", "591家", 591), ("2023年,高新技术企业600家。", "600家", 600)],
            [False, True],
        ),
        ([("企业591家。", "591家", 591), ("企业600家。", "600家", 600)], [False, False]),  # too short a name
        ([("企业总数跃居全国第5位。", "5位", 5), ("企业总数跃居全国第6位。", "6位", 6)], [False, False]),
        (
            [
                ("高新技术企业591家。", "591家", 591),
                ("高新技术企业591家。", "591家", 591),
                ("高新技术企业达591家,", "591家", 591),
                ("高新技术企业600家。", "600家", 600),
            ],
            [False, False, False, True],
        ),
    ],
)
def test_contradicted_across(rows: list[tuple[str, str, float]], truths: list[bool]) -> None:
    assert holds(figures(*rows), "outcome", "contradicted_across") == truths


def test_work_done_may_differ() -> None:
    build = figures(("走访重点企业50家。", "50家", 50), ("走访重点企业60家。", "60家", 60))
    for issue in build.issues:
        (measure,) = issue["measures"]
        assert measure.outcomes[0].kind == "effect"
    assert holds(build, "outcome", "contradicted_across") == [False, True]
    output = NoticeBuilder()
    for number in (50, 60):
        output.issue("甲").measure(
            f"走访重点企业{number}家。",
            outcomes=[{"text": f"{number}家", "value": float(number), "unit": "家"}],
        )
    assert holds(output, "outcome", "contradicted_across") == [False, False]


def test_each_issue_recovers_a_sum_of_its_own() -> None:
    def recovered(value: float) -> dict[str, object]:
        return {"text": f"{value}万元", "value": value, "unit": "万元", "kind": "effect"}

    build = figures()
    for value in (3.5, 8.2):
        build.issue("甲").measure(f"追回资金{value}万元。", outcomes=[recovered(value)])
    assert holds(build, "outcome", "contradicted_across") == [False, False]
    build.measure("追回资金9.1万元。", outcomes=[recovered(9.1)])
    assert holds(build, "outcome", "contradicted_across") == [False, False, True]


def test_the_earlier_figure_is_told() -> None:
    build = figures(("高新技术企业达到591家。", "591家", 591), ("高新技术企业增至600家。", "600家", 600))
    answer = answers(build, "outcome", "contradicted_across")[1]
    assert quotes(answer) == ["591家"]
    assert answer.clues[0].values == ("1.",)
