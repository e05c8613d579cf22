"""Batches given to any ``concurrent.futures.Executor``, whatever becomes of its workers.

A batch that ends a worker is found and cut in halves until the one document is left that does it;
that one is recorded as failed, and all others are audited. Where an executor breaks as a whole
(``BrokenExecutor``) a new one is made and every batch that was under way is tried again, one at a
time, since any of them may be the cause.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait

from zhenggai.batch.limits import GRACE
from zhenggai.batch.planning import Batch
from zhenggai.batch.records import encode, failed
from zhenggai.batch.wording import Language, say
from zhenggai.errors import ZhenggaiError

_LOOK_EVERY = 1.0  # seconds without a result until an executor that can is asked to look after its workers
Task = Callable[[Sequence[str]], list[bytes]]
Store = Callable[[Batch, Sequence[bytes]], None]
Lost = Callable[[str, str], bytes]


class BatchError(ZhenggaiError):
    """A run that cannot go on; what is finished is kept."""


class Runner:
    """Runs ``task`` on batches and hands their lines to ``store``.

    ``make`` makes an executor, anew after each break; ``in_flight`` is how many batches are given to it
    at a time. ``seconds`` is the time limit of a document, by which a reason is told. ``lost`` makes
    the line of a document (path, reason) for which no task gave one.
    """

    def __init__(
        self,
        task: Task,
        store: Store,
        make: Callable[[], Executor],
        *,
        in_flight: int,
        seconds: float,
        language: Language,
        lost: Lost = lambda path, reason: encode(failed(path, reason)),
    ) -> None:
        self._task, self._store, self._make, self._lost = task, store, make, lost
        self._in_flight, self._seconds, self._language = in_flight, seconds, language
        self._executor: Executor | None = None
        self._running: dict[Future[list[bytes]], tuple[Batch, float]] = {}
        self._again: deque[Batch] = deque()

    def run(self, batches: Iterable[Batch]) -> None:
        """Until every batch is stored. Raises BatchError, and whatever ``store`` raises."""
        fresh = iter(batches)
        try:
            while self._fill(fresh):
                finished, _ = wait(self._running, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED)
                if not finished and (look := getattr(self._executor, "look_after", None)):
                    look()
                broken = [self._settle(future) for future in finished]
                if any(broken):
                    self._start_anew()
        finally:
            self._close()

    # ------------------------------------------------------------ giving out

    def _fill(self, fresh: Iterator[Batch]) -> bool:
        """Give out batches while there is room; whether any is under way."""
        while len(self._running) < self._in_flight and not self._isolating():
            batch = self._next(fresh)
            if batch is None:
                break
            try:
                future = self._opened().submit(self._task, batch.paths)
            except (BrokenExecutor, RuntimeError):  # it broke before a result told so
                self._again.appendleft(batch)
                self._start_anew()
                continue
            self._running[future] = batch, time.monotonic()
        return bool(self._running)

    def _isolating(self) -> bool:
        return any(batch.alone for batch, _ in self._running.values())

    def _next(self, fresh: Iterator[Batch]) -> Batch | None:
        if self._again:
            if self._again[0].alone and self._running:
                return None  # wait until nothing runs beside it
            return self._again.popleft()
        return next(fresh, None)

    def _opened(self) -> Executor:
        if self._executor is None:
            self._executor = self._make()
        return self._executor

    # -------------------------------------------------------------- taking in

    def _settle(self, future: Future[list[bytes]]) -> bool:
        """Store what a task gave, or see to its batch; whether the executor broke."""
        batch, began = self._running.pop(future)
        try:
            lines = future.result()
        except BrokenExecutor:
            self._suspect(batch, began)
            return True
        except Exception as error:  # a killed worker of a cluster, a result that cannot be sent
            self._suspect(batch, began, error)
            return False
        self._store(batch, lines)
        return False

    def _suspect(self, batch: Batch, began: float, error: Exception | None = None) -> None:
        """The batch was under way when workers died: try it alone, or, if it was alone, cut it.

        On a cluster another task's worker may still be dying then, so it is tried alone twice.
        """
        if not batch.alone:
            self._again.append(batch._replace(alone=True))
        elif error is not None and not batch.repeated:
            self._again.appendleft(batch._replace(repeated=True))
        else:
            self._divide(batch, self._reason(began, error))

    def _divide(self, batch: Batch, reason: str) -> None:
        if len(batch.paths) == 1:
            self._store(batch, [self._lost(batch.paths[0], reason)])
        else:
            self._again.extendleft(reversed(batch.halves()))

    def _reason(self, began: float, error: Exception | None = None) -> str:
        limit = f"{self._seconds:g}"
        if error is not None and type(error).__name__ == "KilledWorker":
            # a cluster restarts workers in between, so the time tells nothing
            return say("reason.killed", self._language, seconds=limit)
        if error is not None:
            return say("reason.executor", self._language, what=type(error).__name__)
        if time.monotonic() - began >= self._seconds + GRACE:
            return say("reason.time", self._language, seconds=limit)
        return say("reason.crash", self._language)

    def _start_anew(self) -> None:
        """Drop a broken executor; what it had not finished is suspect, too."""
        for batch, began in self._running.values():
            self._suspect(batch, began)
        self._close()
        self._running.clear()

    def _close(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False)
            self._executor = None
        for future in self._running:  # one by one: not every executor can cancel all on shutting down
            future.cancel()
