"""SARIF 2.1.0: what the schema cannot say; test_sarif_schema holds it against the official schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from zhenggai.model import GapReport
from zhenggai.reporting.paths import uri
from zhenggai.reporting.writers import writer

from . import samples


def run(report: GapReport) -> dict[str, Any]:
    return json.loads(writer("sarif").render(report))["runs"][0]


def test_a_gap_with_its_place_evidence_and_fingerprint() -> None:
    result = run(samples.typical())["results"][3]
    assert result["ruleId"] == "issue-outcome" and result["kind"] == "fail" and result["level"] == "warning"
    assert (
        result["message"]["text"]
        == "问题1没有可衡量的成效\n补正: 补充带数量和单位的成效, 如“培训干部120人次”"
    )
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "notice.txt"}
    assert physical["region"] == {
        "startLine": 12,
        "startColumn": 1,
        "charOffset": 200,
        "charLength": 13,
        "snippet": {"text": "关于理论学习不够深入的问题"},
    }
    assert len(result["relatedLocations"]) == 2
    assert result["partialFingerprints"] == {
        "zhenggai/v1": samples.fingerprint("notice.txt", "issue-outcome", "issue-1")
    }


def test_offsets_are_code_points() -> None:
    assert run(samples.typical())["columnKind"] == "unicodeCodePoints"


def test_rules_carry_help_and_results_point_to_them() -> None:
    sarif = run(samples.typical())
    rules = sarif["tool"]["driver"]["rules"]
    assert "中国共产党巡视工作条例 27" in rules[0]["help"]["text"]
    for result in sarif["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_other_verdicts_have_their_kinds_and_no_level() -> None:
    results = run(samples.with_verdicts())["results"][6:]
    assert [(each["kind"], each["level"]) for each in results] == [
        ("pass", "none"),
        ("notApplicable", "none"),
        ("open", "none"),
    ]
    assert results[2]["message"]["text"].endswith("没有签署日期")


def test_a_run_that_audited_not_everything_is_no_success() -> None:
    invocation = run(samples.several())["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == 3
    assert run(samples.typical())["invocations"][0]["executionSuccessful"] is True


def test_baseline_and_waivers() -> None:
    base = samples.typical()
    first, second, *others = base.results
    first = replace(first, baseline="unchanged", waiver={"reason": "已报备"})
    results = run(replace(base, results=(first, replace(second, baseline="new"), *others)))["results"]
    assert [each.get("baselineState") for each in results[:3]] == ["unchanged", "new", None]
    assert results[0]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "已报备"}
    ]
    assert results[1]["suppressions"] == []
    assert "suppressions" not in run(base)["results"][0]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("./a b/通报.txt", "a%20b/%E9%80%9A%E6%8A%A5.txt"),
        ("/tmp/x.txt", "file:///tmp/x.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("notice\udcff.txt", "notice%FF.txt"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_addresses_of_inputs(source: str, address: str) -> None:
    assert uri(source) == address


def test_braces_and_links_in_a_message_are_only_text() -> None:
    texts = [each["message"]["text"] for each in run(samples.hostile())["results"]]
    assert any("{{0}}" in text for text in texts)
    assert any(r"\[x\](javascript" in text for text in texts)
