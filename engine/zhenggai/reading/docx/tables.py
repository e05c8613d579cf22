"""Tables of a Word file on their grid: horizontally merged cells by gridSpan, vertically by vMerge."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docx.oxml.ns import qn

from zhenggai.reading.canonical import GridCell
from zhenggai.reading.docx.package import Element
from zhenggai.reading.docx.styles import VAL, whole

_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
_WIDEST = 500  # grid columns


def grid(table: Element, text_of: Callable[[Element], str]) -> list[list[GridCell]]:
    """The cells of a table row by row; ``text_of`` gives that of a ``w:tc`` and is called in text order."""
    rows: list[list[GridCell]] = []
    open_cells: dict[int, GridCell] = {}
    for number, row in enumerate(_rows(table)):
        column = _skipped(row, "w:gridBefore")
        placed: list[GridCell] = []
        still_open: dict[int, GridCell] = {}
        for cell in _inside(row, "w:tc"):
            properties = cell.find(qn("w:tcPr"))
            across = _span(properties)
            above = open_cells.get(column)
            merge = _merge(properties)
            if merge == "continue" and above is not None and above.columns == across:
                above.rows += 1
                still_open[column] = above
            elif _is_swallowed(properties) and placed:
                placed[-1].columns += across
            else:
                placed.append(GridCell(number, column, 1, across, text_of(cell)))
                if merge:
                    still_open[column] = placed[-1]
            column = min(column + across, _WIDEST)
        open_cells = still_open
        rows.append(placed)
    return rows


def is_layout(rows: list[list[GridCell]]) -> bool:
    """Whether a table only frames text: it has no two rows with two filled cells each."""
    filled = [
        sum(1 for cell in row if cell.text.strip()) + _running(rows, number)
        for number, row in enumerate(rows)
    ]
    return sum(1 for count in filled if count >= 2) < 2


def _running(rows: list[list[GridCell]], number: int) -> int:
    """How many filled cells of the row just above a row reach down into it."""
    if not number:
        return 0
    return sum(1 for cell in rows[number - 1] if cell.rows > 1 and cell.text.strip())


def _rows(table: Element) -> Iterator[Element]:
    for row in _inside(table, "w:tr"):
        properties = row.find(qn("w:trPr"))
        if properties is None or properties.find(qn("w:del")) is None:
            yield row


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Children with a tag, also those in content controls and the like."""
    for child in element:
        if child.tag == qn(name):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, name)


def _skipped(row: Element, name: str) -> int:
    properties = row.find(qn("w:trPr"))
    return min(whole(properties.find(qn(name)), 0) or 0, _WIDEST) if properties is not None else 0


def _span(properties: Element | None) -> int:
    span = whole(properties.find(qn("w:gridSpan")), 1) if properties is not None else 1
    return max(1, min(span or 1, _WIDEST))


def _merge(properties: Element | None) -> str | None:
    """``restart`` or ``continue`` of a vertically merged cell."""
    merge = properties.find(qn("w:vMerge")) if properties is not None else None
    return None if merge is None else merge.get(VAL, "continue")


def _is_swallowed(properties: Element | None) -> bool:
    """Whether an older kind of horizontal merge makes this cell part of the one before it."""
    merge = properties.find(qn("w:hMerge")) if properties is not None else None
    return merge is not None and merge.get(VAL, "continue") == "continue"
