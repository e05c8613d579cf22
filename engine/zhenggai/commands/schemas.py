"""``zhenggai schema``: the JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

import json
from typing import Literal

SchemaName = Literal["facts", "report", "rules", "config"]


def schema_text(name: SchemaName) -> str:
    """A schema as indented JSON text."""
    if name == "rules":
        from zhenggai.rulebook.json_schema import rule_schema

        return json.dumps(rule_schema(), ensure_ascii=False, indent=2) + "\n"
    if name == "config":
        from zhenggai.settings.entries import configuration_schema

        return json.dumps(configuration_schema(), ensure_ascii=False, indent=2) + "\n"
    from zhenggai.reporting.json_schema import schema_json

    return schema_json(name)
