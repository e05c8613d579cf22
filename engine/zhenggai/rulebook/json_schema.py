"""JSON Schema of a rule file, made from the vocabulary: completion and checks while one types.

The loader stays the judge: it also sees what depends on other parts of the rule and of the pack.
"""

from __future__ import annotations

from typing import Any, get_args

from zhenggai.model import Severity
from zhenggai.rulebook.conditions import MAX_DEPTH, QUANTIFIERS
from zhenggai.rulebook.predicates import PREDICATES, Argument, PredicateSpec
from zhenggai.rulebook.rules import KEYS, REQUIRED, RULE_ID
from zhenggai.rulebook.syntax import SubjectKind
from zhenggai.rulebook.vocabulary import (
    ABOVE,
    BELOW,
    CLAIM_SUBJECTS,
    COUNT_OPERATORS,
    KINDS,
    OPERATORS,
    PROPERTIES,
    SCOPES,
    SELF,
    PropertyType,
)

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PARAMETER: Schema = {"$ref": "#/$defs/parameter"}
_STRING: Schema = {"type": "string"}
_DATE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_DESCRIPTIONS = {
    "id": "规则编号, 与文件名相同",
    "title": "规则的名称: 应当如何",
    "for": "对哪一种事实",
    "when": "只在这种情况下适用",
    "unless": "在这种情况下不适用",
    "require": "应当成立的条件, 不成立即是缺口",
    "params": "参数: 名称和值, 或 {value, meaning}; 条件里写 $名称",
    "column": "归入完整性矩阵的哪一栏",
    "severity": "级别",
    "fold": "显示时把同一规则的缺口合为一行",
    "message": "缺口的说法, 可用 {属性} {issue.no} {count.measure} {$参数}",
    "hint": "怎样补正",
    "why": "为什么要有这条规则",
    "basis": "依据",
    "since": "从规则包的哪一版起有",
    "examples": "例子: 应报缺口的 (gap) 和不应报的 (pass)",
    "enabled": "启用与否, 默认启用",
}


def rule_schema() -> Schema:
    """The schema of one rule file."""
    kinds = [
        {
            "if": {"properties": {"for": {"const": kind}}, "required": ["for"]},
            "then": {"properties": {key: _condition_ref(kind) for key in ("require", "when", "unless")}},
        }
        for kind in KINDS
    ]
    return {
        "$schema": DIALECT,
        "title": "zhenggai/rule/1",
        "description": f"一条规则, 一个文件; 条件至多嵌套 {MAX_DEPTH} 层",
        "type": "object",
        "required": list(REQUIRED),
        "additionalProperties": False,
        "properties": {key: {"description": _DESCRIPTIONS[key], **_part(key)} for key in KEYS},
        "allOf": kinds,
        "$defs": {
            **_shared(),
            **_choices(),
            **_calls(),
            **{f"where-{kind}": _where(kind) for kind in KINDS},
            **{f"{kind}-condition": _condition(kind) for kind in KINDS},
        },
    }


def _part(key: str) -> Schema:
    """One key of a rule file."""
    text: Schema = {"$ref": "#/$defs/text"}
    value: Schema = {"$ref": "#/$defs/value"}
    boolean: Schema = {"type": "boolean"}
    basis = _object({"norm": _STRING, "article": {"type": ["string", "null"]}, "verified": boolean}, "norm")
    examples = [_object({side: _STRING, "note": _STRING}, side) for side in ("gap", "pass")]
    parts: dict[str, Schema] = {
        "id": {"type": "string", "pattern": f"^{RULE_ID.pattern}$"},
        "for": {"enum": list(KINDS)},
        "params": {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
            "additionalProperties": _any_of(value, _object({"value": value, "meaning": text}, "value")),
        },
        "column": _STRING,
        "severity": {"enum": list(get_args(Severity))},
        "fold": boolean,
        "enabled": boolean,
        "since": _STRING,
        "basis": {"type": "array", "items": basis},
        "examples": {"type": "array", "items": {"oneOf": examples}},
    }
    if key in ("require", "when", "unless"):
        return {"type": "object"}
    return parts.get(key, text)


def _shared() -> dict[str, Schema]:
    scalar: Schema = {"type": ["string", "number", "boolean"]}
    both = _object({"zh": _STRING, "en": _STRING})
    days = {"anyOf": [{"type": "integer"}, _PARAMETER]}
    return {
        "text": {"description": "文字, 或 {zh: …, en: …}", "anyOf": [_STRING, {**both, "minProperties": 1}]},
        "parameter": {"description": "参数", "type": "string", "pattern": r"^\$[A-Za-z_][A-Za-z0-9_]*$"},
        "value": _any_of(scalar, {"type": "array", "items": scalar}),
        "reference": _object({"ref": {**_STRING, "description": "如 notice.signed_date"}}, "ref"),
        "date": _any_of(
            {**_STRING, "description": "日期, 或 notice.feedback_date 一类的引用"},
            {**_object({"of": _STRING, "ref": _STRING, "days": days}), "minProperties": 1},
        ),
        "strings": _any_of(_STRING, {"type": "array", "items": _STRING, "minItems": 1}),
        "pattern": {"type": "string", "description": "正则表达式 (RE2)"},
        "count": _any_of({"type": "number"}, _PARAMETER, {"$ref": "#/$defs/reference"}),
        "text-test": _test("text", _any_of(_STRING, _PARAMETER)),
        "number-test": _test("number", _any_of({"type": "number"}, _PARAMETER)),
        "boolean-test": _test("boolean", _any_of({"type": "boolean"}, _PARAMETER)),
        "date-test": _test("date", _any_of({"type": "string", "pattern": _DATE}, _PARAMETER)),
    }


def _choices() -> dict[str, Schema]:
    """The values of every property that is a choice."""
    return {
        f"{kind}-{name}": _any_of({"enum": list(prop.values)}, _PARAMETER)
        for kind in KINDS
        for name, prop in PROPERTIES[kind].items()
        if prop.type == "choice"
    }


def _condition_ref(kind: SubjectKind) -> Schema:
    return {"$ref": f"#/$defs/{kind}-condition"}


def _condition(kind: SubjectKind) -> Schema:
    """A condition on facts of one kind: the keys of a mapping hold together."""
    ref = _condition_ref(kind)
    several: Schema = {"type": "array", "items": ref, "minItems": 1}
    keys: dict[str, Schema] = {
        "all": {**several, "description": "都成立"},
        "any": {**several, "description": "至少一个成立"},
        "not": {**ref, "description": "不成立"},
    }
    for name, prop in PROPERTIES[kind].items():
        choice = {"$ref": f"#/$defs/{kind}-{name}"}
        test = _test("choice", choice) if prop.type == "choice" else {"$ref": f"#/$defs/{prop.type}-test"}
        keys[name] = {"description": prop.doc, **test}
    for name, spec in PREDICATES.items():
        if kind in spec.subjects:
            shared = f"call-{name}" if _same_for_all(spec) else f"call-{name}-{kind}"
            keys[name] = {"$ref": f"#/$defs/{shared}"}
    schema: Schema = {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": keys}
    children = [child for child in KINDS if child in {*BELOW[kind], *SELF[kind], *ABOVE[kind]}]
    if children:
        keys.update(_quantifier_keys(children, several))
        schema["allOf"] = [{"$ref": f"#/$defs/where-{child}"} for child in children]
    return schema


def _quantifier_keys(children: list[SubjectKind], several: Schema) -> dict[str, Schema]:
    counted = _any_of({"enum": list(children)}, _PARAMETER)
    return {
        "some": {**counted, "description": "至少有一个"},
        "none": {**counted, "description": "一个也没有"},
        "all": {**_any_of(several, counted), "description": "列表: 都成立; 种类: 每一个都满足 where"},
        "count": {**counted, "description": "数有几个, 与 at_least 等一起用"},
        "in": {
            **_any_of({"enum": list(SCOPES)}, _PARAMETER),
            "description": "范围: 自身, 连同下级, 连同上级",
        },
        "where": {"type": "object", "description": "满足这个条件的"},
        "distinct": {**_STRING, "description": "按哪个属性去重"},
        **{name: {"$ref": "#/$defs/count", "description": OPERATORS[name].doc} for name in COUNT_OPERATORS},
    }


def _where(child: SubjectKind) -> Schema:
    """Where facts of a kind are counted, ``where`` is a condition on that kind."""
    counted = [{"properties": {name: {"const": child}}, "required": [name]} for name in QUANTIFIERS]
    return {"if": {"anyOf": counted}, "then": {"properties": {"where": _condition_ref(child)}}}


def _test(type: PropertyType, literal: Schema) -> Schema:
    """What may stand behind a property: a value, a list of values, or operators."""
    listed: Schema = {"type": "array", "items": literal, "minItems": 1}
    same = _any_of(literal, {"$ref": "#/$defs/reference"})
    operands: dict[str, Schema] = {
        "same": same,
        "list": _any_of(literal, listed),
        "boolean": _any_of({"type": "boolean"}, _PARAMETER),
        "pattern": {"$ref": "#/$defs/pattern"},
        "words": {"$ref": "#/$defs/strings"},
        "lexicon": {"$ref": "#/$defs/strings"},
        "date": {"$ref": "#/$defs/date"},
    }
    operators: dict[str, Schema] = {}
    for name, spec in OPERATORS.items():
        if type in spec.types:
            operand = _any_of(_STRING, same) if name == "similar_to" else operands[spec.operand]
            operators[name] = {"description": spec.doc, **operand}
    if "similar_to" in operators:
        operators["threshold"] = _any_of({"type": "number", "exclusiveMinimum": 0, "maximum": 1}, _PARAMETER)
    mapping = _object({**operators, "ref": _STRING})
    return _any_of(literal, listed, {**mapping, "minProperties": 1})


def _calls() -> dict[str, Schema]:
    """Every registered predicate, once for each kind where its arguments depend on that."""
    calls: dict[str, Schema] = {}
    for name, spec in PREDICATES.items():
        for kind in spec.subjects[:1] if _same_for_all(spec) else spec.subjects:
            key = f"call-{name}" if _same_for_all(spec) else f"call-{name}-{kind}"
            calls[key] = {"description": spec.doc, **_call(spec, kind)}
    return calls


def _same_for_all(spec: PredicateSpec) -> bool:
    return all(each.type not in ("property", "properties", "kind") for each in spec.arguments.values())


def _call(spec: PredicateSpec, kind: SubjectKind) -> Schema:
    arguments = {
        name: {"description": each.doc, **_argument(each, spec, kind)}
        for name, each in spec.arguments.items()
    }
    given = [name for name, each in spec.arguments.items() if each.default is None and not each.optional]
    schema = _object(arguments, *given)
    if spec.one_of:
        schema["oneOf"] = [{"required": [name]} for name in spec.one_of]
    return schema if given or spec.one_of else _any_of(schema, {"type": "null"})


def _argument(argument: Argument, spec: PredicateSpec, kind: SubjectKind) -> Schema:
    of_others = any(each.type == "kind" for each in spec.arguments.values())
    names: Schema = _STRING if of_others else {"enum": list(PROPERTIES[kind])}
    claims: Schema = {"enum": list(CLAIM_SUBJECTS)}
    types: dict[str, Schema] = {
        "text": _STRING,
        "texts": {"type": "array", "items": _STRING, "minItems": 2},
        "dates": {"type": "array", "items": _STRING, "minItems": 2},
        "property": names,
        "properties": _any_of(names, {"type": "array", "items": names}),
        "kind": {"enum": list(BELOW[kind])},
        "claim": claims,
        "claims": _any_of(claims, {"type": "array", "items": claims}),
        "values": {"$ref": "#/$defs/strings"},
        "words": {"$ref": "#/$defs/strings"},
        **{name: {"type": name} for name in ("integer", "number", "boolean")},
    }
    return _any_of(types[argument.type], _PARAMETER)


def _object(properties: dict[str, Schema], *required: str) -> Schema:
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def _any_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}
