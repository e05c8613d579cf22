"""Which documents are found, and how they are given out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zhenggai.batch.planning import (
    MOST_IN_A_BATCH,
    Batch,
    batches,
    documents,
    identity,
    revision,
    unfinished,
)
from zhenggai.errors import ReadingError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def names(found: list[str], folder: Path) -> list[str]:
    return [str(Path(path).relative_to(folder)) for path in found]


def test_readable_formats_in_folders_and_below_by_name(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "b.txt",
        "a.DOCX",
        "c/d.pdf",
        "c/e.html",
        "photo.jpg",
        "none",
        ".hidden.txt",
        "~$a.docx",
        ".git/x.txt",
    )
    assert names(documents([tmp_path]), tmp_path) == ["a.DOCX", "b.txt", "c/d.pdf", "c/e.html"]


def test_a_file_named_counts_whatever_its_suffix_and_each_only_once(tmp_path: Path) -> None:
    touch(tmp_path, "notice", "a.txt")
    found = documents([tmp_path / "notice", tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt"])
    assert names(found, tmp_path) == ["a.txt", "notice"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path: Path) -> None:
    touch(tmp_path, "x/1.txt", "y/2.txt")
    assert documents([tmp_path / "x", tmp_path / "y"]) == documents([tmp_path / "y", tmp_path / "x"])


def test_the_results_and_linked_folders_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "out/summary.html", "out/documents/1.md")
    (tmp_path / "round").symlink_to(tmp_path)
    assert names(documents([tmp_path], away=tmp_path / "out"), tmp_path) == ["a.txt"]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="没有这个文件"):
        documents([tmp_path / "no"])


def test_names_that_are_no_characters_are_told_apart(tmp_path: Path) -> None:
    for name in (b"\xff.txt", b"\xfe.txt"):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as stream:
            stream.write(b"x")
    found = documents([tmp_path])
    assert len({identity(path) for path in found}) == 2


def test_a_path_means_the_same_wherever_a_run_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "x/a.txt")
    monkeypatch.chdir(tmp_path / "x")
    named = documents(["a.txt"]) + documents(["../x"]) + documents([tmp_path])
    assert named == [str(tmp_path / "x" / "a.txt")] * 3


def test_a_folder_that_cannot_be_read_is_told_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "a.txt", "closed/b.txt")
    scandir = os.scandir

    def closed(folder: str) -> object:
        if os.path.basename(folder) == "closed":
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", closed)
    assert names(documents([tmp_path]), tmp_path) == ["a.txt", "closed"]


def test_what_is_changed_is_no_longer_finished(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "b.txt")
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt", "gone.txt")]
    finished = {int(revision(path), 16) for path in paths}
    assert len(finished) == 3
    assert unfinished(paths, finished) == []
    (tmp_path / "b.txt").write_text("longer")
    touch(tmp_path, "gone.txt")
    assert unfinished(paths, finished) == paths[1:]
    os.utime(tmp_path / "a.txt", (1, 1))
    assert unfinished(paths, finished) == paths
    assert unfinished(paths, ()) == paths


def test_batches_hold_what_is_left_in_order() -> None:
    paths = [f"{number:03}" for number in range(90)]
    given = list(batches(paths, workers=2))
    assert [path for batch in given for path in batch.paths] == paths
    assert [batch.first for batch in given[:2]] == [0, 5]
    assert max(len(batch.paths) for batch in given) == 5, "small enough to keep two workers busy to the end"


@pytest.mark.parametrize("documents", [1, 3])
def test_few_documents_are_a_batch_each(documents: int) -> None:
    assert len(list(batches(["x"] * documents, workers=8))) == documents


def test_batches_are_never_large() -> None:
    assert {len(batch.paths) for batch in batches(["x"] * 100_000, workers=2)} == {MOST_IN_A_BATCH}


def test_halves_keep_their_places() -> None:
    first, second = Batch(7, ("a", "b", "c"), alone=True).halves()
    assert (first, second) == (Batch(7, ("a",), True), Batch(8, ("b", "c"), True))
