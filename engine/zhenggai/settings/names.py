"""The names in a configuration held against the packs: rules, parameters, word lists, packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from zhenggai.errors import RuleError
from zhenggai.rulebook import shape
from zhenggai.rulebook.catalogue import Catalogue, catalogue
from zhenggai.rulebook.override_mistakes import read_or_explain
from zhenggai.rulebook.packs import builtin_packs, find_pack
from zhenggai.rulebook.rule_parts import RuleOverride, at_place
from zhenggai.rulebook.rules import Surroundings
from zhenggai.rulebook.syntax import Place
from zhenggai.rulebook.yaml_positions import read_yaml
from zhenggai.settings.layers import Configuration, Layer, RuleChange, Stated

_WILD = frozenset("*?[")


def is_pattern(name: str) -> bool:
    """Whether an entry of ``include`` or ``exclude`` means rules by a pattern, and not by id."""
    return not _WILD.isdisjoint(name)


def name_matches(pattern: str, rule: str) -> bool:
    """Whether a rule id is meant by an entry of ``include`` or ``exclude``."""
    return fnmatchcase(rule, pattern)


def pack_path(configuration: Configuration, name: str) -> Path:
    """Where a pack lies that the configuration names. Raises RuleError."""
    return find_pack(name, configuration.folder)


def check_names(
    configuration: Configuration, packs: Sequence[str | Path]
) -> tuple[Catalogue, list[RuleError]]:
    """The rules that a configuration may name, and what is wrong with the names and values it has.

    It may name the rules of its packs, of those asked for and of the built-in ones.
    """
    found: list[str | Path] = [*packs, *builtin_packs()]
    errors: list[RuleError] = []
    for layer in configuration.layers:
        for stated in layer.extends or ():
            try:
                found.append(pack_path(configuration, stated.value))
            except RuleError as error:
                errors.append(_mistake(stated.place, error.message, error.mend))
    known, broken = catalogue(found)
    errors.extend(broken)
    check = _Check(known, complete=not errors)
    for layer in configuration.layers:
        errors.extend(check.layer(layer))
    return known, errors


class _Check:
    """Holds layers against a catalogue; one that is not ``complete`` may lack the rules that are named."""

    def __init__(self, known: Catalogue, *, complete: bool) -> None:
        self._known = known
        self._complete = complete

    def layer(self, layer: Layer) -> Iterable[RuleError]:
        """All that is wrong with the names and values in a layer."""
        rules = self._known.rules
        for stated in (*(layer.include or ()), *layer.exclude):
            if self._complete and not any(name_matches(stated.value, rule) for rule in rules):
                message = "没有规则符合" if is_pattern(stated.value) else "没有规则"
                yield _mistake(stated.place, f"{message}“{stated.value}”", _nearest(stated.value, rules))
        for name, change in layer.rules.items():
            if name in rules:
                yield from self._values(name, change)
            elif self._complete:
                yield _mistake(change.place, f"没有规则“{name}”", _nearest(name, rules))
        if self._complete:
            yield from self._words(layer.lexicon)

    def _values(self, name: str, change: RuleChange) -> Iterable[RuleError]:
        """What is wrong with the parameters of a rule, as the rule itself finds when it is read with them.

        Where several packs have a rule of that id, the values must fit one of them.
        """
        if not change.params:
            return ()
        override = RuleOverride(
            params={key: stated.value for key, stated in change.params.items()},
            place=change.place,
            places={key: stated.place for key, stated in change.params.items()},
        )
        around = Surroundings("", self._lists, (), {name: override})
        mistakes = [_mistakes_by_values(path, name, around) for path in self._known.rules[name]]
        return min(mistakes, key=len)

    def _words(self, lexicon: Mapping[str, Stated[tuple[str, ...]]]) -> Iterable[RuleError]:
        for name, stated in lexicon.items():
            if name not in self._lists:
                mend = _nearest(name, self._lists) or "新的词表写在规则包的 lexicon 目录里"
                yield _mistake(stated.place, f"没有词表“{name}”", mend)
            elif wrong := unfit_word(name, stated.value):
                mend = f"照已有的写, 如 {self._lists[name][0]}"
                yield _mistake(stated.place, f"词表“{name}”里的“{wrong}”不合格式", mend)

    @cached_property
    def _lists(self) -> Mapping[str, tuple[str, ...]]:
        return self._known.lists()


def _mistakes_by_values(path: Path, name: str, around: Surroundings) -> list[RuleError]:
    """The mistakes that a rule file has only by changed parameters; its own are told by its loader."""
    try:
        file = read_yaml(path)
    except RuleError:
        return []
    return [mistake for mistake in read_or_explain(file, name, around)[1] if mistake.source != file.source]


def unfit_word(name: str, words: Iterable[str]) -> str | None:
    """The first word that is not of the form that a list asks for, where a list has one of its own."""
    if name == "traditional":
        return next((word for word in words if len(word) != 2), None)
    if name == "owner_splits":
        return next((word for word in words if not all(word.split("/"))), None)
    return None


def _nearest(name: str, known: Iterable[str]) -> str:
    return shape.nearest(name, tuple(known))


def _mistake(place: Place, message: str, mend: str) -> RuleError:
    return at_place(place, None, message, mend)
