"""Word files made for the tests: a python-docx document plus raw XML where it has no interface."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zhenggai.model import Document
from zhenggai.reading import read_bytes

NAMESPACES = nsdecls("w") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def element(xml: str) -> Any:
    """The element of a snippet such as ``<w:p>…</w:p>``, its namespaces declared."""
    head, rest = (
        xml.split(">", 1) if not xml.split(">", 1)[0].endswith("/") else (xml[: xml.index("/>")], None)
    )
    return parse_xml(f"{head} {NAMESPACES}>{rest}" if rest is not None else f"{head} {NAMESPACES}/>")


class Word:
    """A document under construction; snippets are appended to its body in order."""

    def __init__(self, *snippets: str) -> None:
        self.file = docx.Document()
        self.body = self.file.element.body
        for snippet in snippets:
            self.add(snippet)

    def add(self, snippet: str) -> Word:
        self.body.insert(len(self.body) - 1, element(snippet))
        return self

    def number(self, levels: str, *lists: str) -> Word:
        """Add abstract list 900 with these ``w:lvl`` and lists (``w:num`` snippets; by default 900)."""
        root = self.file.part.numbering_part.element
        first = root.find(docx.oxml.ns.qn("w:num"))
        first.addprevious(element(f'<w:abstractNum w:abstractNumId="900">{levels}</w:abstractNum>'))
        for snippet in lists or ('<w:num w:numId="900"><w:abstractNumId w:val="900"/></w:num>',):
            root.append(element(snippet))
        return self

    def data(self) -> bytes:
        stream = io.BytesIO()
        self.file.save(stream)
        return stream.getvalue()

    def read(self) -> Document:
        return read_bytes(self.data(), "a.docx")

    def lines(self) -> list[str]:
        return lines(self.read())


def lines(document: Document) -> list[str]:
    """What the blocks of a document say."""
    return [document.text[block.start : block.end] for block in document.blocks]


def paragraph(text: str, properties: str = "") -> str:
    """A ``w:p`` with one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, level: int = 0, list_id: int = 900) -> str:
    """A paragraph that Word numbers."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(number: int, form: str, text: str, extra: str = "", gap: str = "nothing", start: int = 1) -> str:
    """A ``w:lvl``."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:suff w:val="{gap}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The archive with some entries replaced or added, or left out where None."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()
