"""The completeness matrix on a terminal: issues down, the report's columns across."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from zhenggai.model import GapReport, MatrixRow
from zhenggai.reporting.arrangement import InputPart
from zhenggai.reporting.gap_lines import SYMBOLS
from zhenggai.reporting.safe_text import for_log
from zhenggai.reporting.summary import column_rate, column_title
from zhenggai.reporting.words import Words

VERDICT_STYLES = {"pass": "green", "gap": "bold red", "not_applicable": "dim", "not_assessed": "yellow"}


def legend(words: Words) -> Text:
    """What the symbols of the matrix mean."""
    return Text(words("matrix.legend", **SYMBOLS), "dim")


def matrix_table(report: GapReport, part: InputPart, words: Words) -> Table:
    """One row for each issue and a last row with the share of complete cells; long headings end in …."""
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_footer=True, pad_edge=False)
    table.add_column(words("matrix.no"), justify="right", no_wrap=True)
    table.add_column(
        words("matrix.heading"), words("matrix.total"), ratio=1, no_wrap=True, overflow="ellipsis"
    )
    for name in report.columns:
        table.add_column(
            _stacked(for_log(column_title(report, name, words))),
            column_rate(part.rows, name),
            justify="center",
            no_wrap=True,
        )
    for row in part.rows:
        table.add_row(Text(str(row.no)), Text(for_log(row.heading)), *(_cell(row, n) for n in report.columns))
    return table


def _stacked(title: str) -> str:
    """A title of four or more Chinese characters on two lines, which leaves the headings more room."""
    if len(title) < 4 or title.isascii():
        return title
    half = (len(title) + 1) // 2
    return f"{title[:half]}\n{title[half:]}"


def _cell(row: MatrixRow, column: str) -> Text:
    verdict = row.cells.get(column, "not_applicable")
    return Text(SYMBOLS[verdict], VERDICT_STYLES[verdict])
