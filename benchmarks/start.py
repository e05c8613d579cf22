"""What a command takes from its start: the audit of a notice never seen before, and the help."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import ROOT, Cost, judged, milliseconds, process, python, table
from benchmarks.notices import make_notice

EMPTY = """\
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def main() -> None:
    pass


app()
"""
CHECK_BAR, HELP_BAR = 0.8, 1.5
_WARM_UPS = 2  # byte code is written, files are read into memory
HEADS = ("what", "against", "ms", "against, ms", "ratio", "bar", "processor time", "MB", "against, MB")


def report(rounds: int = 15) -> str:
    """The table of both, each in turn with what it is held against."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty = folder / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        rows = [
            _compared(
                ("`zhenggai check` of a new notice", "`import jieba; jieba.initialize()`"),
                lambda number: _check(folder, number),
                lambda _: process(python("-c", "import jieba; jieba.initialize()")),
                rounds,
                CHECK_BAR,
            ),
            _compared(
                ("`zhenggai --help`", "`--help` of an empty typer application"),
                lambda _: process(python(str(ROOT / "cli.py"), "--help")),
                lambda _: process(python(str(empty), "--help")),
                rounds,
                HELP_BAR,
            ),
        ]
    return table(HEADS, rows)


def _check(folder: Path, number: int) -> Cost:
    notice = folder / f"{number}.txt"
    notice.write_text(make_notice(f"start {number} {time.time_ns()}").text(), encoding="utf-8")
    return process(python(str(ROOT / "cli.py"), "check", "--no-config", str(notice)))


def _compared(
    names: tuple[str, str],
    ours: Callable[[int], Cost],
    theirs: Callable[[int], Cost],
    rounds: int,
    bar: float,
) -> tuple[object, ...]:
    pairs = [(ours(number), theirs(number)) for number in range(-_WARM_UPS, rounds)][_WARM_UPS:]
    one, other = (Cost(*map(statistics.median, zip(*side, strict=True))) for side in zip(*pairs, strict=True))
    wall = statistics.median(first.wall / second.wall for first, second in pairs)
    processor = statistics.median(first.processor / second.processor for first, second in pairs)
    return (
        *names,
        milliseconds(one.wall),
        milliseconds(other.wall),
        judged(wall, bar),
        f"≤ {bar}",
        f"{processor:.2f}",
        f"{one.memory / 2**20:.0f}",
        f"{other.memory / 2**20:.0f}",
    )
