"""Web pages: the main text whole, with its title and date; navigation, share bars and footers away.

``guard`` refuses pages that would stall the parser, ``flow`` lays the page out as lines as a reader sees
them, ``tables`` tells tables of data from tables used for layout, ``content`` finds the lines
of the article and ``frame`` knows what the words of a page's frame look like.
"""

from __future__ import annotations

from zhenggai.errors import ReadingError
from zhenggai.model import Document
from zhenggai.reading.canonical import Draft
from zhenggai.reading.encodings import decode
from zhenggai.reading.html.content import article
from zhenggai.reading.html.flow import lay_out
from zhenggai.reading.html.guard import check, declared_encoding


def read(data: bytes, source: str, form: str) -> Document:
    """The article of a web page. Raises ReadingError where there is none or the page is built to harm."""
    text, encoding = decode(data, source, declared_encoding(data))
    check(text, source)
    page = lay_out(text)
    draft = Draft()
    tables = 0
    for part in article(page):
        if isinstance(part, list):
            draft.add_table(tables, part)
            tables += 1
        else:
            draft.add(part.text, level=part.level)
    if not draft.blocks:
        raise ReadingError("网页中没有正文", source=source, mend="请确认保存的是正文页, 而不是列表页或脚本页")
    return draft.document(data, source, form, encoding)
