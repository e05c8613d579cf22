"""One property of the item against operands: a value, a list, or a mapping of operators."""

from __future__ import annotations

from typing import Any

from zhenggai.rulebook import shape
from zhenggai.rulebook.operands import NUMBER, Operands, is_date
from zhenggai.rulebook.patterns import pattern_mistake
from zhenggai.rulebook.syntax import All, Condition, Operand, Operator, Reference, SubjectKind, Test
from zhenggai.rulebook.vocabulary import OPERATORS, PROPERTIES, Property
from zhenggai.rulebook.yaml_positions import Steps

DEFAULT_THRESHOLD = 0.8
_FREE_TEXT = Property("text", "文字")


def read_test(operands: Operands, name: str, data: Any, kind: SubjectKind, steps: Steps) -> Condition:
    """``status: completed``, ``kind: [a, b]`` or ``value: {gt: 1000}``, of an item of ``kind``."""
    prop = PROPERTIES[kind][name]
    data = operands.fill(data, steps)
    if isinstance(data, dict):
        return _operators(operands, name, data, kind, steps)
    if isinstance(data, list | tuple):
        return Test(property=name, operator="in", operand=operands.several(data, steps, prop))
    return Test(property=name, operator="eq", operand=operands.scalar(data, steps, prop))


def _operators(
    operands: Operands, name: str, data: dict[str, Any], kind: SubjectKind, steps: Steps
) -> Condition:
    report, prop = operands.report, PROPERTIES[kind][name]
    if "ref" in data and len(data) == 1:
        return Test(property=name, operator="eq", operand=_reference(operands, data, prop, kind, steps))
    tests: list[Condition] = []
    before = len(report.errors)
    for key in data:
        if key == "threshold":
            if "similar_to" not in data:
                report((*steps, key), "threshold 要与 similar_to 一起用", of_key=True)
            continue
        operator = next((known for known in OPERATORS if known == key), None)
        if operator is None:
            report((*steps, key), f"未知的运算“{key}”", shape.nearest(key, OPERATORS), of_key=True)
        elif prop.type not in OPERATORS[operator].types:
            fitting = ", ".join(known for known, spec in OPERATORS.items() if prop.type in spec.types)
            report((*steps, key), f"“{key}”不能用于 {name}", f"可用: {fitting}", of_key=True)
        else:
            try:
                tests.append(_test(operands, name, operator, data, kind, steps))
            except shape.Mistake:
                continue
    if not data:
        report(steps, "没有写运算", "如 {present: true}")
    if len(report.errors) > before:
        raise shape.Mistake
    return tests[0] if len(tests) == 1 else All(parts=tuple(tests))


def _test(
    operands: Operands, name: str, operator: Operator, data: dict[str, Any], kind: SubjectKind, steps: Steps
) -> Test:
    threshold = None
    if operator == "similar_to":
        given = operands.fill(data.get("threshold", DEFAULT_THRESHOLD), (*steps, "threshold"))
        threshold = float(operands.scalar(given, (*steps, "threshold"), NUMBER))
        if not 0 < threshold <= 1:
            operands.report.fail((*steps, "threshold"), "threshold 应当大于 0, 不大于 1")
    prop = PROPERTIES[kind][name]
    operand = _operand(operands, operator, data[operator], prop, kind, (*steps, operator))
    return Test(property=name, operator=operator, operand=operand, threshold=threshold)


def _operand(
    operands: Operands, operator: Operator, data: Any, prop: Property, kind: SubjectKind, steps: Steps
) -> Operand:
    data = operands.fill(data, steps)
    match OPERATORS[operator].operand:
        case "boolean":
            return operands.scalar(data, steps, Property("boolean", ""))
        case "list":
            return operands.several(data, steps, prop)
        case "pattern":
            return _pattern(operands, data, steps)
        case "words":
            return operands.several(data, steps, _FREE_TEXT)
        case "lexicon":
            return operands.several(data, steps, Property("choice", "词表", tuple(operands.lexicons)))
        case "date":
            return _date(operands, data, kind, steps)
        case "same":
            if isinstance(data, dict):
                shape.known_keys(operands.report, data, steps, ("ref",))
                return _reference(operands, data, prop, kind, steps)
            return operands.scalar(data, steps, _FREE_TEXT if operator == "similar_to" else prop)


def _reference(
    operands: Operands, data: dict[str, Any], prop: Property, kind: SubjectKind, steps: Steps
) -> Reference:
    types = ("text", "choice") if prop.type in ("text", "choice") else (prop.type,)
    return operands.reference(data.get("ref"), (*steps, "ref"), kind, types)


def _pattern(operands: Operands, data: Any, steps: Steps) -> str:
    pattern = str(operands.scalar(data, steps, _FREE_TEXT))
    wrong = pattern_mistake(pattern)
    if wrong:
        operands.report.fail(steps, f"正则表达式有误: {wrong}", "按 RE2 的写法, 没有环视和反向引用")
    return pattern


def _date(operands: Operands, data: Any, kind: SubjectKind, steps: Steps) -> Operand:
    """A day, a bare path, or ``{of: path, days: 60}``."""
    if isinstance(data, str):
        return data if is_date(data) else operands.reference(data, steps, kind, ("date",))
    if not isinstance(data, dict):
        mend = "写成 notice.signed_date 或 {of: notice.signed_date, days: 30}"
        operands.report.fail(steps, f"应当是日期, 而不是{shape.kind_of(data)}", mend)
    shape.known_keys(operands.report, data, steps, ("of", "ref", "days"))
    key = "of" if "of" in data else "ref"
    base = operands.reference(data.get(key), (*steps, key), kind, ("date",))
    days = operands.fill(data.get("days", 0), (*steps, "days"))
    if isinstance(days, bool) or not isinstance(days, int) or abs(days) > 36_500:
        operands.report.fail((*steps, "days"), f"days 应当是整数天数, 而不是{shape.kind_of(days)}")
    return Reference(path=base.path, days=days)
