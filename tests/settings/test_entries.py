"""The JSON Schema of a configuration: as committed, and of one mind with the reader."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from zhenggai.commands.schemas import schema_text
from zhenggai.errors import RuleErrors
from zhenggai.rulebook.yaml_positions import YamlFile
from zhenggai.settings.entries import configuration_schema
from zhenggai.settings.settings import settings_for

from .conftest import Project
from .test_reading import YAML

COMMITTED = Path(__file__).parents[2] / "docs" / "schema" / "config.json"


def test_committed_schema_is_the_generated_one() -> None:
    jsonschema.Draft202012Validator.check_schema(configuration_schema())
    assert COMMITTED.read_text(encoding="utf-8") == schema_text("config"), (
        "run: zhenggai schema config > docs/schema/config.json"
    )


@pytest.mark.parametrize("text", [YAML, "rules:\npaths:\n", "{}", "waivers: a.yaml\n", "extends: [a, b]\n"])
def test_what_is_right(text: str) -> None:
    jsonschema.validate(YamlFile("x", text).data, configuration_schema())


@pytest.mark.parametrize(
    "text",
    [
        "exclud: a\n",
        "rules: {issue-owner: off}\n",
        "rules: {issue-owner: {severity: eror}}\n",
        "rules: {issue-owner: {enabled: 是}}\n",
        "rules: {issue-owner: {params: {scope: {a: b}}}}\n",
        "rules: {issue-owner: {parms: {}}}\n",
        "paths: [{exclude: issue-owner}]\n",
        "paths: [{glob: a, waivers: []}]\n",
        "lexicon: {owner_suffixes: {a: b}}\n",
        "waivers: [{rule: issue-owner, subject: 1, document: a, reason: b}]\n",
        "waivers: [{rule: issue-owner, subject: [1], document: a, reason: b, until: 2026-01-01}]\n",
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(project: Project, text: str) -> None:
    project(zhenggai=text)
    with pytest.raises(RuleErrors):
        settings_for("通报.txt")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(YamlFile("x", text).data, configuration_schema())
