"""Starts workers, ends those that hang, counts what became of the inputs."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.fuzz.seeds import ROOT

PATIENCE = 15
"""Seconds of the clock for each second of processor time that an input may take."""
START = 120.0
"""Seconds until a worker must have said something."""


@dataclass
class Tally:
    """What became of the inputs of one target; ``findings`` are the lines of a worker."""

    target: str
    inputs: int = 0
    audited: int = 0
    refused: int = 0
    slowest: float = 0.0
    slowest_number: int | None = None
    peak: int = 0
    findings: list[dict[str, Any]] = field(default_factory=list)

    def add(self, line: dict[str, Any]) -> None:
        self.inputs += 1
        if line.get("seconds", 0.0) > self.slowest:
            self.slowest, self.slowest_number = line["seconds"], line["number"]
        self.peak = max(self.peak, line.get("peak", 0))
        if line["is"] == "found":
            self.findings.append(line)
        elif line["is"] == "audited":
            self.audited += 1
        else:
            self.refused += 1


def run(target: str, seed: int, first: int, last: int, until: float | None = None) -> Tally:
    """Try the inputs ``first`` to ``last - 1`` of a target, or as many as there is time for.

    ``until`` is a moment of ``time.monotonic()``. A worker that hangs or dies is a finding, and the next
    one goes on behind that input.
    """
    tally = Tally(target)
    while first < last and (until is None or time.monotonic() < until):
        for line in _worked(target, seed, first, last, until):
            tally.add(line)
            first = line["number"] + 1
        if tally.inputs == 0:
            raise RuntimeError(f"the worker for {target} did not begin")
    return tally


def _worked(target: str, seed: int, first: int, last: int, until: float | None) -> Iterator[dict[str, Any]]:
    """The lines of one worker, the last one made up where it hung or died."""
    command = [sys.executable, "-m", "tests.fuzz.worker", target, str(seed), str(first), str(last)]
    folders = os.pathsep.join(filter(None, (str(ROOT / "engine"), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": folders, "ZHENGGAI_CACHE": "off"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    began: int | None = None
    try:
        assert process.stdout is not None
        patience = START
        while True:
            if not select.select([process.stdout], [], [], patience)[0]:
                process.send_signal(signal.SIGKILL)
                yield _lost(began, "hang: no answer in time")
                return
            raw = process.stdout.readline()
            if not raw:
                break
            line = json.loads(raw)
            if "begins" in line:
                began, patience = line["begins"], PATIENCE * line["seconds"]
            else:
                began = None
                yield line
                if until is not None and time.monotonic() > until:
                    return
        if began is not None:
            yield _lost(began, f"crash: exit status {process.wait()}")
    finally:
        process.kill()
        _, said = process.communicate()
        if began is None and process.returncode > 0:
            raise RuntimeError(said.decode("utf-8", "replace")[-2000:])


def _lost(number: int | None, name: str) -> dict[str, Any]:
    if number is None:
        raise RuntimeError("a worker hung between two inputs")
    return {"number": number, "is": "found", "name": name, "message": "", "trace": []}
