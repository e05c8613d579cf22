"""The gaps as a GitLab Code Quality report."""

from __future__ import annotations

import hashlib
from typing import Any

from zhenggai.model import GapReport, Input, Result
from zhenggai.reporting.arrangement import gaps_of
from zhenggai.reporting.gap_lines import input_state, waiver_text
from zhenggai.reporting.json_format import to_json
from zhenggai.reporting.paths import repository_path
from zhenggai.reporting.safe_text import one_line
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation

SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}
NOT_AUDITED = "zhenggai-not-audited"
"""Name of the check that an input fails by not having been audited."""


def render(report: GapReport, presentation: Presentation) -> str:
    """The report as indented JSON text."""
    words = Words(report.language)
    entries = [_unaudited(each, words) for each in report.inputs if each.status != "audited"]
    return to_json(entries + [_gap(each, words) for each in gaps_of(report)])


def _gap(gap: Result, words: Words) -> dict[str, Any]:
    description = gap.message
    if gap.hint:
        description = f"{gap.message} {words('noted', text=words('gap.hint'), note=gap.hint)}"
    line = gap.span.line if gap.span else 1
    severity = SEVERITIES[gap.severity]
    if gap.waiver is not None:
        waiver = words("noted", text=words("waiver"), note=waiver_text(gap, words))
        description, severity = f"{description} {waiver}", SEVERITIES["info"]
    return _entry(description, gap.rule, gap.fingerprint, severity, gap.input, line)


def _unaudited(source: Input, words: Words) -> dict[str, Any]:
    name = f"{NOT_AUDITED}|{source.source}".encode("utf-8", "surrogatepass")
    fingerprint = hashlib.sha256(name).hexdigest()[:32]
    return _entry(input_state(source, words), NOT_AUDITED, fingerprint, "blocker", source.source, 1)


def _entry(
    description: str, check: str, fingerprint: str, severity: str, source: str, line: int
) -> dict[str, Any]:
    return {
        "description": one_line(description),
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": one_line(repository_path(source)), "lines": {"begin": line}},
    }
