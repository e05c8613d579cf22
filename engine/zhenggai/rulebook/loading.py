"""Packs → rule book, with every mistake of every file in one run; kept while no file changes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from zhenggai.errors import RuleError
from zhenggai.resources import rules_folder
from zhenggai.rulebook.composition import Composition
from zhenggai.rulebook.packs import LEXICON_FOLDER, find_pack
from zhenggai.rulebook.rule_parts import RuleOverride
from zhenggai.rulebook.syntax import RuleBook

__all__ = ["DEFAULT_PACKS", "RuleOverride", "load_rulebook"]

DEFAULT_PACKS = ("rectification-notice",)
_MOST_KEPT = 16
_Stamp = tuple[tuple[str, int, int], ...]
_kept: dict[object, tuple[_Stamp, tuple[Path, ...], RuleBook]] = {}


def load_rulebook(
    packs: Sequence[str | Path] = DEFAULT_PACKS,
    *,
    extra_lexicons: Mapping[str, Sequence[str]] | None = None,
    overrides: Mapping[str, RuleOverride] | None = None,
    absent_ok: bool = False,
) -> RuleBook:
    """The rules of the packs (names of built-in ones, folders or single rule files) and of those they extend.

    ``extra_lexicons`` adds words to lists or makes new ones; ``overrides`` changes rules by
    id, and one of a rule that no pack has is a mistake unless ``absent_ok``. A book is kept
    in the process until one of its files changes; the built-in ones are part of the program.
    Raises RuleErrors with every mistake, file by file.
    """
    extra = {name: tuple(words) for name, words in (extra_lexicons or {}).items()}
    changed = dict(overrides or {})
    key = (_places(packs), tuple(sorted(extra.items())), _signature(changed), absent_ok)
    kept = _kept.get(key)
    if kept is not None and kept[0] == _stamp(kept[1]):
        return kept[2]
    composition = Composition(extra, changed, absent_ok=absent_ok)
    book = composition.book(packs)
    used = [pack.folder for pack in composition.packs.values()]
    own = [folder for folder in used if not folder.is_relative_to(rules_folder())]
    folders = tuple(dict.fromkeys([*own, *(folder / LEXICON_FOLDER for folder in own)]))
    while len(_kept) >= _MOST_KEPT:
        _kept.pop(next(iter(_kept)))
    _kept[key] = (_stamp(folders), folders, book)
    return book


def _places(packs: Sequence[str | Path]) -> tuple[str, ...]:
    """Where the packs lie; of those that are not there the names, since loading them will fail."""
    places: list[str] = []
    for pack in packs:
        try:
            path = find_pack(pack)
        except RuleError:
            path = Path(pack)
        places += [str(path)] if path.is_absolute() else [os.getcwd(), str(path)]
    return tuple(places)


def _signature(overrides: Mapping[str, RuleOverride]) -> tuple[object, ...]:
    return tuple(
        (name, change.enabled, change.severity, tuple(sorted(change.params.items(), key=itemgetter(0))))
        for name, change in sorted(overrides.items())
    )


def _stamp(folders: Iterable[Path]) -> _Stamp:
    """Names, change times and sizes of all files that a book was made of."""
    stamp: list[tuple[str, int, int]] = []
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.endswith(".yaml"):
                        stat = entry.stat()
                        stamp.append((entry.path, stat.st_mtime_ns, stat.st_size))
        except OSError:
            stamp.append((str(folder), 0, 0))
    return tuple(sorted(stamp))
