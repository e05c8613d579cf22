"""What reading makes: a document with places in its text."""

from __future__ import annotations

from zhenggai.model.base import Frozen


class Span(Frozen, frozen=True):
    """A stretch of the canonical text; ``block`` names a paragraph or table cell of a Word file."""

    start: int
    end: int
    line: int
    column: int
    page: int | None = None
    block: str | None = None


class Cell(Frozen, frozen=True):
    """Place of a block in a table: 0-based ``row`` and ``column``, and how many of each it covers."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Block(Frozen, frozen=True):
    """One paragraph, line or table cell of a document.

    ``level`` is the heading level that the source's own style gives (1 = highest);
    ``cell`` is set for blocks that are table cells. Blocks are in text order and do
    not overlap; text between them is separators only.
    """

    start: int
    end: int
    name: str | None = None
    page: int | None = None
    level: int | None = None
    cell: Cell | None = None


class Document(Frozen, frozen=True):
    """A document as read: its canonical text and the blocks it is made of."""

    source: str
    format: str
    encoding: str | None
    sha256: str
    text: str
    blocks: tuple[Block, ...]
