"""Outcomes: which figures of a measure count, of what kind, and which deliverables are named."""

from __future__ import annotations

import pytest

from zhenggai.extraction.context import Context
from zhenggai.extraction.outcomes import find_outcomes, outcomes_of_field
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import builtin_lexicon
from zhenggai.model import Document, Outcome


def context_of(text: str) -> Context:
    document = Document(source="t", format="txt", encoding=None, sha256="", text=text, blocks=())
    return Context(text=SourceText(document), lexicon=builtin_lexicon())


def outcomes(text: str) -> tuple[Outcome, ...]:
    return find_outcomes(context_of(text), [(0, len(text), "issue-1/measure-1")])[0]


def figures(text: str) -> list[tuple[float | None, str | None]]:
    return [(one.value, one.unit) for one in outcomes(text) if one.value is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("检测管网218.6公里,锁定混接点364处。", [(218.6, "公里"), (364, "处")]),
        ("对48个村开展提级巡察,移交线索13条。", [(48, "个"), (13, "条")]),
        ("枝江、赤壁等11个县(市、区)正式成为首批创新型县。", [(11, "个")]),
        ("江汉大学等4家单位获批国际合作基地。", [(4, "家")]),
        ("集中收集率由58.2%提升至71.5%。", [(71.5, "%")]),
        ("门诊患者候诊时间由47分钟缩短至22分钟,满意度升至全市第2名。", [(22, "分钟"), (2, "名")]),
        ("平均审理周期缩短18.6天。", [(18.6, "天")]),
        ("断面连续6个月达标。", [(6, "个月")]),
        ("运用“第一种形态”处理9人次,通报典型问题2起。", [(9, "人次"), (2, "起")]),
        ("政务处分0人。", [(0, "人")]),
        ("提拔干部23名,其中45岁以下14名,占比60.9%。", [(23, "名"), (14, "名"), (60.9, "%")]),
        ("新签约亿元以上项目31个,其中10亿元以上项目5个。", [(31, "个"), (5, "个")]),
        ("对三名责任人进行提醒谈话。", [(3, "名")]),
        ("引导48家商户入室经营。", [(48, "家")]),
        ("发放《告知书》1200余份。", [(1200, "份")]),
        ("办理时限缩短七成。", [(70, "%")]),
    ],
)
def test_what_was_done_or_changed_counts(text: str, found: list[tuple[float, str]]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "明确超过30万元的合同必须经党委会审议。",
        "单笔5万元以上支出须经局党组会集体研究。",
        "概算调整超过10%的必须报局党组会审议。",
        "年利率超过6.5%的融资一律不批。",
        "按每亩15元标准安排管护经费。",
        "把自行采购限额从50万元压减到30万元。",
        "未经三分之二以上居民同意的方案不予报批。",
        "每个镇街专职安全员不少于7人。",
        "每月开展检查2次。",
        "校领导每学期听课不少于2次。",
        "服务期最长不超过3年。",
        "各单位应在收到通知后10个工作日内整改。",
        "自2019年以来,三年共同推进。",
        "客服中心实行24小时值守。",
        "从财政、税收等6个方面提出要求。",
        "抓好三个环节。",
        "县水利局、县民政局等8个单位成立清理专班。",
        "会同公安、市场监管等7个部门开展联合行动。",
        "与黄石等6个城市共建离岸平台。",
        "督促红岭石料厂等3家企业履行修复责任。",
        "针对反馈的12个问题逐一研究。",
        "划定周边3公里范围重点管控。",
        "落实《岗位职责(2021—2025年)》要求,做到“六个100%”。",
        "租金为0.8元/平方米。",
        "推进二期工程前期工作。",
    ],
)
def test_rules_dates_and_doers_are_no_outcomes(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("力争新获批国家创新型县3个以上。", "target"),
        ("计划2025年三季度末再新建充电端口6000个。", "target"),
        ("其余5个岗位上半年招聘到位。", "target"),
        ("确保覆盖率不低于95%。", "target"),
        ("目前有科技信贷产品70项。", "scale"),
        ("公车运行费用同比下降18%。", "effect"),
        ("追缴违规资金26.47万元。", "effect"),
        ("支部由9个增加到23个。", "effect"),
        ("抽查合同835份。", "output"),
        ("原计划的问题已整改,已检查企业12家。", "output"),
        ("实施2022年度科技计划项目,拨付1300万元。", "output"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert [one.kind for one in outcomes(text)] == [kind]


def test_a_target_of_an_earlier_sentence_does_not_reach_over() -> None:
    kinds = [one.kind for one in outcomes("力争新增20家;抽查合同35份。下一步,再检查6家。")]
    assert kinds == ["target", "output", "target"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("共新增停车泊位860个。", ["新增停车泊位860个"]),
        ("全部完成102个重点科创项目,已开工。", ["102个重点科创项目"]),
        ("46所学校已纳入集中配送。", ["46所学校"]),
        ("漏损率由14.8%降为10.3%。", ["漏损率由14.8%降为10.3%"]),
        ("服务企业近3000余家。", ["服务企业近3000余家"]),
        ("对口支援、结对帮扶等活动15场。", ["活动15场"]),
    ],
)
def test_quotation(text: str, quotes: list[str]) -> None:
    assert [one.text for one in outcomes(text)] == quotes


def test_a_range_and_an_approximate_figure() -> None:
    first, second = outcomes("培育企业20~30家,增收1100余万元。")
    assert (first.value, first.upper, first.unit) == (20, 30, "家")
    assert (second.value, second.unit, second.approximate, second.comparator) == (1100, "万元", True, "over")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("设立“武创券”,支持企业购买服务。", ["设立“武创券”"]),
        ("上线政务服务评价系统,方便群众。", ["上线政务服务评价系统"]),
        ("优化布局,国际技术转移中心顺利揭牌。", ["国际技术转移中心顺利揭牌"]),
        ("修订完善局党组议事决策规则,明确边界。", ["修订完善局党组议事决策规则"]),
        ("制定《采购办法》,加强管理。", []),
        ("形成的经验做法转化为制度。", []),
        ("加强平台建设,提高服务水平。", []),
        ("打造示范点12个。", []),
    ],
)
def test_named_deliverables(text: str, named: list[str]) -> None:
    assert [one.text for one in outcomes(text) if one.kind == "named"] == named


def test_ids_places_and_reasons() -> None:
    text = "前文12个。一是设立咨询热线,接听28次,办结率95%。"
    start = text.index("一是")
    found = find_outcomes(context_of(text), [(start, len(text), "issue-2/measure-1")])[0]
    assert [one.id for one in found] == [f"issue-2/measure-1/outcome-{n}" for n in (1, 2, 3)]
    assert [text[one.span.start : one.span.end] for one in found] == [one.text for one in found]
    assert [one.why for one in found] == ["deliverable_words", "quantity:count", "quantity:ratio"]


def test_traditional_units_are_quoted_as_written() -> None:
    (one,) = outcomes("追繳資金1.5萬元。")
    assert (one.value, one.unit, one.text) == (1.5, "萬元", "追繳資金1.5萬元")


def test_a_field_states_goals_without_being_a_rule() -> None:
    text = "修复面积不少于1260亩。"
    (one,) = outcomes_of_field(context_of(text), 0, len(text), "issue-1", kind="target")
    assert (one.value, one.unit, one.kind, one.id) == (1260, "亩", "target", "issue-1/outcome-1")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("36.8", [(36.8, "万元")]),
        ("1,234.5", [(1234.5, "万元")]),
        ("1.2亿元", [(1.2, "亿元")]),
        ("2023年", []),
        ("无", []),
    ],
)
def test_a_column_gives_its_unit_to_bare_numbers(value: str, found: list[tuple[float, str]]) -> None:
    outcomes = outcomes_of_field(context_of(value), 0, len(value), "issue-1", unit="万元")
    assert [(one.value, one.unit) for one in outcomes] == found
