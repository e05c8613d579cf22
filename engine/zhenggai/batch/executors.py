"""Where batches run: processes of this machine, an existing Dask cluster, or an executor of the caller's."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from importlib import import_module
from typing import Any, cast

from zhenggai.batch.running import BatchError

Maker = Callable[[], Executor]


def processes(jobs: int) -> Maker:
    """Makes pools of ``jobs`` processes, which share nothing with the driver."""

    def make() -> Executor:
        from zhenggai.batch.work import start_worker

        methods = multiprocessing.get_all_start_methods()
        # not fork: a copy of a process with threads may hold their locks for ever
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if context.get_start_method() == "forkserver":
            context.set_forkserver_preload(["zhenggai.batch.work"])
        return ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=start_worker)

    return make


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


class Cluster:
    """An existing Dask cluster; use as a context. Needs the extra ``zhenggai[dask]``."""

    def __init__(self, address: str) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise BatchError(
                "没有安装 dask.distributed", mend="pip install 'zhenggai[dask]', 工作节点上也要安装 zhenggai"
            ) from error
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
        return cast(Executor, self._client.get_executor(pure=False))
