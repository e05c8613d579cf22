"""The canonical text under construction: pieces in order, each with its block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhenggai.errors import ReadingError
from zhenggai.model import Block, Cell, Document

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Translation of full-width forms to ASCII, for matching; never applied to a canonical text."""

_UNSEEN = "\ufeff\u200b"
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(slots=True)
class GridCell:
    """A cell of a table on its grid: 0-based place, extent in rows and columns, lines joined by ``\\n``."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    page: int | None = None


class Draft:
    """Text that grows paragraph by paragraph, ``\\n`` between them.

    Every paragraph or cell that is added becomes one block, so blocks are in order,
    do not overlap and leave only separators between them.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    @property
    def pieces(self) -> Sequence[str]:
        """The paragraphs and cells in text order; with ``\\n`` between them they are the text."""
        return self._pieces

    def add(
        self,
        text: str,
        *,
        name: str | None = None,
        page: int | None = None,
        level: int | None = None,
        cell: Cell | None = None,
    ) -> None:
        """Append a paragraph; each of its lines is a block, a cell with all its lines is one.

        Blank lines get no block, an empty cell gets one of length 0.
        """
        for part in (text,) if cell else text.split("\n"):
            if cell or part.strip():
                end = self._length + len(part)
                self.blocks.append(
                    Block(start=self._length, end=end, name=name, page=page, level=level, cell=cell)
                )
            self._pieces.append(part)
            self._length += len(part) + 1

    def add_table(self, table: int, rows: list[list[GridCell]]) -> None:
        """Append the cells of the table with this 0-based number, a block each, row by row."""
        for row in rows:
            for cell in row:
                place = Cell(
                    table=table, row=cell.row, column=cell.column, rows=cell.rows, columns=cell.columns
                )
                name = f"t{table + 1}.r{cell.row + 1}.c{cell.column + 1}"
                self.add(cell.text, name=name, page=cell.page, cell=place)

    def document(self, data: bytes, source: str, form: str, encoding: str | None = None) -> Document:
        """The finished document. Raises ReadingError where it holds no text."""
        return finished("\n".join(self._pieces), self.blocks, data, source, form, encoding)


def finished(
    text: str, blocks: list[Block], data: bytes, source: str, form: str, encoding: str | None
) -> Document:
    """A document of ``text`` and ``blocks``; ``data`` are the bytes it was read from.

    Raises ReadingError where ``text`` is blank.
    """
    # Only here: hashing need not be loaded to print a help text.
    from hashlib import sha256

    if not text.strip(_UNSEEN).strip():
        raise ReadingError("文件中没有文字", source=source, mend="请确认文件内容已保存")
    return Document(
        source=source,
        format=form,
        encoding=encoding,
        sha256=sha256(data).hexdigest(),
        text=text,
        blocks=tuple(blocks),
    )


def without_surrogates(text: str) -> str:
    """``text`` with each half of a surrogate pair as U+FFFD: same length, and it can be written out."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.translate(_SURROGATES)
    return text
