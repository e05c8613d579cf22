"""``docs/precision.md`` speaks of the gaps that the audit finds today: where it does not, they are to be read again."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from zhenggai.pipeline import Options, audit

PAGE = Path(__file__).parents[1] / "docs" / "precision.md"
_ROW = re.compile(r"^\| (?P<rule>[a-z-]+) \| (?P<severity>error|warning) \| (?P<numbers>[\d |]+) \| ", re.M)


def test_the_judged_gaps_are_those_of_the_audit(seeds: Path) -> None:
    judged: list[Counter[tuple[str, str]]] = [Counter(), Counter()]
    for row in _ROW.finditer(PAGE.read_text(encoding="utf-8")):
        numbers = [int(number) for number in row["numbers"].split("|")]
        assert sum(numbers[:2]) == sum(numbers[2:]), row["rule"]
        for of_notice, number in zip(judged, numbers, strict=False):
            of_notice[row["rule"], row["severity"]] = number
    for of_notice, name in zip(judged, ("000", "004"), strict=True):
        report = audit(next(seeds.glob(f"{name}_*.txt")), Options(use_config=False))
        found = Counter((gap.rule, gap.severity) for gap in report.results if gap.severity != "info")
        assert found == +of_notice, name


def test_precision_is_what_the_project_asks_for() -> None:
    rows = [row["numbers"].split("|") for row in _ROW.finditer(PAGE.read_text(encoding="utf-8"))]
    true, arguable, false = (sum(int(row[place]) for row in rows) for place in (2, 3, 4))
    assert true / (true + arguable + false) >= 0.95
    assert f"{true} of {true + arguable + false} true" in PAGE.read_text(encoding="utf-8")
