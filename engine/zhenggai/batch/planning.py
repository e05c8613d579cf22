"""Which documents a run is about, and in which batches they are given out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
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
    return hashlib.blake2b(os.fsencode(path), digest_size=8).hexdigest()


def documents(paths: Iterable[str | Path], away: Path | None = None) -> list[str]:
    """The documents in folders and below them, and the files named, each once, in the order of their names.

    Of a folder those files count whose suffix names a readable format and whose name does not begin with
    a dot or ``~$``; links to folders are not followed, nor is ``away`` entered. Raises ReadingError for a
    path that does not exist.
    """
    found: dict[str, str] = {}
    for given in paths:
        path = os.fspath(given)
        if os.path.isdir(path):
            listed: Iterable[str] = _below(path, away)
        elif os.path.lexists(path):
            listed = (path,)
        else:
            raise ReadingError("没有这个文件或文件夹", source=printable(Path(path)), mend="请检查路径")
        for document in listed:
            found.setdefault(os.path.abspath(document), document)
    return sorted(found.values(), key=os.fsencode)


def _below(folder: str, away: Path | None) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if away is not None and away.resolve() == Path(place).resolve():
            folders.clear()
            continue
        for name in files:
            if name.lower().endswith(_SUFFIXES) and not name.startswith((".", "~$")):
                yield os.path.join(place, name)


def batches(paths: Sequence[str], done: frozenset[int] | set[int], workers: int) -> Iterator[Batch]:
    """The documents that are not done, in batches that keep all workers busy to the end."""
    left = [at for at, path in enumerate(paths) if int(identity(path), 16) not in done]
    size = max(1, min(MOST_IN_A_BATCH, len(left) // (workers * _BATCHES_A_WORKER)))
    for start in range(0, len(left), size):
        places = left[start : start + size]
        yield Batch(places[0], tuple(paths[at] for at in places))
