"""The labelled notices: each folder of ``fixtures/`` holds a document and its facts as JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tests.accuracy.scoring import Score, Scores, score
from zhenggai.pipeline import extract

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FLOOR = Path(__file__).with_name("floor.json")


class Case(NamedTuple):
    """A labelled document."""

    name: str
    path: Path
    gold: dict[str, Any]


def cases() -> list[Case]:
    """All labelled documents, by name."""
    found = []
    for gold_path in sorted(FIXTURES.glob("*/*.json")):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        found.append(Case(gold_path.stem, gold_path.parent / gold["file"], gold))
    return found


@cache
def facts_of(path: Path) -> dict[str, Any]:
    """Extracted facts of a document as JSON values."""
    facts: dict[str, Any] = msgspec.to_builtins(extract(path))
    return facts


def scores_of(case: Case) -> Scores:
    """Scores of one labelled document."""
    return score(case.gold, facts_of(case.path))


def total() -> Scores:
    """Scores over all labelled documents, every fact counting once."""
    sums: Scores = defaultdict(Score)
    for case in cases():
        for kind, one in scores_of(case).items():
            one.notes = [f"{case.name}: {note}" for note in one.notes]
            sums[kind].add(one)
    return sums
