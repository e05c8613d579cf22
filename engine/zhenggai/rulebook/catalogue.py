"""What the packs hold, by their files' names alone: no rule is parsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from zhenggai.errors import RuleError, RuleErrors
from zhenggai.rulebook.composition import Composition
from zhenggai.rulebook.lexicons import read_lexicons
from zhenggai.rulebook.packs import PackFolder


class Catalogue:
    """The rules and word lists of some packs and of those that they extend.

    ``rules`` has the files of each rule id: an id is its file's name, and two packs may have one each.
    """

    def __init__(self, folders: Sequence[PackFolder]) -> None:
        self._folders = folders
        self._changed = self._change_times()
        self.rules: dict[str, list[Path]] = {}
        for folder in folders:
            for path in folder.rule_files:
                self.rules.setdefault(path.stem, []).append(path)

    @property
    def current(self) -> bool:
        """Whether no file has come or gone since."""
        return self._changed == self._change_times()

    def _change_times(self) -> list[int]:
        return [each.folder.stat().st_mtime_ns if each.folder.is_dir() else 0 for each in self._folders]

    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """The word lists that rules can name; files with mistakes are left out."""
        files = [path for folder in self._folders for path in folder.lexicon_files]
        return read_lexicons(files, {}, [])


def catalogue(packs: Sequence[str | Path]) -> tuple[Catalogue, list[RuleError]]:
    """The catalogue of the named packs, and what is wrong with their descriptions."""
    composition = Composition()
    composition.open(packs)
    return Catalogue(list(composition.packs.values())), composition.errors


def kinds_of(pack: str | Path) -> tuple[str, ...]:
    """The kinds of document that a pack is for: its own, else those of the packs it extends.

    Empty where none says. Raises RuleErrors where its description has mistakes.
    """
    composition = Composition()
    paths = composition.open([pack])
    if composition.errors:
        raise RuleErrors(composition.errors)
    return composition.kinds_of(paths[0])
