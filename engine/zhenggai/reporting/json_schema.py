"""JSON Schemas of the facts and the report, generated from the types."""

from __future__ import annotations

import inspect
import json
from typing import Any, Literal, get_args

import msgspec

from zhenggai.model import FACTS_SCHEMA, REPORT_SCHEMA, Facts, GapReport, Verdict

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_json(name: Literal["facts", "report"]) -> str:
    """The schema as indented JSON text."""
    schema = facts_schema() if name == "facts" else report_schema()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def facts_schema() -> dict[str, Any]:
    """Schema of one facts object, or the array of them that several files give."""
    return _schema(Facts, FACTS_SCHEMA, array=True)


def report_schema() -> dict[str, Any]:
    """Schema of a report, whose matrix rows hold their cells beside the other keys."""
    schema = _schema(GapReport, REPORT_SCHEMA)
    row = schema["$defs"]["MatrixRow"]
    del row["properties"]["cells"]
    row["required"].remove("cells")
    row["additionalProperties"] = {"enum": sorted(get_args(Verdict))}
    return schema


def _schema(kind: type, name: str, *, array: bool = False) -> dict[str, Any]:
    (reference,), definitions = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    definitions[kind.__name__]["properties"]["schema"] = {"const": name}
    for definition in definitions.values():
        # Python 3.13 strips a docstring's indentation by itself; earlier ones do not.
        definition["description"] = inspect.cleandoc(definition["description"])
    body = {"anyOf": [reference, {"type": "array", "items": reference}]} if array else reference
    return {"$schema": DIALECT, "title": name, **body, "$defs": definitions}
