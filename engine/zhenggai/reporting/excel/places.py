"""Which row of which sheet something is in, so that cells can lead there."""

from __future__ import annotations

from collections.abc import Sequence

from zhenggai.model import GapReport
from zhenggai.reporting.excel.sheets import Link, Value
from zhenggai.reporting.gap_rows import GapRow
from zhenggai.reporting.words import Words

HEAD = 1
"""Rows above the first one of a list."""


class Places:
    """The rows of a workbook, counted from 0, before any of them is written."""

    def __init__(self, report: GapReport, rows: Sequence[GapRow], words: Words) -> None:
        self._words = words
        self._matrix = {
            (row.input, row.issue): number for number, row in enumerate(report.matrix, start=HEAD)
        }
        unaudited = sum(each.status != "audited" for each in report.inputs)
        self._issues: dict[tuple[str, str], int] = {}
        self._lines: dict[tuple[str, int], int] = {}
        self.counts: dict[tuple[str, str], int] = {}
        """Gaps of each issue."""
        for number, row in enumerate(rows, start=HEAD + unaudited):
            result = row.result
            if result.verdict != "gap":
                continue
            if row.issue is not None:
                issue = (result.input, row.issue.issue)
                self._issues.setdefault(issue, number)
                self.counts[issue] = self.counts.get(issue, 0) + 1
            if result.span is not None:
                self._lines.setdefault((result.input, result.span.line), number)
        self._text: dict[str, tuple[int, int]] = {}
        start = HEAD
        for each in report.documents:
            lines = each.document.text.count("\n") + 1
            self._text[each.document.source] = (start, lines)
            start += lines

    def in_matrix(self, source: str, issue: str, text: str | int) -> Value:
        """``text``, leading to an issue's row of the matrix."""
        return self._link(text, "sheet.matrix", self._matrix.get((source, issue)))

    def gaps_of_issue(self, source: str, issue: str, text: str | int) -> Value:
        """``text``, leading to the first gap of an issue."""
        return self._link(text, "sheet.gaps", self._issues.get((source, issue)))

    def gaps_of_line(self, source: str, line: int) -> Value:
        """Words that lead to the first gap on a line; nothing where there is none."""
        row = self._lines.get((source, line))
        return None if row is None else self._link(self._words("sheet.to_gaps"), "sheet.gaps", row)

    def in_text(self, source: str, line: int) -> Value:
        """The number of a line, leading to it."""
        start, lines = self._text.get(source, (0, 0))
        return self._link(line, "sheet.text", start + line - 1) if line <= lines else line

    def _link(self, text: str | int, sheet: str, row: int | None) -> Value:
        return text if row is None else Link(text=text, sheet=self._words(sheet), row=row)
