"""XML changed by putting bytes into it, so that every byte that was there before stays as it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from zhenggai.errors import ReportingError

_DECLARED = re.compile(rb"^<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']+)")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SAME_BYTES = (b"utf-8", b"utf8", b"us-ascii", b"ascii")


class Extent(NamedTuple):
    """The bytes ``[start, end)`` of an element with its tags; ``inner`` is where its end tag begins."""

    start: int
    inner: int
    end: int


class Insertion(NamedTuple):
    """Bytes to put in at an offset; those for one offset stand in the order in which they are given."""

    offset: int
    content: bytes


def inserted(xml: bytes, insertions: Iterable[Insertion]) -> bytes:
    """``xml`` with the insertions made."""
    pieces: list[bytes] = []
    done = 0
    for insertion in sorted(insertions, key=lambda each: each.offset):
        pieces += (xml[done : insertion.offset], insertion.content)
        done = insertion.offset
    return b"".join((*pieces, xml[done:]))


def appended(xml: bytes, content: bytes, source: str) -> bytes:
    """``xml`` with more content at the end of its root element. Raises ReportingError."""
    root = extents(xml, {0}, source)[0]
    if root.inner < root.end:
        return inserted(xml, [Insertion(root.inner, content)])
    # an empty root, <name …/>
    tag = xml[root.start : root.end]
    name = re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]
    opened = tag.removesuffix(b"/>") + b">" + content + b"</" + name + b">"
    return xml[: root.start] + opened + xml[root.end :]


def extents(xml: bytes, wanted: Collection[int], source: str) -> Mapping[int, Extent]:
    """Where elements stand, by their number in document order, counted from 0.

    Elements without children are found only as the root. Raises ReportingError for XML that is
    not in UTF-8, ``source`` naming the file for the user.
    """
    _check_encoding(xml, source)
    search = _Search(xml, wanted)
    try:
        search.run()
    except expat.ExpatError as error:
        raise refusal(source) from error
    return search.found


class _Search:
    """Walks an XML text and keeps the extents of the wanted elements."""

    def __init__(self, xml: bytes, wanted: Collection[int]) -> None:
        self.found: dict[int, Extent] = {}
        self._xml = xml
        self._wanted = wanted
        self._open: list[tuple[int, int]] = []
        self._count = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def run(self) -> None:
        """Walk to the end."""
        self._parser.Parse(self._xml, True)

    def _start(self, name: str, attributes: object) -> None:
        self._open.append((self._count, self._parser.CurrentByteIndex))
        self._count += 1

    def _end(self, name: str) -> None:
        number, start = self._open.pop()
        if number not in self._wanted:
            return
        # of <name/> the parser gives the place behind it
        inner = self._parser.CurrentByteIndex
        is_empty = number == self._count - 1 and self._xml[start:inner].endswith(b"/>")
        end = inner if is_empty else self._xml.index(b">", inner) + 1
        self.found[number] = Extent(start, inner, end)


def _check_encoding(xml: bytes, source: str) -> None:
    declared = _DECLARED.match(xml.removeprefix(_BYTE_ORDER_MARK))
    try:
        xml.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refusal(source) from error
    if declared and declared.group(1).lower() not in _SAME_BYTES:
        raise refusal(source)


def refusal(source: str) -> ReportingError:
    """The error for a file whose XML cannot be added to."""
    return ReportingError(
        "无法在这个 Word 文件中加批注: 内部格式少见", source=source, mend="用 Word 打开并另存为 docx"
    )
