"""Paragraph styles: which heading level and which list numbering a paragraph inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.oxml.ns import qn

from zhenggai.reading.docx.package import Element

VAL = qn("w:val")
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]|toc heading", re.I)
_LONGEST_CHAIN = 20  # styles based on each other; a hostile file may make a ring of them
_BODY_LEVEL = 9  # w:outlineLvl of body text


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which list (``w:numId``) and level (0-based ``w:ilvl``) a paragraph belongs to; None where not said."""

    list_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its own settings and the style it is based on."""

    name: str
    base: str | None
    outline: int | None
    place: ListPlace | None


def whole(element: Element | None, default: int | None = None) -> int | None:
    """The whole number in an element's ``w:val``; ``default`` where it is absent, malformed or absurd."""
    value = element.get(VAL) if element is not None else None
    digits = (value or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else default


def list_place(properties: Element | None) -> ListPlace | None:
    """The ``w:numPr`` of paragraph properties."""
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    if numbering is None:
        return None
    list_id = numbering.find(qn("w:numId"))
    return ListPlace(list_id.get(VAL) if list_id is not None else None, whole(numbering.find(qn("w:ilvl"))))


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        self._chains: dict[str | None, list[tuple[str, Style]]] = {}
        for element in root.findall(qn("w:style")) if root is not None else ():
            name = element.get(qn("w:styleId"))
            if name is None or element.get(qn("w:type"), "paragraph") not in ("paragraph", "numbering"):
                continue
            self._styles[name] = _style(element)
            if (
                element.get(qn("w:default")) in ("1", "true", "on")
                and element.get(qn("w:type")) == "paragraph"
            ):
                self._default = name

    def chain(self, style_id: str | None) -> list[tuple[str, Style]]:
        """A style and those it is based on, nearest first; that of unmarked paragraphs for None."""
        name = style_id or self._default
        if name in self._chains:
            return self._chains[name]
        found: list[tuple[str, Style]] = []
        while name in self._styles and len(found) < _LONGEST_CHAIN:
            style = self._styles[name]
            found.append((name, style))
            name = style.base
        self._chains[style_id or self._default] = found
        return found

    def level(self, chain: list[tuple[str, Style]], properties: Element | None) -> int | None:
        """Heading level, 1 the highest, by a paragraph's properties, else its styles; None for body."""
        own = whole(properties.find(qn("w:outlineLvl"))) if properties is not None else None
        if own is not None:
            return own + 1 if own < _BODY_LEVEL else None
        for _, style in chain:
            if style.outline is not None:
                return style.outline + 1 if style.outline < _BODY_LEVEL else None
            heading = _HEADING.fullmatch(style.name.strip())
            if heading:
                return int(heading.group(1))
            if style.name.lower() == "title":
                return 1
        return None

    def is_contents(self, chain: list[tuple[str, Style]]) -> bool:
        """Whether a paragraph with these styles is a line of the table of contents."""
        return any(_CONTENTS.fullmatch(style.name.strip()) for _, style in chain)


def _style(element: Element) -> Style:
    name, base = element.find(qn("w:name")), element.find(qn("w:basedOn"))
    properties = element.find(qn("w:pPr"))
    return Style(
        name=(name.get(VAL) if name is not None else None) or "",
        base=base.get(VAL) if base is not None else None,
        outline=whole(properties.find(qn("w:outlineLvl"))) if properties is not None else None,
        place=list_place(properties),
    )
