"""Tables of data told from tables that only lay a page out, and their cells placed on a grid."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from zhenggai.reading.canonical import GridCell
from zhenggai.reading.html.flow import Element, Line, Page, TableSource
from zhenggai.reading.html.names import is_article_name

_WIDEST = 256  # columns
# Of a table's text in one cell: with more the cell is the page and the rest its frame, if there is
_NESTED_SHARE = 0.4  # another table in it, or
_PAGE_SHARE = 0.6  # more lines than
_PAGE_LINES = 15


@dataclass(slots=True)
class DataTable:
    """A table of data: the lines ``[first, last)`` that it covers, its rows of cells, and its other lines."""

    first: int
    last: int
    rows: list[list[GridCell]]
    captions: list[Line]


def data_tables(page: Page) -> list[DataTable]:
    """The tables of data in page order; a table inside another's cell belongs to that cell.

    A table is for layout where it has no two rows with two filled cells each, where it holds a table of
    data, the page's main heading or a known container of the article.
    """
    layout = _holders_of_article(page)
    totals = [0, *accumulate(len(line.text) for line in page.lines)]
    holders = {table.outer for table in page.tables}
    found: dict[int, DataTable] = {}
    for index in range(len(page.tables) - 1, -1, -1):
        table = page.tables[index]
        if index in layout or not _is_grid(page, table, index in holders, totals):
            continue
        placed = _placed(page, table)
        if placed is None:
            continue
        found[index] = placed
        outer = table.outer
        # Inner tables come before outer ones here, so their surroundings are marked in time.
        while outer is not None and outer not in layout:
            layout.add(outer)
            outer = page.tables[outer].outer
    return [found[index] for index in sorted(found)]


def _holders_of_article(page: Page) -> set[int]:
    """Tables in which a main heading or a known container of the article stands."""
    marks = sorted(
        [area.first for area in page.elements if is_article_name(area.names) and area.last > area.first]
        + [number for number, line in enumerate(page.lines) if line.level in (1, 2)]
    )
    if not marks:
        return set()
    holders = set()
    for index, table in enumerate(page.tables):
        area = page.elements[table.element]
        at = bisect_left(marks, area.first)
        if at < len(marks) and marks[at] < area.last and not is_article_name(area.names):
            holders.add(index)
    return holders


def _placed(page: Page, table: TableSource) -> DataTable | None:
    """The table on its grid, None where it is too wide for one."""
    rows: list[list[GridCell]] = []
    taken_until = [0] * _WIDEST
    for number, row in enumerate(table.rows):
        column = 0
        placed: list[GridCell] = []
        for cell, down, across in row:
            while column < _WIDEST and taken_until[column] > number:
                column += 1
            if column == _WIDEST:
                return None
            across = max(1, min(across, _WIDEST - column))
            # rowspan="0" means down to the end
            down = min(down or len(table.rows), len(table.rows) - number)
            taken_until[column : column + across] = [number + down] * across
            placed.append(GridCell(number, column, down, across, _text(page.elements[cell], page.lines)))
            column += across
        rows.append(placed)
    area = page.elements[table.element]
    in_cells: set[int] = set()
    for row in table.rows:
        for cell, _, _ in row:
            in_cells.update(range(page.elements[cell].first, page.elements[cell].last))
    captions = [page.lines[number] for number in range(area.first, area.last) if number not in in_cells]
    return DataTable(area.first, area.last, rows, captions)


def _is_grid(page: Page, table: TableSource, nested: bool, totals: list[int]) -> bool:
    """Two rows with two filled cells each, no cell that is a page of its own; ``totals`` count characters."""
    areas = [[page.elements[cell] for cell, _, _ in row] for row in table.rows]
    if sum(1 for row in areas if sum(1 for area in row if area.last > area.first) >= 2) < 2:
        return False
    filled = [area for row in areas for area in row if area.last > area.first]
    sizes = [totals[area.last] - totals[area.first] for area in filled]
    if nested:
        return max(sizes) < _NESTED_SHARE * sum(sizes)
    many = max(area.last - area.first for area in filled) > _PAGE_LINES
    return not (many and max(sizes) >= _PAGE_SHARE * sum(sizes))


def _text(cell: Element, lines: list[Line]) -> str:
    return "\n".join(line.text.strip() for line in lines[cell.first : cell.last])
