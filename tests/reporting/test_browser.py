"""Printing by a browser: what is given to it, what it leaves behind, and what is said when it fails."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from zhenggai.errors import ReportingError
from zhenggai.reporting import browser

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for a browser is a shell script"
)


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make ``script`` the browser; in it ``$source`` is the page and ``$target`` the PDF to be written."""
    program = folder / "stand-in"
    program.write_text(
        "#!/bin/sh\n"
        'for each in "$@"; do case "$each" in --print-to-pdf=*) target="${each#*=}";; '
        'file://*) source="${each#file://}";; esac; done\n' + script,
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setattr(browser, "NAMES", (str(program),))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder / "own"))
    (folder / "own").mkdir()


def test_it_prints_the_page_in_a_private_folder_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = f'cp "$source" "$target"; ls -ld "$(dirname "$source")" > {tmp_path}/seen'
    stand_in(tmp_path, script, monkeypatch)
    assert browser.printed("<p>缺口</p>") == "<p>缺口</p>".encode()
    assert (tmp_path / "seen").read_text().startswith("drwx------")
    assert list((tmp_path / "own").iterdir()) == []


def test_a_browser_that_writes_nothing_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "echo first >&2; echo 'no fonts' >&2; exit 3", monkeypatch)
    with pytest.raises(ReportingError, match="没有生成 PDF: no fonts"):
        browser.printed("<p></p>")
    assert list((tmp_path / "own").iterdir()) == []


def test_a_browser_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "exec sleep 60", monkeypatch)
    monkeypatch.setattr(browser, "LONGEST", 0.2)
    with pytest.raises(ReportingError, match="没有生成 PDF"):
        browser.printed("<p></p>")


def test_a_browser_that_cannot_start_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "", monkeypatch)
    program = tmp_path / "stand-in"
    program.write_bytes(b"\0no program")
    with pytest.raises(ReportingError, match="没有生成 PDF"):
        browser.printed("<p></p>")
    assert stat.S_IMODE(os.stat(tmp_path / "own").st_mode) & 0o700


def test_the_sandbox_stays_on_but_for_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--no-sandbox" not in browser._options(Path("x"), Path("y"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--no-sandbox" in browser._options(Path("x"), Path("y"))
