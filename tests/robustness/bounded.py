"""A command in a process of its own, with limits; what it said, how long it took and how much memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1 << 20
ADDRESSES = 3 << 30
"""Bytes of address space that a command may take: one that would take more dies, and its test fails."""
LONGEST = 120.0
"""Seconds after which a command is ended, and its test fails."""


# A process counts the memory of the one that it was forked from as its own: this one is small.
_LAUNCHER = """
import os, resource, sys
used, addresses, largest, *line = sys.argv[1:]
child = os.fork()
if not child:
    if sys.platform == "linux":  # macOS limits no memory
        resource.setrlimit(resource.RLIMIT_AS, (int(addresses), int(addresses)))
    if int(largest) > 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
    os.execvp(line[0], line)
_, status, usage = os.wait4(child, 0)
with open(used, "w") as stream:
    print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=stream)
"""


class Outcome(NamedTuple):
    """``seconds`` are of processor time, ``peak`` is the most resident memory in bytes."""

    status: int
    output: str
    errors: list[str]
    seconds: float
    peak: int


def zhenggai(*arguments: object, **options: object) -> Outcome:
    """Run the launcher of the checkout."""
    return command([sys.executable, str(ROOT / "cli.py"), *map(str, arguments)], **options)  # type: ignore[arg-type]  # the options of command


def command(
    line: list[str],
    *,
    addresses: int = ADDRESSES,
    largest_file: int | None = None,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Outcome:
    """Run a command to its end, or fail after ``LONGEST``, with all that it started. ``largest_file`` limits what it can write."""

    with (
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as errors,
        tempfile.NamedTemporaryFile() as used,
    ):
        process = subprocess.Popen(
            [
                sys.executable,
                "-S",
                "-c",
                _LAUNCHER,
                used.name,
                str(addresses),
                str(largest_file or -1),
                *line,
            ],
            stdin=stdin,
            stdout=output,
            stderr=errors,
            cwd=folder,
            env={**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1", **(environment or {})},
            start_new_session=True,
        )
        try:
            process.wait(LONGEST)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        output.seek(0)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace").splitlines()
        shown = output.read().decode("utf-8", "replace")
        status, seconds, peak = used.read().split()
    unit = 1 if sys.platform == "darwin" else 1024
    return Outcome(int(status), shown, said, float(seconds), int(peak) * unit)
