"""The JSON Schema of rule files: as committed, true of every built-in rule, and strict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from zhenggai.commands.schemas import schema_text
from zhenggai.resources import rules_folder
from zhenggai.rulebook.json_schema import rule_schema
from zhenggai.rulebook.predicates import PREDICATES
from zhenggai.rulebook.rules import KEYS
from zhenggai.rulebook.vocabulary import KINDS, OPERATORS, PROPERTIES
from zhenggai.rulebook.yaml_positions import YamlFile, read_yaml

COMMITTED = Path(__file__).parents[2] / "docs" / "schema" / "rules.json"
BUILTIN = sorted(
    path
    for path in rules_folder().glob("*/*.yaml")
    if path.name != "pack.yaml" and path.parent.name != "lexicon"
)
SCHEMA = rule_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def rule(kind: str, require: str, more: str = "") -> Any:
    text = f"id: a-rule\ntitle: 标题\nfor: {kind}\nmessage: 缺口\nrequire: {require}\n{more}"
    file = YamlFile("a-rule.yaml", text)
    assert not file.mistakes
    return file.data


def test_committed_schema_is_the_generated_one() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text("rules"), (
        "run: zhenggai schema rules > docs/schema/rules.json"
    )


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert list(SCHEMA["properties"]) == list(KEYS)


@pytest.mark.parametrize("path", BUILTIN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_built_in_rule_is_valid(path: Path) -> None:
    VALIDATOR.validate(read_yaml(path).data)


def test_the_whole_vocabulary_is_in_it() -> None:
    for kind in KINDS:
        keys = SCHEMA["$defs"][f"{kind}-condition"]["properties"]
        assert set(PROPERTIES[kind]) <= set(keys)
        assert {name for name, spec in PREDICATES.items() if kind in spec.subjects} <= set(keys)
    operators = {
        name
        for kind in ("text", "number", "boolean", "date")
        for name in SCHEMA["$defs"][f"{kind}-test"]["anyOf"][-1]["properties"]
    }
    assert set(OPERATORS) <= operators


@pytest.mark.parametrize(
    ("kind", "require"),
    [
        ("issue", "{some: owner, in: $scope, where: {kind: [subject, $kind]}}"),
        ("issue", "{some: $what, where: {kind: subject}}"),
        ("issue", "{count: measure, at_least: {ref: claim.measures}}"),
        ("issue", "{all: [{stated: true}, {not: {heading: {matches: 资金}}}]}"),
        ("issue", "{heading: {similar_to: …, threshold: 0.9}, status: {ne: ongoing}}"),
        ("deadline", "{end: {before: notice.feedback_date, after: {of: notice.signed_date, days: -3}}}"),
        ("notice", "{in_order: {of: [notice.inspected_from, notice.inspected_to]}}"),
        ("issue", "{number_in_sequence: }"),
    ],
)
def test_what_is_right(kind: str, require: str) -> None:
    VALIDATOR.validate(rule(kind, require))


@pytest.mark.parametrize(
    ("kind", "require"),
    [
        ("issue", "{}"),
        ("issue", "[]"),
        ("issue", "{somme: owner}"),
        ("issue", "{some: ownr}"),
        ("issue", "{some: claim}"),  # a claim is none of an issue's facts
        ("issue", "{some: owner, where: {status: completed}}"),  # a property of another kind
        ("issue", "{some: owner, where: {kind: subjct}}"),
        ("issue", "{statuss: completed}"),
        ("issue", "{status: complete}"),
        ("issue", "{status: {nee: completed}}"),
        ("issue", "{stated: {matches: a}}"),
        ("issue", "{no: eins}"),
        ("issue", "{in_order: {off: [a, b]}}"),
        ("issue", "{in_order: }"),
        ("issue", "{count: measure, at_least: many}"),
        ("measure", "{stated: true}"),
        ("deadline", "{end: 明年}"),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(kind: str, require: str) -> None:
    assert not VALIDATOR.is_valid(rule(kind, require))


@pytest.mark.parametrize(
    "more",
    [
        "colum: owners\n",
        "severity: eror\n",
        "fold: 是\n",
        "params: {days: {valu: 3}}\n",
        "basis: [{norms: x}]\n",
        "examples: [{gap: x, pass: y}]\n",
        "examples: [{note: x}]\n",
        "hint: {zh: a, fr: b}\n",
        "when: {somme: owner}\n",
    ],
)
def test_wrong_parts(more: str) -> None:
    assert VALIDATOR.is_valid(rule("issue", "{some: owner}"))
    assert not VALIDATOR.is_valid(rule("issue", "{some: owner}", more))


@pytest.mark.parametrize("key", ["id", "title", "for", "require", "message"])
def test_what_must_be_there(key: str) -> None:
    data = rule("issue", "{some: owner}")
    del data[key]
    assert not VALIDATOR.is_valid(data)
