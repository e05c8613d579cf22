"""Traits: nothing but study, and a standing rule."""

from __future__ import annotations

import pytest

from zhenggai.extraction.context import Context
from zhenggai.extraction.documents import find_documents
from zhenggai.extraction.outcomes import find_outcomes
from zhenggai.extraction.source import SourceText
from zhenggai.extraction.traits import traits
from zhenggai.lexicon import builtin_lexicon
from zhenggai.model import Document, Traits


def traits_of(text: str) -> Traits:
    document = Document(source="t", format="txt", encoding=None, sha256="", text=text, blocks=())
    context = Context(text=SourceText(document), lexicon=builtin_lexicon())
    documents = find_documents(context, 0, len(text), "m")
    outcomes = find_outcomes(context, [(0, len(text), "m")])[0]
    return traits(context.text.folded, 0, len(text), documents, outcomes)


@pytest.mark.parametrize(
    "text",
    [
        "局党组理论学习中心组专题学习《中国共产党党组工作条例》,开展交流研讨,提高思想认识。",
        "组织安全员集中观看警示片,参训620人次。",
        "召开专题民主生活会,班子成员逐一对照检查。",
        "举办道路作业安全培训3期,培训512人次。",
        "各党支部开展专题研讨,集中学习24次。",
    ],
)
def test_study_only(text: str) -> None:
    assert traits_of(text).study_only


@pytest.mark.parametrize(
    "text",
    [
        "组织学习《民法典》,制定《合同管理办法》。",
        "开展培训2期,检查企业12家。",
        "召开专题会议部署,清退违规资金3万元。",
        "加强学习,对3名干部进行约谈。",
        "修订完善采购流程。",
        "更换病害井盖267座。",
    ],
)
def test_more_than_study(text: str) -> None:
    assert not traits_of(text).study_only


@pytest.mark.parametrize(
    "text",
    [
        "印发《高标准农田管护办法(试行)》,明确责任。",
        "修订《局党组议事规则》。",
        "建立县、乡、村三级管护体系。",
        "修订完善局党组议事决策规则。",
        "把监督结果纳入年度绩效考核。",
        "建立健全干部轮岗交流制度。",
    ],
)
def test_institutional(text: str) -> None:
    assert traits_of(text).institutional


@pytest.mark.parametrize(
    "text",
    [
        "制定《2023年度项目入库工作方案》。",
        "组织学习《中国共产党纪律处分条例》。",
        "严格落实会前审核制度。",
        "查处违规机构39个。",
        "形成《调研报告》。",
    ],
)
def test_not_institutional(text: str) -> None:
    assert not traits_of(text).institutional


def test_a_word_can_be_added() -> None:
    text = "开展沙龙。"
    lexicon = builtin_lexicon().extended({"study_words": ["沙龙"]})
    assert not traits(text, 0, len(text), (), ()).study_only
    assert traits(text, 0, len(text), (), (), lexicon).study_only
