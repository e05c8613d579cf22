"""Faults planted in complete documents: which rules are to catch each, and which do.

``notices/`` holds complete documents, ``operators.yaml`` the operators. An operator changes one fact
of each document it is for: pairs of a text that stands there exactly once and what takes its
place. ``fires`` are the rules that must find more gaps than before; no other rule may.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import yaml

from zhenggai.model import GapReport
from zhenggai.pipeline import Options, audit

FOLDER = Path(__file__).parent
# What is audited only where it is asked for.
ASKED = {"work-plan": ("work-plan",), "progress": ("progress-report",)}


class Operator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fault; ``edits`` by the document's name."""

    id: str
    fires: tuple[str, ...]
    edits: dict[str, tuple[tuple[str, str], ...]]


class Fault(msgspec.Struct, frozen=True):
    """An operator applied to one document."""

    operator: Operator
    document: str

    def text(self) -> str:
        """The document with the fault in it. Raises ValueError where an edit does not fit."""
        text = document(self.document)
        for old, new in self.operator.edits[self.document]:
            if text.count(old) != 1:
                raise ValueError(f"{self.operator.id}: {old!r} × {text.count(old)} in {self.document}")
            text = text.replace(old, new)
        return text

    def caught(self) -> frozenset[str]:
        """The rules that newly find a gap."""
        return frozenset((gaps(self.document, self.text()) - gaps(self.document)).keys())


def operators() -> tuple[Operator, ...]:
    """All operators, in the order of the file."""
    data = yaml.safe_load((FOLDER / "operators.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(data, tuple[Operator, ...])


def faults() -> Iterator[Fault]:
    """Each operator on each document that it is for."""
    for operator in operators():
        for name in operator.edits:
            yield Fault(operator, name)


@cache
def path(name: str) -> Path:
    """The file of a document."""
    return next((FOLDER / "notices").glob(f"{name}.*"))


@cache
def document(name: str) -> str:
    """The text of a complete document."""
    return path(name).read_text(encoding="utf-8")


def report(name: str, text: str) -> GapReport:
    """The gap report of a text that takes a document's place."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / path(name).name
        place.write_text(text, encoding="utf-8")
        return audit(place, Options(packs=ASKED.get(name), use_config=False))


@cache
def gaps(name: str, text: str | None = None) -> Counter[str]:
    """Number of gaps by rule, of the document itself or of a text in its place."""
    found = report(name, document(name) if text is None else text)
    return Counter(result.rule for result in found.results if result.verdict == "gap")
