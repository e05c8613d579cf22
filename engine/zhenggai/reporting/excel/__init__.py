"""The report as an Excel workbook: summary, matrix, gap list, the three lists as extracted, and the text.

Every gap is one row of the gap list. Issues and lines are links within the workbook, which
therefore can be sent on without the notice.
"""

from __future__ import annotations

from zhenggai.model import GapReport
from zhenggai.reporting.excel.lists import write_issues, write_owners, write_tasks, write_text
from zhenggai.reporting.excel.places import Places
from zhenggai.reporting.excel.report_sheets import write_gaps, write_matrix, write_summary
from zhenggai.reporting.excel.sheets import Book
from zhenggai.reporting.gap_rows import gap_rows
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation


def render(report: GapReport, presentation: Presentation) -> bytes:
    """The workbook as the bytes of a file."""
    words = Words(report.language)
    rows = list(gap_rows(report))
    places = Places(report, rows, words)
    book = Book(words("report.title"), report.date)
    write_summary(book, report, words)
    write_matrix(book, report, places, words)
    write_gaps(book, report, rows, places, words)
    write_issues(book, report, places, words)
    write_tasks(book, report, places, words)
    write_owners(book, report, places, words)
    write_text(book, report, places, words)
    return book.data()
