"""A pack: a folder of rule files with a description and its own word lists."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from zhenggai.errors import RuleError, RuleErrors
from zhenggai.model import Kind
from zhenggai.resources import rules_folder
from zhenggai.rulebook import shape
from zhenggai.rulebook.syntax import Language, Pack
from zhenggai.rulebook.yaml_positions import Hopeless, YamlFile, read_yaml

DESCRIPTION = "pack.yaml"
LEXICON_FOLDER = "lexicon"
KEYS = ("name", "version", "title", "kinds", "columns", "extends", "include", "exclude")
KINDS: tuple[str, ...] = get_args(Kind)


class PackFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A pack as it lies on disk: its description and files; ``reporter`` gives places in pack.yaml.

    ``include`` (None: all) and ``exclude`` choose among its own and the extended packs' rules.
    """

    pack: Pack
    extends: tuple[str, ...]
    include: tuple[str, ...] | None
    exclude: tuple[str, ...]
    rule_files: tuple[Path, ...]
    lexicon_files: tuple[Path, ...]
    reporter: shape.Reporter
    folder: Path


def find_pack(name: str | Path, beside: Path | None = None) -> Path:
    """The folder (or single rule file) that a name or path means.

    A path relative to ``beside`` (the extending pack's folder) is tried first, then a
    built-in pack of that name, then an installed one. Raises RuleError with the known names
    where there is none.
    """
    given = Path(name)
    for path in (beside / given if beside else given, given):
        # not Path.is_file, which fails on a name that is too long for the system
        if os.path.isfile(path) or os.path.isfile(path / DESCRIPTION):
            return path
    builtin = rules_folder() / given
    if len(given.parts) == 1 and os.path.isfile(builtin / DESCRIPTION):
        return builtin
    from zhenggai.rulebook.installed_packs import installed_packs

    installed = installed_packs()
    if str(name) in installed:
        return installed[str(name)]
    if os.path.isdir(given):
        raise RuleError(f"规则包缺少 {DESCRIPTION}", source=str(given), mend="写上 name, version, title")
    raise RuleError(f"没有规则包“{name}”", mend=shape.nearest(str(name), (*builtin_packs(), *installed)))


def builtin_packs() -> tuple[str, ...]:
    """Names of the packs that ship with the project."""
    return tuple(sorted(path.parent.name for path in rules_folder().glob(f"*/{DESCRIPTION}")))


def open_pack(path: Path) -> PackFolder:
    """Read a pack's description and list its files. Raises RuleError where it cannot be read at all."""
    if path.is_file():
        return _single(path)
    file = read_yaml(path / DESCRIPTION)
    report = shape.Reporter(file)
    try:
        return _described(path, file, report)
    except Hopeless:
        raise RuleErrors(report.errors) from None


def _described(path: Path, file: YamlFile, report: shape.Reporter) -> PackFolder:
    data = shape.mapping(report, file.data, ()) if file.root is not None else {}
    shape.known_keys(report, data, (), KEYS)
    missing = [key for key in ("name", "version", "title") if key not in data]
    if missing and not report.errors:
        report((), f"缺少 {', '.join(missing)}")
    for stray in sorted(path.glob("*.yml")):
        report.errors.append(RuleError("规则文件要以 .yaml 结尾", source=str(stray), mend="把文件改名"))
    return PackFolder(
        pack=Pack(
            name=shape.text(report, data["name"], ("name",), path.name) if "name" in data else path.name,
            version=shape.text(report, data["version"], ("version",)) if "version" in data else "0",
            title=shape.texts(report, data["title"], ("title",)) if "title" in data else {"zh": "", "en": ""},
            kinds=_kinds(report, data),
            columns=_columns(report, data),
        ),
        extends=shape.words(report, data.get("extends", []), ("extends",)),
        include=shape.words(report, data["include"], ("include",)) if "include" in data else None,
        exclude=shape.words(report, data.get("exclude", []), ("exclude",)),
        rule_files=tuple(sorted(file for file in path.glob("*.yaml") if file.name != DESCRIPTION)),
        lexicon_files=tuple(sorted((path / LEXICON_FOLDER).glob("*.yaml"))),
        reporter=report,
        folder=path,
    )


def _single(path: Path) -> PackFolder:
    """A rule file by itself, as a pack of one with the word lists that lie beside it."""
    title: Mapping[Language, str] = {"zh": path.stem, "en": path.stem}
    return PackFolder(
        pack=Pack(name=path.stem, version="0", title=title, kinds=(), columns=()),
        extends=(),
        include=None,
        exclude=(),
        rule_files=(path,),
        lexicon_files=tuple(sorted((path.parent / LEXICON_FOLDER).glob("*.yaml"))),
        reporter=shape.Reporter(YamlFile(str(path), "")),
        folder=path.parent,
    )


def _kinds(report: shape.Reporter, data: dict[str, Any]) -> tuple[str, ...]:
    entries = shape.listed(report, data.get("kinds", []), ("kinds",))
    return tuple(
        shape.choice(report, entry, ("kinds", index), KINDS, "other") for index, entry in enumerate(entries)
    )


def _columns(report: shape.Reporter, data: dict[str, Any]) -> tuple[tuple[str, Mapping[Language, str]], ...]:
    entries = shape.mapping(report, data.get("columns", {}), ("columns",))
    return tuple((name, shape.texts(report, text, ("columns", name))) for name, text in entries.items())
