"""A YAML mapping → a condition: every key checked, every parameter filled in.

The keys of a mapping hold together (all of them). A key is a connective, a quantifier with
its companions, a registered predicate or a property of the item at hand. All mistakes of a
mapping are noted before it is given up.
"""

from __future__ import annotations

from typing import Any, NamedTuple, get_args

from zhenggai.rulebook import shape
from zhenggai.rulebook.operands import NUMBER, Operands
from zhenggai.rulebook.predicate_calls import read_call
from zhenggai.rulebook.property_tests import read_test
from zhenggai.rulebook.syntax import (
    All,
    Condition,
    Not,
    Operand,
    Operator,
    Quantified,
    Quantifier,
    Scope,
    SubjectKind,
)
from zhenggai.rulebook.syntax import (
    Any as AnyOf,
)
from zhenggai.rulebook.vocabulary import (
    ABOVE,
    BELOW,
    COUNT_OPERATORS,
    KINDS,
    PREDICATES,
    PROPERTIES,
    SCOPES,
    SELF,
)
from zhenggai.rulebook.yaml_positions import Steps

MAX_DEPTH = 12
CONNECTIVES = ("all", "any", "not")
QUANTIFIERS: tuple[Quantifier, ...] = get_args(Quantifier)
COMPANIONS = ("in", "where", "distinct", *COUNT_OPERATORS)
_IN_SCOPE = {"self": SELF, "below": BELOW, "above": ABOVE}


class At(NamedTuple):
    """Where the reader is: the item's kind, the steps to the condition, how deep it is nested."""

    kind: SubjectKind
    steps: Steps
    depth: int = 0

    def inner(self, *steps: str | int, kind: SubjectKind | None = None) -> At:
        """The place of a condition within this one."""
        return At(kind or self.kind, (*self.steps, *steps), self.depth + 1)


def read_condition(operands: Operands, data: Any, at: At) -> Condition:
    """The condition that a mapping states. Raises Mistake after noting all that is wrong in it."""
    report = operands.report
    if at.depth > MAX_DEPTH:
        report.fail(at.steps, f"条件嵌套超过 {MAX_DEPTH} 层", "拆成几条规则")
    if not isinstance(data, dict):
        mend = "写成 all: […] 或 any: […]" if isinstance(data, list) else "写成 键: 值"
        report.fail(at.steps, f"条件应当是映射, 而不是{shape.kind_of(data)}", mend)
    if not data:
        report.fail(at.steps, "条件是空的")
    parts: list[Condition] = []
    quantifiers = [word for word in QUANTIFIERS if word in data and _is_quantifier(word, data[word])]
    before = len(report.errors)
    for key, value in data.items():
        try:
            if key in quantifiers:
                quantifier = quantifiers[quantifiers.index(key)]
                parts.append(_quantified(operands, quantifier, data, at))
            elif not (quantifiers and key in COMPANIONS):
                parts.append(_part(operands, key, value, at))
        except shape.Mistake:
            continue
    if len(quantifiers) > 1:
        mend = "分开写进 all: […] 或 any: […]"
        report((*at.steps, quantifiers[1]), "一个映射里只能有一个量词", mend, of_key=True)
    if len(report.errors) > before:
        raise shape.Mistake
    return parts[0] if len(parts) == 1 else All(parts=tuple(parts))


def _is_quantifier(key: str, value: Any) -> bool:
    return key in QUANTIFIERS and not (key == "all" and isinstance(value, list))


def _part(operands: Operands, key: str, value: Any, at: At) -> Condition:
    """What one key of a mapping states."""
    if key in ("all", "any"):
        entries = shape.listed(operands.report, value, (*at.steps, key))
        if not entries and isinstance(value, list):
            operands.report((*at.steps, key), f"{key} 里没有条件")
        parts = _each(operands, key, entries, at)
        return All(parts=parts) if key == "all" else AnyOf(parts=parts)
    if key == "not":
        return Not(part=read_condition(operands, value, at.inner(key)))
    if key in PREDICATES:
        return read_call(operands, key, value, at.kind, (*at.steps, key))
    if key in PROPERTIES[at.kind]:
        return read_test(operands, key, value, at.kind, (*at.steps, key))
    operands.report.fail((*at.steps, key), *_unknown(key, at.kind), of_key=True)


def _each(operands: Operands, key: str, entries: list[Any], at: At) -> tuple[Condition, ...]:
    parts: list[Condition] = []
    for index, entry in enumerate(entries):
        try:
            parts.append(read_condition(operands, entry, at.inner(key, index)))
        except shape.Mistake:
            continue
    return tuple(parts)


def _unknown(key: str, kind: SubjectKind) -> shape.Wrong:
    if key in COMPANIONS:
        return shape.Wrong(f"“{key}”要与 {'、'.join(QUANTIFIERS)} 之一一起用", "")
    holders = [other for other in KINDS if key in PROPERTIES[other]]
    known = [*PROPERTIES[kind], *CONNECTIVES, *QUANTIFIERS, *PREDICATES]
    mine = f"{kind} 的属性: {', '.join(PROPERTIES[kind])}"
    if holders:
        return shape.Wrong(f"{kind} 没有属性“{key}”(那是 {'、'.join(holders)} 的)", mine)
    return shape.Wrong(f"未知的键“{key}”", shape.nearest(key, known) or mine)


def _quantified(operands: Operands, quantifier: Quantifier, data: dict[str, Any], at: At) -> Condition:
    report, steps = operands.report, at.steps
    scope = _scope(operands, data, at)
    kind = _counted_kind(operands, data[quantifier], scope, at.inner(quantifier))
    where = read_condition(operands, data["where"], at.inner("where", kind=kind)) if "where" in data else None
    comparisons = [key for key in data if key in COUNT_OPERATORS]
    if quantifier != "count":
        for key in comparisons + [key for key in data if key == "distinct"]:
            report((*steps, key), f"“{key}”只与 count 一起用", of_key=True)
        if quantifier == "all" and where is None:
            report((*steps, quantifier), "all 要有 where, 说明都要满足什么", of_key=True)
        return Quantified(quantifier=quantifier, kind=kind, scope=scope, where=where)
    if len(comparisons) != 1:
        mend = f"加一个比较, 如 at_least: 2 (可用 {', '.join(COUNT_OPERATORS)})"
        report.fail((*steps, quantifier), "count 要有且只有一个比较", mend, of_key=True)
    operator: Operator = next(known for known in COUNT_OPERATORS if known == comparisons[0])
    distinct = None
    if "distinct" in data:
        distinct = shape.choice(report, data["distinct"], (*steps, "distinct"), PROPERTIES[kind], "")
    return Quantified(
        quantifier="count",
        kind=kind,
        scope=scope,
        where=where,
        operator=operator,
        operand=_number_or_claim(operands, data[operator], at.kind, (*steps, operator)),
        distinct=distinct,
    )


def _scope(operands: Operands, data: dict[str, Any], at: At) -> Scope:
    if "in" not in data:
        return "below"
    steps = (*at.steps, "in")
    word = shape.choice(operands.report, operands.fill(data["in"], steps), steps, SCOPES, "below")
    return next(known for known in SCOPES if known == word)


def _counted_kind(operands: Operands, data: Any, scope: Scope, at: At) -> SubjectKind:
    """The kind of facts quantified over; it must be one that can stand in that scope of the item."""
    word = operands.fill(data, at.steps)
    if word not in KINDS:
        shape.choice(operands.report, word, at.steps, KINDS, "")
        raise shape.Mistake
    kind = next(known for known in KINDS if known == word)
    within = _IN_SCOPE[scope][at.kind]
    if kind not in within:
        mend = f"可用: {', '.join(within)}" if within else "改用该事实自己的属性"
        operands.report.fail(at.steps, f"{at.kind} 的 {scope} 范围里没有 {kind}", mend)
    return kind


def _number_or_claim(operands: Operands, data: Any, kind: SubjectKind, steps: Steps) -> Operand:
    data = operands.fill(data, steps)
    if isinstance(data, dict):
        shape.known_keys(operands.report, data, steps, ("ref",))
        return operands.reference(data.get("ref"), (*steps, "ref"), kind, ("number",))
    return operands.scalar(data, steps, NUMBER)
