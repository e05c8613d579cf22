"""What decides the report of a document, as one key: its bytes and name, rules, configuration, program.

The key changes with whatever the report could depend on, so that an old entry is never taken for a
new one. It tells nothing of the document.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhenggai import __version__
from zhenggai.errors import RuleError
from zhenggai.options import Options
from zhenggai.resources import rules_folder

if TYPE_CHECKING:
    from zhenggai.settings.settings import Settings

_SIZE = 20  # bytes of a key
# Distributions whose version may change what is read, extracted or matched.
_LIBRARIES = frozenset(
    (
        "durable_rules",
        "google_re2",
        "jieba",
        "lxml",
        "pypdfium2",
        "python_docx",
        "pyyaml",
        "rjieba",
        "selectolax",
    )
)


class Keys:
    """Keys of one run; rules and program are looked at once."""

    def __init__(self, options: Options) -> None:
        run = (
            __version__,
            sys.version_info[:2],
            sorted(_libraries()),
            list(_code()),
            [(name, _content(path)) for name, path in _files(rules_folder(), ".yaml")],
            options.language,
            options.all_verdicts,
            options.engine,
        )
        self._run = _digest(run)
        self._packs: dict[tuple[str | Path, ...], str | None] = {}
        self._files: dict[Path, str] = {}

    def key(self, path: str, source: str, sha256: str, settings: Settings | None) -> str | None:
        """The key of a document; None where the rules are broken, so that there is nothing to keep.

        ``source`` is its name in the report; ``settings`` None means that nothing is configured.
        """
        configured: tuple[object, ...] = ()
        try:
            if settings is not None:
                packs = self._pack_files(settings.packs) if settings.packs else ""
                if packs is None:
                    return None
                configured = (packs, *self._configuration(path, settings))
        except OSError:
            return None
        return _digest((self._run, source, sha256, configured))

    def _configuration(self, path: str, settings: Settings) -> Iterator[str | bytes]:
        """The configuration's file as it is, and the path, by which its globs choose."""
        if settings.configuration is not None:
            file = settings.configuration.path
            if file not in self._files:
                self._files[file] = _digest(file.read_bytes())
            yield self._files[file]
            yield os.fsencode(settings.configuration.folder)
            yield os.fsencode(os.path.abspath(path))

    def _pack_files(self, packs: tuple[str | Path, ...]) -> str | None:
        """The files of the packs asked for and of those that they extend; None where they are broken."""
        if packs not in self._packs:
            self._packs[packs] = _pack_contents(packs)
        return self._packs[packs]


def _pack_contents(packs: Iterable[str | Path]) -> str | None:
    from zhenggai.rulebook.composition import Composition
    from zhenggai.rulebook.packs import DESCRIPTION

    composition = Composition()
    try:
        named = composition.open(list(packs))
    except RuleError:
        return None
    if composition.errors:
        return None
    contents: list[object] = [[os.fsencode(path) for path in named]]
    for path, pack in composition.packs.items():
        description = path / DESCRIPTION
        files = [*pack.rule_files, *pack.lexicon_files, *([description] if description.is_file() else [])]
        contents.append((os.fsencode(path), _contents(files, pack.folder)))
    return _digest(contents)


def _contents(files: Iterable[Path], folder: Path) -> str:
    return _digest([(os.fsencode(os.path.relpath(file, folder)), _content(file)) for file in files])


def _content(path: str | Path) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()


def _files(folder: Path, suffix: str) -> Iterator[tuple[str, str]]:
    """The files below a folder by name, in order: relative to it, and as they are opened."""
    root = os.path.join(folder, "")
    for place, folders, files in os.walk(root):
        folders.sort()
        below = place[len(root) :]
        for name in sorted(files):
            if name.endswith(suffix):
                yield os.path.join(below, name), os.path.join(place, name)


def _code() -> Iterator[tuple[str, int, int]]:
    """Sizes and change times of a checkout's modules, which change without the version; else nothing."""
    package = Path(__file__).parent
    if package in rules_folder().parents:
        return
    for name, path in _files(package, ".py"):
        about = os.stat(path)
        yield name, about.st_size, about.st_mtime_ns


def _libraries() -> Iterator[str]:
    """``name-version`` of the libraries that are installed; their metadata need not be read for that."""
    for place in sys.path:
        try:
            names = os.listdir(place or os.curdir)
        except OSError:
            continue
        for name in names:
            stem, suffix = os.path.splitext(name)
            known = stem.partition("-")[0].lower().replace("-", "_") in _LIBRARIES
            if known and suffix in (".dist-info", ".egg-info"):
                yield stem


def _digest(value: object) -> str:
    data = value if isinstance(value, bytes) else msgspec.msgpack.encode(value)
    return blake2b(data, digest_size=_SIZE).hexdigest()
