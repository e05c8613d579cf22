"""The report formats by name. A writer turns one ``GapReport`` into text or bytes and reads nothing else.

Each writer is a module of this package with ``render(report, presentation)``; it is imported when it is
first used, since the heavier ones bring libraries that the others do not need.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple, cast

from zhenggai.errors import ReportingError
from zhenggai.model import Frozen, GapReport


class Presentation(Frozen, frozen=True):
    """How a report is to be shown: ``width`` in terminal cells, with colours or not, folded or gap by gap."""

    width: int = 100
    colour: bool = False
    per_item: bool = False


class Writer(NamedTuple):
    """One report format: its name and the module that renders it.

    ``binary``: that gives bytes; ``texts``: it shows the documents' own texts and facts.
    """

    name: str
    module: str
    binary: bool = False
    texts: bool = False

    def render(self, report: GapReport, presentation: Presentation | None = None) -> bytes:
        """The report as the bytes of a file (text formats in UTF-8). Raises ReportingError."""
        made = import_module(self.module).render(report, presentation or Presentation())
        if self.binary:
            return cast(bytes, made)
        # A file name that is not valid UTF-8 reaches us with lone surrogates: shown, never fatal.
        return cast(str, made).encode("utf-8", "backslashreplace")


def _writers(*rows: tuple[str, str, bool, bool]) -> Mapping[str, Writer]:
    return {name: Writer(name, f"{__package__}.{module}", *kind) for name, module, *kind in rows}


WRITERS: Mapping[str, Writer] = _writers(
    ("terminal", "terminal", False, False),
    ("json", "json_format", False, False),
    ("markdown", "markdown", False, False),
    ("csv", "csv_format", False, False),
    ("sarif", "sarif", False, False),
    ("junit", "junit", False, False),
    ("github", "github", False, False),
    ("gitlab", "gitlab", False, False),
    ("html", "html", False, True),
    ("xlsx", "excel", True, True),
    ("docx", "word_list", True, False),
    ("pdf", "pdf", True, True),
)


def writer(name: str) -> Writer:
    """The writer of that name. Raises ReportingError for an unknown one."""
    if name not in WRITERS:
        raise ReportingError(f"未知的报告格式 {name}", mend=f"可用格式: {', '.join(WRITERS)}")
    return WRITERS[name]
