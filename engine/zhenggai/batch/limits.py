"""A time limit for one document that nothing can get round.

A signal ends Python code, and pattern matching of the standard library, with an exception. Where that
does not get through (compiled code, a worker that runs its tasks on threads), the process is ended a little
later by a timer that needs no interpreter; whoever runs the workers then finds the document by bisection.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import IO

GRACE = 2.0
"""Seconds after the limit until the process is ended."""


class TimeLimitExceeded(BaseException):
    """A document took longer than it may; no ``except Exception`` on the way can swallow it."""


class _Guillotine:
    """Ends the process when the first of the running blocks is overdue; there is one timer in a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._deadlines: dict[int, float] = {}
        self._nowhere: IO[str] | None = None

    def begin(self, seconds: float) -> None:
        with self._lock:
            self._deadlines[threading.get_ident()] = time.monotonic() + seconds
            self._set()

    def end(self) -> None:
        with self._lock:
            self._deadlines.pop(threading.get_ident(), None)
            self._set()

    def _set(self) -> None:
        if not self._deadlines:
            faulthandler.cancel_dump_traceback_later()
            return
        if self._nowhere is None:
            # what it would write names code only, but nobody asked for it
            self._nowhere = open(os.devnull, "w")  # noqa: SIM115  # open as long as the process lives
        left = max(0.01, min(self._deadlines.values()) - time.monotonic())
        faulthandler.dump_traceback_later(left, exit=True, file=self._nowhere)


_guillotine = _Guillotine()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Ends the block after ``seconds`` with TimeLimitExceeded, or the process ``GRACE`` seconds later."""
    _guillotine.begin(seconds + GRACE)
    signalled = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, _exceeded) if signalled else None
    try:
        if signalled:
            signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        if signalled:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        _guillotine.end()


def _exceeded(number: int, frame: FrameType | None) -> None:
    raise TimeLimitExceeded
