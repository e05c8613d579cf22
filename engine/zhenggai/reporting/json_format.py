"""Facts and reports as JSON by the contract (``zhenggai/facts/1``, ``zhenggai/report/1``)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from zhenggai.model import Facts, GapReport, MatrixRow
from zhenggai.reporting.safe_text import escaped_json
from zhenggai.reporting.writers import Presentation


def render(report: GapReport, presentation: Presentation) -> str:
    """The report as indented JSON text."""
    return to_json(_fields(report))


def report_value(report: GapReport) -> dict[str, Any]:
    """The report as plain values by the contract: cells beside a matrix row's other keys, no documents."""
    value: dict[str, Any] = msgspec.to_builtins(_fields(report))
    return value


def _fields(report: GapReport) -> dict[str, Any]:
    """The report's keys; below the matrix the values are as they are in the report."""
    value = {
        field.encode_name: getattr(report, field.name)
        for field in msgspec.structs.fields(report)
        if field.name != "documents"
    }
    value["matrix"] = [_row(row) for row in report.matrix]
    return value


def _row(row: MatrixRow) -> dict[str, Any]:
    own = {field: getattr(row, field) for field in row.__struct_fields__ if field != "cells"}
    return own | {column: verdict for column, verdict in row.cells.items() if column not in own}


def facts_json(facts: Sequence[Facts], *, array: bool, why: bool) -> str:
    """Facts objects as JSON: the one object, or an array where ``array``; ``why`` keys only on demand."""
    values = [_plain(msgspec.to_builtins(each), why) for each in facts]
    return to_json(values if array else values[0])


def to_json(value: object) -> str:
    """Indented JSON text that holds no character a reader cannot see, with a final line end."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    except UnicodeEncodeError:  # lone surrogates: a file name that is not valid UTF-8
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2)
    return escaped_json(text) + "\n"


def _plain(value: Any, why: bool) -> Any:
    """``value`` with whole numbers written as such (162, not 162.0), and without ``why`` where unwanted."""
    if isinstance(value, dict):
        return {key: _plain(item, why) for key, item in value.items() if why or key != "why"}
    if isinstance(value, list | tuple):
        return [_plain(item, why) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
