"""A PDF file to its document, in the process that calls this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2

from zhenggai.errors import ReadingError
from zhenggai.model import Document
from zhenggai.reading.canonical import Draft
from zhenggai.reading.pdf.frame import without_frame
from zhenggai.reading.pdf.lines import Line, lines_of
from zhenggai.reading.pdf.page import PageContent, load_page
from zhenggai.reading.pdf.paragraphs import joined
from zhenggai.reading.pdf.tables import PageTable, append, continues, is_grid, tables_on

_MOST_PAGES = 1_000
_MOST_CHARS = 2_000_000
_NO_TEXT = "没有文字层, 可能是扫描件"

Item = PageTable | Line


def parsed(data: bytes, source: str, form: str) -> Document:
    """The document in a PDF file; blocks carry their page. Nothing bounds the time and memory of the library.

    Raises ReadingError where it cannot be opened, has too many pages, or has no text layer.
    """
    pages = _pages(data, source)
    if not any(page.chars for page in pages):
        raise ReadingError(_NO_TEXT, source=source, mend="请先做文字识别 (OCR), 或改用 Word 稿")
    widths = {page.number: page.width for page in pages}
    draft = Draft()
    tables = 0
    for part in _parts(pages):
        if isinstance(part, PageTable) and is_grid(part):
            draft.add_table(tables, part.rows)
            tables += 1
        elif isinstance(part, PageTable):
            for cell in part.rows[0]:
                draft.add(cell.text, page=cell.page)
        else:
            for text, page in joined(part, widths):
                draft.add(text, page=page)
    return draft.document(data, source, form)


def _pages(data: bytes, source: str) -> list[PageContent]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadingError("文件设有打开密码", source=source, mend="请去掉密码后另存") from error
        raise _damaged(source) from error
    try:
        if len(document) > _MOST_PAGES:
            raise ReadingError(
                f"页数过多 ({len(document)} 页, 上限 {_MOST_PAGES} 页)", source=source, mend="请拆分后再审"
            )
        return list(_contents(document, source))
    except pypdfium2.PdfiumError as error:
        raise _damaged(source) from error
    finally:
        document.close()


def _contents(document: Any, source: str) -> Iterator[PageContent]:
    total = 0
    for index in range(len(document)):
        page = load_page(document, index)
        total += len(page.chars)
        if total > _MOST_CHARS:
            raise ReadingError("文字过多", source=source, mend="请拆分后再审")
        yield page


def _damaged(source: str) -> ReadingError:
    return ReadingError("PDF 文件已损坏或不完整", source=source, mend="请重新导出 PDF, 或改用 Word 稿")


def _parts(pages: list[PageContent]) -> Iterator[PageTable | list[list[Line]]]:
    """Tables, and between them the lines page by page, in text order."""
    tables: list[list[PageTable]] = []
    lines: list[tuple[PageContent, list[Line]]] = []
    for page in pages:
        found, outside = tables_on(page)
        tables.append(found)
        lines.append((page, lines_of(outside, page.number)))
    run: list[list[Line]] = []
    open_table: PageTable | None = None
    for items in map(_in_order, tables, without_frame(lines)):
        run.append([])
        for item in items:
            if isinstance(item, Line):
                if open_table is not None:
                    yield open_table
                    open_table = None
                run[-1].append(item)
            elif open_table is not None and item is items[0] and continues(open_table, item):
                append(open_table, item)
            else:
                if any(run):
                    yield run
                run = [[]]
                if open_table is not None:
                    yield open_table
                open_table = item
    if open_table is not None:
        yield open_table
    if any(run):
        yield run


def _in_order(tables: list[PageTable], lines: list[Line]) -> list[Item]:
    return sorted(
        [*tables, *lines], key=lambda item: -(item.top if isinstance(item, PageTable) else item.base)
    )
