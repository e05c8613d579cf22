"""Bytes to ``Document``: canonical text and blocks with places, one module per format.

``read(path)``, ``read_bytes(data, name)``, ``read_stream(stream, name)`` and ``read_text(text, name)``
are the whole interface. Which module reads what stands in ``formats.py``; to add a format, add a row there.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from zhenggai.model import Document
from zhenggai.reading.files import load, printable
from zhenggai.reading.formats import FORMATS, choose, largest_limit, reader_of, text_format


def read(path: Path, *, limit: int | None = None) -> Document:
    """The document in a file.

    ``limit`` is the largest size in bytes to accept; by default that of the format. Raises
    ReadingError for whatever cannot be read: no such file, a folder, a pipe, too large,
    binary, encrypted, damaged, without text.
    """
    source = printable(path)
    data = load(path, source, limit or largest_limit())
    return read_bytes(data, source, limit=limit)


def read_bytes(data: bytes, name: str, *, limit: int | None = None) -> Document:
    """The document in ``data``; the suffix of ``name`` gives the format unless the content denies it.

    Raises ReadingError as ``read`` does. ``document.source`` is ``name``.
    """
    form = choose(data, name, limit)
    return reader_of(form)(data, name, form)


def read_stream(stream: BinaryIO, name: str, *, limit: int | None = None) -> Document:
    """The document in an open stream (standard input), read to its end or a byte beyond the limit.

    Raises ReadingError as ``read`` does.
    """
    data = stream.read((limit or largest_limit()) + 1)
    return read_bytes(data, name, limit=limit)


def read_text(text: str, name: str = "text") -> Document:
    """The document in a string: plain text, or Markdown where ``name`` ends in ``.md``.

    Line endings become ``\\n``, half a surrogate pair becomes U+FFFD. Raises ReadingError where
    there is no text.
    """
    from zhenggai.reading.text import from_text

    return from_text(text, name, text_format(name))


__all__ = ["FORMATS", "read", "read_bytes", "read_stream", "read_text"]
