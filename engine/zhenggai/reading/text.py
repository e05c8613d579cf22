"""Plain text and Markdown: decoded, line endings to ``\\n``, nothing else changed."""

from __future__ import annotations

from zhenggai.errors import ReadingError
from zhenggai.model import Block, Document
from zhenggai.reading.canonical import finished, without_surrogates
from zhenggai.reading.encodings import binary, decode
from zhenggai.reading.text_tables import TableRow, find_tables

_MOST_LINES = 1_000_000


def read(data: bytes, source: str, form: str) -> Document:
    """The document in a .txt or .md file. Raises ReadingError where it is no text."""
    text, encoding = decode(data, source)
    return _document(text, data, source, form, encoding)


def from_text(text: str, source: str, form: str) -> Document:
    """The document in a string. Raises ReadingError where it is blank or binary."""
    if "\0" in text:
        raise binary(source)
    text = without_surrogates(text)
    return _document(text, text.encode("utf-8"), source, form, None)


def _document(text: str, data: bytes, source: str, form: str, encoding: str | None) -> Document:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > _MOST_LINES:
        raise ReadingError(f"行数过多 (上限 {_MOST_LINES} 行)", source=source, mend="请拆分后再审")
    lines = text.split("\n")
    tables = find_tables(lines, markdown=form == "md") if "|" in text or "\t" in text else {}
    return finished(text, list(_blocks(lines, tables)), data, source, form, encoding)


def _blocks(lines: list[str], tables: dict[int, TableRow]) -> list[Block]:
    """A block for each line that is not blank, for each cell where the line is a table's row."""
    blocks: list[Block] = []
    start = 0
    for number, line in enumerate(lines):
        if number in tables:
            blocks += tables[number].blocks(line, start)
        elif line and not line.isspace():
            blocks.append(Block(start=start, end=start + len(line)))
        start += len(line) + 1
    return blocks
