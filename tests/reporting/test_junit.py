"""JUnit XML."""

from __future__ import annotations

from xml.etree import ElementTree

from zhenggai.model import GapReport
from zhenggai.reporting.writers import writer

from . import samples


def suites(report: GapReport) -> ElementTree.Element:
    return ElementTree.fromstring(writer("junit").render(report))


def test_gaps_fail_and_rules_without_a_gap_pass() -> None:
    (suite,) = suites(samples.typical())
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "7",
        "failures": "6",
        "errors": "0",
        "skipped": "0",
    }
    assert [case.get("classname") for case in suite if not len(case)] == ["issue-measure"]


def test_inputs_that_were_not_audited_are_errors() -> None:
    root = suites(samples.several())
    assert root.get("errors") == "3"
    assert [suite.get("errors") for suite in root] == ["0", "1", "1", "1"]


def test_what_could_not_be_assessed_is_skipped_with_its_reason() -> None:
    (suite,) = suites(samples.with_verdicts())
    assert [each.get("message") for each in suite.iter("skipped")] == ["没有签署日期"]


def test_a_failure_tells_all_that_the_terminal_tells() -> None:
    (suite,) = suites(samples.typical())
    text = suite[3][0].text or ""
    for part in ("第12行", "没有数量和单位", "组织学习12次", "培训干部120人次"):
        assert part in text


def test_no_case_is_named_like_another() -> None:
    names = [(case.get("classname"), case.get("name")) for case in suites(samples.typical()).iter("testcase")]
    assert len(set(names)) == len(names)
