"""Where batches run: processes of this machine, an existing Dask cluster, or an executor of the caller's."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any

from zhenggai.batch.running import BatchError

Maker = Callable[[], Executor]
_NOTICED_WITHIN = 3.0  # seconds
WORKERS_RETURN_WITHIN = 60.0
"""Seconds in which a cluster that lost all its workers must have one again."""


def processes(jobs: int) -> Maker:
    """Makes pools of ``jobs`` processes, which share nothing with the driver."""

    def make() -> Executor:
        from zhenggai.batch.work import in_worker, start_worker

        methods = multiprocessing.get_all_start_methods()
        # not fork: a copy of a process with threads may hold their locks for ever
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if context.get_start_method() == "forkserver":
            context.set_forkserver_preload(["zhenggai.batch.work"])
        return _Processes(jobs, context, start_worker, in_worker)

    return make


class _Processes(ProcessPoolExecutor):
    """Processes that end at once, whatever they are doing, when nobody waits for them any more."""

    def __init__(
        self,
        jobs: int,
        context: BaseContext,
        start: Callable[[Connection], None],
        run: Callable[..., Any],
    ) -> None:
        lifeline, self._held = context.Pipe(duplex=False)
        self._run = run
        self._dead_since: float | None = None
        super().__init__(jobs, context, start, (lifeline,))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return super().submit(self._run, partial(fn, **kwargs), *args)

    def look_after(self) -> None:
        """Break the pool where a worker has been dead for some seconds and the pool has not noticed.

        It does not notice while it waits for the rest of a result of which that worker sent the beginning.
        """
        running = list((self._processes or {}).values())
        if not wait([process.sentinel for process in running], timeout=0):
            self._dead_since = None
        elif self._dead_since is None:
            self._dead_since = time.monotonic()
        elif time.monotonic() - self._dead_since > _NOTICED_WITHIN:
            for process in running:
                process.kill()
            # now that nobody can send any more, what the pool waits for ends
            self._result_queue._writer.close()  # type: ignore[attr-defined]  # there is no other way to it

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if not wait:
            self._held.close()
        # a future cancelled while workers die would break the pool's own thread: wait, it does not take long
        super().shutdown(wait=True, cancel_futures=cancel_futures)


def given(executor: Executor | Maker) -> Maker:
    """An executor of the caller's, which is used as long as it works, or what makes one."""
    if not isinstance(executor, Executor):
        return executor
    used = False

    def make() -> Executor:
        nonlocal used
        if used:
            raise BatchError(
                "执行器已损坏", mend="已完成的结果保留, 再次运行即可继续; 或改传生成执行器的函数"
            )
        used = True
        return _Kept(executor)

    return make


class _Kept(Executor):
    """An executor that is not ours to shut down."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave it as it is."""


class _OnCluster(Executor):
    """A cluster's executor that a Runner can have looked after."""

    def __init__(self, executor: Executor, look_after: Callable[[], None]) -> None:
        self._executor = executor
        self.look_after = look_after

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Not waiting cancels what is under way, too: the cluster's executor knows no other way."""
        self._executor.shutdown(wait and not cancel_futures)


class Cluster:
    """An existing Dask cluster; use as a context. Needs the extra ``zhenggai[dask]``."""

    def __init__(self, address: str) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise BatchError(
                "没有安装 dask.distributed", mend="pip install 'zhenggai[dask]', 工作节点上也要安装 zhenggai"
            ) from error
        self._address = address
        self._alone_since: float | None = None
        try:
            self._client = distributed.Client(address, timeout=10)
        except (OSError, ValueError) as error:
            raise BatchError("无法连接调度器", source=address, mend="请检查 --scheduler 的地址") from error

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def threads(self) -> int:
        """How many tasks the workers run at a time."""
        return max(1, sum(map(int, self._client.nthreads().values())))

    def make(self) -> Executor:
        """The cluster as an executor."""
        # not pure: a task that is given again after a failure is to run again
        return _OnCluster(self._client.get_executor(pure=False), self.look_after)

    def look_after(self) -> None:
        """Raise BatchError where the cluster has had no worker for a minute: it may never have one."""
        if self._client.nthreads():
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = time.monotonic()
        elif time.monotonic() - self._alone_since > WORKERS_RETURN_WITHIN:
            raise BatchError(
                "集群上已没有工作节点",
                source=self._address,
                mend="已完成的结果保留, 工作节点恢复后再次运行即可继续",
            )
