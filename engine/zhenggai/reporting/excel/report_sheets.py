"""The sheets of the report itself: summary, matrix and gap list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zhenggai.model import GapReport, Input
from zhenggai.reporting.excel.places import Places
from zhenggai.reporting.excel.sheets import Book, Column, Lines, Link, Mark, Value
from zhenggai.reporting.gap_lines import basis, found, input_state, kind_name, waiver_text
from zhenggai.reporting.gap_rows import GapRow, shown_message
from zhenggai.reporting.summary import column_rate, column_title, summary_lines
from zhenggai.reporting.words import Words

SEVERITIES = ("error", "warning", "info")


def write_summary(book: Book, report: GapReport, words: Words) -> None:
    """What the run came to, the files one by one, and the rules that found gaps, most gaps first."""
    widths = (Column("", 44), Column("", 26), *(Column("", 12, "number") for _ in range(6)))
    sheet = book.sheet(words("sheet.summary"), widths, head=False)
    tool = report.tool
    sheet.plain(words("report.title"), "title")
    sheet.plain(words("report.made", tool=tool.name, version=tool.version, date=report.date))
    for line in summary_lines(report, words):
        sheet.plain(line)
    names = ("matrix", "gaps", "issues", "tasks", "owners", "text")
    sheet.plain("")
    for name in names:
        sheet.plain(Link(text=words(f"sheet.{name}"), sheet=words(f"sheet.{name}"), row=0))
    sheet.plain("")
    severities = [words(f"severity.{severity}") for severity in SEVERITIES]
    sheet.head((words("input"), words("input.verdict"), words("matrix.heading"), *severities))
    issues = Counter(row.input for row in report.matrix)
    gaps = Counter((each.input, each.severity) for each in report.results if each.verdict == "gap")
    for source in report.inputs:
        counts = (gaps[source.source, severity] for severity in SEVERITIES)
        sheet.add((source.source, _state(source, words), issues[source.source], *counts))
    sheet.plain("")
    _write_rules(sheet_rules := sheet, report, words)
    sheet_rules.done()
