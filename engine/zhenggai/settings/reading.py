"""A configuration file → its layers and waivers, with every mistake of shape in one run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from zhenggai.errors import RuleError, RuleErrors
from zhenggai.model import Severity
from zhenggai.rulebook import shape
from zhenggai.rulebook.rule_parts import read_value
from zhenggai.rulebook.syntax import Operand
from zhenggai.rulebook.yaml_positions import Hopeless, Steps
from zhenggai.settings.discovery import CONFIGURATION
from zhenggai.settings.entries import ConfigurationEntry, PathEntry, RuleEntry, keys_of
from zhenggai.settings.files import read_file
from zhenggai.settings.layers import Configuration, Layer, RuleChange, Stated, Waiver
from zhenggai.settings.waivers import read_waiver_file, read_waivers

SEVERITIES: tuple[Severity, ...] = get_args(Severity)


def read_configuration(path: Path) -> Configuration:
    """The configuration in a file, with what is wrong with its shape in ``mistakes``.

    Raises RuleErrors where the file cannot be read, or has so many mistakes that more would help nobody.
    """
    try:
        file = read_file(path)
    except RuleError as error:
        raise RuleErrors([error]) from None
    report = shape.Reporter(file)
    try:
        configuration = _configuration(report, file.data, path)
    except Hopeless:
        raise RuleErrors(report.errors) from None
    return msgspec.structs.replace(configuration, mistakes=tuple(report.errors))


def _configuration(report: shape.Reporter, data: Any, path: Path) -> Configuration:
    if data is None and path.suffix == ".toml" and not report.errors:
        report((), "文件里没有 [tool.zhenggai]", f"写上 [tool.zhenggai], 或改用 {CONFIGURATION}")
    top = _mapping(report, data, ())
    shape.known_keys(report, top, (), keys_of(ConfigurationEntry))
    layers = [_layer(report, top, (), None)]
    for index, entry in enumerate(_given(report, top, "paths", ())):
        layers.append(_path_layer(report, entry, ("paths", index)))
    waivers, files = _waivers(report, top, path)
    return Configuration(
        path=path, folder=path.parent.absolute(), layers=tuple(layers), waivers=waivers, files=(path, *files)
    )


def _path_layer(report: shape.Reporter, data: Any, steps: Steps) -> Layer:
    entry = shape.mapping(report, data, steps)
    shape.known_keys(report, entry, steps, keys_of(PathEntry))
    if "glob" not in entry:
        report(steps, "缺少 glob", '写明哪些文件, 如 glob: "方案/**"')
    return _layer(report, entry, steps, shape.text(report, entry.get("glob", "*"), (*steps, "glob"), "*"))


def _layer(report: shape.Reporter, data: dict[str, Any], steps: Steps, glob: str | None) -> Layer:
    include = _names(report, data, "include", steps)
    if include == () and not report.errors:
        report((*steps, "include"), "include 是空的, 会停用全部规则", "写上规则编号, 或删去 include")
    return Layer(
        glob=glob,
        extends=_names(report, data, "extends", steps),
        include=include,
        exclude=_names(report, data, "exclude", steps) or (),
        rules={
            name: _rule_change(report, entry, (*steps, "rules", name))
            for name, entry in _mapping(report, data.get("rules"), (*steps, "rules")).items()
        },
        lexicon=_lexicon(report, data, (*steps, "lexicon")),
    )


def _rule_change(report: shape.Reporter, data: Any, steps: Steps) -> RuleChange:
    entry = shape.mapping(report, data, steps)
    shape.known_keys(report, entry, steps, keys_of(RuleEntry))
    place = report.file.place
    severity: Stated[Severity] | None = None
    enabled: Stated[bool] | None = None
    if entry.get("severity") is not None:
        at = (*steps, "severity")
        word = shape.choice(report, entry["severity"], at, SEVERITIES, "warning")
        severity = Stated(next(known for known in SEVERITIES if known == word), place(at, of_key=True))
    if entry.get("enabled") is not None:
        at = (*steps, "enabled")
        enabled = Stated(shape.boolean(report, entry["enabled"], at, True), place(at, of_key=True))
    params: dict[str, Stated[Operand]] = {}
    for name, value in _mapping(report, entry.get("params"), (*steps, "params")).items():
        at = (*steps, "params", name)
        params[name] = Stated(read_value(report, value, at), place(at, of_key=True))
    return RuleChange(place=place(steps, of_key=True), severity=severity, enabled=enabled, params=params)


def _lexicon(
    report: shape.Reporter, data: dict[str, Any], steps: Steps
) -> Mapping[str, Stated[tuple[str, ...]]]:
    lists: dict[str, Stated[tuple[str, ...]]] = {}
    for name, words in _mapping(report, data.get("lexicon"), steps).items():
        at = (*steps, name)
        listed = shape.words(report, [words] if isinstance(words, str) else words, at)
        lists[name] = Stated(listed, report.file.place(at, of_key=True))
    return lists


def _waivers(
    report: shape.Reporter, data: dict[str, Any], path: Path
) -> tuple[tuple[Waiver, ...], tuple[Path, ...]]:
    """The waivers in the configuration, or in the file that it names, whose mistakes join its own."""
    stated = data.get("waivers")
    if isinstance(stated, str):
        return read_waiver_file(report, stated, path.parent)
    return read_waivers(report, _given(report, data, "waivers", ()), ("waivers",)), ()


def _names(
    report: shape.Reporter, data: dict[str, Any], key: str, steps: Steps
) -> tuple[Stated[str], ...] | None:
    """A word or a list of words, each with its place; None where nothing is given."""
    given = data.get(key)
    if given is None:
        return None
    at = (*steps, key)
    if isinstance(given, str):
        return (Stated(shape.text(report, given, at), report.file.place(at)),)
    return tuple(
        Stated(word, report.file.place((*at, index)))
        for index, entry in enumerate(shape.listed(report, given, at))
        if (word := shape.text(report, entry, (*at, index)))
    )


def _given(report: shape.Reporter, data: dict[str, Any], key: str, steps: Steps) -> list[Any]:
    return [] if data.get(key) is None else shape.listed(report, data[key], (*steps, key))


def _mapping(report: shape.Reporter, data: Any, steps: Steps) -> dict[str, Any]:
    """A mapping; a key whose entries are all commented out counts as an empty one."""
    return {} if data is None else shape.mapping(report, data, steps)
