"""What becomes of batches whose workers die: nothing is lost, nothing is done twice, the culprit is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.batch.planning import Batch
from zhenggai.batch.records import decode
from zhenggai.batch.running import BatchError, Runner


class Deaths(Executor):
    """One worker thread; a deadly document breaks the pool, with all that waits in it, or only its own task."""

    def __init__(self, deadly: set[str], *, whole: bool) -> None:
        self.deadly, self.whole = deadly, whole
        self.broken = False
        self.tasks: SimpleQueue[tuple[Future[Any], Callable[..., Any], Sequence[str]] | None] = SimpleQueue()
        self.thread = Thread(target=self._work, daemon=True)
        self.thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.broken:
            raise BrokenExecutor
        future: Future[Any] = Future()
        self.tasks.put((future, fn, *args))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.tasks.put(None)

    def _work(self) -> None:
        while (task := self.tasks.get()) is not None:
            future, fn, paths = task
            if self.broken:
                future.set_exception(BrokenExecutor())
            elif not self.deadly & set(paths):
                future.set_result(fn(paths))
            elif self.whole:
                self.broken = True
                future.set_exception(BrokenExecutor())
            else:
                future.set_exception(KilledWorker())


class KilledWorker(Exception):
    """As dask.distributed calls it."""


def lines(paths: Sequence[str]) -> list[bytes]:
    return [
        f'{{"id": "{int(path):x}", "source": "{path}", "revision": "0", "status": "audited"}}'.encode()
        for path in paths
    ]


def run(batches: Sequence[Batch], make: Callable[[], Executor], in_flight: int = 4) -> dict[str, str]:
    """State of each document as stored, each stored once."""
    stored: list[tuple[str, str]] = []

    def store(batch: Batch, lines: Sequence[bytes]) -> None:
        assert len(lines) == len(batch.paths)
        stored.extend((record.source, record.status) for record in map(decode, lines))

    Runner(lines, store, make, in_flight=in_flight, seconds=60, language="zh").run(batches)
    assert max(Counter(source for source, _ in stored).values(), default=1) == 1
    return dict(stored)


@given(
    total=st.integers(1, 60),
    size=st.integers(1, 16),
    deadly=st.sets(st.integers(0, 59), max_size=5),
    whole=st.booleans(),
    in_flight=st.integers(1, 6),
)
def test_exactly_the_deadly_documents_fail(
    total: int, size: int, deadly: set[int], whole: bool, in_flight: int
) -> None:
    paths = [str(number) for number in range(total)]
    batches = [Batch(at, tuple(paths[at : at + size])) for at in range(0, total, size)]
    states = run(batches, lambda: Deaths({str(one) for one in deadly}, whole=whole), in_flight)
    assert states == {path: "failed" if int(path) in deadly else "audited" for path in paths}


def test_an_executor_that_only_raises_does_not_end_the_run() -> None:
    def broken(paths: Sequence[str]) -> list[bytes]:
        if "2" in paths:
            raise TypeError("cannot pickle")
        return lines(paths)

    stored: list[bytes] = []
    with ThreadPoolExecutor(2) as pool:
        runner = Runner(
            broken,
            lambda _, given: stored.extend(given),
            lambda: pool,
            in_flight=2,
            seconds=60,
            language="zh",
        )
        runner.run([Batch(0, ("1", "2", "3"))])
    reasons = {record.source: record.reason for record in map(decode, stored)}
    assert reasons == {"1": None, "2": "执行器报错: TypeError", "3": None}


def test_results_that_cannot_be_stored_end_the_run_at_once() -> None:
    def store(batch: Batch, lines: Sequence[bytes]) -> None:
        raise BatchError("磁盘已满")

    with ThreadPoolExecutor(1) as pool, pytest.raises(BatchError):
        Runner(lines, store, lambda: pool, in_flight=1, seconds=60, language="zh").run([Batch(0, ("1",))])


def test_many_batches_are_not_all_given_out_at_once() -> None:
    under_way: list[int] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            under_way.append(self._work_queue.qsize())
            return super().submit(fn, *args, **kwargs)

    with Counting(1) as pool:
        run([Batch(at, (str(at),)) for at in range(200)], lambda: pool, in_flight=3)
    assert max(under_way) <= 3
