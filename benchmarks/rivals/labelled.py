"""Which issues of the labelled notices lack an owner, a deadline or a status, and where they stand.

The notices of ``fixtures/`` come in all layouts that offices use, and many name these things in running
text. Neither the patterns nor the script were tried on them; the extraction of this project was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT
from benchmarks.planted import Planted

KINDS = ("no owner", "no deadline", "no status")
_OWNERS = frozenset({"subject", "subject-of-part", "assigned"})
_DEADLINES = frozenset({"done-by", "target", "period", "immediate", "long_term"})


class Labelled:
    """``lacking``: what issues lack, by the name of the file. ``arguable``: issues that count neither way."""

    def __init__(self, folder: Path) -> None:
        """Write the notices that are plain text into ``folder``, as UTF-8 all of them."""
        self.lacking: dict[str, list[Planted]] = {}
        self.arguable: dict[str, list[Planted]] = {}
        folder.mkdir()
        for labels in sorted((ROOT / "fixtures").glob("*/*.json")):
            facts = json.loads(labels.read_text(encoding="utf-8"))
            path = labels.parent / facts["file"]
            if path.suffix != ".txt" or facts["kind"] != "rectification-notice":
                continue
            text = _decoded(path.read_bytes())
            places = _places(text, facts["issues"])
            if places is None:
                continue
            (folder / path.name).write_text(text, encoding="utf-8")
            self.lacking[path.name], self.arguable[path.name] = [], []
            for issue, (first, last) in zip(facts["issues"], places, strict=True):
                for kind in KINDS:
                    if _is_arguable(issue, kind):
                        self.arguable[path.name].append(Planted(kind, first, last))
                    elif lacks(issue, kind):
                        self.lacking[path.name].append(Planted(kind, first, last))


def lacks(issue: Mapping[str, Any], kind: str) -> bool:
    """Whether neither the issue nor a measure of it names what the kind is about, by its labels."""
    if kind == "no status":
        return issue["status"] is None
    name, kinds = ("owners", _OWNERS) if kind == "no owner" else ("deadlines", _DEADLINES)
    return not any(fact["kind"] in kinds for part in (issue, *issue["measures"]) for fact in part[name])


def _is_arguable(issue: Mapping[str, Any], kind: str) -> bool:
    """What may be labelled either way; and issues of long standing, which need no deadline of their own."""
    if any(part.get("optional") for part in (issue, *issue["measures"])):
        return kind != "no status"
    return kind == "no deadline" and issue["status"] == "long_term"


def _places(text: str, issues: list[dict[str, Any]]) -> list[tuple[int, int]] | None:
    """First and last line of each issue; None where a heading is not found word for word."""
    starts, at = [], 0
    for issue in issues:
        found = text.find(issue["heading"] or "\0", at)
        if found < 0:
            return None
        starts.append(text.count("\n", 0, found) + 1)
        at = found + len(issue["heading"])
    ends = [*(start - 1 for start in starts[1:]), text.count("\n") + 1]
    return [(start, max(start, end)) for start, end in zip(starts, ends, strict=False)]


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise ValueError("the notice is in an unknown encoding")
