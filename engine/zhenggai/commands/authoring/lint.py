"""``zhenggai rules lint``: what rules lack, a line each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from zhenggai.commands.authoring.targets import Target, targets
from zhenggai.commands.streams import emit_text
from zhenggai.commands.wording import said
from zhenggai.errors import RuleError
from zhenggai.resources import rules_folder
from zhenggai.rulebook.lint import lint_pack, lint_rule
from zhenggai.rulebook.packs import DESCRIPTION, builtin_packs
from zhenggai.rulebook.walk import lexicons_read

FOUND = 1


def lint_rules(names: Sequence[str]) -> int:
    """Print what the packs and rule files lack; 1 where that is anything.

    Raises RuleErrors with the mistakes of rules that do not load: an id that is not its file's
    name, an id of two files, and whatever else the loader refuses.
    """
    found = mistakes_of(targets(names))
    emit_text("".join(f"{mistake}\n" for mistake in found))
    emit_text(said(f"共{len(found)}处\n", f"Found: {len(found)}\n"))
    return FOUND if found else 0


def mistakes_of(found: Sequence[Target]) -> list[RuleError]:
    """What the packs and rule files lack. Raises RuleErrors where a built-in pack is broken."""
    # A list of a pack may be there for those that extend it.
    around = targets(builtin_packs()) if any(map(_is_builtin, found)) else ()
    rules = [rule for target in (*found, *around) for rule in target.book.rules]
    lexicons = {name for rule in rules for name in lexicons_read(rule)}
    return [mistake for target in found for mistake in _mistakes(target, lexicons)]


def _is_builtin(target: Target) -> bool:
    return rules_folder() in target.path.absolute().parents


def _mistakes(target: Target, lexicons: Collection[str]) -> Iterable[RuleError]:
    is_pack = (target.path / DESCRIPTION).is_file()
    if is_pack:
        yield from lint_pack(target.path, target.book.rules, lexicons)
    folder = target.path.resolve()
    for rule in target.rules:
        path = Path(rule.place.source)
        if not is_pack or path.resolve().parent == folder:
            yield from lint_rule(path)
