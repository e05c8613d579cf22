"""A workbook that holds texts and numbers only: whatever a notice says, no cell starts a formula."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import xlsxwriter
from rich.cells import cell_len

from zhenggai.model import Frozen, Verdict
from zhenggai.reporting.csv_format import FORMULA_STARTS
from zhenggai.reporting.gap_lines import SYMBOLS
from zhenggai.reporting.safe_text import one_line

LONGEST = 32_767
"""Characters that a cell holds."""
MOST_LINKS = 65_530
"""Links that Excel takes in one sheet; further ones are plain text."""

_LINE_HEIGHT, _HIGHEST = 16, 405  # points; Excel's limit is 409
Style = Literal[
    "plain", "text", "head", "title", "link", "number", "pass", "gap", "not_applicable", "not_assessed"
]
_CELL = {"valign": "top", "text_wrap": True}
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_MARK = {**_LINE, "align": "center", "valign": "top"}
_STYLES: Mapping[Style, Mapping[str, object]] = {
    "plain": {},
    "text": {**_CELL, **_LINE},
    "head": {**_LINE, "bold": True, "bg_color": "#DDE6F0", "text_wrap": True, "valign": "vcenter"},
    "title": {"bold": True, "font_size": 16},
    "link": {**_CELL, **_LINE, "font_color": "#0B4FA0", "underline": 1},
    "number": {**_CELL, **_LINE, "align": "right"},
    "pass": {**_MARK, "bg_color": "#DFF0DC", "font_color": "#1C5E20"},
    "gap": {**_MARK, "bg_color": "#F8D7D4", "font_color": "#8C1D18"},
    "not_applicable": {**_MARK, "font_color": "#6B6B6B"},
    "not_assessed": {**_MARK, "bg_color": "#FFF1C9", "font_color": "#6B4E00"},
}


class Link(Frozen, frozen=True):
    """A cell that leads to a row (counted from 0) of a sheet."""

    text: str | int
    sheet: str
    row: int


class Mark(Frozen, frozen=True):
    """A verdict as a coloured symbol."""

    verdict: Verdict


class Lines(Frozen, frozen=True):
    """A cell of several lines."""

    texts: tuple[str, ...]


Value = str | int | float | None | Link | Mark | Lines


class Column(Frozen, frozen=True):
    """A column's heading and its width in characters."""

    title: str
    width: float
    style: Style = "text"


class Book:
    """A workbook in memory: nothing of a notice is written to a temporary file."""

    def __init__(self, title: str, day: str) -> None:
        self._stream = io.BytesIO()
        self._file = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        created = datetime.datetime.fromisoformat(day)
        self._file.set_properties({"title": title, "author": "zhenggai", "created": created})
        self._formats: dict[tuple[Style, bool], Any] = {}

    def sheet(self, name: str, columns: Sequence[Column], *, frozen: int = 0, head: bool = True) -> Sheet:
        """A new sheet, its first ``frozen`` columns always in sight."""
        return Sheet(self, self._file.add_worksheet(name), columns, frozen, head)

    def format(self, style: Style, text: str = "") -> Any:
        """The format for a text; one that looks like a formula also stays a text when it is edited."""
        prefixed = text.startswith(FORMULA_STARTS)
        if (style, prefixed) not in self._formats:
            made = self._file.add_format(dict(_STYLES[style]))
            if prefixed:
                made.set_quote_prefix()
            self._formats[style, prefixed] = made
        return self._formats[style, prefixed]

    def data(self) -> bytes:
        """The finished file."""
        self._file.close()
        return self._stream.getvalue()


class Sheet:
    """A sheet under construction, row by row; ``rows`` is the number of the next one, counted from 0."""

    def __init__(self, book: Book, sheet: Any, columns: Sequence[Column], frozen: int, head: bool) -> None:
        self._book = book
        self._sheet = sheet
        self._columns = columns
        self._links = 0
        self.rows = 0
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        if head:
            self.head([column.title for column in columns])
            sheet.freeze_panes(1, frozen)
            sheet.repeat_rows(0)

    def head(self, titles: Sequence[str]) -> None:
        """A row of headings."""
        for number, title in enumerate(titles):
            self._sheet.write_string(self.rows, number, _cell(title), self._book.format("head"))
        self.rows += 1

    def add(self, values: Sequence[Value]) -> None:
        """A row in the styles of the columns, high enough for its texts."""
        lines = 1
        for number, (value, column) in enumerate(zip(values, self._columns, strict=False)):
            self._write(number, value, column.style)
            lines = max(lines, _lines(value, column.width))
        if lines > 1:
            # not every program works the height out by itself
            self._sheet.set_row(self.rows, min(lines * _LINE_HEIGHT, _HIGHEST))
        self.rows += 1

    def line(self, value: Value = None, style: Style = "plain") -> None:
        """A row with one cell, over the columns beside it where it is long; an empty row for None."""
        if value is not None:
            self._write(0, value, style)
        self.rows += 1

    def filtered(self, *, printed: int | None = None) -> None:
        """Let the reader filter the rows so far; only the first ``printed`` columns go on paper."""
        self._sheet.autofilter(0, 0, max(self.rows - 1, 0), len(self._columns) - 1)
        if printed is not None:
            self._sheet.print_area(0, 0, max(self.rows - 1, 0), printed - 1)

    def _write(self, column: int, value: Value, style: Style) -> None:
        if isinstance(value, Mark):
            self._sheet.write_string(
                self.rows, column, SYMBOLS[value.verdict], self._book.format(value.verdict)
            )
        elif isinstance(value, int | float):
            self._sheet.write_number(self.rows, column, value, self._book.format(style))
        elif isinstance(value, Link):
            self._write(column, value.text, self._link(column, value) if self._links < MOST_LINKS else style)
        else:
            text = _text(value)
            # a text in a column of numbers
            style = "text" if style == "number" else style
            self._sheet.write_string(self.rows, column, text, self._book.format(style, text))

    def _link(self, column: int, link: Link) -> Style:
        """Make a cell of this row lead elsewhere; its text is still to be written, in the style given."""
        self._links += 1
        place = f"internal:'{link.sheet}'!A{link.row + 1}"
        self._sheet.write_url(self.rows, column, place, self._book.format("link"), " ")
        return "link"


def _lines(value: Value, width: float) -> int:
    """About how many lines a value takes in a column of ``width`` characters."""
    if isinstance(value, Link):
        value = value.text
    texts = value.texts if isinstance(value, Lines) else (value,) if isinstance(value, str) else ()
    # a Chinese character is a little wider than two figures
    return sum(1 + int(cell_len(text[:LONGEST]) * 1.15 // width) for text in texts)


def _text(value: str | Lines | None) -> str:
    if isinstance(value, Lines):
        return "\n".join(map(one_line, value.texts))[:LONGEST]
    return _cell(value or "")


def _cell(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
