"""Tables of a PDF recovered from their ruling lines, also over page breaks."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from zhenggai.reading.canonical import GridCell
from zhenggai.reading.pdf.lines import Line, lines_of
from zhenggai.reading.pdf.page import Char, PageContent, Rule
from zhenggai.reading.pdf.paragraphs import text_of, wraps

_SNAP = 3.0  # points: rulings nearer than this are one
_MOST_LINES = 300  # across or down on a page
_SAME_COLUMN = 6.0  # points by which columns of one table differ between pages
_CLAUSE = frozenset("\uff0c,。")
_FULL_STOPS = tuple("。\uff1b\uff01\uff1f;!?")


@dataclass(slots=True)
class PageTable:
    """A table on one page: edges of its columns, upper and lower edge, rows of cells, lines per cell."""

    columns: list[float]
    top: float
    bottom: float
    rows: list[list[GridCell]]


@dataclass(slots=True)
class _Grid:
    """Rulings of a page as a lattice: ``ys`` go downwards; which lattice edges are drawn."""

    xs: list[float]
    ys: list[float]
    across: set[tuple[int, int]] = field(default_factory=set)  # (y index, interval between xs)
    down: set[tuple[int, int]] = field(default_factory=set)  # (x index, interval between ys)


# Lattice coordinates: first and last row and column interval of a cell.
_Box = tuple[int, int, int, int]


def tables_on(page: PageContent) -> tuple[list[PageTable], list[Char]]:
    """The ruled tables of a page, top to bottom, and the characters that stand outside of them."""
    if not page.across or not page.down or not page.chars:
        return [], page.chars
    grid = _lattice(page)
    if grid is None:
        return [], page.chars
    tables: list[PageTable] = []
    outside = page.chars
    for boxes in _groups(_cells(grid)):
        table, rest = _table(grid, boxes, outside, page.number)
        if table is not None:
            tables.append(table)
            outside = rest
    tables.sort(key=lambda table: -table.top)
    return tables, outside


def _lattice(page: PageContent) -> _Grid | None:
    xs, ys = _snapped([rule.at for rule in page.down]), _snapped([rule.at for rule in page.across])[::-1]
    if len(xs) < 3 or len(ys) < 2 or len(xs) > _MOST_LINES or len(ys) > _MOST_LINES:
        return None
    grid = _Grid(xs, ys)
    grid.across = set(_drawn(page.across, ys, xs))
    grid.down = set(_drawn(page.down, xs, ys))
    return grid


def _snapped(values: list[float]) -> list[float]:
    """The values in rising order, those nearer than the tolerance taken together."""
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][-1] <= _SNAP:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [sum(cluster) / len(cluster) for cluster in clusters]


def _drawn(rules: list[Rule], lines: list[float], marks: list[float]) -> Iterator[tuple[int, int]]:
    """``(line, interval)`` for each interval between two marks that some rule on a line covers."""
    by_line: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_line[min(range(len(lines)), key=lambda index: abs(lines[index] - rule.at))].append(rule)
    for line, members in by_line.items():
        members.sort(key=lambda rule: rule.start)
        merged: list[list[float]] = []
        for rule in members:
            if merged and rule.start - merged[-1][1] <= _SNAP:
                merged[-1][1] = max(merged[-1][1], rule.end)
            else:
                merged.append([rule.start, rule.end])
        for interval, (one, two) in enumerate(pairwise(marks)):
            low, high = min(one, two), max(one, two)
            if any(start <= low + _SNAP and high - _SNAP <= end for start, end in merged):
                yield line, interval


def _cells(grid: _Grid) -> list[_Box]:
    """The closed cells: lattice fields joined where no edge is drawn between them."""
    height, width = len(grid.ys) - 1, len(grid.xs) - 1
    seen: set[tuple[int, int]] = set()
    boxes: list[_Box] = []
    for start in ((row, column) for row in range(height) for column in range(width)):
        if start in seen:
            continue
        seen.add(start)
        members, waiting, closed = [start], [start], True
        while waiting:
            row, column = waiting.pop()
            for edge, other in (
                ((row, column) in grid.across, (row - 1, column)),
                ((row + 1, column) in grid.across, (row + 1, column)),
                ((column, row) in grid.down, (row, column - 1)),
                ((column + 1, row) in grid.down, (row, column + 1)),
            ):
                if edge:
                    continue
                if not (0 <= other[0] < height and 0 <= other[1] < width):
                    closed = False
                elif other not in seen:
                    seen.add(other)
                    members.append(other)
                    waiting.append(other)
        rows, columns = [row for row, _ in members], [column for _, column in members]
        box = (min(rows), max(rows), min(columns), max(columns))
        if closed and len(members) == (box[1] - box[0] + 1) * (box[3] - box[2] + 1):
            boxes.append(box)
    return boxes


def _groups(boxes: list[_Box]) -> list[list[_Box]]:
    """Cells that touch each other, as one table each."""
    groups: list[list[_Box]] = []
    waiting = set(boxes)
    while waiting:
        group = [waiting.pop()]
        for box in group:
            near = {other for other in waiting if _touch(box, other)}
            waiting -= near
            group += near
        groups.append(sorted(group))
    return sorted(groups)


def _touch(one: _Box, two: _Box) -> bool:
    beside = one[0] <= two[1] and two[0] <= one[1] and (one[3] + 1 == two[2] or two[3] + 1 == one[2])
    above = one[2] <= two[3] and two[2] <= one[3] and (one[1] + 1 == two[0] or two[1] + 1 == one[0])
    return beside or above


def _table(
    grid: _Grid, boxes: list[_Box], chars: list[Char], page: int
) -> tuple[PageTable | None, list[Char]]:
    """The table of some cells and the characters outside of it; None where they are no table's."""
    tops = sorted({box[0] for box in boxes} | {box[1] + 1 for box in boxes})
    lefts = sorted({box[2] for box in boxes} | {box[3] + 1 for box in boxes})
    if len(lefts) < 3:
        return None, chars
    inside, outside = _sorted_in(grid, boxes, chars)
    lines = {box: lines_of(inside[box], page) for box in boxes}
    gaps = sorted(line.left - grid.xs[box[2]] for box in boxes for line in lines[box])
    padding = max(gaps[len(gaps) // 10], 0.0) if gaps else 0.0
    rows: list[list[GridCell]] = [[] for _ in tops[:-1]]
    for box in boxes:
        row, column = tops.index(box[0]), lefts.index(box[2])
        down, across = tops.index(box[1] + 1) - row, lefts.index(box[3] + 1) - column
        text = _cell_text(lines[box], grid.xs[box[3] + 1] - padding)
        rows[row].append(GridCell(row, column, down, across, text, page))
    for cells in rows:
        cells.sort(key=lambda cell: cell.column)
    if not any(sum(1 for cell in row if cell.text) >= 2 for row in rows):
        return None, chars
    columns = [grid.xs[left] for left in lefts]
    return PageTable(columns, grid.ys[tops[0]], grid.ys[tops[-1]], rows), outside


def _sorted_in(
    grid: _Grid, boxes: list[_Box], chars: list[Char]
) -> tuple[dict[_Box, list[Char]], list[Char]]:
    """The characters of each cell, and those in none."""
    fields = {
        (row, column): box
        for box in boxes
        for row in range(box[0], box[1] + 1)
        for column in range(box[2], box[3] + 1)
    }
    inside: dict[_Box, list[Char]] = {box: [] for box in boxes}
    outside: list[Char] = []
    falling = [-y for y in grid.ys]
    for char in chars:
        column = bisect_right(grid.xs, (char.left + char.right) / 2) - 1
        row = bisect_right(falling, -(char.base + 0.3 * char.size)) - 1
        box = fields.get((row, column))
        (inside[box] if box else outside).append(char)
    return inside, outside


def _cell_text(lines: list[Line], right: float) -> str:
    """The text of a cell whose lines reach up to ``right``, one line for each of its paragraphs."""
    paragraphs: list[list[Line]] = []
    # In a narrow column words leave more room than they need: there the sentences show what belongs together.
    prose = any(not _CLAUSE.isdisjoint(line.text) for line in lines)
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs else None
        finished = last is None or last.text.endswith(_FULL_STOPS)
        unfinished = prose and not finished and line.hang is None
        listed = finished and line.hang is not None
        if last is not None and (unfinished or (not listed and wraps(last, line, right))):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return "\n".join(text_of(paragraph) for paragraph in paragraphs)


# -------------------------------------------------------- over page breaks


def is_grid(table: PageTable) -> bool:
    """Whether a table, put together over page breaks, has two rows; else it only frames some text."""
    return len(table.rows) >= 2


def continues(above: PageTable, below: PageTable) -> bool:
    """Whether the table that opens a page has the columns of that which closed the page before."""
    return len(above.columns) == len(below.columns) and all(
        abs((one - above.columns[0]) - (two - below.columns[0])) <= _SAME_COLUMN
        for one, two in zip(above.columns, below.columns, strict=True)
    )


def append(above: PageTable, below: PageTable) -> None:
    """Put the rows of the table on the next page under those above.

    A repeated heading row is left out. Where the page break cut a row, its rest is put behind the
    texts above it; where it cut a merged cell, the empty rest belongs to the cell above.
    """
    rows = below.rows
    if [cell.text for cell in rows[0]] == [cell.text for cell in above.rows[0]]:
        rows = rows[1:]
    if not rows:
        return
    last_cells = _bottom_cells(above.rows)
    shift = len(above.rows) - rows[0][0].row if rows[0] else 0
    if _is_rest_of_row(rows[0], last_cells):
        for cell in rows[0]:
            if cell.column in last_cells:
                last_cells[cell.column].text += cell.text
                last_cells[cell.column].rows += cell.rows - 1
        rows, shift = rows[1:], shift - 1
    else:
        merged = {cell.column for row in [*above.rows, *rows] for cell in row if cell.rows > 1}
        rows = [_without_lower_parts(rows[0], last_cells, merged), *rows[1:]]
    for row in rows:
        for cell in row:
            cell.row += shift
    above.rows += rows


def _bottom_cells(rows: list[list[GridCell]]) -> dict[int, GridCell]:
    """The cells that reach down to the last row, by column."""
    return {cell.column: cell for row in rows for cell in row if cell.row + cell.rows == len(rows)}


def _is_rest_of_row(row: list[GridCell], last: dict[int, GridCell]) -> bool:
    """Whether a page break cut a row: nothing in its first cell, and each text goes on an unfinished one."""
    texts = [cell for cell in row if cell.text]
    above = [last.get(cell.column) for cell in texts]
    return (
        bool(texts)
        and not row[0].text
        and all(cell is not None and cell.text and not cell.text.endswith(_FULL_STOPS) for cell in above)
    )


def _without_lower_parts(row: list[GridCell], last: dict[int, GridCell], merged: set[int]) -> list[GridCell]:
    """The row without the empty rests of merged cells.

    An empty cell under a filled one is such a rest if the row has no number of its own, or if
    other cells of its column are merged, too.
    """
    unnumbered = bool(row) and not row[0].text
    kept: list[GridCell] = []
    for cell in row:
        above = last.get(cell.column)
        rest = not cell.text and above is not None and bool(above.text) and above.columns == cell.columns
        if rest and above is not None and (unnumbered or cell.column in merged):
            above.rows += cell.rows
        else:
            kept.append(cell)
    return kept
