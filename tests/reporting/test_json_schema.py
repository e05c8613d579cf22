"""The JSON Schemas: as committed, and true of what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import jsonschema
import pytest

from zhenggai.model import GapReport
from zhenggai.reporting.json_format import facts_json
from zhenggai.reporting.json_schema import facts_schema, report_schema, schema_json
from zhenggai.reporting.writers import writer

from . import samples
from .facts_samples import small_facts

COMMITTED = Path(__file__).parents[2] / "docs" / "schema"


@pytest.mark.parametrize("name", ["facts", "report"])
def test_committed_schema_is_the_generated_one(name: Literal["facts", "report"]) -> None:
    committed = (COMMITTED / f"{name}.json").read_text(encoding="utf-8")
    assert committed == schema_json(name), f"run: zhenggai schema {name} > docs/schema/{name}.json"


@pytest.mark.parametrize("make", [samples.typical, samples.several, samples.with_verdicts, samples.clean])
def test_reports_are_valid(make: Callable[[], GapReport]) -> None:
    jsonschema.validate(json.loads(writer("json").render(make())), report_schema())


@pytest.mark.parametrize("why", [True, False])
@pytest.mark.parametrize("array", [True, False])
def test_facts_are_valid(array: bool, why: bool) -> None:
    jsonschema.validate(json.loads(facts_json([small_facts()], array=array, why=why)), facts_schema())


@pytest.mark.parametrize(
    "change",
    [
        lambda report: report.update(schema="zhenggai/report/2"),
        lambda report: report["matrix"][0].update(owners="maybe"),
        lambda report: report["matrix"][0].pop("no"),
        lambda report: report["results"][0].update(severity="fatal"),
        lambda report: report["results"][0].pop("fingerprint"),
    ],
)
def test_the_schema_refuses_what_the_contract_forbids(change: Callable[[dict[str, object]], object]) -> None:
    report = json.loads(writer("json").render(samples.typical()))
    change(report)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, report_schema())


def test_descriptions_do_not_depend_on_the_version_of_python() -> None:
    assert "\n " not in json.loads(schema_json("report"))["$defs"]["GapReport"]["description"]
