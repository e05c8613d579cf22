"""Tries inputs one after the other in this process, within limits of time and memory.

Prints a line of JSON for each input before and after it, so that whoever started it knows which one it
was if the process hangs or dies.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
from types import FrameType
from typing import Any

from tests.fuzz import checks
from tests.fuzz.targets import TARGETS, made
from zhenggai.errors import ZhenggaiError

SECONDS = 2.0
"""Of processor time, for each ``PART`` bytes of an input or less."""
PART = 100_000
MEMORY = 1 << 30
"""Bytes that the process may take beyond what it has after its first inputs."""


class OutOfTime(BaseException):
    """No ``except Exception`` on the way swallows it."""


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise OutOfTime


def allowed(data: bytes) -> float:
    """Seconds for an input."""
    return SECONDS * (1 + len(data) // PART)


def tried(target: str, data: bytes) -> dict[str, Any]:
    """What became of an input: ``is`` audited, refused or found, the seconds, and of a finding its ``name``."""
    signal.signal(signal.SIGPROF, _out_of_time)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, allowed(data))
    try:
        outcome: dict[str, Any] = {"is": "audited" if TARGETS[target].use(data) else "refused"}
    except ZhenggaiError as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        outcome = {"is": "refused"}
        try:
            checks.refusal(error, target, data)
        except AssertionError as wrong:
            outcome = _found(wrong)
    except (Exception, OutOfTime) as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        outcome = _found(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {**outcome, "seconds": round(time.process_time() - began, 4), "bytes": len(data)}


def _found(error: BaseException) -> dict[str, Any]:
    """A finding by its kind and place, which stay the same while its input is made smaller."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "zhenggai" in frame.filename] or frames
    place = f"{os.path.basename(ours[-1].filename)}:{ours[-1].name}"
    lines = [f"{os.path.basename(frame.filename)}:{frame.lineno}:{frame.name}" for frame in frames[-8:]]
    name = f"{type(error).__name__} in {place}"
    if isinstance(error, AssertionError):
        name += f": {str(error)[:60]}"
    return {"is": "found", "name": name, "message": str(error)[:200], "trace": lines}


def peak() -> int:
    """The most memory that the process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def limit_memory() -> None:
    """From here on the process can take ``MEMORY`` more and no more."""
    with open("/proc/self/statm", encoding="ascii") as stream:
        now = int(stream.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


def main(target: str, seed: int, first: int, last: int) -> None:
    """Try the inputs ``first`` to ``last - 1`` of a target."""
    for number in range(5):  # loads what is loaded once, and is not counted
        tried(target, made(target, -1, number))
    if sys.platform == "linux":
        limit_memory()
    for number in range(first, last):
        data = made(target, seed, number)
        _say(begins=number, seconds=allowed(data))
        _say(number=number, peak=peak(), **tried(target, data))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
