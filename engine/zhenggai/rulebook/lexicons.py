"""The word lists that rules may name: the built-in ones, those of the packs, a user's additions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from zhenggai.errors import RuleError
from zhenggai.lexicon import builtin_lexicon
from zhenggai.rulebook import shape
from zhenggai.rulebook.yaml_positions import Hopeless, YamlFile, read_yaml


def read_lexicons(
    files: Iterable[Path], extra: Mapping[str, tuple[str, ...]], errors: list[RuleError]
) -> dict[str, tuple[str, ...]]:
    """Words by list name; mistakes go to ``errors``. ``extra`` adds words to lists or makes new ones."""
    lists: dict[str, tuple[str, ...]] = {}
    try:
        lists.update(builtin_lexicon().lists)
    except RuleError as error:
        errors.append(error)
    for path in dict.fromkeys(files):
        try:
            file = read_yaml(path)
        except RuleError as error:
            errors.append(error)
            continue
        report = shape.Reporter(file)
        with suppress(Hopeless):
            _read_lists(file, report, lists)
        errors.extend(report.errors)
    for name, added in extra.items():
        lists[name] = tuple(dict.fromkeys((*lists.get(name, ()), *added)))
    return lists


def _read_lists(file: YamlFile, report: shape.Reporter, lists: dict[str, tuple[str, ...]]) -> None:
    data = shape.mapping(report, file.data, ()) if file.root is not None else {}
    for name, words in data.items():
        if name in lists:
            report((name,), f"词表“{name}”重复定义", "改名或合并", of_key=True)
        lists[name] = shape.words(report, words, (name,))
