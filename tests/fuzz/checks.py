"""What must hold for a result, whatever it was made from. Raises AssertionError."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import msgspec

from tests.reporting.office_reader import word_text, workbook
from zhenggai.errors import ZhenggaiError
from zhenggai.model import Document, Facts, GapReport, Span

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\uffff]"
)
_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_QUOTED = 12  # characters of a document in a message would be a quotation


def document(found: Document) -> None:
    """Blocks in order and within the text, which can be written out."""
    found.text.encode("utf-8")
    position = 0
    for block in found.blocks:
        assert position <= block.start <= block.end <= len(found.text), "blocks out of order"
        position = block.end
    assert found.text.strip(), "a document without text"


def facts(found: Facts, of: Document) -> None:
    """Every span lies within the text, and the facts are JSON."""
    plain = msgspec.to_builtins(found)
    for span in _spans(plain):
        assert 0 <= span["start"] <= span["end"] <= len(of.text), f"span {span}"
        assert span["line"] >= 1 and span["column"] >= 1, f"span {span}"
    json.dumps(plain, allow_nan=False)


def _spans(tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict):
        if {"start", "end", "line"} <= tree.keys():
            yield tree
        for value in tree.values():
            yield from _spans(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from _spans(value)


def report(found: GapReport) -> None:
    """Inputs without issues never look audited; counts are those of the results."""
    assert len(found.inputs) == 1
    status, issues = found.inputs[0].status, found.summary.issues
    assert status != "audited" or issues, "audited without an issue"
    gaps = [each for each in found.results if each.verdict == "gap"]
    assert len(gaps) == found.summary.error + found.summary.warning + found.summary.info
    length = len(found.documents[0].document.text) if found.documents else 0
    for result in found.results:
        spans: list[Span | None] = [result.span, *(each.span for each in result.evidence)]
        assert all(span is None or 0 <= span.start <= span.end <= length for span in spans)


def refusal(error: ZhenggaiError, target: str, data: bytes) -> None:
    """One line with a place, that quotes nothing of a document."""
    lines = str(error).splitlines()
    assert lines, "a refusal without a word"
    if target in ("text", "markdown", "html", "docx", "pdf", "formats", "extraction", "audit"):
        assert len(lines) == 1, "a refusal of several lines"
        said = error.message + error.mend
        for encoding in ("utf-8", "gb18030"):
            text = data.decode(encoding, "replace")
            quoted = [said[at : at + _QUOTED] for at in range(len(said) - _QUOTED + 1)]
            assert not any(each in text for each in quoted), "a refusal that quotes the document"


def written(name: str, data: bytes, of: GapReport) -> None:
    """A report that a program of its format reads, without a character that acts on its reader."""
    if name == "xlsx":
        workbook(data)
        return
    if name == "docx":
        word_text(data)
        return
    text = data.decode("utf-8")
    if name in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif name == "junit":
        ElementTree.fromstring(text)
    elif name == "csv":
        widths = {len(row) for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")))}
        assert len(widths) == 1, "rows of several lengths"
    shown = _COLOUR.sub("", text) if name == "terminal" else text.removeprefix("\ufeff")
    unseen = _UNSEEN.search(shown)
    assert unseen is None, f"U+{ord(unseen.group()):04X} in {name}"
    if name in ("terminal", "markdown", "html"):
        assert not any(line.lstrip().startswith("::") for line in text.splitlines()), (
            "a command to a build machine"
        )
