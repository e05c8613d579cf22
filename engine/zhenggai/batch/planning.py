"""Which documents a run is about, and in which batches they are given out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from zhenggai.errors import ReadingError
from zhenggai.reading import FORMATS
from zhenggai.reading.files import printable

_SUFFIXES = tuple(suffix for form in FORMATS.values() for suffix in form.suffixes)
MOST_IN_A_BATCH = 16
_BATCHES_A_WORKER = 8


class Batch(NamedTuple):
    """Documents that one task audits: their paths, and the place of the first in the list of all.

    ``alone`` marks a batch that may have ended a worker: nothing else runs beside it. ``repeated``
    says that this is the second time.
    """

    first: int
    paths: tuple[str, ...]
    alone: bool = False
    repeated: bool = False

    def halves(self) -> tuple[Batch, Batch]:
        """The batch as two of about the same size."""
        middle = len(self.paths) // 2
        return (
            Batch(self.first, self.paths[:middle], self.alone),
            Batch(self.first + middle, self.paths[middle:], self.alone),
        )


def identity(path: str) -> str:
    """A document's id in a run: 16 hexadecimal digits that only its path decides."""
    return _digest(os.fsencode(path))


def revision(path: str) -> str:
    """Another 16 digits for each state of a document: its path, its size and when it was changed."""
    about = b""
    with suppress(OSError, ValueError):  # what is not there has a state, too
        found = os.stat(path)
        about = f"{found.st_size} {found.st_mtime_ns}".encode()
    return _digest(os.fsencode(path) + b"\0" + about)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def documents(paths: Iterable[str | Path], away: Path | None = None) -> list[str]:
    """The documents in folders and below them, and the files named, each once, in the order of their names.

    Their paths are absolute, so that a document is the same one wherever a later run is started, and for
    a worker elsewhere. Of a folder those files count whose suffix names a readable format and whose
    name does not begin with a dot or ``~$``; links to folders are not followed, nor is ``away``
    entered. A folder that cannot be read counts as a document, which then fails. Raises ReadingError for
    a path that does not exist.
    """
    found: set[str] = set()
    for given in paths:
        path = os.path.abspath(given)
        if os.path.isdir(path):
            found.update(_below(path, away))
        elif os.path.lexists(path):
            found.add(path)
        else:
            raise ReadingError("没有这个文件或文件夹", source=printable(Path(given)), mend="请检查路径")
    return sorted(found, key=os.fsencode)


def _below(folder: str, away: Path | None) -> Iterator[str]:
    closed: list[str] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if away is not None and away.resolve() == Path(place).resolve():
            folders.clear()
            continue
        for name in files:
            if name.lower().endswith(_SUFFIXES) and not name.startswith((".", "~$")):
                yield os.path.join(place, name)
    yield from closed


def unfinished(paths: Sequence[str], finished: Collection[int]) -> list[str]:
    """The documents without a revision that is finished: new ones, and those changed since."""
    if not finished:  # a million files need not be looked at
        return list(paths)
    return [path for path in paths if int(revision(path), 16) not in finished]


def batches(paths: Sequence[str], workers: int) -> Iterator[Batch]:
    """The documents in batches that keep all workers busy to the end."""
    size = max(1, min(MOST_IN_A_BATCH, len(paths) // (workers * _BATCHES_A_WORKER)))
    for start in range(0, len(paths), size):
        yield Batch(start, tuple(paths[start : start + size]))
