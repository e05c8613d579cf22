"""The folder of a run: what it was made with, its finished documents, and a lock on it.

``documents/*.jsonl`` is the one truth. A file of it is a finished batch, written whole or not at all,
so a run that was ended at any moment goes on where it was: nothing is lost, nothing is there twice.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from zhenggai.batch.planning import Batch, identity
from zhenggai.batch.records import Head, Record, decode, decode_head
from zhenggai.errors import ReportingError
from zhenggai.reporting.files import write_whole

_MADE_WITH = "run.json"
_LOCK = ".lock"
_PART = ".part"  # how files end that are being written


class Line(NamedTuple):
    """Where the line of a document stands."""

    source: str
    part: Path
    offset: int


class Finished(NamedTuple):
    """The documents that are done: ids and revisions as numbers, and how many have which status."""

    ids: set[int]
    revisions: set[int]
    states: Counter[str]


class RunFolder:
    """The results in ``path``, which is made (for its owner alone) where it is not there.

    ``made_with`` is what decides the results; a folder made with something else is refused. Use as a
    context: inside, no other run can write into the folder. Raises ReportingError.
    """

    def __init__(self, path: Path, made_with: dict[str, object]) -> None:
        self.path = path
        self.parts_folder = path / "documents"
        self._made_with = made_with
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> RunFolder:
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.parts_folder.mkdir(exist_ok=True)
            self._lock = open(self.path / _LOCK, "ab")  # closed on leaving
            free = _locked(self._lock)
        except OSError as error:
            if self._lock is not None:
                self._lock.close()
            raise ReportingError(f"结果目录无法使用: {error.strerror}", source=str(self.path)) from error
        try:
            if not free:
                raise ReportingError("另一个批量审核正在写这个目录", source=str(self.path), mend="等它结束")
            self._clear()
            self._check()
        except BaseException:
            self._lock.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()

    def _clear(self) -> None:
        """Remove what a run that was ended left half written."""
        for folder in (self.path, self.parts_folder):
            for left in folder.glob(f".*{_PART}"):
                left.unlink(missing_ok=True)

    def _check(self) -> None:
        path = self.path / _MADE_WITH
        wanted = msgspec.json.decode(msgspec.json.encode(self._made_with))
        if path.exists():
            try:
                made = msgspec.json.decode(path.read_bytes())
            except (OSError, msgspec.MsgspecError):
                made = None
            if made != wanted:
                mend = "换一个 --out 目录, 或删除其中的结果"
                raise ReportingError("目录里的结果出自另一版本、规则或选项", source=str(path), mend=mend)
        else:
            write_whole(str(path), msgspec.json.format(msgspec.json.encode(wanted), indent=2) + b"\n")

    def parts(self) -> list[Path]:
        """The files of finished batches, by name."""
        return sorted(self.parts_folder.glob("*.jsonl"))

    def store(self, batch: Batch, lines: Sequence[bytes]) -> None:
        """Keep the lines of a finished batch. Raises ReportingError, and then keeps none of them."""
        # by all of them: another part may hold the rest of a batch that once began with the same document
        name = f"{batch.first:08d}-{identity(chr(0).join(batch.paths))}.jsonl"
        write_whole(str(self.parts_folder / name), b"".join(line + b"\n" for line in lines))

    def heads(self) -> Iterator[tuple[Head, Line]]:
        """Each document's line and where it stands, without lines that are damaged or there twice."""
        seen: set[int] = set()
        for part in self.parts():
            offset = 0
            with part.open("rb") as stream:
                for line in stream:
                    head = _head(line)
                    if head is not None and int(head.id, 16) not in seen:
                        seen.add(int(head.id, 16))
                        yield head, Line(head.source, part, offset)
                    offset += len(line)

    def finished(self) -> Finished:
        """What is done."""
        done = Finished(set(), set(), Counter())
        for head, _ in self.heads():
            done.ids.add(int(head.id, 16))
            done.revisions.add(int(head.revision, 16))
            done.states[head.status] += 1
        return done

    def forget(self, unwanted: Callable[[Head], bool]) -> None:
        """Take out the documents that are unwanted, so that they are audited again. Raises ReportingError."""
        for part in self.parts():
            lines = part.read_bytes().splitlines(keepends=True)
            kept = [line for line in lines if (head := _head(line)) is not None and not unwanted(head)]
            if not kept:
                part.unlink()
            elif len(kept) < len(lines):
                write_whole(str(part), b"".join(kept))

    def records(self) -> Iterator[Record]:
        """All records by the names of their documents, whichever run and worker made them."""
        lines = sorted(line for _, line in self.heads())
        opened: tuple[Path, IO[bytes]] | None = None
        try:
            for line in lines:
                if opened is None or opened[0] != line.part:
                    if opened is not None:
                        opened[1].close()
                    opened = line.part, line.part.open("rb")
                opened[1].seek(line.offset)
                with suppress(msgspec.MsgspecError):  # damaged since it was written
                    yield decode(opened[1].readline())
        finally:
            if opened is not None:
                opened[1].close()


def _head(line: bytes) -> Head | None:
    """What tells of a line which document it is about; None where it is no record, or not a whole one."""
    try:
        head = decode_head(line)
        int(head.id, 16), int(head.revision, 16)
    except (msgspec.MsgspecError, ValueError):
        return None
    return head


def _locked(stream: IO[bytes]) -> bool:
    """Lock a file until it is closed or the process ends; False where somebody else has it.

    Raises OSError where the file system knows no locks: without one, two runs could undo each other's work.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the latter on Windows
        return False
    return True
