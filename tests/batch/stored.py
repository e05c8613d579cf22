"""What a run has written, as tests look at it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any


def lines(out: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for part in sorted(out.glob("documents/*.jsonl"))
        for line in part.read_bytes().splitlines()
    ]


def states(out: Path) -> dict[str, tuple[str, str | None]]:
    """Status and reason by name; every document once."""
    found = lines(out)
    assert max(Counter(line["source"] for line in found).values()) == 1
    return {Path(line["source"]).stem: (line["status"], line["reason"]) for line in found}


def contents(out: Path) -> list[str]:
    """The lines in an order of their own: which file holds them depends on the workers."""
    return sorted(json.dumps(line, sort_keys=True) for line in lines(out))
