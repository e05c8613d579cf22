"""The completeness matrix on a terminal: issues down, the report's columns across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from zhenggai.model import GapReport
from zhenggai.reporting.arrangement import InputPart
from zhenggai.reporting.gap_lines import SYMBOLS
from zhenggai.reporting.lines import Line, fitted
from zhenggai.reporting.safe_text import for_log
from zhenggai.reporting.summary import column_rate, column_title
from zhenggai.reporting.words import Words

VERDICT_STYLES = {"pass": "green", "gap": "bold red", "not_applicable": "dim", "not_assessed": "yellow"}
_GAP = "  "
_LEAST_HEADING = 6  # cells that headings keep where the terminal is narrow


def legend(words: Words) -> str:
    """What the symbols of the matrix mean."""
    return words("matrix.legend", **SYMBOLS)


def matrix_lines(report: GapReport, part: InputPart, words: Words, width: int) -> Iterator[Line]:
    """One line for each issue and a last one with the share of complete cells; long headings end in …."""
    numbers = [str(row.no) for row in part.rows]
    titles = [_stacked(for_log(column_title(report, name, words))) for name in report.columns]
    rates = [column_rate(part.rows, name) for name in report.columns]
    first = max(cell_len(words("matrix.no")), *map(len, numbers))
    room = width - 2 - first - len(_GAP)
    cells = [max(len(rate), *map(cell_len, title)) for title, rate in zip(titles, rates, strict=True)]
    most = (room - _LEAST_HEADING) // max(1, len(cells)) - len(_GAP)
    if sum(cells) + len(_GAP) * len(cells) > room - _LEAST_HEADING:
        cells = [max(1, min(size, most)) for size in cells]
    heading = max(0, room - sum(size + len(_GAP) for size in cells))

    def line(number: str, text: str, others: Sequence[str], style: str) -> Line:
        parts = (fitted(other, size, "center") for other, size in zip(others, cells, strict=True))
        lead = f" {fitted(number, first, 'right')}{_GAP}{fitted(text, heading)}"
        return Line(_GAP.join((lead, *parts)), style)

    yield Line()
    height = max((len(title) for title in titles), default=1)
    for row in range(height):
        names = [("",) * (height - len(title)) + tuple(title) for title in titles]
        head = (words("matrix.no"), words("matrix.heading")) if row == height - 1 else ("", "")
        yield line(*head, [name[row] for name in names], "bold")
    yield Line(" " + "─" * (width - 2))
    for number, issue in zip(numbers, part.rows, strict=True):
        text = fitted(for_log(issue.heading), heading)
        written = Line(f" {fitted(number, first, 'right')}{_GAP}{text}")
        for name, size in zip(report.columns, cells, strict=True):
            verdict = issue.cells.get(name, "not_applicable")
            written.add(_GAP).add(fitted(SYMBOLS[verdict], size, "center"), VERDICT_STYLES[verdict])
        yield written
    yield Line()
    yield line("", words("matrix.total"), rates, "bold")
    yield Line()


def _stacked(title: str) -> Sequence[str]:
    """A title of four or more Chinese characters on two lines, which leaves the headings more room."""
    if len(title) < 4 or title.isascii():
        return (title,)
    half = (len(title) + 1) // 2
    return title[:half], title[half:]
