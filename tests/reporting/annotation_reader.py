"""Word files with comments read back, and the comments taken out again."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = re.compile(
    rb"<w:commentRange(?:Start|End)(?: xmlns:w=\"[^\"]*\")? w:id=\"\d+\"/>"
    rb"|<w:r(?: xmlns:w=\"[^\"]*\")?><w:rPr>(?:<w:szC?s? w:val=\"16\"/>)+</w:rPr><w:commentReference w:id=\"\d+\"/></w:r>"
)


class Comment(NamedTuple):
    """A comment as Word shows it: its lines and the text that its marks enclose."""

    author: str
    lines: list[str]
    marked: str


def parts(data: bytes) -> dict[str, bytes]:
    """The entries of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def without_marks(document: bytes) -> bytes:
    """A main part without the marks of comments."""
    return _MARKS.sub(b"", document)


def comments(data: bytes) -> list[Comment]:
    """The comments of a Word file by number. Fails where marks and comments do not belong together."""
    files = parts(data)
    name = next(name for name in files if re.fullmatch(r"word/comments\d*\.xml", name))
    document = ElementTree.fromstring(files["word/document.xml"])
    found = {}
    for element in ElementTree.fromstring(files[name]):
        number = element.get(f"{W}id")
        assert number not in found, "a number used twice"
        lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in element.iter(f"{W}p")]
        found[number] = Comment(element.get(f"{W}author"), lines, marked(document, number))
    used = [each.get(f"{W}id") for each in document.iter(f"{W}commentReference")]
    assert sorted(used) == sorted(found)
    return list(found.values())


def marked(document: ElementTree.Element, number: str) -> str:
    """The text between the two marks of a comment; its reference must stand behind them."""
    state, text = "before", []
    for element in document.iter():
        if element.get(f"{W}id") == number and element.tag == f"{W}commentRangeStart":
            assert state == "before"
            state = "within"
        elif element.get(f"{W}id") == number and element.tag == f"{W}commentRangeEnd":
            assert state == "within"
            state = "behind"
        elif element.get(f"{W}id") == number and element.tag == f"{W}commentReference":
            assert state == "behind"
            state = "done"
        elif state == "within" and element.tag == f"{W}t":
            text.append(element.text or "")
    assert state == "done"
    return "".join(text)
