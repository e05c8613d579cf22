"""Patterns mean what they mean in a shell, and ``**`` any folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
