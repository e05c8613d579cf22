"""How things are timed here: in turn, many times, and as ratios within one run.

Absolute times differ from machine to machine and from minute to minute; a ratio of two things
done right after each other does not. Quoted are medians.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT.parent / "shared" / "seeds" / "004_800767d36d2babdf.txt"
"""A real notice of 34 issues that is no part of the project; left out where it is not there."""


class Cost(NamedTuple):
    """What one process took: seconds on the clock, seconds of processor time, bytes at the most."""

    wall: float
    processor: float
    memory: int


class Compared(NamedTuple):
    """Medians of one side, of the other, and of the ratios pair by pair."""

    one: float
    other: float
    ratio: float


def environment() -> dict[str, str]:
    """For processes that are timed: byte code is kept (apart), caches of ours are off."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ZHENGGAI"))}
    kept["PYTHONPATH"] = str(ROOT / "engine")
    kept["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / f"benchmarks-bytecode-{os.getuid()}")
    kept["ZHENGGAI_CACHE"] = "off"
    kept["LC_ALL"] = "C.UTF-8"
    return kept


def process(
    command: Sequence[str],
    folder: Path | None = None,
    accepted: Sequence[int] = (0, 1),
    own: Mapping[str, str] | None = None,
) -> Cost:
    """Run a command to its end; its output is thrown away. ``own`` is added to the environment.

    Raises RuntimeError for another exit status.
    """
    began = time.perf_counter()
    running = subprocess.Popen(
        command,
        cwd=folder,
        env=environment() | dict(own or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(running.pid, 0)
    wall = time.perf_counter() - began
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in accepted:
        raise RuntimeError(f"{command[0]} ended with {running.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def python(*arguments: str) -> list[str]:
    """A command of this interpreter."""
    return [sys.executable, "-W", "ignore", *arguments]


def in_turn(one: Callable[[int], float], other: Callable[[int], float], rounds: int) -> Compared:
    """Costs of two things done in turn; each is given the number of the round."""
    pairs = [(one(number), other(number)) for number in range(rounds)]
    return Compared(
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
        statistics.median(first / second for first, second in pairs),
    )


def timed(action: Callable[[], object]) -> float:
    """Seconds that an action takes on this processor, other programs not counted."""
    began = time.process_time()
    action()
    return time.process_time() - began


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; figures to the right."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "|".join(["---", *["---:"] * (len(heads) - 1)]) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)]) + "\n"


def milliseconds(seconds: float) -> str:
    """A time as it is quoted."""
    value = seconds * 1000
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def judged(ratio: float, bar: float) -> str:
    """A ratio and whether it keeps to its bar."""
    return f"**{ratio:.2f}**" if ratio <= bar else f"**{ratio:.2f}** (over)"
