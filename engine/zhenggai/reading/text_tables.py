"""Tables typed as text: Markdown pipe tables, rows separated by pipes or tabs under a header row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from zhenggai.model import Block, Cell
from zhenggai.reading.canonical import HALF_WIDTH

_PIPE = re.compile(r"(?<!\\)\|")
_HEADER_CELL = 20  # characters: longer ones are prose
# What a column's heading does not hold: sentences, labels with their value, numbers of documents, dates.
_NO_HEADING = re.compile(r"[:。;,!?]|\d{4}")
_WIDEST = 60  # columns
_MOST_CELLS = 200_000  # in all tables of a document; the lines beyond are lines


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line that is row ``row`` (0-based) of table ``table`` (0-based); ``separator`` is ``|`` or a tab."""

    table: int
    row: int
    separator: str
    columns: int

    def blocks(self, line: str, start: int) -> Iterator[Block]:
        """A block for each cell of the line, which begins at offset ``start`` of the text."""
        for column, (begin, end) in enumerate(split_row(line, self.separator)[: self.columns]):
            yield Block(
                start=start + begin,
                end=start + end,
                name=f"t{self.table + 1}.r{self.row + 1}.c{column + 1}",
                cell=Cell(table=self.table, row=self.row, column=column),
            )


def split_row(line: str, separator: str) -> list[tuple[int, int]]:
    """``(start, end)`` of each cell in a line, without the white space around it."""
    if separator == "|":
        cuts = [match.start() for match in _PIPE.finditer(line)]
    else:
        cuts = [index for index, char in enumerate(line) if char == "\t"]
    edges = [-1, *cuts, len(line)]
    bounds = [_trimmed(line, left + 1, right) for left, right in pairwise(edges)]
    if separator == "|" and cuts:
        # Outer pipes are optional: what stands before the first and after the last is no cell when blank.
        if not line[: cuts[0]].strip():
            del bounds[0]
        if bounds and not line[cuts[-1] + 1 :].strip():
            del bounds[-1]
    return bounds


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    text = line[start:end]
    left = len(text) - len(text.lstrip())
    return (start + left, start + len(text.rstrip())) if left < len(text) else (start, start)


def find_tables(lines: list[str], *, markdown: bool) -> dict[int, TableRow]:
    """The lines that are rows of tables, by index.

    In Markdown a table is a header line and a line of dashes, then all lines up to the first without
    a pipe. In other text it is two or more lines in a row with the same separator, the first of which
    reads like column headings.
    """
    rows: dict[int, TableRow] = {}
    table = index = cells = 0
    while index < len(lines) and cells < _MOST_CELLS:
        found = _table_at(lines, index, markdown)
        if found is None:
            index += 1
            continue
        separator, columns, members = found
        for row, line in enumerate(members):
            rows[line] = TableRow(table, row, separator, columns)
        cells += columns * len(members)
        table += 1
        index = members[-1] + 1
    return rows


def _table_at(lines: list[str], first: int, markdown: bool) -> tuple[str, int, list[int]] | None:
    """Separator, number of columns and row lines of the table that begins at a line."""
    header = lines[first]
    separator = "|" if "|" in header else "\t"
    if separator not in header or (markdown and separator == "\t"):
        return None
    if header.count(separator) > _WIDEST:
        return None
    columns = len(split_row(header, separator))
    if not 2 <= columns <= _WIDEST:
        return None
    ruled = separator == "|" and first + 1 < len(lines) and _rules(lines[first + 1], columns)
    if not ruled and (markdown or not _reads_like_headings(header, separator)):
        return None
    members = [first]
    last = first + 1 + _MOST_CELLS // columns
    for index in range(first + 1 + ruled, min(len(lines), last)):
        if separator not in lines[index].strip(" "):
            break
        if lines[index].count(separator) > 2 * _WIDEST:
            break
        if not ruled and not 2 <= len(split_row(lines[index], separator)) <= columns:
            break
        members.append(index)
    # Two columns and two rows without dashes are as likely two lines with a bar in them.
    enough = 1 if ruled else 2 if columns > 2 else 3
    return (separator, columns, members) if len(members) >= enough else None


def _rules(line: str, columns: int) -> bool:
    """Whether the line is the row of dashes that Markdown puts under a header of so many columns."""
    return "-" in line and not line.strip(" \t|:-") and len(split_row(line, "|")) == columns


def _reads_like_headings(header: str, separator: str) -> bool:
    header = header.translate(HALF_WIDTH)
    names = [header[start:end] for start, end in split_row(header, separator)]
    return all(0 < len(name) <= _HEADER_CELL and not _NO_HEADING.search(name) for name in names) and len(
        set(names)
    ) == len(names)
