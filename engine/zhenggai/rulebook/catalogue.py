"""What the packs hold, by their files' names alone: no rule is parsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from zhenggai.errors import RuleErrors
from zhenggai.rulebook.composition import Composition
from zhenggai.rulebook.lexicons import read_lexicons
from zhenggai.rulebook.packs import PackFolder


class Catalogue:
    """The rules and word lists of some packs and of those that they extend.

    ``rules`` has the files of each rule id: an id is its file's name, and two packs may have one each.
    """

    def __init__(self, folders: Sequence[PackFolder]) -> None:
        self._folders = folders
        self.rules: dict[str, list[Path]] = {}
        for folder in folders:
            for path in folder.rule_files:
                self.rules.setdefault(path.stem, []).append(path)

    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """The word lists that rules can name; files with mistakes are left out."""
        files = [path for folder in self._folders for path in folder.lexicon_files]
        return read_lexicons(files, {}, [])


def catalogue(packs: Sequence[str | Path]) -> Catalogue:
    """The catalogue of the named packs. Raises RuleErrors where a description has mistakes."""
    composition = Composition()
    composition.open(packs)
    if composition.errors:
        raise RuleErrors(composition.errors)
    return Catalogue(list(composition.packs.values()))


def kinds_of(pack: str | Path) -> tuple[str, ...]:
    """The kinds of document that a pack is for: its own, else those of the packs it extends.

    Empty where none says. Raises RuleErrors where its description has mistakes.
    """
    composition = Composition()
    paths = composition.open([pack])
    if composition.errors:
        raise RuleErrors(composition.errors)
    own = composition.packs[paths[0]].pack.kinds
    extended = (kind for folder in composition.packs.values() for kind in folder.pack.kinds)
    return own or tuple(dict.fromkeys(extended))
