"""A call of a registered predicate: its arguments checked against its specification."""

from __future__ import annotations

from typing import Any

from zhenggai.rulebook import shape
from zhenggai.rulebook.operands import CLAIM, NUMBER, Operands
from zhenggai.rulebook.predicates import PREDICATES, Argument
from zhenggai.rulebook.syntax import Operand, Predicate, SubjectKind
from zhenggai.rulebook.vocabulary import BELOW, KINDS, PROPERTIES, Property
from zhenggai.rulebook.yaml_positions import Steps

_BOOLEAN = Property("boolean", "是非")
_REFERENCED = {"text": ("text", "choice"), "texts": ("text", "choice"), "dates": ("date",)}


def read_call(operands: Operands, name: str, data: Any, kind: SubjectKind, steps: Steps) -> Predicate:
    """The predicate with its arguments in the order of its specification, defaults filled in."""
    report, spec = operands.report, PREDICATES[name]
    if kind not in spec.subjects:
        report.fail(steps, f"{name} 不能用于 {kind}", f"可用于: {', '.join(spec.subjects)}", of_key=True)
    given = {} if data is None else shape.mapping(report, data, steps)
    before = len(report.errors)
    shape.known_keys(report, given, steps, spec.arguments)
    holder = _holder(operands, given, kind, steps)
    arguments: list[tuple[str, Operand]] = []
    for key, argument in spec.arguments.items():
        if key in given:
            try:
                value = operands.fill(given[key], (*steps, key))
                arguments.append((key, _argument(operands, argument, value, kind, holder, (*steps, key))))
            except shape.Mistake:
                continue
        elif argument.default is not None:
            arguments.append((key, argument.default))
        elif not argument.optional and len(report.errors) == before:
            report(steps, f"{name} 缺少参数“{key}”({argument.doc})", of_key=True)
    if spec.one_of and sum(key in given for key in spec.one_of) != 1:
        report(steps, f"{name} 要有且只有一个 {' 或 '.join(spec.one_of)}", of_key=True)
    if len(report.errors) > before:
        raise shape.Mistake
    return Predicate(name=name, arguments=tuple(arguments))


def _holder(operands: Operands, given: dict[str, Any], kind: SubjectKind, steps: Steps) -> SubjectKind:
    """Whose properties the arguments name: those of a kind given as ``of``, else the item's own."""
    word = operands.fill(given.get("of"), (*steps, "of"))
    return next((known for known in KINDS if known == word), kind)


def _argument(
    operands: Operands, argument: Argument, data: Any, kind: SubjectKind, holder: SubjectKind, steps: Steps
) -> Operand:
    match argument.type:
        case "text":
            return _path(operands, argument, data, kind, steps)
        case "texts" | "dates":
            entries = shape.listed(operands.report, list(data) if isinstance(data, tuple) else data, steps)
            paths = tuple(
                _path(operands, argument, entry, kind, (*steps, index)) for index, entry in enumerate(entries)
            )
            if len(paths) < 2 and isinstance(data, list | tuple):
                operands.report.fail(steps, "至少要列两项")
            return paths
        case "property":
            return operands.scalar(data, steps, _names(holder))
        case "properties":
            return operands.several(data, steps, _names(holder))
        case "kind":
            return operands.scalar(data, steps, Property("choice", "种类", BELOW[kind]))
        case "claim":
            return operands.scalar(data, steps, CLAIM)
        case "claims":
            return operands.several(data, steps, CLAIM)
        case "boolean":
            return operands.scalar(data, steps, _BOOLEAN)
        case "values":
            return operands.several(data, steps, Property("text", "值"))
        case "integer" | "number":
            value = operands.scalar(data, steps, NUMBER)
            if argument.type == "integer" and not isinstance(value, int):
                operands.report.fail(steps, f"应当是整数, 而不是{shape.kind_of(value)}")
            return value


def _names(kind: SubjectKind) -> Property:
    return Property("choice", "属性", tuple(PROPERTIES[kind]))


def _path(operands: Operands, argument: Argument, data: Any, kind: SubjectKind, steps: Steps) -> str:
    return operands.reference(data, steps, kind, _REFERENCED[argument.type]).path
