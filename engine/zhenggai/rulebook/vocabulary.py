"""The words of the rule language: kinds of facts with their properties, operators, predicates.

Everything a rule may name stands here as data, so that a wrong name is explained with the
nearest right one, and so that the documentation and the evaluation are held against one
table. Values are provided by ``inference/world.py``, predicates by ``inference/conditions``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

import msgspec

from zhenggai import model
from zhenggai.rulebook.predicates import PREDICATES, Argument, PredicateSpec
from zhenggai.rulebook.syntax import Operator, Scope, SubjectKind

__all__ = [
    "ABOVE",
    "ANOMALY_KINDS",
    "BELOW",
    "CLAIM_SUBJECTS",
    "COUNT_OPERATORS",
    "KINDS",
    "OPERATORS",
    "PREDICATES",
    "PROPERTIES",
    "REFERABLE",
    "SCOPES",
    "SECTION_ROLES",
    "SELF",
    "Argument",
    "OperatorSpec",
    "PredicateSpec",
    "Property",
]

PropertyType = Literal["text", "number", "boolean", "date", "choice"]


class Property(msgspec.Struct, frozen=True):
    """A property of a fact: its type, what it is, the values a choice can take.

    ``doc`` is a noun in Chinese: reports put it into sentences (没有写明…).
    """

    type: PropertyType
    doc: str
    values: tuple[str, ...] = ()


class OperatorSpec(msgspec.Struct, frozen=True):
    """What an operator compares: the types it is for, the shape of its operand, its meaning."""

    types: frozenset[str]
    operand: Literal["same", "list", "boolean", "pattern", "words", "lexicon", "date"]
    doc: str


def _text(doc: str) -> Property:
    return Property("text", doc)


def _number(doc: str) -> Property:
    return Property("number", doc)


def _date(doc: str) -> Property:
    return Property("date", doc)


def _choice(doc: str, literal: object) -> Property:
    return Property("choice", doc, get_args(literal))


SCOPES: tuple[Scope, ...] = get_args(Scope)
KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)
SECTION_ROLES = ("opening", "leadership", "progress", "next_steps", "closing", "other")
CLAIM_SUBJECTS = (
    "issues",
    "measures",
    "documents",
    "accountability",
    "completed",
    "basically_completed",
    "ongoing",
    "long_term",
    "not_started",
    "rate",
    "complaints",
    "leads",
    "money",
    "other",
)
ANOMALY_KINDS = (
    "impossible_date",
    "fused_number",
    "implausible_figure",
    "enumerator_gap",
    "duplicate_number",
    "mixed_numbering",
    "broken_sentence",
    "unpaired_mark",
    "masked_date",
    "unfinished_date",
    "page_residue",
    "truncated_table_cell",
)

_DATES = {
    "inspected_from": "巡视巡察(检查)开始的日期",
    "inspected_to": "巡视巡察(检查)结束的日期",
    "feedback_date": "反馈意见的日期",
    "signed_date": "落款日期",
    "published_date": "公开发布的日期",
}

PROPERTIES: Mapping[SubjectKind, Mapping[str, Property]] = MappingProxyType(
    {
        "notice": {
            "kind": _choice("文件的种类", model.Kind),
            "title": _text("标题"),
            "issuer": _text("发文机关"),
            "inspection_body": _text("巡视组、巡察组或检查机关"),
            "inspection_round": _text("巡视巡察的轮次"),
            "signed_by": _text("落款机关"),
            **{name: _date(doc) for name, doc in _DATES.items()},
            **{f"{name}.text": _text(f"{doc}(在文中的原样)") for name, doc in _DATES.items()},
            "contact.phone": _text("公布的电话"),
            "contact.email": _text("公布的电子邮箱"),
            "contact.post": _text("公布的通信地址或信箱"),
            "contact.postcode": _text("公布的邮政编码"),
            "text": _text("全文"),
        },
        "section": {
            "role": Property("choice", "章节的作用", SECTION_ROLES),
            "heading": _text("章节标题"),
            "text": _text("章节全文"),
        },
        "paragraph": {
            "text": _text("段落文字"),
            "line": _number("行号"),
        },
        "claim": {
            "subject": Property("choice", "总数的对象", CLAIM_SUBJECTS),
            "value": _number("总数"),
            "unit": _text("单位"),
            "text": _text("总数原文"),
        },
        "issue": {
            "no": _number("序号"),
            "position": _number("第几个问题"),
            "label": _text("印出的编号"),
            "heading": _text("问题标题"),
            "stated": Property("boolean", "写明问题本身(不只是正面提法)"),
            "group": _text("所属的上级标题"),
            "status": _choice("完成情况", model.Status),
            "text": _text("问题全文"),
        },
        "measure": {
            "position": _number("第几条措施"),
            "ordinal": _text("印出的序号"),
            "text": _text("措施全文"),
            "traits.study_only": Property("boolean", "只有学习、传达、提高认识"),
            "traits.institutional": Property("boolean", "建立或修订了制度机制"),
        },
        "owner": {
            "text": _text("责任主体的名称"),
            "kind": _choice("写出的方式", model.OwnerKind),
        },
        "deadline": {
            "text": _text("时限原文"),
            "kind": _choice("时限的种类", model.DeadlineKind),
            "start": _date("起始日期"),
            "end": _date("截止日期"),
            "recurrence": _text("重复或时长"),
        },
        "outcome": {
            "text": _text("成效原文"),
            "value": _number("数值"),
            "upper": _number("范围的上限"),
            "unit": _text("单位"),
            "kind": _choice("成效的种类", model.OutcomeKind),
            "approximate": Property("boolean", "约数"),
            "comparator": Property(
                "choice", "超过、不足等", ("over", "under", "at_least", "at_most", "about")
            ),
        },
        "document": {
            "title": _text("文件名"),
            "action": _choice("对文件的处理", model.Action),
            "verb": _text("原文的动词"),
        },
        "anomaly": {
            "kind": Property("choice", "损坏或疑点的种类", ANOMALY_KINDS),
            "text": _text("原文"),
        },
    }
)

_PARTS: tuple[SubjectKind, ...] = ("owner", "deadline", "outcome", "document", "anomaly")

# What can hang on what. A paragraph or a section holds no facts of its own: facts hang on
# the issue and the measure in which they stand, whatever line that is.
BELOW: Mapping[SubjectKind, tuple[SubjectKind, ...]] = MappingProxyType(
    {
        "notice": ("section", "paragraph", "claim", "issue", "measure", *_PARTS),
        "issue": ("measure", *_PARTS),
        "measure": _PARTS,
        **dict.fromkeys(("section", "paragraph", "claim", *_PARTS), ()),
    }
)
SELF: Mapping[SubjectKind, tuple[SubjectKind, ...]] = MappingProxyType(
    {**BELOW, "notice": ("section", "paragraph", "claim", "issue", "owner", "anomaly")}
)
# An item's own facts and those of its issue; what the notice says of itself answers for no single measure.
ABOVE: Mapping[SubjectKind, tuple[SubjectKind, ...]] = MappingProxyType(
    {kind: () if kind in ("notice", "section", "paragraph", "claim") else _PARTS for kind in KINDS}
)
# Of which kinds of items an item of a kind can name a property: its own and what it belongs to.
REFERABLE: Mapping[SubjectKind, tuple[SubjectKind, ...]] = MappingProxyType(
    {
        "issue": ("notice", "issue"),
        **dict.fromkeys(("measure", *_PARTS), ("notice", "issue", "measure")),
        **dict.fromkeys(("notice", "section", "paragraph", "claim"), ("notice",)),
    }
)

_ANY_TYPE = frozenset(get_args(PropertyType))
_TEXT = frozenset({"text", "choice"})

OPERATORS: Mapping[Operator, OperatorSpec] = MappingProxyType(
    {
        "eq": OperatorSpec(_ANY_TYPE, "same", "等于"),
        "ne": OperatorSpec(_ANY_TYPE, "same", "不等于"),
        "lt": OperatorSpec(frozenset({"number"}), "same", "小于"),
        "at_most": OperatorSpec(frozenset({"number"}), "same", "不大于"),
        "gt": OperatorSpec(frozenset({"number"}), "same", "大于"),
        "at_least": OperatorSpec(frozenset({"number"}), "same", "不小于"),
        "in": OperatorSpec(_ANY_TYPE, "list", "是其中之一"),
        "not_in": OperatorSpec(_ANY_TYPE, "list", "不是其中任何一个"),
        "present": OperatorSpec(_ANY_TYPE, "boolean", "写明了(true)或没有写(false)"),
        "matches": OperatorSpec(_TEXT, "pattern", "正则表达式(RE2)能匹配到"),
        "contains": OperatorSpec(_TEXT, "words", "含有其中任何一个词"),
        "lexicon": OperatorSpec(_TEXT, "lexicon", "含有词表中的任何一个词"),
        "similar_to": OperatorSpec(_TEXT, "same", "与之相似, 程度不低于 threshold (默认 0.8)"),
        "before": OperatorSpec(frozenset({"date"}), "date", "早于"),
        "not_after": OperatorSpec(frozenset({"date"}), "date", "不晚于"),
        "after": OperatorSpec(frozenset({"date"}), "date", "晚于"),
        "not_before": OperatorSpec(frozenset({"date"}), "date", "不早于"),
    }
)
COUNT_OPERATORS: tuple[Operator, ...] = ("at_least", "at_most", "eq", "ne", "lt", "gt")
