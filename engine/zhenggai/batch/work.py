"""What a worker does: audit the documents of one batch, each in its time, and give back their lines."""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from multiprocessing import parent_process
from os import _exit

from zhenggai import pipeline
from zhenggai.batch.limits import TimeLimitExceeded, time_limit
from zhenggai.batch.records import Record, encode, failed, record_of
from zhenggai.batch.wording import say
from zhenggai.errors import ZhenggaiError


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
    try:
        with time_limit(seconds):
            return record_of(path, pipeline.audit(path, options))
    except TimeLimitExceeded:
        return failed(path, say("reason.time", options.language, seconds=f"{seconds:g}"))
    except ZhenggaiError as error:
        return failed(path, error.message + (f" ({error.mend})" if error.mend else ""))
    except Exception as error:
        return failed(path, say("reason.internal", options.language, what=_what(error)))


def _what(error: Exception) -> str:
    """Kind and place of an unexpected error; its message might quote the document."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {last.name}:{last.lineno}"


def start_worker() -> None:
    """Set up a worker process: it leaves interrupts to the driver, and ends when the driver has ended."""
    with suppress(ValueError):  # not on the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_driver, daemon=True).start()


def _end_with_driver() -> None:
    driver = parent_process()
    if driver is not None:
        driver.join()
        _exit(1)
