"""Word files: paragraphs, tables and notes in text order, with the numbers that Word itself puts before them.

``package`` opens the archive with care, ``styles`` and ``numbering`` give a paragraph's level and number,
``paragraph`` its text, ``tables`` places cells on their grid, ``body`` walks it all.
"""

from __future__ import annotations

from zhenggai.model import Document
from zhenggai.reading.docx.body import write_body
from zhenggai.reading.docx.package import Package


def read(data: bytes, source: str, form: str) -> Document:
    """The document in a .docx file. Raises ReadingError where it cannot be opened or holds no text."""
    draft = write_body(Package(data, source))
    return draft.document(data, source, form)
