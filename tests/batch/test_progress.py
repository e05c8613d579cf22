"""What is said while a run goes on."""

from __future__ import annotations

from io import StringIO

import pytest

from zhenggai.batch.progress import Progress, duration


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_remaining_time_are_of_this_run_alone() -> None:
    clock = Clock()
    progress = Progress(1000, done=500, failed=2, clock=clock)
    assert progress.line() == "500/1000  每秒0.0份  剩余?  失败2"
    clock.now = 10.0
    progress.add(100, failed=1)
    assert progress.line() == "600/1000  每秒10份  剩余40秒  失败3"


def test_the_line_is_written_over_and_cleared() -> None:
    clock, stream = Clock(), StringIO()
    progress = Progress(10, stream=stream, language="en", clock=clock)
    progress.add(1, 0)
    assert stream.getvalue() == "", "not too often"
    clock.now = 1.0
    progress.add(1, 0)
    assert stream.getvalue() == "\r2/10  2.0/s  4 s left  0 failed"
    progress.close()
    assert stream.getvalue().endswith(" \r")


def test_a_terminal_that_is_gone_does_not_end_the_run() -> None:
    clock, stream = Clock(), StringIO()
    stream.close()
    progress = Progress(10, stream=stream, clock=clock)
    clock.now = 1.0
    progress.add(1, 0)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "?"), (59.4, "59秒"), (61, "1分1秒"), (3600, "1小时0分"), (90061, "25小时1分")],
)
def test_durations(seconds: float | None, words: str) -> None:
    assert duration(seconds, "zh") == words
