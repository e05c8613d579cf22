"""``zhenggai rules docs``: a page for each rule in Chinese and English, and an index of each language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from zhenggai.commands.authoring.pages import GENERATED, index_page, rule_page
from zhenggai.commands.authoring.targets import Target, targets
from zhenggai.commands.streams import emit_text
from zhenggai.commands.wording import said
from zhenggai.errors import ReportingError
from zhenggai.reporting.files import write_whole
from zhenggai.reporting.words import Words
from zhenggai.rulebook.packs import builtin_packs
from zhenggai.rulebook.shape import LANGUAGES
from zhenggai.rulebook.syntax import Rule

INDEX = {"en": "README.md", "zh": "README.zh.md"}
SUFFIX = {"en": ".md", "zh": ".zh.md"}


def write_docs(folder: str, names: Sequence[str]) -> int:
    """Write the pages of packs and rule files. Raises RuleErrors, ReportingError."""
    pages = rule_pages(targets(names))
    _write(Path(folder), pages)
    emit_text(said(f"已写{len(pages)}页到 {folder}\n", f"Pages written to {folder}: {len(pages)}\n"))
    return 0


def write_rule_docs(folder: Path) -> None:
    """Write the pages of the built-in packs anew, and remove those of rules that are no more."""
    pages = builtin_pages()
    for path in sorted(folder.rglob("*.md")):
        if path.relative_to(folder).as_posix() not in pages and _is_generated(path):
            path.unlink()
    _write(folder, pages)


def builtin_pages() -> dict[str, str]:
    """The pages of the built-in packs: texts by path below the folder of the documentation."""
    return rule_pages(targets(builtin_packs()))


def rule_pages(found: Sequence[Target]) -> dict[str, str]:
    """The pages of all rules and the indexes: texts by path."""
    own = [(rule, target.book) for target in found for rule in _own(target)]
    pages: dict[str, str] = {}
    for language in LANGUAGES:
        words = Words(language)
        links = {rule.place.source: page_path(rule, language) for rule, _ in own}
        for rule, book in own:
            other = next(each for each in LANGUAGES if each != language)
            twin = os.path.basename(page_path(rule, other))
            pages[page_path(rule, language)] = rule_page(rule, book, twin, words)
        pages[INDEX[language]] = index_page([target.book for target in found], links, words)
    return pages


def page_path(rule: Rule, language: str) -> str:
    """Where a rule's page lies below the folder of the documentation."""
    return f"{rule.pack}/{rule.id}{SUFFIX[language]}"


def _own(target: Target) -> Iterable[Rule]:
    """The rules that lie in the target itself; those that a pack takes from others have their page there."""
    folder = target.path.resolve()
    for rule in target.rules:
        path = Path(rule.place.source).resolve()
        if folder in (path, path.parent):
            yield rule


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    for name, text in pages.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReportingError(
                f"无法建立目录: {error.strerror or error}", source=str(path.parent)
            ) from error
        write_whole(str(path), text.encode())


def _is_generated(path: Path) -> bool:
    return path.read_text(encoding="utf-8").startswith(GENERATED)
