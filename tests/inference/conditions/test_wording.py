"""Label lines, and points of a heading that the measures answer."""

from __future__ import annotations

import pytest
from tests.inference.asking import answers, quotes
from tests.inference.notices import NoticeBuilder

STOP = {"heading_stop_words": ("不够", "不到位", "存在", "问题", "不严", "不实")}


def labelled(*labels: str) -> NoticeBuilder:
    build = NoticeBuilder()
    for number, label in enumerate(labels, 1):
        build.issue(f"问题{number}的标题")
        build.measure(f"措施{number},追回资金:5万元。", f"{label}一是")
    return build


@pytest.mark.parametrize(
    ("labels", "odd"),
    [
        (("整改情况:", "整改情况：", "整改情况:"), []),
        (("整改情况:", "整改情况:", "整改措施及成效:"), ["整改措施及成效"]),
        (("整改情况:", "", "整改措施:"), []),  # fewer than three have one
        (("整改情况:", "整改措施:", "整改情况:", "整改措施:"), []),  # no most
        (("", "", ""), []),
    ],
)
def test_label_uniform(labels: tuple[str, ...], odd: list[str]) -> None:
    build = labelled(*labels)
    found = answers(build, "issue", "label_uniform")
    assert [quote for answer in found for quote in quotes(answer)] == odd
    assert [answer.holds for answer in found].count(False) == len(odd)
    for answer in found:
        for clue in answer.clues:
            assert build.text[clue.span.start : clue.span.end] == clue.text
            assert clue.values == ("整改情况",)


@pytest.mark.parametrize(
    ("heading", "measures", "unanswered"),
    [
        ("关于河道巡查流于形式,食堂账目混乱的问题", ["每周开展河道巡查"], ["食堂账目混乱"]),
        ("关于河道巡查流于形式，食堂账目混乱的问题", ["每周开展河道巡查", "重建食堂账目"], []),
        ("关于河道巡查流于形式,食堂账目混乱的问题", [], []),
        ("关于河道巡查流于形式的问题", ["学习"], []),
        ("河道巡查不够和食堂账目不实", ["每周开展河道巡查"], ["食堂账目不实"]),
        (
            "关于推动“中心城市和都市圈、长江带发展”不够的问题",
            ["学习"],
            [],
        ),  # marks in a quotation end no clause
        ("关于“中心城市发展”不够,食堂账目混乱的问题", ["重建食堂账目"], ["“中心城市发展”不够"]),
        ("关于推进落实有关重大部署“中心城市”不够,食堂账目混乱的问题", ["中心城市重建食堂账目"], []),
        ("河道巡查不够,存在问题不实", ["每周开展河道巡查"], []),  # nothing but stop words
    ],
)
def test_points_answered(heading: str, measures: list[str], unanswered: list[str]) -> None:
    build = NoticeBuilder().issue(heading)
    for measure in measures:
        build.measure(measure)
    (answer,) = answers(build, "issue", "points_answered", STOP)
    assert quotes(answer) == unanswered
    assert answer.holds is not bool(unanswered)


def test_how_much_of_a_point_must_recur() -> None:
    build = NoticeBuilder().issue("河道巡查流于形式,食堂账目混乱").measure("开展河道巡查,整理账目")
    for coverage, truth in ((0.2, True), (0.3, False)):
        (answer,) = answers(build, "issue", "points_answered", STOP, coverage=coverage)
        assert answer.holds is truth
