"""What ``rules test``, ``lint`` and ``docs`` are about: packs by name or folder, or single rule files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhenggai.model import Frozen
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.packs import DESCRIPTION, builtin_packs, find_pack
from zhenggai.rulebook.syntax import Rule, RuleBook
from zhenggai.settings.settings import settings_for


class Target(Frozen, frozen=True):
    """One pack or rule file: its book, and which of the book's rules are meant.

    ``path`` is the pack's folder, or the file. Of a pack the rules are its own; where it only
    chooses among those of others, these.
    """

    path: Path
    book: RuleBook
    rules: tuple[Rule, ...]


def target_paths(names: Sequence[str]) -> tuple[Path, ...]:
    """Where the named packs and files lie; none named: the configured packs, else the built-in ones.

    Raises RuleErrors, RuleError where one is not there.
    """
    wanted = tuple(names) or settings_for(None).packs or builtin_packs()
    return tuple(dict.fromkeys(find_pack(name) for name in wanted))


def targets(names: Sequence[str]) -> tuple[Target, ...]:
    """The targets of that name with their rules. Raises RuleErrors for broken rules."""
    return tuple(map(_target, target_paths(names)))


def _target(path: Path) -> Target:
    if path.is_file() and (path.parent / DESCRIPTION).is_file():
        # By itself a file would lack its pack's word lists, columns and kinds of document.
        book = load_rulebook([path.parent])
        found = tuple(rule for rule in book.rules if Path(rule.place.source).samefile(path))
        if found:
            return Target(path=path, book=book, rules=found)
    book = load_rulebook([path])
    own = tuple(rule for rule in book.rules if Path(rule.place.source).resolve().parent == path.resolve())
    return Target(path=path, book=book, rules=own or book.rules)
