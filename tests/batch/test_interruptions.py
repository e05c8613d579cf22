"""Runs that are killed, interrupted, doubled or out of room: a second run finishes the rest.

Nothing is lost, nothing is there twice, and no process stays behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.batch.conftest import ROOT
from tests.batch.stored import contents, lines, states

from zhenggai.batch import BatchOptions, run_batch
from zhenggai.pipeline import Options

pytestmark = pytest.mark.usefixtures("importable")
PLAIN = Options(use_config=False)
DRIVER = """
import sys
from tests.batch.workers import slow
from zhenggai.batch import BatchOptions, run_batch
from zhenggai.pipeline import Options
if __name__ == "__main__":
    run_batch([sys.argv[1]], sys.argv[2], BatchOptions(audit=Options(use_config=False), jobs=2), work=slow)
"""


def _environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "workers").mkdir(exist_ok=True)
    return os.environ | {
        "PYTHONPATH": f"{ROOT / 'engine'}{os.pathsep}{ROOT}",
        "WORKERS_INTO": str(tmp_path / "workers"),
        "LC_ALL": "C.UTF-8",
    }


def _started(tmp_path: Path, *arguments: object, script: str = DRIVER) -> subprocess.Popen[str]:
    """A driver in a session of its own."""
    path = tmp_path / "driver.py"
    path.write_text(script)
    command = [sys.executable, str(path), *map(str, arguments)]
    return subprocess.Popen(
        command,
        env=_environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _wait_for(condition: Callable[[], Any], seconds: float = 30) -> Any:
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.02)
    return found


def _alive(session: int) -> list[int]:
    """The processes of a session that still run; one that nobody has waited for runs no more."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, its_session = path.read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state != "Z":
                found.append(int(path.parent.name))
    return found


def _on_linux(test: Any) -> Any:
    return pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")(test)


def _finished_by_a_second_run(notices: Path, out: Path, names: list[str]) -> None:
    """What is there stays, the rest is added, and every document is there once."""
    before = contents(out)
    with ThreadPoolExecutor(1) as pool:
        outcome = run_batch([notices], out, BatchOptions(audit=PLAIN), executor=pool)
    assert (outcome.new, outcome.audited) == (len(names) - len(before), len(names))
    assert set(before) <= set(contents(out))
    assert sorted(states(out)) == names
    assert (out / "summary.html").exists()
    assert not list(out.rglob("*.part"))


@_on_linux
@pytest.mark.parametrize("victim", ["driver", "worker"])
def test_killed_at_any_moment_a_second_run_finishes_the_rest(
    victim: str, folder: Callable[..., Path], tmp_path: Path
) -> None:
    names = [f"n{number:02}" for number in range(40)]
    notices, out = folder(*names), tmp_path / "out"
    driver = _started(tmp_path, notices, out)
    try:
        _wait_for(lambda: list(out.glob("documents/*.jsonl")))
        audit = [int(path.name) for path in (tmp_path / "workers").iterdir()]
        assert audit and driver.pid not in audit, "workers are processes of their own"
        os.kill(driver.pid if victim == "driver" else audit[0], signal.SIGKILL)
        driver.communicate(timeout=60)
        assert driver.returncode == (-signal.SIGKILL if victim == "driver" else 0)
        _wait_for(lambda: not _alive(driver.pid), 5)
    finally:
        _end(driver)
    assert len(lines(out)) < 40 if victim == "driver" else len(lines(out)) == 40
    _finished_by_a_second_run(notices, out, names)


def _end(driver: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(driver.pid, signal.SIGKILL)
    driver.communicate()


COMMAND = """
import signal, sys
from functools import partial
from tests.batch import workers
from zhenggai.batch import runs
from zhenggai.cli import main
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells switch it off in the background
    from zhenggai.commands import batch
    batch.run_batch = partial(runs.run_batch, work=getattr(workers, sys.argv.pop(1)))
    main()
"""


@_on_linux
@pytest.mark.parametrize("work", ["slow", "stuck"])
def test_an_interrupt_is_one_line_and_leaves_nobody_at_work(
    work: str, folder: Callable[..., Path], tmp_path: Path
) -> None:
    """Also where the workers would still be busy for minutes."""
    names = [f"n{number:02}" for number in range(40)]
    notices, out = folder(*names), tmp_path / "out"
    arguments = (work, "batch", notices, "--out", out, "--no-config", "--jobs", 2)
    driver = _started(tmp_path, *arguments, script=COMMAND)
    try:
        _wait_for(lambda: list((out / "documents").glob("*.jsonl")))
        os.killpg(driver.pid, signal.SIGINT)  # as a terminal does
        began = time.monotonic()
        said = driver.communicate(timeout=30)[1]
        assert time.monotonic() - began < 5
        assert driver.returncode == 130
        assert said == f"已中断; 已完成的结果保留在 {out}, 再次运行同一命令即可继续\n"
        _wait_for(lambda: not _alive(driver.pid), 5)
    finally:
        _end(driver)
    assert 0 < len(lines(out)) < 40
    _finished_by_a_second_run(notices, out, names)


@_on_linux
def test_of_two_runs_into_one_folder_the_second_is_refused(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    names = [f"n{number:02}" for number in range(40)]
    notices, out = folder(*names), tmp_path / "out"
    arguments = ("slow", "batch", notices, "--out", out, "--no-config", "--jobs", 2)
    first = _started(tmp_path, *arguments, script=COMMAND)
    try:
        _wait_for(lambda: list((out / "documents").glob("*.jsonl")))
        second = _started(tmp_path, *arguments, script=COMMAND)
        said = second.communicate(timeout=30)[1]
        assert second.returncode == 2
        assert said.startswith(str(out)) and "另一个批量审核正在写这个目录" in said
        assert len(said.splitlines()) == 1
        assert first.communicate(timeout=60)[1].startswith("共40份: 已审核40") and first.returncode == 0
    finally:
        _end(first)
    assert sorted(states(out)) == names


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, which is soon full; only the administrator of a Linux machine can have one."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@_on_linux
def test_on_a_full_disk_a_run_ends_and_a_second_one_with_room_finishes_the_rest(
    folder: Callable[..., Path], tmp_path: Path, small_disk: Path
) -> None:
    names = [f"n{number:02}" for number in range(80)]
    notices, out = folder(*names), small_disk / "out"
    driver = _started(
        tmp_path, "usual", "batch", notices, "--out", out, "--no-config", "--jobs", 2, script=COMMAND
    )
    try:
        said = driver.communicate(timeout=60)[1]
        assert driver.returncode == 2
        assert "No space left" in said and len(said.splitlines()) == 1
        _wait_for(lambda: not _alive(driver.pid), 5)
    finally:
        _end(driver)
    assert 0 < len(lines(out)) < 80
    assert not list(out.rglob("*.part"))
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    _finished_by_a_second_run(notices, out, names)


@_on_linux
def test_a_file_that_cannot_grow_ends_a_run_and_a_second_one_finishes_the_rest(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    """As on a full disk, for users who cannot make one: from a certain document on, lines are too long."""
    names = [f"n{number:02}" for number in range(40)]
    notices, out = folder(*names), tmp_path / "out"
    for name in names[20:]:
        head, point, tail = (notices / f"{name}.txt").read_text(encoding="utf-8").partition("2.关于")
        many = "".join(
            f"{number}.关于第{number}项制度不健全的问题\n整改情况:一是修订办法。\n" for number in range(2, 90)
        )
        (notices / f"{name}.txt").write_text(head + many + f"90{point[1:]}" + tail, encoding="utf-8")
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))" + COMMAND
    driver = _started(
        tmp_path, "usual", "batch", notices, "--out", out, "--no-config", "--jobs", 2, script=limited
    )
    try:
        said = driver.communicate(timeout=60)[1]
        assert driver.returncode == 2
        assert "File too large" in said and len(said.splitlines()) == 1
    finally:
        _end(driver)
    assert 0 < len(lines(out)) <= 20
    assert not list(out.rglob("*.part"))
    _finished_by_a_second_run(notices, out, names)
