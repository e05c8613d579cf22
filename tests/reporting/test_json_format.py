"""JSON by the contract."""

from __future__ import annotations

import json

import pytest

from zhenggai.model import GapReport
from zhenggai.reporting.json_format import facts_json, to_json
from zhenggai.reporting.writers import writer

from . import samples
from .facts_samples import small_facts


def rendered(report: GapReport) -> dict[str, object]:
    """The report as a reader of its JSON gets it."""
    return json.loads(writer("json").render(report))


def test_cells_of_a_matrix_row_stand_beside_its_other_keys() -> None:
    (first, *_) = rendered(samples.typical())["matrix"]
    assert first == {
        "input": "notice.txt",
        "issue": "issue-1",
        "no": 1,
        "heading": "关于理论学习不够深入的问题",
        "measures": "pass",
        "owners": "gap",
        "deadlines": "pass",
        "outcomes": "gap",
        "status": "not_applicable",
    }


def test_keys_come_in_the_order_of_the_contract() -> None:
    report = rendered(samples.typical())
    contract = ["schema", "tool", "engine", "date", "rule_packs", "inputs", "summary", "matrix", "results"]
    assert [key for key in report if key in contract] == contract
    contract = [
        *("input", "rule", "verdict", "severity", "subject", "message", "hint", "span"),
        *("evidence", "basis", "fingerprint", "baseline", "waiver"),
    ]
    assert [key for key in report["results"][0] if key in contract] == contract
    assert report["summary"]["pass"] == 41


def test_hostile_texts_come_back_verbatim_and_unseen_characters_are_escaped() -> None:
    text = writer("json").render(samples.hostile()).decode()
    headings = [row["heading"] for row in json.loads(text)["matrix"]]
    assert headings == list(samples.HOSTILE)
    assert not set(text) & set("\x1b\x00\x9b\u202e\u2066\u200b\ufeff\u2028\uffff")


@pytest.mark.parametrize("value", ["\x7f\x9b", "\u202e", "\U000e0041", "\ud800", 'a\nb\t"\\'])
def test_escaped_json_has_the_same_value(value: str) -> None:
    assert json.loads(to_json({value: [value]})) == {value: [value]}


def test_facts_are_one_object_or_an_array() -> None:
    facts = small_facts()
    assert json.loads(facts_json([facts], array=False, why=False))["schema"] == "zhenggai/facts/1"
    assert [each["schema"] for each in json.loads(facts_json([facts, facts], array=True, why=False))] == [
        "zhenggai/facts/1"
    ] * 2
    assert json.loads(facts_json([], array=True, why=False)) == []


def test_why_keys_only_on_demand() -> None:
    facts = small_facts()
    assert '"why"' not in facts_json([facts], array=False, why=False)
    assert json.loads(facts_json([facts], array=False, why=True))["issues"][0]["why"] == "标题后有措施"


def test_whole_numbers_are_written_as_such() -> None:
    text = facts_json([small_facts()], array=False, why=False)
    assert '"value": 162,' in text
    assert '"value": 33.98,' in text
