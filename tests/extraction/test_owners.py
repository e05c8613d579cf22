"""Kinds of owners by their grammatical place, and what a reader may rely on for each of them."""

from __future__ import annotations

import pytest
from tests.extraction.owner_samples import context_of, explicit, kinds, owners

from zhenggai.extraction.owners import find_owners, names_in
from zhenggai.lexicon import builtin_lexicon

PLACES = [
    ("开展专项检查,县财政局逐笔核对账目。", [("县财政局", "subject")]),
    (
        "修订办法。召开推进会,明确任务,细化举措,县财政局逐笔核对账目。",
        [("县财政局", "subject-of-part")],
    ),
    ("由县财政局逐笔核对账目。", [("县财政局", "subject")]),
    ("由县财政局负责清算。", [("县财政局", "assigned")]),
    ("由县财政局牵头,限期清算。", [("县财政局", "assigned")]),
    ("教务处负责汇总。", [("教务处", "assigned")]),
    ("明确县水利局为牵头单位。", [("县水利局", "assigned")]),
    (
        "财务科牵头,审计科、人事科配合。",
        [("财务科", "subject"), ("审计科", "supporting"), ("人事科", "supporting")],
    ),
    ("督促各乡镇按期清理。", [("各乡镇", "directed")]),
    ("已责令施工单位停工整改。", [("施工单位", "directed")]),
    ("督促5家企业动工建设。", [("5家企业", "directed")]),
    ("各县(市、区)教育局被要求每月公示结果。", [("各县(市、区)教育局", "directed")]),
    ("会同县税务局、县公安局开展检查。", [("县税务局", "partner"), ("县公安局", "partner")]),
    ("与高新区管委会共建基地。", [("高新区管委会", "partner")]),
    ("6月16日联合县消防救援大队开展演练。", [("县消防救援大队", "partner")]),
    ("县林业局会同县公安局设卡检查。", [("县林业局", "subject"), ("县公安局", "partner")]),
    ("县住建局督促物业公司更换设施。", [("县住建局", "subject"), ("物业公司", "directed")]),
    ("线索被县纪委监委立案。", [("县纪委监委", "subject-of-part")]),
    (
        "完成整改(责任单位:县教育局;配合单位:县财政局)。",
        [("县教育局", "assigned"), ("县财政局", "supporting")],
    ),
    ("完成整改(县教育局牵头,县财政局配合)。", [("县教育局", "subject"), ("县财政局", "supporting")]),
    (
        "责任领导:副局长王某  责任科室:办公室  整改时限:6月底",
        [("副局长王某", "assigned"), ("办公室", "assigned")],
    ),
]

NEITHER = [
    "多次赴省财政厅、省水利厅汇报工作。",
    "支持龙头企业建设平台。",
    "引导商业银行加大投放。",
    "鼓励各乡镇先行先试。",
    "调整局统战工作领导小组成员。",
    "向县委组织部报送材料。",
    "江城大学等4家单位获批示范基地。",
    "对县纪委移交的线索逐条核查。",
    "企业联合创新中心建设提速。",
    "“政府引导、企业出资、县财政局兜底”的做法得到推广。",
    "由63%提升至100%。",
    "由点到面推广。",
    "由于机构改革,职责发生变化。",
]


@pytest.mark.parametrize(("measure", "wanted"), PLACES)
def test_the_place_of_a_name_decides_the_kind(measure: str, wanted: list[tuple[str, str]]) -> None:
    assert kinds(measure) == wanted


@pytest.mark.parametrize("measure", NEITHER)
def test_addressees_objects_achievers_and_slogans_are_no_owners(measure: str) -> None:
    assert kinds(measure) == []


@pytest.mark.parametrize(
    ("measure", "name"),
    [
        ("县住建局、县水务局等部门联合检查。", "县住建局、县水务局等部门"),
        ("民政、残联、卫健等部门逐户核对。", "民政、残联、卫健等部门"),
        ("市、县两级同步开展核查。", "市、县两级"),
    ],
)
def test_a_list_closed_by_a_count_stays_whole(measure: str, name: str) -> None:
    assert explicit(measure) == [name]


def test_one_body_is_named_once_for_a_measure() -> None:
    assert explicit("县财政局制定办法,县财政局印发通知,县审计局跟踪审计。") == ["县财政局", "县审计局"]


def test_owners_quote_the_text_and_are_numbered() -> None:
    text = "县财政局、县审计局联合检查,督促各乡镇整改。"
    found = owners(text)
    assert [owner.id for owner in found] == [f"issue-1/measure-1/owner-{number}" for number in (1, 2, 3)]
    assert [text[owner.span.start : owner.span.end] for owner in found] == [owner.text for owner in found]
    assert all(owner.why for owner in found)


def test_a_line_broken_at_the_page_width_changes_nothing_but_the_quote() -> None:
    whole = "镇纪委立案2件,各村党支部书记担任网格长。"
    broken = "镇纪\n委立案2件,各村党支部\n书记担任网格长。"
    assert [(text.replace("\n", ""), kind) for text, kind in kinds(broken)] == kinds(whole)


def test_width_of_punctuation_changes_nothing() -> None:
    half = "财务科牵头,审计科配合,督促各单位整改(责任人:张某)。"
    full = half.translate(str.maketrans(",():", "\uff0c\uff08\uff09\uff1a"))
    assert full != half
    assert len(kinds(half)) == 4
    assert kinds(full) == kinds(half)


def test_a_declared_short_name_is_a_body() -> None:
    text = "岚心站完成改造,岚心站逐户回访。"
    without = find_owners(context_of(text), [(0, len(text), "m")])[0]
    declared = context_of(text.replace("岚心站", "岚心"), aliases={"岚心": "岚心服务有限公司"})
    end = len(declared.text.raw)
    assert [owner.text for owner in find_owners(declared, [(0, end, "m")])[0]] == ["岚心"]
    assert [owner.text for owner in without] == ["岚心站"]


def test_a_word_added_to_the_list_is_a_body() -> None:
    text = "蓝盾坊逐户回访。"
    extended = builtin_lexicon().extended({"owner_bodies": ["蓝盾坊"]})
    assert explicit(text) == []
    found = find_owners(context_of(text, lexicon=extended), [(0, len(text), "m")])[0]
    assert [owner.text for owner in found] == ["蓝盾坊"]


def test_names_in_finds_bodies_anywhere() -> None:
    text = "省委第三巡视组对中共松泉市财政局党组开展了巡视"
    assert [text[start:end] for start, end in names_in(text)] == ["省委第三巡视组", "中共松泉市财政局党组"]


@pytest.mark.parametrize(
    "text",
    [
        "县教育局负责、" * 3000,
        "由县财政局等牵头" * 3000,
        "责任单位:县教育局;" * 3000,
        "1" * 60_000,
        "“" * 60_000,
        "(县" * 30_000,
        "",
    ],
)
def test_a_monstrous_line_is_read(text: str) -> None:
    assert isinstance(owners(text), tuple)
