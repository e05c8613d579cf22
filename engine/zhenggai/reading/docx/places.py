"""Where the characters of a Word file's canonical text stand in the file.

The text is made by the same walk as in ``read``, over paragraphs whose text is traced, so that the two
cannot disagree. A place is given as children of body paragraphs: between those, and nowhere
else, marks can be set without changing anything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from docx.oxml.ns import qn

from zhenggai.reading.docx.body import write_body
from zhenggai.reading.docx.package import Element, Package
from zhenggai.reading.docx.paragraph import Paragraph
from zhenggai.reading.docx.traced import Stretch, Traced, stretches_of

_PARAGRAPH, _CELL = qn("w:p"), qn("w:tc")
_NOTES = {qn("w:footnote"): qn("w:footnoteReference"), qn("w:endnote"): qn("w:endnoteReference")}


class Place(NamedTuple):
    """A stretch of the file: from child ``first`` of a body paragraph through child ``last``.

    Both are numbers of elements of the main part, counted from 0 in document order. What they show is
    ``text[start:end]``, as far as it is one stretch: at least what was asked for.
    """

    first: int
    last: int
    start: int
    end: int


class _Shown(NamedTuple):
    """A piece of the text and the child of a body paragraph that shows it, in the cell ``cell``."""

    start: int
    end: int
    child: int
    cell: Element | None


class PlaceMap:
    """The places of a Word file's text; ``text`` is what ``read`` gives, ``part`` the main part's name."""

    def __init__(self, text: str, part: str, shown: list[_Shown]) -> None:
        self.text = text
        self.part = part
        self._shown = shown
        self._starts = [each.start for each in shown]
        self._ends = [each.end for each in shown]
        self._extents: dict[int, tuple[int, int]] = {}
        for each in shown:
            start, end = self._extents.get(each.child, (each.start, each.end))
            self._extents[each.child] = min(start, each.start), max(end, each.end)

    def place(self, start: int, end: int) -> Place | None:
        """Where ``text[start:end]`` stands, but for what lies in another table cell than its beginning.

        Text that the file does not hold (an automatic number, an empty cell) gets the place of what follows,
        else of what comes before. None where the file holds no text.
        """
        first = bisect_right(self._ends, start)
        last = max(bisect_left(self._starts, end), first + 1)
        found = self._shown[first:last] or self._shown[-1:]
        if not found:
            return None
        children = [each.child for each in found if each.cell is found[0].cell]
        extents = [self._extents[child] for child in children]
        return Place(
            first=min(children),
            last=max(children),
            start=min(extent[0] for extent in extents),
            end=max(extent[1] for extent in extents),
        )


class _TracedParagraph(Paragraph):
    """A paragraph whose text knows its elements."""

    def _say(self, text: str, element: Element) -> None:
        self._pieces.append(Traced(text, [Stretch(0, len(text), element)] if text else ()))

    def _joined(self) -> str:
        text = "".join(self._pieces)
        return Traced(text, list(stretches_of(self._pieces, 0)))


def place_map(data: bytes, source: str) -> PlaceMap:
    """The places of the text of a .docx file. Raises ReadingError as ``read`` does."""
    package = Package(data, source)
    pieces = write_body(package, _TracedParagraph).pieces
    stretches = list(stretches_of(pieces, len("\n")))
    references = _References(package.document)
    children = [_child(each.element, references) for each in stretches]
    numbers = _numbers(package.document, {child for child in children if child is not None})
    shown = [
        _Shown(each.start, each.end, numbers[child], _cell(child))
        for each, child in zip(stretches, children, strict=True)
        if child in numbers
    ]
    return PlaceMap("\n".join(pieces), package.name, shown)


class _References:
    """The first reference to each note in the body."""

    def __init__(self, document: Element) -> None:
        self._document = document
        self._known: dict[str, dict[str | None, Element]] = {}

    def of(self, note: Element) -> Element | None:
        """The reference to a note."""
        tag = _NOTES[note.tag]
        if tag not in self._known:
            found = list(self._document.iter(tag))
            self._known[tag] = {each.get(qn("w:id")): each for each in reversed(found)}
        return self._known[tag].get(note.get(qn("w:id")))


def _child(element: Element, references: _References) -> Element | None:
    """The child of a body paragraph in which an element is, or to which its text box or note is attached."""
    path = [element, *element.iterancestors()]
    paragraphs = [number for number, each in enumerate(path) if each.tag == _PARAGRAPH]
    note = next((each for each in path if each.tag in _NOTES), None)
    if note is not None:
        reference = references.of(note)
        return None if reference is None else _child(reference, references)
    # The outermost paragraph: an inner one is in a text box, which comments cannot enter.
    return path[paragraphs[-1] - 1] if paragraphs and paragraphs[-1] else None


def _cell(child: Element) -> Element | None:
    return next(child.iterancestors(_CELL), None)


def _numbers(root: Element, wanted: set[Element]) -> dict[Element, int]:
    """The number of each wanted element in document order."""
    return dict(_numbered(root, wanted))


def _numbered(root: Element, wanted: set[Element]) -> Iterator[tuple[Element, int]]:
    for number, element in enumerate(root.iter("*")):
        if element in wanted:
            yield element, number
