"""Patterns mean what they mean in a shell, and ``**`` any folders."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.settings.sample import NOTICE
from typer.testing import CliRunner, Result

from zhenggai.cli import app
from zhenggai.commands.paths import expanded


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "c.md", "x/1.txt", "x/y/2.txt", "x/y/z/3.md", ".git/4.txt", "x/.5.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("?.md", ["c.md"]),
        ("[ac].*", ["a.txt", "c.md"]),
        ("[!a].txt", ["b.txt"]),
        ("*/*.txt", ["x/1.txt"]),
        ("x/*", ["x/1.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "x/1.txt", "x/y/2.txt"]),
        ("x/**", ["x/1.txt", "x/y/2.txt", "x/y/z/3.md"]),
        ("x/**/y/**/*.md", ["x/y/z/3.md"]),
        ("**/**/**/3.md", ["x/y/z/3.md"]),
        ("./x/*.txt", ["x/1.txt"]),
        ("x/../*.md", ["x/../c.md"]),
        (".git/*", [".git/4.txt"]),
        ("x/.*", ["x/.5.txt"]),
    ],
)
def test_patterns(pattern: str, files: list[str]) -> None:
    assert list(expanded([pattern])) == [name.replace("/", os.sep) for name in files]


def test_an_absolute_pattern(folder: Path) -> None:
    assert expanded([f"{folder}/x/*.txt"]) == (str(folder / "x" / "1.txt"),)


def test_the_order_is_that_of_the_arguments_and_each_file_comes_once() -> None:
    assert expanded(["x/1.txt", "-", "*.txt", "./a.txt", "x/*.txt"]) == ("x/1.txt", "-", "a.txt", "b.txt")


def test_what_nothing_matches_and_folders_stay_as_they_are() -> None:
    assert expanded(["*.pdf", "gone.txt", "x", "y/**/z"]) == ("*.pdf", "gone.txt", "x", "y/**/z")


def test_a_file_whose_name_reads_like_a_pattern_is_itself() -> None:
    Path("[1].txt").write_bytes(b"")
    Path("1.txt").write_bytes(b"")
    assert expanded(["[1].txt"]) == ("[1].txt",)


def test_a_circle_of_links_is_not_walked() -> None:
    for name in ("one", "two"):
        Path("x", name).symlink_to("..", target_is_directory=True)
    assert expanded(["**/3.md"]) == (os.path.join("x", "y", "z", "3.md"),)
    assert expanded(["x/one/*.md"]) == (os.path.join("x", "one", "c.md"),)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root reads every folder")
def test_a_folder_that_cannot_be_read_is_passed_over(folder: Path) -> None:
    (folder / "x" / "y").chmod(0)
    assert expanded(["**/*.txt"]) == ("a.txt", "b.txt", "x/1.txt")


def test_many_stars_take_no_time() -> None:
    Path("a" * 200).write_bytes(b"")
    assert expanded(["*a" * 60 + "b"]) == ("*a" * 60 + "b",)
    Path(*["d"] * 60).mkdir(parents=True)
    assert expanded(["**/" * 12 + "gone*"]) == ("**/" * 12 + "gone*",)


# ---------------------------------------------------------------------- the commands


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_check_and_facts_expand_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in ("x/1.txt", "x/y/2.txt"):
        Path(name).write_text(NOTICE, encoding="utf-8")
    report = json.loads(run("check", "x/**/*.txt", "-f", "json").stdout)
    assert [each["source"] for each in report["inputs"]] == ["x/1.txt", "x/y/2.txt"]
    facts = json.loads(run("facts", "x/**/*.txt", "-f", "json").stdout)
    assert [each["document"]["source"] for each in facts] == ["x/1.txt", "x/y/2.txt"]
    assert isinstance(json.loads(run("facts", "x/*.txt", "-f", "json").stdout), list)


def test_a_pattern_without_files_and_a_folder_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    done = run("check", "*.pdf", "x", "-q")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[:2] == [
        "*.pdf: 审核失败: 文件不存在 (请检查路径和文件名)",
        "x: 审核失败: 这是文件夹, 不是文件 (请给出其中的文件)",
    ]


def test_a_report_is_not_written_over_a_file_that_a_pattern_means() -> None:
    done = run("check", "*.md", "-o", "c.md")
    assert done.exit_code == 2 and "报告会覆盖输入文件" in done.stderr
    assert Path("c.md").read_bytes() == b""


def test_the_command_uses_the_cache_unless_told_not_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGGAI_CACHE", "on")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "xdg"))
    Path("a.txt").write_text(NOTICE, encoding="utf-8")
    assert run("check", "a.txt", "--no-cache").exit_code == 1
    assert not Path("xdg").exists()
    first, second = run("check", "a.txt"), run("check", "a.txt", "--jobs", "1")
    assert first.exit_code == 1 and first.output == second.output
    entries = [path for path in Path("xdg/zhenggai/audits").iterdir() if path.suffix != ".rules"]
    assert len(entries) == 1
