"""Which documents changed since a revision, and a check of those."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.settings.sample import NOTICE
from typer.testing import CliRunner, Result

from zhenggai.cli import app
from zhenggai.commands.changed import changed_since
from zhenggai.errors import ReadingError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(*arguments: str) -> str:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", *who, *arguments], check=True, capture_output=True, encoding="utf-8"
    ).stdout.strip()


def write(path: str, text: str = NOTICE) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three notices in one commit, tagged ``before``."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "库").mkdir()
    monkeypatch.chdir(tmp_path / "库")
    git("init", "-q")
    for path in ("a.txt", "子 目录/乙.txt", "c.txt"):
        write(path)
    git("add", ".")
    git("commit", "-qm", "before")
    git("tag", "before")
    return tmp_path / "库"


ALL = ["c.txt", "a.txt", "子 目录/乙.txt"]


def check(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_nothing_changed(repository: Path) -> None:
    assert changed_since("before", ALL) == ()


def test_what_was_committed_staged_or_only_written_has_changed(repository: Path) -> None:
    write("子 目录/乙.txt", NOTICE + "1")
    git("commit", "-qam", "after")
    assert changed_since("before", ALL) == ("子 目录/乙.txt",)
    assert changed_since("HEAD", ALL) == ()
    write("a.txt", NOTICE + "2")
    assert changed_since("HEAD", ALL) == ("a.txt",)
    git("add", "a.txt")
    assert changed_since("HEAD", ALL) == ("a.txt",)
    assert changed_since("before", ALL) == ("a.txt", "子 目录/乙.txt")


def test_what_git_does_not_know_is_never_passed_over(repository: Path, tmp_path: Path) -> None:
    write("新.txt")
    write(".gitignore", "ignored.txt")
    write("ignored.txt")
    write("../outside.txt")
    paths = ["新.txt", "ignored.txt", "../outside.txt", "gone.txt", "-", "a.txt"]
    assert changed_since("before", paths) == tuple(paths[:-1])


def test_paths_may_be_given_from_anywhere_in_the_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("子 目录/乙.txt", NOTICE + "1")
    monkeypatch.chdir("子 目录")
    paths = ["乙.txt", "../a.txt", str(repository / "子 目录" / "乙.txt")]
    assert changed_since("before", paths) == (paths[0], paths[2])


def test_a_link_has_changed_with_the_file_that_it_leads_to(repository: Path) -> None:
    Path("link.txt").symlink_to("a.txt")
    git("add", "link.txt")
    git("commit", "-qm", "link")
    assert changed_since("HEAD", ["link.txt"]) == ()
    write("a.txt", NOTICE + "1")
    assert changed_since("HEAD", ["link.txt"]) == ("link.txt",)


def test_a_renamed_notice_has_changed(repository: Path) -> None:
    git("mv", "a.txt", "d.txt")
    assert changed_since("before", ["d.txt", "c.txt"]) == ("d.txt",)


@pytest.mark.parametrize("revision", ["gone", "", "--output=x", "before:a.txt", "a..b"])
def test_an_unknown_revision_is_an_error(repository: Path, revision: str) -> None:
    with pytest.raises(ReadingError, match="git 里没有版本"):
        changed_since(revision, ALL)
    assert not Path("x").exists()


def test_outside_of_a_repository_is_an_error(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("..")
    done = check("库/a.txt", "--changed-since", "before")
    assert done.exit_code == 2
    assert "git 出错: fatal: not a git repository" in done.stderr and "git 仓库里运行" in done.stderr


def test_without_git_is_an_error(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadingError, match="无法运行 git"):
        changed_since("before", ALL)


def test_the_repositorys_settings_start_no_program(repository: Path) -> None:
    Path("hook").write_text("#!/bin/sh\ntouch ran\n")
    Path("hook").chmod(0o755)
    git("config", "core.fsmonitor", str(repository / "hook"))
    git("config", "diff.external", str(repository / "hook"))
    Path("ran").unlink(missing_ok=True)
    write("a.txt", NOTICE + "1")
    assert changed_since("before", ALL) == ("a.txt",)
    assert not Path("ran").exists()


# ----------------------------------------------------------------------- the command


def test_only_changed_notices_are_checked(repository: Path) -> None:
    write("子 目录/乙.txt", NOTICE + "1")
    done = check("**/*.txt", "--changed-since", "before", "-f", "json")
    assert done.exit_code == 1
    assert [each["source"] for each in json.loads(done.stdout)["inputs"]] == ["子 目录/乙.txt"]


def test_with_nothing_changed_the_reports_are_there_and_empty(repository: Path) -> None:
    done = check("*.txt", "--changed-since", "before")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "自 before 以来没有改动的文件要审核\n"
    formats = ("json", "sarif", "gitlab", "junit", "csv", "markdown", "html", "github")
    written = [f"--format={name}:r.{name}" for name in formats]
    assert check("a.txt", "--changed-since", "before", *written).exit_code == 0
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["results"] == []
    assert json.loads(Path("r.sarif").read_text(encoding="utf-8"))["runs"][0]["results"] == []
    assert json.loads(Path("r.gitlab").read_text(encoding="utf-8")) == []


def test_a_baseline_of_some_files_only_is_not_written(repository: Path) -> None:
    done = check("*.txt", "--changed-since", "before", "--write-baseline", "base.json")
    assert done.exit_code == 2 and "--write-baseline 不能与 --changed-since 同用" in done.stderr
    assert not Path("base.json").exists()
