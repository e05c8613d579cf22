"""PDF files with a text layer: paragraphs put together again, tables from their ruling lines.

``page`` takes characters and rulings from the library, ``lines`` makes lines of them, ``frame`` knows
running heads and page numbers, ``tables`` finds ruled tables, ``paragraphs`` joins broken lines, and
``content`` makes the document. All that happens in a process of its own (``apart``): a PDF of two
kilobytes can keep its library busy for ever, fill any memory, or make it crash.
"""

from __future__ import annotations

import sys

from zhenggai.model import Document


def read(data: bytes, source: str, form: str) -> Document:
    """The document in a PDF file; blocks carry their page.

    Raises ReadingError where it cannot be opened, has too many pages or no text layer, or
    takes more time or memory than it may.
    """
    if not sys.executable or getattr(sys, "frozen", False):  # no Python here that could be started
        from zhenggai.reading.pdf.content import parsed

        return parsed(data, source, form)
    from zhenggai.reading.pdf.apart import read_apart

    return read_apart(data, source, form)
