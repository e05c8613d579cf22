"""No score falls below the committed floor, no layout is left behind, every quotation is verbatim."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.accuracy.corpus import FLOOR, Case, cases, facts_of, scores_of, total
from tests.accuracy.scoring import KINDS
from zhenggai.pipeline import read

CASES = cases()
by_name = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def test_no_score_falls_below_the_floor() -> None:
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    scores = total()
    fallen = {
        kind: (round(scores[kind].f1, 4), floor[kind]) for kind in KINDS if scores[kind].f1 < floor[kind]
    }
    assert not fallen, f"{fallen}\n" + "\n".join(note for kind in fallen for note in scores[kind].notes)


@by_name
def test_each_notice_by_itself(case: Case) -> None:
    scores = scores_of(case)
    for kind in ("issues", "measures"):
        assert scores[kind].f1 >= 0.9, scores[kind].notes
    assert scores["kind"].f1 == 1.0


@by_name
def test_every_quotation_is_verbatim(case: Case) -> None:
    text = read(case.path).text
    for quoted, span in _quotations(facts_of(case.path)):
        assert text[span["start"] : span["end"]] == quoted
        assert text.count("\n", 0, span["start"]) + 1 == span["line"]


def _quotations(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """All pairs of a quotation and its span in a facts object."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from _quotations(part)
    elif isinstance(value, dict):
        quoted = next((value[name] for name in ("text", "title", "heading") if value.get(name)), None)
        if quoted is not None and isinstance(value.get("span"), dict):
            yield quoted, value["span"]
        for part in value.values():
            yield from _quotations(part)
