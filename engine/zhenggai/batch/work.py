"""What a worker does: audit the documents of one batch, each in its time, and give back their lines."""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from os import _exit
from typing import TypeVar

from zhenggai import pipeline
from zhenggai.batch.limits import TimeLimitExceeded, time_limit
from zhenggai.batch.planning import revision
from zhenggai.batch.records import Record, encode, failed, record_of
from zhenggai.batch.wording import say
from zhenggai.errors import ZhenggaiError

T = TypeVar("T")


def audit_documents(paths: Sequence[str], options: pipeline.Options, seconds: float) -> list[bytes]:
    """One line of JSON for each document, in order; what goes wrong with one is told in its line."""
    _warm_up()
    return [encode(_audited(path, options, seconds)) for path in paths]


@cache
def _warm_up() -> None:
    """Load dictionary, word lists and rules once a process, so that they count in no document's time."""
    with suppress(ZhenggaiError):
        pipeline.audit_text("1.关于制度不健全的问题\n整改情况:一是由办公室修订制度。")


def _audited(path: str, options: pipeline.Options, seconds: float) -> Record:
    state = revision(path)  # before it is read: what is changed meanwhile is audited again by the next run
    try:
        with time_limit(seconds):
            return record_of(path, pipeline.audit(path, options), state)
    except TimeLimitExceeded:
        reason = say("reason.time", options.language, seconds=f"{seconds:g}")
    except ZhenggaiError as error:
        reason = error.message + (f" ({error.mend})" if error.mend else "")
    except Exception as error:
        reason = say("reason.internal", options.language, what=_what(error))
    return failed(path, reason, state)


def _what(error: Exception) -> str:
    """Kind and place of an unexpected error; its message might quote the document."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {last.name}:{last.lineno}"


_outside_a_task = threading.Lock()


def start_worker(lifeline: Connection) -> None:
    """Set up a worker process: it leaves interrupts to the driver, and ends when that lets go the lifeline.

    ``lifeline`` is the reading end of a pipe; the other end is closed by the driver when nobody waits
    for results any more, and by the system when the driver has been killed.
    """
    with suppress(ValueError):  # not on the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _outside_a_task.acquire()
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def in_worker(task: Callable[..., T], *given: object) -> T:
    """Run a task; only inside of it does the process end itself while the driver lives.

    A driver that has read the half of a result would wait for the other half for ever.
    """
    _outside_a_task.release()
    try:
        return task(*given)
    finally:
        _outside_a_task.acquire()


def _end_with(lifeline: Connection) -> None:
    with suppress(OSError):  # how Windows tells of the end
        lifeline.poll(None)
    driver = parent_process()
    while driver is not None and driver.is_alive() and not _outside_a_task.acquire(timeout=0.1):
        pass
    _exit(1)
