"""Reports are written whole or not at all, whatever stops the writing; ``reporting/test_files`` has the rest."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("limits of files and signals need POSIX", allow_module_level=True)

from tests.robustness import hostile
from tests.robustness.bounded import ROOT, command, zhenggai


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_text(hostile.NOTICE)
    return path


@pytest.mark.parametrize("name", ["json", "html", "xlsx", "docx", "csv"])
def test_no_room_for_the_report(name: str, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "report"
    target.write_bytes(b"old")
    outcome = zhenggai("check", "--no-cache", "-f", f"{name}:{target}", notice, largest_file=1000)
    assert outcome.status == 2 and len(outcome.errors) == 1, outcome
    assert "报告无法写入" in outcome.errors[0]
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_one_report_that_cannot_be_written_costs_no_other(notice: Path, tmp_path: Path) -> None:
    formats = (
        "-f",
        f"json:{tmp_path / 'a.json'}",
        "-f",
        "csv:/dev/full",
        "-f",
        f"html:{tmp_path / 'a.html'}",
    )
    outcome = zhenggai("check", "--no-cache", *formats, notice)
    assert outcome.status == 2 and len(outcome.errors) == 1, outcome
    assert "/dev/full: 报告无法写入" in outcome.errors[0]
    assert (tmp_path / "a.json").stat().st_size and (tmp_path / "a.html").stat().st_size


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder here in which nobody may write")
def test_a_folder_in_which_nobody_may_write(notice: Path) -> None:
    outcome = zhenggai("check", "--no-cache", "-o", "/proc/self/report", notice)
    assert outcome.status == 2 and "报告无法写入" in outcome.errors[0], outcome


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_killed_while_it_writes(moment: str, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "report"
    target.write_bytes(b"old")
    code = (
        f"import os, signal, sys; sys.path.insert(0, {str(ROOT / 'engine')!r})\n"
        f"os.{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"sys.argv[1:] = ['check', '--no-cache', '-f', 'json', '-o', {str(target)!r}, {str(notice)!r}]\n"
        "from zhenggai.cli import main; main()\n"
    )
    outcome = command([sys.executable, "-c", code])
    assert outcome.status == -signal.SIGKILL, outcome
    assert target.read_bytes() == b"old"
    left = [path for path in target.parent.iterdir() if path != target]
    assert all(path.name.endswith(".part") for path in left)
    zhenggai("check", "--no-cache", "-f", "json", "-o", target, notice)
    assert target.read_bytes().startswith(b"{")


def test_a_full_disk_below_the_cache_harms_nothing(notice: Path, tmp_path: Path) -> None:
    places = {"XDG_CACHE_HOME": str(tmp_path / "home"), "ZHENGGAI_CACHE": "on"}
    outcome = zhenggai("check", "--quiet", notice, environment=places, largest_file=1000)
    assert outcome.status in (0, 1) and outcome.errors == [], outcome
    assert [path for path in (tmp_path / "home").rglob("*") if path.is_file()] == []
