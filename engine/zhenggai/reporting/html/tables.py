"""A table of a document as an HTML table, with its merged cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from zhenggai.model import Block, Cell

MOST_COLUMNS = 60
"""Columns up to which cells are kept in line; a wider or damaged table is shown without its empty cells."""


def table(cells: Sequence[tuple[Block, str]]) -> str:
    """The HTML table of blocks that are cells of one table, in text order, each with its inner HTML."""
    rows: dict[int, dict[int, tuple[Cell, list[str]]]] = {}
    for block, inner in cells:
        if block.cell is not None:
            row = rows.setdefault(block.cell.row, {})
            row.setdefault(block.cell.column, (block.cell, []))[1].append(inner)
    body = "".join(_rows(rows))
    return f'<div class="frame" tabindex="0"><table class="source"><tbody>{body}</tbody></table></div>\n'


def _rows(rows: dict[int, dict[int, tuple[Cell, list[str]]]]) -> Iterator[str]:
    numbers = sorted(rows)
    taken: dict[int, int] = {}  # column: the first row that is free again
    for place, number in enumerate(numbers):
        parts = []
        free = 0
        for column, (cell, inners) in sorted(rows[number].items()):
            if column < MOST_COLUMNS:
                parts += ["<td></td>" for gap in range(free, column) if taken.get(gap, 0) <= number]
            shown = bisect_left(numbers, cell.row + cell.rows) - place
            parts.append(_cell(cell, inners, shown))
            free = column + cell.columns
            taken |= dict.fromkeys(range(column, min(free, MOST_COLUMNS)), number + cell.rows)
        yield f"<tr>{''.join(parts)}</tr>"


def _cell(cell: Cell, inners: Iterable[str], rows: int) -> str:
    spans = f' rowspan="{rows}"' if rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f"<td{spans}>{'<br>'.join(inners)}</td>"
