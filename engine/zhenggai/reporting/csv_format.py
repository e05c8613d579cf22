"""The gaps as a table for a spreadsheet: one row each, safe to open.

UTF-8 with a byte order mark, since Excel takes other files for the local encoding. An input that
was not audited has a row of its own without a fingerprint, so that no list looks free of gaps by failure.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

from zhenggai.model import GapReport, Input, Result, RuleInfo
from zhenggai.reporting.gap_lines import basis, found, input_state, waiver_text
from zhenggai.reporting.safe_text import one_line
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "input",
    "input.verdict",
    "input.severity",
    "gap.rule",
    "input.title",
    "input.subject",
    "input.number",
    "input.heading",
    "input.line",
    "input.column",
    "gap.reason",
    "gap.quote",
    "gap.evidence",
    "gap.hint",
    "gap.basis",
    "baseline",
    "waiver",
    "gap.fingerprint",
)
"""Keys of the words that head the columns."""

FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")


def render(report: GapReport, presentation: Presentation) -> str:
    """The table as text that begins with a byte order mark; lines end in CR LF."""
    words = Words(report.language)
    output = StringIO()
    table = csv.writer(output, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow([words(key) for key in COLUMNS])
    for source in report.inputs:
        if source.status != "audited":
            table.writerow(_unaudited(source, words))
    row = _rows(report, words)
    table.writerows(row(result) for result in report.results)
    return BYTE_ORDER_MARK + output.getvalue()


def cell(text: str) -> str:
    """One line that no spreadsheet takes for a formula."""
    line = one_line(text)
    return f"'{line}" if line.startswith(FORMULA_STARTS) else line


def _unaudited(source: Input, words: Words) -> list[str]:
    row = dict.fromkeys(COLUMNS, "")
    row["input"] = source.source
    row["input.verdict"] = words(f"input.{source.status}")
    row["gap.reason"] = input_state(source, words)
    return [cell(row[key]) for key in COLUMNS]


def _rows(report: GapReport, words: Words) -> Callable[[Result], list[str]]:
    rules: dict[str, RuleInfo] = {rule.id: rule for rule in report.rules}
    issues = {(row.input, row.issue): row for row in report.matrix}

    def row(result: Result) -> list[str]:
        issue = issues.get((result.input, result.issue or ""))
        rule = rules.get(result.rule)
        values = (
            result.input,
            words(f"verdict.{result.verdict}"),
            words(f"severity.{result.severity}"),
            result.rule,
            rule.title if rule else "",
            words.title("subject", result.subject.type),
            str(issue.no) if issue else "",
            issue.heading if issue else "",
            str(result.span.line) if result.span else "",
            str(result.span.column) if result.span else "",
            result.message,
            result.quote or "",
            "; ".join(found(each, words) for each in result.evidence),
            result.hint,
            basis(result.basis, words),
            words(f"baseline.{result.baseline}") if result.baseline else "",
            waiver_text(result, words),
            result.fingerprint,
        )
        return [cell(value) for value in values]

    return row
