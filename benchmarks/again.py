"""A second run over documents that did not change, against the first one."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import ROOT, Cost, judged, milliseconds, process, python, table
from benchmarks.notices import make_notice

BAR = 10.0
ISSUES = 12
FORMS = {"quiet": ("--quiet",), "terminal": (), "json": ("--format", "json")}
HEADS = ("documents", "written", "first, ms", "again, ms", "first / again", "bar")


def report(rounds: int = 5) -> str:
    """The table for one document, for a hundred, and for three hundred."""
    rows = []
    for count in (1, 100, 300):
        for form, arguments in FORMS.items():
            first, again, ratio = _compared(count, arguments, rounds if count == 1 else 2)
            bar = f"≥ {BAR:g}" if count > 1 else "none: both start a process"
            shown = judged(-ratio, -BAR).replace("-", "") if count > 1 else f"{ratio:.1f}"
            rows.append((count, form, milliseconds(first), milliseconds(again), shown, bar))
    return table(HEADS, rows)


def _compared(count: int, form: Sequence[str], rounds: int) -> tuple[float, float, float]:
    """Medians of processor time of the first run, of the second, and of their ratio."""
    pairs = [_pair(count, form, number) for number in range(rounds + 1)][1:]  # the first one warms up
    ratios = [first.processor / again.processor for first, again in pairs]
    first, again = (statistics.median(cost.processor for cost in side) for side in zip(*pairs, strict=True))
    return first, again, statistics.median(ratios)


def _pair(count: int, form: Sequence[str], number: int) -> tuple[Cost, Cost]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for at in range(count):
            text = make_notice(f"again {time.time_ns()} {number} {at}", ISSUES).text()
            (folder / f"{at:03}.txt").write_text(text, encoding="utf-8")
        command = python(str(ROOT / "cli.py"), "check", "--no-config", "--jobs", "1", *form)
        command += sorted(map(str, folder.glob("*.txt")))
        own = {"ZHENGGAI_CACHE": "", "XDG_CACHE_HOME": str(folder / "cache")}
        return process(command, own=own), process(command, own=own)
