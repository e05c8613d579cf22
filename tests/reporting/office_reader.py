"""Excel workbooks and Word tables read back from their XML, as a program that opens them would."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Sheet:
    """A sheet: rows of texts, where its links lead, and what else the tests ask about."""

    rows: list[list[str]]
    links: dict[str, str] = field(default_factory=dict)
    filtered: str = ""
    frozen: tuple[str, str] = ("0", "0")
    formulas: int = 0
    quoted: set[str] = field(default_factory=set)

    def column(self, title: str) -> list[str]:
        """What stands below a heading."""
        at = self.rows[0].index(title)
        return [row[at] if at < len(row) else "" for row in self.rows[1:]]


def workbook(data: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook by name. Fails where a part is not well-formed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    roots = {name: ElementTree.fromstring(part) for name, part in parts.items() if name.endswith(".xml")}
    strings = [_text(each) for each in roots.get("xl/sharedStrings.xml", ())]
    formats = roots["xl/styles.xml"].find(f"{S}cellXfs")
    prefixed = [each.get("quotePrefix") == "1" for each in (() if formats is None else formats)]
    names = [each.get("name", "") for each in roots["xl/workbook.xml"].iter(f"{S}sheet")]
    return {
        name: _sheet(roots[f"xl/worksheets/sheet{number}.xml"], strings, prefixed)
        for number, name in enumerate(names, 1)
    }


def _text(element: ElementTree.Element) -> str:
    text = "".join(each.text or "" for each in element.iter(f"{S}t"))
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def _sheet(root: ElementTree.Element, strings: list[str], prefixed: list[bool]) -> Sheet:
    made = Sheet(rows=[], formulas=sum(1 for _ in root.iter(f"{S}f")))
    for row in root.iter(f"{S}row"):
        while len(made.rows) < int(row.get("r", "0")):
            made.rows.append([])
        for cell in row:
            column = _column(cell.get("r", ""))
            made.rows[-1] += [""] * (column + 1 - len(made.rows[-1]))
            value = cell.findtext(f"{S}v") or ""
            kind = cell.get("t", "n")
            assert kind in ("s", "n"), "neither text nor number"
            made.rows[-1][column] = strings[int(value)] if kind == "s" else value
            if prefixed[int(cell.get("s", "0"))]:
                made.quoted.add(made.rows[-1][column])
    made.links = {each.get("ref", ""): each.get("location", "") for each in root.iter(f"{S}hyperlink")}
    for each in root.iter(f"{S}autoFilter"):
        made.filtered = each.get("ref", "")
    for each in root.iter(f"{S}pane"):
        made.frozen = each.get("xSplit", "0"), each.get("ySplit", "0")
    return made


def _column(reference: str) -> int:
    """``C7`` → 2."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def workbook_text(data: bytes) -> str:
    """All that a workbook says."""
    return "\n".join(cell for sheet in workbook(data).values() for row in sheet.rows for cell in row)


def word_rows(data: bytes) -> list[list[list[str]]]:
    """The rows of all tables of a Word file, headings left out: cells, each with its paragraphs."""
    found = []
    for table in _document(data).iter(f"{W}tbl"):
        rows = [
            [_paragraphs(cell) for cell in row.findall(f"{W}tc")]
            for row in table.findall(f"{W}tr")
            if row.find(f"{W}trPr/{W}tblHeader") is None
        ]
        found += rows
    return found


def word_text(data: bytes) -> str:
    """All that a Word file says."""
    return "\n".join(_paragraphs(_document(data)))


def _document(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def _paragraphs(element: ElementTree.Element) -> list[str]:
    return ["".join(text.text or "" for text in each.iter(f"{W}t")) for each in element.iter(f"{W}p")]
