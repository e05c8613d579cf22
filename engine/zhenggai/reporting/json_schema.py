"""JSON Schemas of the facts and the report, generated from the types."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any, Literal, get_args

import msgspec

from zhenggai.model import FACTS_SCHEMA, REPORT_SCHEMA, Facts, GapReport, Verdict

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE = "#/$defs/"


def schema_json(name: Literal["facts", "report"]) -> str:
    """The schema as indented JSON text."""
    schema = facts_schema() if name == "facts" else report_schema()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def facts_schema() -> dict[str, Any]:
    """Schema of one facts object, or the array of them that several files give."""
    return _schema(Facts, FACTS_SCHEMA, array=True)


def report_schema() -> dict[str, Any]:
    """Schema of a report, without its documents, and with a matrix row's cells beside its other keys."""
    schema = _schema(GapReport, REPORT_SCHEMA, without="documents")
    row = schema["$defs"]["MatrixRow"]
    del row["properties"]["cells"]
    row["required"].remove("cells")
    row["additionalProperties"] = {"enum": sorted(get_args(Verdict))}
    return schema


def _schema(kind: type, name: str, *, array: bool = False, without: str = "") -> dict[str, Any]:
    (reference,), definitions = msgspec.json.schema_components([kind], ref_template=f"{_REFERENCE}{{name}}")
    if definitions[kind.__name__]["properties"].pop(without, None):
        definitions = _reachable(definitions, kind.__name__)
    definitions[kind.__name__]["properties"]["schema"] = {"const": name}
    for definition in definitions.values():
        # Python 3.13 strips a docstring's indentation by itself; earlier ones do not.
        definition["description"] = inspect.cleandoc(definition["description"])
    body = {"anyOf": [reference, {"type": "array", "items": reference}]} if array else reference
    return {"$schema": DIALECT, "title": name, **body, "$defs": definitions}


def _reachable(definitions: dict[str, Any], start: str) -> dict[str, Any]:
    """The definitions that ``start`` needs, in their order."""
    needed = {start}
    waiting = [start]
    while waiting:
        found = set(re.findall(rf'"{re.escape(_REFERENCE)}(\w+)"', json.dumps(definitions[waiting.pop()])))
        waiting.extend(found - needed)
        needed |= found
    return {name: definition for name, definition in definitions.items() if name in needed}
