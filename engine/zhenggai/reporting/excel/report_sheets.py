"""The sheets of the report itself: summary, matrix and gap list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zhenggai.model import GapReport, Input
from zhenggai.reporting.arrangement import SEVERITIES
from zhenggai.reporting.excel.places import Places
from zhenggai.reporting.excel.sheets import Book, Column, Lines, Link, Mark, Sheet, Value
from zhenggai.reporting.gap_lines import basis, found, input_state, kind_name, waiver_text
from zhenggai.reporting.gap_rows import GapRow, shown_message
from zhenggai.reporting.summary import column_rate, column_title, summary_lines
from zhenggai.reporting.words import Words

SHEETS = ("summary", "matrix", "gaps", "issues", "tasks", "owners", "text")
"""Keys of the sheets' names, in their order."""


def write_summary(book: Book, report: GapReport, words: Words) -> None:
    """What the run came to, the files one by one, and the rules that found gaps, most gaps first."""
    columns = (Column("", 40), Column("", 30), *(Column("", 12, "number") for _ in range(4)))
    sheet = book.sheet(words("sheet.summary"), columns, head=False)
    sheet.line(words("report.title"), "title")
    tool = report.tool
    sheet.line(words("report.made", tool=tool.name, version=tool.version, date=report.date))
    for text in summary_lines(report, words):
        sheet.line(text)
    sheet.line()
    for name in (words(f"sheet.{key}") for key in SHEETS[1:]):
        sheet.line(Link(text=name, sheet=name, row=0))
    sheet.line()
    _write_inputs(sheet, report, words)
    sheet.line()
    _write_rules(sheet, report, words)


def _write_inputs(sheet: Sheet, report: GapReport, words: Words) -> None:
    severities = [words(f"severity.{severity}") for severity in SEVERITIES]
    sheet.head((words("input"), words("input.verdict"), words("matrix.heading"), *severities))
    issues = Counter(row.input for row in report.matrix)
    gaps = Counter((each.input, each.severity) for each in report.results if each.verdict == "gap")
    for source in report.inputs:
        counts = (gaps[source.source, severity] for severity in SEVERITIES)
        sheet.add((source.source, _state(source, words), issues[source.source], *counts))


def _state(source: Input, words: Words) -> str:
    if source.status != "audited":
        return input_state(source, words)
    return kind_name(source.kind, words) or words("input.audited")


def _write_rules(sheet: Sheet, report: GapReport, words: Words) -> None:
    heads = ("input.title", "gap.rule", "sheet.gaps.count", "sheet.applied", "input.severity")
    sheet.head([words(key) for key in heads])
    gaps = Counter(each.rule for each in report.results if each.verdict == "gap")
    subjects: Counter[str] = Counter()
    for tally in report.tallies:
        subjects[tally.rule] += tally.gap + tally.passed + tally.not_assessed
    rules = {rule.id: rule for rule in report.rules}
    for name, count in gaps.most_common():
        rule = rules.get(name)
        severity = words(f"severity.{rule.severity}") if rule else None
        sheet.add((rule.title if rule else None, name, count, subjects[name] or None, severity))


def write_matrix(book: Book, report: GapReport, places: Places, words: Words) -> None:
    """One row for each issue; its number leads to its gaps."""
    titles = [column_title(report, name, words) for name in report.columns]
    columns = (
        Column(words("input"), 22),
        Column(words("matrix.no"), 7, "number"),
        Column(words("matrix.heading"), 60),
        *(Column(title, 11) for title in titles),
    )
    sheet = book.sheet(words("sheet.matrix"), columns, frozen=3)
    for row in report.matrix:
        heading = places.gaps_of_issue(row.input, row.issue, row.heading)
        marks = (Mark(verdict=row.cells.get(name, "not_applicable")) for name in report.columns)
        sheet.add((row.input, row.no, heading, *marks))
    sheet.filtered()
    if report.matrix:
        rates = (column_rate(report.matrix, name) for name in report.columns)
        sheet.add((None, None, words("matrix.total"), *rates))


GAP_COLUMNS = (
    ("matrix.no", 6),
    ("input", 20),
    ("input.verdict", 8),
    ("input.severity", 8),
    ("input.number", 8),
    ("input.heading", 34),
    ("input.line", 7),
    ("gap.reason", 36),
    ("gap.quote", 36),
    ("gap.evidence", 40),
    ("gap.hint", 36),
    ("gap.rule", 22),
    ("input.title", 26),
    ("gap.basis", 26),
    ("baseline", 9),
    ("waiver", 20),
    ("gap.fingerprint", 36),
)
"""Keys of the words that head the columns of the gap list, and their widths in characters."""
PRINTED = 12
"""How many of them go on paper, where more would be too small to read."""


def write_gaps(book: Book, report: GapReport, rows: Sequence[GapRow], places: Places, words: Words) -> None:
    """Inputs that were not audited, then every result; issues and lines lead to their rows."""
    columns = [Column(words(key), width) for key, width in GAP_COLUMNS]
    sheet = book.sheet(words("sheet.gaps"), columns, frozen=1)
    for source in report.inputs:
        if source.status != "audited":
            state = (words(f"input.{source.status}"), None, None, None, None, input_state(source, words))
            sheet.add((None, source.source, *state, *(None for _ in GAP_COLUMNS[8:])))
    for row in rows:
        sheet.add(_gap(row, places, words))
    sheet.filtered(printed=PRINTED)


def _gap(row: GapRow, places: Places, words: Words) -> tuple[Value, ...]:
    result, issue = row.result, row.issue
    return (
        row.number or None,
        result.input,
        words(f"verdict.{result.verdict}"),
        words(f"severity.{result.severity}"),
        places.in_matrix(result.input, issue.issue, issue.no) if issue else None,
        issue.heading if issue else None,
        places.in_text(result.input, result.span.line) if result.span else None,
        shown_message(result, words),
        result.quote,
        Lines(texts=tuple(found(each, words) for each in result.evidence)),
        result.hint,
        result.rule,
        row.title,
        basis(result.basis, words),
        words(f"baseline.{result.baseline}") if result.baseline else None,
        waiver_text(result, words),
        result.fingerprint,
    )
