"""The report as JUnit XML: a suite for each input, a failed case for each gap, a passed one for other rules.

An input that was not audited is a case with an error: a build that reads this must not turn green by it.
"""

from __future__ import annotations

from xml.etree import ElementTree

from zhenggai.model import GapReport, Input, Result, RuleInfo
from zhenggai.reporting.gap_lines import details, input_state, place, waiver_text
from zhenggai.reporting.safe_text import one_line
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation

Element = ElementTree.Element
_COUNTS = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}


def render(report: GapReport, presentation: Presentation) -> str:
    """The XML as text; every character in it is one that XML allows."""
    words = Words(report.language)
    root = Element("testsuites", name=report.tool.name)
    results: dict[str, list[Result]] = {}
    for result in report.results:
        results.setdefault(result.input, []).append(result)
    for source in report.inputs:
        root.append(_suite(source, results.get(source.source, []), report.rules, words))
    _count(root)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(source: Input, results: list[Result], rules: tuple[RuleInfo, ...], words: Words) -> Element:
    suite = Element("testsuite", name=one_line(source.source))
    if source.status != "audited":
        case = _case(suite, report_case(source), words(f"input.{source.status}"))
        ElementTree.SubElement(case, "error", message=one_line(input_state(source, words)))
    for result in results:
        if result.verdict == "gap" and (accepted := _accepted(result, words)):
            case = _case(suite, result.rule, f"{result.message} [{result.fingerprint}]")
            ElementTree.SubElement(case, "skipped", message=one_line(accepted))
        elif result.verdict == "gap":
            _failure(suite, result, words)
        elif result.verdict == "not_assessed":
            case = _case(suite, result.rule, result.subject.id)
            ElementTree.SubElement(case, "skipped", message=one_line(result.reason or ""))
    listed = {result.rule for result in results if result.verdict in ("gap", "not_assessed")}
    if source.status == "audited":
        for rule in rules:
            if rule.id not in listed:
                _case(suite, rule.id, rule.title)
    _count(suite)
    return suite


def report_case(source: Input) -> str:
    """Class name of the case that tells why an input was not audited."""
    return f"input-{source.status}"


def _accepted(gap: Result, words: Words) -> str:
    """Why a gap fails no build: a waiver, or the baseline; empty where it does."""
    if gap.waiver is not None:
        return words("noted", text=words("waiver"), note=waiver_text(gap, words))
    if gap.baseline == "unchanged":
        return words("noted", text=words("baseline"), note=words("baseline.unchanged"))
    return ""


def _failure(suite: Element, gap: Result, words: Words) -> None:
    # The fingerprint keeps apart cases that are named alike, which some readers would merge.
    case = _case(suite, gap.rule, f"{gap.message} [{gap.fingerprint}]")
    failure = ElementTree.SubElement(case, "failure", type=gap.severity, message=one_line(gap.message))
    lines = [one_line(f"{gap.input}: {place(gap.span, words)}")]
    lines += [one_line(words("noted", text=label, note=text)) for label, text in details(gap, words)]
    failure.text = "\n".join(lines)


def _case(suite: Element, group: str, name: str) -> Element:
    return ElementTree.SubElement(suite, "testcase", classname=one_line(group), name=one_line(name))


def _count(element: Element) -> None:
    for name, tag in _COUNTS.items():
        element.set(name, str(sum(1 for _ in element.iter(tag))))
