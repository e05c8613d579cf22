"""``zhenggai batch`` on the command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from tests.batch.conftest import NOTICE, ROOT


def launched(*arguments: object, locale: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "cli.py"), "batch", "--no-config", *map(str, arguments)]
    environment = os.environ | {"LC_ALL": locale}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(NOTICE.format(place="青州"), encoding="utf-8")
    return folder


def test_a_folder_is_audited_and_gone_on_with(notices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = launched(notices, "--out", out, "--jobs", 1)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("共2份: 已审核2, 跳过0, 失败0; 本次2份")
    lines = [
        json.loads(line) for part in out.glob("documents/*.jsonl") for line in part.read_bytes().splitlines()
    ]

    assert sorted(Path(line["source"]).name for line in lines) == ["a.txt", "b.txt"]
    page = (out / "summary.html").read_text(encoding="utf-8")
    assert "每个问题都有明确的责任主体" in page
    assert ">成效<" in page and ">目标<" not in page, "columns are called as in notices"

    (notices / "empty.txt").write_bytes(b"")
    again = launched(notices, "--out", out, "--jobs", 1)
    assert again.returncode == 2, "one document could not be audited"
    assert again.stderr.startswith("共3份: 已审核2, 跳过0, 失败1; 本次1份")
    english = launched(notices, "--out", out, "--jobs", 1, locale="en_US.UTF-8")
    assert english.returncode == 2 and "run.json" in english.stderr, "messages of two languages are not mixed"


def test_english(notices: Path, tmp_path: Path) -> None:
    done = launched(notices, "--out", tmp_path / "out", "--jobs", 1, locale="en_US.UTF-8")
    assert done.stderr.startswith("2 documents: audited 2, skipped 0, failed 0; 2 now")
    assert "By body, the least complete first" in (tmp_path / "out" / "summary.html").read_text(
        encoding="utf-8"
    )


def test_mistakes_are_one_line(notices: Path, tmp_path: Path) -> None:
    for arguments in (
        ("no-such-folder", "--out", tmp_path / "out"),
        (notices, "--out", notices / "a.txt"),
        (notices, "--out", tmp_path / "out", "--rules", "no-such-pack"),
    ):
        done = launched(*arguments)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_a_terminal_sees_rate_and_remaining_time(notices: Path, tmp_path: Path) -> None:
    for number in range(20):
        (notices / f"n{number}.txt").write_text(NOTICE.format(place="青州"), encoding="utf-8")
    ours, terminal = os.openpty()
    command = [sys.executable, str(ROOT / "cli.py"), "batch", "--no-config", "--jobs", "1"]
    done = subprocess.run(
        [*command, str(notices), "--out", str(tmp_path / "out")],
        stderr=terminal,
        timeout=120,
        check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    os.close(terminal)
    said = b""
    with suppress(OSError):  # how Linux tells that the other end is closed
        while part := os.read(ours, 65536):
            said += part
    os.close(ours)
    assert done.returncode == 0
    lines = said.decode().split("\r")
    assert any(re.fullmatch(r"\d+/22  每秒[\d.]+份  剩余\d+秒  失败0 *", line) for line in lines), lines
    assert "共22份: 已审核22" in lines[-2]
