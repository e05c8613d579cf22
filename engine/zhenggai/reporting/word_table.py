"""A table of a Word file: rows as XML text, parsed some at a time.

Built cell by cell, or moved into the document as a whole, it would take quadratic time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from docx.oxml import parse_xml

from zhenggai.reporting.safe_text import one_line

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD_FILL = "DDE6F0"
_BATCH = 200  # rows


class Run(NamedTuple):
    """A paragraph of a cell, in bold or grey type."""

    text: str
    bold: bool = False
    grey: bool = False


class Heading(NamedTuple):
    """A column: what stands over it and its width in twentieths of a point."""

    text: str
    width: int


def add_table(body: Any, headings: Sequence[Heading], rows: Iterable[Sequence[Sequence[Run]]]) -> None:
    """Put a table at the end of a document's body; a cell is a sequence of paragraphs.

    The row of headings repeats on each page.
    """
    total = sum(heading.width for heading in headings)
    grid = "".join(f'<w:gridCol w:w="{heading.width}"/>' for heading in headings)
    head = _row([(Run(heading.text, bold=True),) for heading in headings], headings, is_head=True)
    table = parse_xml(
        f'<w:tbl xmlns:w="{W}"><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{total}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}</w:tbl>'
    )
    # before the properties of the last section
    body.insert(len(body) - 1, table)
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        made = "".join(_row(row, headings) for row in batch)
        for row in list(parse_xml(f'<w:tbl xmlns:w="{W}">{made}</w:tbl>')):
            table.append(row)


def _row(cells: Sequence[Sequence[Run]], headings: Sequence[Heading], *, is_head: bool = False) -> str:
    made = "".join(_cell(cell, heading.width, is_head) for cell, heading in zip(cells, headings, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{made}</w:tr>"


def _cell(runs: Sequence[Run], width: int, is_head: bool) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD_FILL}"/>' if is_head else ""
    paragraphs = "".join(_paragraph(run) for run in runs if run.text) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{paragraphs}</w:tc>'


def _paragraph(run: Run) -> str:
    look = ("<w:b/>" if run.bold else "") + ('<w:color w:val="595959"/>' if run.grey else "")
    return (
        '<w:p><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:r><w:rPr>{look}<w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(one_line(run.text))}</w:t></w:r></w:p>'
    )
