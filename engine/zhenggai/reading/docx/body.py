"""The walk over a Word file's body: paragraphs and tables in text order, notes at the end."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

from zhenggai.reading.canonical import Draft, GridCell
from zhenggai.reading.docx.numbering import Numbering
from zhenggai.reading.docx.package import Element, Package
from zhenggai.reading.docx.paragraph import Paragraph, is_removed
from zhenggai.reading.docx.styles import Styles, list_place
from zhenggai.reading.docx.tables import grid, is_layout
from zhenggai.reading.docx.traced import joined

_CONTENTS = "Table of Contents"
_NOTE_TYPES = (None, "normal")


def write_body(package: Package, paragraph: type[Paragraph] = Paragraph) -> Draft:
    """The text of a Word file: blocks are named ``p11`` after the paragraph, ``t2.r3.c4`` after the cell.

    With a ``paragraph`` whose text is traced, so are the pieces of the draft.
    """
    body = package.document.find(qn("w:body"))
    writer = _Body(Styles(package.styles), package, paragraph)
    if body is not None:
        writer.write(body)
        writer.finish()
    return writer.draft


class _Body:
    def __init__(self, styles: Styles, package: Package, paragraph: type[Paragraph]) -> None:
        self.draft = Draft()
        self._package = package
        self._paragraph = paragraph
        self._styles = styles
        self._numbering = Numbering(package.numbering, styles)
        self._paragraphs = self._tables = 0
        self._carried = ""
        self._footnotes: list[str] = []
        self._endnotes: list[str] = []

    def write(self, container: Element) -> None:
        """All paragraphs and tables in ``container``."""
        for child in _content(container):
            if child.tag == qn("w:p"):
                self._paragraphs += 1
                name = f"p{self._paragraphs}"
                for text, level in self._lines(child):
                    self.draft.add(text, name=name, level=level)
            else:
                self._write_table(child)

    def _write_table(self, table: Element) -> None:
        number = self._tables
        self._tables += 1
        rows = grid(table, self._cell_text)
        if not is_layout(rows):
            self.draft.add_table(number, rows)
            return
        for cell in (cell for row in rows for cell in row):
            self.draft.add(cell.text, name=_cell_name(number, cell))

    def finish(self) -> None:
        """What is left over, then foot- and endnotes in the order in which the text refers to them."""
        if self._carried.strip():
            self.draft.add(self._carried, name=f"p{self._paragraphs}")
            self._carried = ""
        for root, tag, wanted, name in (
            (self._package.footnotes, "w:footnote", self._footnotes, "fn"),
            (self._package.endnotes, "w:endnote", self._endnotes, "en"),
        ):
            notes = root.findall(qn(tag)) if root is not None else []
            known = {note.get(qn("w:id")): note for note in notes if note.get(qn("w:type")) in _NOTE_TYPES}
            for number, note_id in enumerate(dict.fromkeys(wanted), start=1):
                text = self._cell_text(known[note_id]).strip() if note_id in known else ""
                if text:
                    self.draft.add(f"[{number}] " + text, name=f"{name}{number}")

    def _lines(self, element: Element) -> Iterator[tuple[str, int | None]]:
        """Text and heading level of a paragraph, then of the text boxes anchored in it."""
        properties = element.find(qn("w:pPr"))
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        chain = self._styles.chain(style.get(qn("w:val")) if style is not None else None)
        paragraph = self._paragraph(element)
        self._footnotes += paragraph.footnotes
        self._endnotes += paragraph.endnotes
        if is_removed(properties):
            self._carried += paragraph.text
            return
        text, self._carried = self._carried + paragraph.text, ""
        label = self._numbering.label(list_place(properties), chain)
        if text.strip() and not self._styles.is_contents(chain):
            yield label + (text.lstrip() if label else text), self._styles.level(chain, properties)
        for box in paragraph.boxes:
            yield self._cell_text(box), None

    def _cell_text(self, container: Element) -> str:
        """The lines of a cell, text box or note; those of tables inside it cell by cell."""
        lines: list[str] = []
        for child in _content(container):
            if child.tag == qn("w:p"):
                lines += [text for text, _ in self._lines(child)]
            else:
                lines += [cell.text for row in grid(child, self._cell_text) for cell in row]
        return joined("\n", [line.strip() for line in joined("\n", lines).split("\n") if line.strip()])


def _cell_name(table: int, cell: GridCell) -> str:
    return f"t{table + 1}.r{cell.row + 1}.c{cell.column + 1}"


def _content(container: Element) -> Iterator[Element]:
    """The ``w:p`` and ``w:tbl`` in an element, also those in content controls; not a table of contents."""
    for child in container:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag == qn("w:sdt"):
            gallery = child.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
            content = child.find(qn("w:sdtContent"))
            if content is not None and (gallery is None or gallery.get(qn("w:val")) != _CONTENTS):
                yield from _content(content)
        elif child.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
            yield from _content(child)
