"""Claims: the totals that a notice states about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.extraction.claims import find_claims
from zhenggai.extraction.context import Context
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import builtin_lexicon
from zhenggai.model import Claim, Document


def claims(text: str, regions: list[tuple[int, int]] | None = None) -> tuple[Claim, ...]:
    document = Document(source="t", format="txt", encoding=None, sha256="", text=text, blocks=())
    context = Context(text=SourceText(document), lexicon=builtin_lexicon())
    return find_claims(context, regions or [(0, len(text))])


def read(text: str) -> list[tuple[str, float, str]]:
    return [(one.subject, one.value, one.unit) for one in claims(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("明确整改措施162条。", [("measures", 162, "条")]),
        ("对尚未完成的6项任务逐项明确责任人。", [("ongoing", 6, "项")]),
        ("对3条未完成举措盯住不放。", [("ongoing", 3, "条")]),
        ("已完成的57项整改任务落实到位。", [("completed", 57, "项")]),
        ("带头领办3个难点问题。", []),
        ("把反馈的34个问题细化为97条整改措施。", [("issues", 34, "个"), ("measures", 97, "条")]),
        ("编制三张清单,梳理问题27个、措施88条。", [("issues", 27, "个"), ("measures", 88, "条")]),
        ("已完成整改31个,其余7个按序时进度推进。", [("completed", 31, "个"), ("ongoing", 7, "个")]),
        (
            "4个问题已完成整改,1个基本完成,1个需长期坚持。",
            [("completed", 4, "个"), ("basically_completed", 1, "个"), ("long_term", 1, "个")],
        ),
        (
            "63项整改任务已完成57项,完成率90.5%。",
            [("issues", 63, "项"), ("completed", 57, "项"), ("rate", 90.5, "%")],
        ),
        ("整改率为87.5%。", [("rate", 87.5, "%")]),
        ("已整改84个,占问题总数的87.5%。", [("completed", 84, "个"), ("rate", 87.5, "%")]),
        ("新建和完善制度9个。", [("documents", 9, "个")]),
        ("出台《甲办法》《乙办法》等制度机制63项。", [("documents", 63, "项")]),
        ("运用“第一种形态”追责问责27人次。", [("accountability", 27, "人次")]),
        ("对12名责任人进行了问责。", [("accountability", 12, "名")]),
        ("立案5件,给予党纪处分3人。", [("accountability", 5, "件"), ("accountability", 3, "人")]),
        ("收缴资金214.3万元。", [("money", 214.3, "万元")]),
        ("促进增收节支和挽回损失1.93亿元。", [("money", 1.93, "亿元")]),
        ("交办的164件信访件全部办结。", [("complaints", 164, "件")]),
        ("九个反馈问题,现已整改到位九个。", [("issues", 9, "个"), ("completed", 9, "个")]),
        ("达到序时进度8项。", [("ongoing", 8, "项")]),
    ],
)
def test_totals(text: str, found: list[tuple[str, float, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "先后召开党组会5次、专题推进会3次。",
        "延伸巡察了6所市直学校。",
        "印发督办单9份。",
        "分三个组对31个被审计单位进行督导。",
        "2024年3月5日至5月10日开展巡察。",
        "征求意见建议120条。",
        "确保整改完成率100%。",
        "从政治、思想等6个方面提出措施。",
        "公示期为5个工作日,电话0571-63390218。",
    ],
)
def test_other_figures_are_no_totals(text: str) -> None:
    assert claims(text) == ()


def test_a_total_said_again_is_one_claim() -> None:
    text = "反馈问题34个。34个问题中已完成整改30个。"
    assert read(text) == [("issues", 34, "个"), ("completed", 30, "个")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("逐一明确整改举措126条。", "整改举措126条"),
        ("反馈的34个具体问题。", "34个具体问题"),
        ("已完成整改31个。", "完成整改31个"),
        ("整改完成率达94%。", "整改完成率达94%"),
        ("通过整改,挽回经济损失20万元。", "挽回经济损失20万元"),
    ],
)
def test_quotation(text: str, quote: str) -> None:
    assert [one.text for one in claims(text)] == [quote]


def test_only_the_regions_are_read() -> None:
    text = "整改措施12条。一、问题整改:整改措施99条。结尾:已完成9条。"
    middle, closing = text.index("一、"), text.index("结尾")
    found = claims(text, [(0, middle), (closing, len(text))])
    assert [one.value for one in found] == [12, 9]
    assert [one.id for one in found] == ["notice/claim-1", "notice/claim-2"]
    assert [text[one.span.start : one.span.end] for one in found] == [one.text for one in found]
    assert [one.why for one in found] == ["claim_measures", "claim_completed"]


def test_a_real_notice(seeds: Path) -> None:
    text = next(seeds.glob("004_*")).read_text(encoding="utf-8")
    found = claims(text, [(0, text.index("二、整改进展"))])
    assert [(one.subject, one.value) for one in found] == [
        ("measures", 162),
        ("documents", 63),
        ("accountability", 27),
    ]
