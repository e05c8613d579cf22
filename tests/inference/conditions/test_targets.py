"""Bases with their increases, lists with their counts."""

from __future__ import annotations

import pytest
from tests.inference.asking import answers, holds, quotes
from tests.inference.notices import NoticeBuilder

NOUNS = ("指标", "任务", "行动")
BASE = "新增高新技术企业31家,总数达到104家。"


def paragraphs(*lines: str) -> NoticeBuilder:
    build = NoticeBuilder()
    for line in lines:
        build.line(line)
    return build


@pytest.mark.parametrize(
    ("later", "truth"),
    [
        ("新增高新技术企业46家以上,总数达到150家以上。", True),
        ("新增高新技术企业50家,总数突破150家。", True),  # four may have dropped out
        ("新增高新技术企业20家,总数达到150家。", False),
        ("新增高新技术企业90家,总数达到150家。", False),
        ("新增科技型中小企业20家,总数达到150家。", True),  # another indicator
        ("净增高新技术企业46家,总量达到150家。", True),
        ("新增高新技术企业46户,总数达到250户。", True),  # another unit
    ],
)
def test_base_adds_up(later: str, truth: bool) -> None:
    assert holds(paragraphs(BASE, later), "paragraph", "base_adds_up") == [True, truth]


def test_base_and_sum_are_quoted() -> None:
    _, answer = answers(paragraphs(BASE, "新增高新技术企业20家,总数达到150家。"), "paragraph", "base_adds_up")
    assert quotes(answer) == ["新增高新技术企业20家,总数达到150家", "新增高新技术企业31家,总数达到104家"]
    assert [clue.values for clue in answer.clues] == [("104+20=124",), ()]
    assert [clue.span.line for clue in answer.clues] == [2, 1]


def test_what_may_have_dropped_out_is_an_argument() -> None:
    build = paragraphs(BASE, "新增高新技术企业50家,总数达到150家。")
    assert holds(build, "paragraph", "base_adds_up", attrition=0.01) == [True, False]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("企业由104家增加到150家,增长44.2%。", True),  # 44.23
        ("企业由104家增加到150家,增长44%。", True),
        ("企业由104家增加到150家,增长38.2%。", False),
        ("能耗由50吨下降到40吨,降低20%。", True),
        ("能耗由50吨下降到40吨,降低25%。", False),
        ("覆盖面由0家增加到12家,增长100%。", True),  # no growth from nothing
        ("企业由104家增加到150家。", True),
        ("产值由8亿元增长至10亿元，增长２５%。", True),  # full-width figures
    ],
)
def test_growth_follows_from_its_two_values(text: str, truth: bool) -> None:
    assert holds(paragraphs(text), "paragraph", "base_adds_up") == [truth]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("聚焦造林、防火、防虫、护林、产业等5项任务,抓好落实。", True),
        ("聚焦造林、防火、防虫、护林、产业等6项任务,抓好落实。", False),
        ("聚焦造林、防火、防虫等6项任务。", True),  # a few of many
        ("聚焦造林、防火、防虫、护林等3项任务。", False),  # more than there are
        ("开展造林、防火和防虫三大行动。", True),
        ("开展造林、防火和防虫四大行动。", False),
        ("聚焦造林(含人工造林、封山育林)、防火、防虫三项重点任务。", True),
        ("抓好防火、防虫三项任务。", True),  # two are no list
        ("完成造林、防火、防虫3次。", True),  # nothing that is counted
        ("聚焦甲、乙、丙、丁、戊、己、庚、辛、壬、癸、子、丑等十二项指标", True),
    ],
)
def test_list_complete(text: str, truth: bool) -> None:
    assert holds(paragraphs(text), "paragraph", "list_complete", nouns=NOUNS) == [truth]


def test_the_list_and_both_numbers_are_told() -> None:
    build = paragraphs("紧盯目标,聚焦造林、防火、防虫、护林、产业等6项任务,抓好落实。")
    (answer,) = answers(build, "paragraph", "list_complete", nouns=NOUNS)
    assert quotes(answer) == ["聚焦造林、防火、防虫、护林、产业等6项任务"]
    assert [clue.values for clue in answer.clues] == [("5", "6")]


def test_a_long_line_is_read_in_time() -> None:
    build = paragraphs("新增" * 100_000 + "、" * 100_000 + "等3项任务" * 1000)
    assert holds(build, "paragraph", "base_adds_up") == [True]
    assert len(holds(build, "paragraph", "list_complete", nouns=NOUNS)) == 1
