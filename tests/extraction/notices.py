"""Small notices in many layouts, built from the same four facts."""

from __future__ import annotations

from zhenggai.extraction.assembly import extract_facts
from zhenggai.model import Facts
from zhenggai.reading import read_text

TITLE = "中共云亭县粮食局党组关于县委巡察整改进展情况的通报\n"
OPENING = (
    "根据县委统一部署,2023年4月3日至5月26日,县委第三巡察组对县粮食局党组开展了巡察。"
    "2023年7月11日,巡察组反馈了意见。现将整改进展情况公布如下。\n"
)
LEADERSHIP = "一、组织领导情况\n一是提高站位。召开动员会。\n二是压实责任。成立专班。\n"
NEXT = "三、下一步打算\n一是持续发力。\n二是建章立制。\n"
SIGNATURE = "中共云亭县粮食局党组\n2023年12月8日\n"
HEADINGS = ("关于库存管理不规范的问题", "关于轮换计划执行不到位的问题")
MEASURES = (("修订《库存管理办法》。", "组织清仓查库3次。"), ("制定轮换计划。", "约谈2人。"))


def framed(body: str) -> str:
    """A whole notice round the part that reports the progress."""
    return TITLE + OPENING + LEADERSHIP + "二、整改落实情况\n" + body + NEXT + SIGNATURE


def facts_of(text: str) -> Facts:
    """Facts of a text."""
    return extract_facts(read_text(text))


def shape(facts: Facts) -> list[tuple[str, list[str]]]:
    """Headings and measures, nothing else."""
    return [(issue.heading, [measure.text for measure in issue.measures]) for issue in facts.issues]


WANTED = [(heading, list(measures)) for heading, measures in zip(HEADINGS, MEASURES, strict=True)]
