"""The same run on a Dask cluster: two workers on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.batch import workers

from zhenggai.batch import BatchOptions, executors, run_batch
from zhenggai.batch.running import BatchError
from zhenggai.pipeline import Options

PLAIN = Options(use_config=False)


@pytest.fixture
def scheduler(importable: None) -> Iterator[str]:
    dask: Any = pytest.importorskip("dask")
    distributed: Any = pytest.importorskip("distributed")
    # by default it tries a task on four workers, and waits for each, before it tells
    twice = dask.config.set({"distributed.scheduler.allowed-failures": 1})
    with (
        twice,
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
    ):
        # a worker that died while it was starting is not started again by itself
        cluster.adapt(minimum=2, maximum=2, interval="1s")
        yield cluster.scheduler_address


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_finds_the_same_and_outlives_its_workers(
    scheduler: str, folder: Callable[..., Path], tmp_path: Path
) -> None:
    names = [f"n{number:02}" for number in range(20)]
    notices = folder(*names, "n05-killed", "n11-deaf")
    on_cluster = BatchOptions(audit=PLAIN, scheduler=scheduler, seconds=5)
    run_batch([notices], tmp_path / "cluster", on_cluster, work=workers.misbehaving)
    here = BatchOptions(audit=PLAIN, jobs=2, seconds=5)
    run_batch([notices], tmp_path / "here", here, work=workers.misbehaving)
    found = [
        sorted(
            json.dumps(json.loads(line) | {"reason": None}, sort_keys=True)
            for part in (tmp_path / out).glob("documents/*.jsonl")
            for line in part.read_bytes().splitlines()
        )
        for out in ("cluster", "here")
    ]
    assert found[0] == found[1]
    failed = [Path(each["source"]).stem for each in map(json.loads, found[0]) if each["status"] == "failed"]
    assert sorted(failed) == ["n05-killed", "n11-deaf"]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_without_workers_is_not_waited_for_without_end(
    importable: None, folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed: Any = pytest.importorskip("distributed")
    monkeypatch.setattr(executors, "WORKERS_RETURN_WITHIN", 1.0)
    with distributed.LocalCluster(n_workers=0, processes=True, dashboard_address=None) as cluster:
        options = BatchOptions(audit=PLAIN, scheduler=cluster.scheduler_address)
        with pytest.raises(BatchError, match=r"没有工作节点.*再次运行"):
            run_batch([folder("a")], tmp_path / "out", options)


@pytest.mark.slow
def test_no_cluster_at_that_address(folder: Callable[..., Path], tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    options = BatchOptions(audit=PLAIN, scheduler="tcp://127.0.0.1:9")
    with pytest.raises(BatchError, match="无法连接"):
        run_batch([folder("a")], tmp_path / "out", options)
