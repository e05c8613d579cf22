"""The report as SARIF 2.1.0, for code scanning and editors.

A gap is a ``fail``, what could not be assessed is ``open``; fingerprints go into
``partialFingerprints``, waivers into ``suppressions``, the baseline into ``baselineState``.
"""

from __future__ import annotations

import re
from typing import Any

from zhenggai.model import Evidence, GapReport, Input, Result, RuleInfo, Span
from zhenggai.reporting.gap_lines import basis, found, input_state
from zhenggai.reporting.json_format import to_json
from zhenggai.reporting.markdown import escaped
from zhenggai.reporting.paths import uri
from zhenggai.reporting.safe_text import visible
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "zhenggai/v1"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
KINDS = {"gap": "fail", "pass": "pass", "not_applicable": "notApplicable", "not_assessed": "open"}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}

_BRACES = re.compile(r"[{}]")
_BRACKETS = re.compile(r"[\\\[\]]")


def render(report: GapReport, presentation: Presentation) -> str:
    """The SARIF log as indented JSON text."""
    return to_json(sarif_log(report))


def sarif_log(report: GapReport) -> dict[str, Any]:
    """The SARIF log as plain values."""
    words = Words(report.language)
    places = {rule.id: index for index, rule in enumerate(report.rules)}
    driver = {
        "name": report.tool.name,
        "version": report.tool.version,
        "language": LANGUAGES[report.language],
        "rules": [_rule(rule, words) for rule in report.rules],
    }
    waived = any(result.waiver for result in report.results)
    run = {
        "tool": {"driver": driver},
        "language": LANGUAGES[report.language],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, words)],
        "artifacts": [_artifact(each) for each in report.inputs],
        "results": [_result(each, places, words, waived) for each in report.results],
        "properties": {"inferenceEngine": f"{report.engine.name} {report.engine.version}"},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: RuleInfo, words: Words) -> dict[str, Any]:
    lines = [rule.why]
    if norms := basis(rule.basis, words):
        lines.append(words("noted", text=words("gap.basis"), note=norms))
    return {
        "id": rule.id,
        "shortDescription": {"text": visible(rule.title)},
        "fullDescription": {"text": visible(rule.why or rule.title)},
        "help": {
            "text": visible("\n".join(lines)) or visible(rule.title),
            "markdown": "\n\n".join(escaped(line) for line in lines),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"pack": rule.pack, "subject": rule.subject, "column": rule.column},
    }


def _invocation(report: GapReport, words: Words) -> dict[str, Any]:
    unaudited = [each for each in report.inputs if each.status != "audited"]
    return {
        "executionSuccessful": bool(report.inputs) and not unaudited,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": _message(input_state(each, words)),
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(each.source)}}}],
            }
            for each in unaudited
        ],
    }


def _artifact(source: Input) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": uri(source.source)}}
    if source.sha256:
        artifact["hashes"] = {"sha-256": source.sha256}
    return artifact


def _result(result: Result, places: dict[str, int], words: Words, waived: bool) -> dict[str, Any]:
    text = result.message
    if result.verdict == "not_assessed" and result.reason:
        text = words("noted", text=text, note=result.reason)
    elif result.verdict == "gap" and result.hint:
        text = f"{text}\n{words('noted', text=words('gap.hint'), note=result.hint)}"
    value: dict[str, Any] = {
        "ruleId": result.rule,
        "kind": KINDS[result.verdict],
        "level": LEVELS[result.severity] if result.verdict == "gap" else "none",
        "message": _message(text),
        "locations": [_location(result.input, result.span, result.quote)],
        "partialFingerprints": {FINGERPRINT: result.fingerprint},
        "properties": {"subject": {"type": result.subject.type, "id": result.subject.id}},
    }
    if result.rule in places:
        value["ruleIndex"] = places[result.rule]
    if result.evidence:
        value["relatedLocations"] = [_related(result.input, each, words) for each in result.evidence]
    if result.baseline:
        value["baselineState"] = result.baseline
    if waived:
        value["suppressions"] = [_suppression(result)] if result.waiver else []
    return value


def _suppression(result: Result) -> dict[str, Any]:
    reason = (result.waiver or {}).get("reason")
    suppression: dict[str, Any] = {"kind": "external", "status": "accepted"}
    return {**suppression, "justification": visible(str(reason))} if reason else suppression


def _related(source: str, evidence: Evidence, words: Words) -> dict[str, Any]:
    location = _location(source, evidence.span, evidence.text)
    return {**location, "message": _message(found(evidence, words))}


def _location(source: str, span: Span | None, text: str | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(source)}}
    if span is not None:
        region: dict[str, Any] = {
            "startLine": span.line,
            "startColumn": span.column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }
        if text:
            region["snippet"] = {"text": text}
        physical["region"] = region
    return {"physicalLocation": physical}


def _message(text: str) -> dict[str, str]:
    """A message in which braces are no placeholders and brackets no links (SARIF 3.11.5, 3.11.6)."""
    plain = _BRACES.sub(lambda found: found.group() * 2, visible(text))
    if "](" in plain:
        plain = _BRACKETS.sub(lambda found: f"\\{found.group()}", plain)
    return {"text": plain}
