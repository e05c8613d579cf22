"""No document outlasts its time."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from zhenggai.batch import limits
from zhenggai.batch.limits import TimeLimitExceeded, time_limit

ENGINE = Path(limits.__file__).parents[2]


def test_python_code_is_ended_and_nothing_swallows_it() -> None:
    began = time.monotonic()
    with pytest.raises(TimeLimitExceeded), time_limit(0.05):
        while True:
            try:
                while True:
                    pass
            except Exception:
                continue
    assert time.monotonic() - began < 5


def test_what_is_in_time_goes_on_afterwards() -> None:
    with time_limit(0.05):
        pass
    time.sleep(0.1)


DEAF = """
import signal, threading, time
from zhenggai.batch import limits
limits.GRACE = 0.05
def block():
    with limits.time_limit(0.05):
        signal.pthread_sigmask(signal.SIG_BLOCK, {{signal.SIGALRM}})
        time.sleep(60)
{run}
print("alive")
"""


@pytest.mark.parametrize(
    "run", ["block()", "thread = threading.Thread(target=block); thread.start(); thread.join()"]
)
def test_what_no_signal_reaches_ends_its_process(run: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DEAF.format(run=run)],
        capture_output=True,
        timeout=30,
        check=False,
        env={"PYTHONPATH": str(ENGINE)},
    )
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr == b"", "what it was doing is nobody's concern"


def test_threads_have_a_limit_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one timer of a process is set to the first that is due, and is off when none is left."""
    set_to: list[float] = []
    monkeypatch.setattr(limits.faulthandler, "dump_traceback_later", lambda left, **_: set_to.append(left))
    monkeypatch.setattr(limits.faulthandler, "cancel_dump_traceback_later", lambda: set_to.append(0))
    inside, leave = threading.Event(), threading.Event()

    def other() -> None:
        with time_limit(10):
            inside.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    thread.start()
    inside.wait(10)
    with time_limit(100):
        pass
    leave.set()
    thread.join()
    assert [round(left - limits.GRACE) if left else 0 for left in set_to] == [10, 10, 10, 0]
