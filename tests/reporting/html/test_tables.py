"""Tables of a document keep their rows, columns and merged cells."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from zhenggai.model import Block, Cell
from zhenggai.reporting.html.tables import table


def cell(row: int, column: int, rows: int = 1, columns: int = 1) -> Block:
    return Block(start=0, end=1, cell=Cell(table=0, row=row, column=column, rows=rows, columns=columns))


def grid(*cells: tuple[Block, str]) -> list[list[tuple[str, str | None, str | None]]]:
    """Rows of cells: text, rowspan, colspan."""
    rows = LexborHTMLParser(table(cells)).css("tr")
    return [
        [
            (each.text(), each.attributes.get("rowspan"), each.attributes.get("colspan"))
            for each in row.css("td")
        ]
        for row in rows
    ]


def test_plain() -> None:
    assert grid((cell(0, 0), "a"), (cell(0, 1), "b"), (cell(1, 0), "c"), (cell(1, 1), "d")) == [
        [("a", None, None), ("b", None, None)],
        [("c", None, None), ("d", None, None)],
    ]


def test_merged_cells() -> None:
    rows = grid((cell(0, 0, 2, 1), "a"), (cell(0, 1, 1, 2), "b"), (cell(1, 1), "c"), (cell(1, 2), "d"))
    assert rows == [[("a", "2", None), ("b", None, "2")], [("c", None, None), ("d", None, None)]]


def test_a_missing_cell_leaves_its_place_empty() -> None:
    assert grid((cell(0, 0), "a"), (cell(0, 1), "b"), (cell(0, 2), "c"), (cell(1, 2), "f"))[1] == [
        ("", None, None),
        ("", None, None),
        ("f", None, None),
    ]


def test_no_filling_under_a_cell_that_reaches_down() -> None:
    assert grid((cell(0, 0, 2), "a"), (cell(0, 1), "b"), (cell(1, 1), "c"))[1] == [("c", None, None)]


def test_paragraphs_of_one_cell_stay_together() -> None:
    assert grid((cell(0, 0), "a"), (cell(0, 0), "b")) == [[("ab", None, None)]]


def test_absurd_numbers_stay_small() -> None:
    html = table([(cell(10**9, 10**9, 10**9, 5), "a"), (cell(10**9 + 5, 0, 10**9), "b")])
    assert len(html) < 400 and html.count("<tr>") == 2
