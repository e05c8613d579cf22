"""A run's folder: whole files, one lock, and the same results whoever wrote them."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from zhenggai.batch.folder import RunFolder
from zhenggai.batch.planning import Batch, identity, revision
from zhenggai.batch.records import Record, encode
from zhenggai.errors import ReportingError

MADE = {"version": "1", "rules": {"x": "1"}}


def line(path: str, status: Any = "audited") -> bytes:
    return encode(Record(id=identity(path), source=path, revision=revision(path), status=status))


def stored(folder: Path, *batches: tuple[str, ...]) -> None:
    with RunFolder(folder, MADE) as results:
        for number, paths in enumerate(batches):
            results.store(Batch(number, paths), [line(path) for path in paths])


def sources(folder: Path) -> list[str]:
    with RunFolder(folder, MADE) as results:
        return [record.source for record in results.records()]


def test_records_come_by_name_from_whatever_files(tmp_path: Path) -> None:
    stored(tmp_path / "out", ("d", "a"), ("c", "b"))
    assert sources(tmp_path / "out") == ["a", "b", "c", "d"]
    with RunFolder(tmp_path / "out", MADE) as results:
        done = results.finished()
    assert done.ids == {int(identity(path), 16) for path in "abcd"}
    assert done.revisions == {int(revision(path), 16) for path in "abcd"}
    assert done.states == {"audited": 4}


def test_only_its_owner_may_look_into_a_new_folder(tmp_path: Path) -> None:
    stored(tmp_path / "out", ("a",))
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


def test_damaged_and_doubled_lines_are_passed_over(tmp_path: Path) -> None:
    stored(tmp_path, ("a",), ("b",))
    parts = tmp_path / "documents"
    (parts / "x.jsonl").write_bytes(line("a") + b'\n{"id": "zz"}\n{"cut of\n\n[]\n' + line("c"))
    assert sources(tmp_path) == ["a", "b", "c"]


def test_two_runs_cannot_write_into_one_folder(tmp_path: Path) -> None:
    with RunFolder(tmp_path, MADE), pytest.raises(ReportingError, match="另一个"), RunFolder(tmp_path, MADE):
        pass
    assert sources(tmp_path) == [], "the lock is open again"


def test_results_of_other_rules_are_not_mixed(tmp_path: Path) -> None:
    stored(tmp_path, ("a",))
    with pytest.raises(ReportingError, match="另一版本"), RunFolder(tmp_path, MADE | {"version": "2"}):
        pass


def test_what_was_half_written_is_removed(tmp_path: Path) -> None:
    stored(tmp_path, ("a",))
    half = tmp_path / "documents" / ".00000001-ab.jsonl.xyz.part"
    half.write_bytes(line("b")[:20])
    assert sources(tmp_path) == ["a"]
    assert not half.exists()


def test_a_full_disk_leaves_no_half_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with RunFolder(tmp_path, MADE) as results:
        results.store(Batch(0, ("a",)), [line("a")])
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(ReportingError, match="No space left"):
                results.store(Batch(1, ("b",)), [line("b")])
    assert sources(tmp_path) == ["a"]
    assert len(list((tmp_path / "documents").iterdir())) == 1


def test_documents_can_be_forgotten(tmp_path: Path) -> None:
    with RunFolder(tmp_path, MADE) as results:
        results.store(Batch(0, ("a", "b")), [line("a"), line("b", "failed")])
        results.store(Batch(2, ("c",)), [line("c", "failed")])
        results.forget(lambda head: head.status == "failed")
        assert [record.source for record in results.records()] == ["a"]


def test_a_document_that_is_audited_again_does_not_take_the_place_of_its_batch(tmp_path: Path) -> None:
    """The first document of a batch was forgotten or damaged; the others of it are still there."""
    with RunFolder(tmp_path, MADE) as results:
        results.store(Batch(0, ("a", "b", "c")), [line("a", "failed"), line("b"), line("c")])
        results.forget(lambda head: head.status == "failed")
        results.store(Batch(0, ("a",)), [line("a")])
        assert [record.source for record in results.records()] == ["a", "b", "c"]


@pytest.mark.parametrize("kept", [1, 40, -40, -2, -1])
def test_a_torn_last_line_is_not_believed_before_it_is_whole(tmp_path: Path, kept: int) -> None:
    stored(tmp_path, ("a", "b"))
    part = next((tmp_path / "documents").iterdir())
    first, second = part.read_bytes().splitlines(keepends=True)
    part.write_bytes(first + second[:kept])
    with RunFolder(tmp_path, MADE) as results:
        whole = kept == -1  # only the line end is lost
        assert [record.source for record in results.records()] == (["a", "b"] if whole else ["a"])
        assert int(identity("b"), 16) in results.finished().ids or not whole
        results.store(Batch(1, ("b",)), [line("b")])
        assert [record.source for record in results.records()] == ["a", "b"]


def test_a_file_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    with pytest.raises(ReportingError, match="No locks"), RunFolder(tmp_path, MADE):
        pass


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReportingError, match="结果目录"), RunFolder(tmp_path / "file", MADE):
        pass
