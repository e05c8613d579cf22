"""The names in a configuration held against the packs: rules, parameters, word lists, packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

from zhenggai.errors import RuleError, RuleErrors
from zhenggai.lexicon import builtin_lexicon
from zhenggai.rulebook import shape
from zhenggai.rulebook.catalogue import Catalogue, catalogue
from zhenggai.rulebook.packs import builtin_packs, find_pack
from zhenggai.rulebook.rule_parts import RuleOverride, at_place, no_parameter, read_params, unfit
from zhenggai.rulebook.syntax import Operand, Place
from zhenggai.rulebook.yaml_positions import Hopeless, read_yaml
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


def check_names(configuration: Configuration, packs: Sequence[str | Path]) -> Catalogue:
    """The rules that a configuration may name: of its packs, of those asked for, of the built-in ones.

    Raises RuleErrors where a pack is not there, or where the configuration names a rule, a
    parameter or a word list that no pack has, or gives a value that cannot be.
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
    complete = not errors  # else a rule that is not found may be one of the missing pack's
    for layer in configuration.layers:
        errors.extend(_layer_mistakes(layer, known, complete))
    if errors:
        raise RuleErrors(sorted(errors, key=lambda error: (error.source or "", error.line or 0)))
    return known


def _layer_mistakes(layer: Layer, known: Catalogue, complete: bool) -> Iterable[RuleError]:
    for stated in (*(layer.include or ()), *layer.exclude):
        if complete and not any(name_matches(stated.value, rule) for rule in known.rules):
            message = "没有规则符合" if is_pattern(stated.value) else "没有规则"
            yield _mistake(stated.place, f"{message}“{stated.value}”", _nearest(stated.value, known.rules))
    for name, change in layer.rules.items():
        if name in known.rules:
            yield from _parameter_mistakes(change, known.rules[name])
        elif complete:
            yield _mistake(change.place, f"没有规则“{name}”", _nearest(name, known.rules))
    if layer.lexicon and complete:
        yield from _list_mistakes(layer.lexicon, known)


def _parameter_mistakes(change: RuleChange, files: Sequence[Path]) -> Iterable[RuleError]:
    for name, stated in change.params.items():
        declared = [values for path in files if (values := _declared(path)) is not None]
        having = [values for values in declared if name in values]
        if having:
            wrong = unfit(name, stated.value, having[0][name])
        else:
            wrong = no_parameter(name, declared[0]) if declared else None
        if wrong:
            yield _mistake(stated.place, wrong.message, wrong.mend)


def _declared(path: Path) -> Mapping[str, Operand] | None:
    """The parameters of a rule file with their defaults; None where it is broken, which its loader tells."""
    with suppress(RuleError, Hopeless):
        file = read_yaml(path)
        if isinstance(file.data, dict):
            return read_params(shape.Reporter(file), file.data, RuleOverride())[0]
    return None


def _list_mistakes(lexicon: Mapping[str, Stated[tuple[str, ...]]], known: Catalogue) -> Iterable[RuleError]:
    lists = {**builtin_lexicon().lists, **known.lists()}
    for name, stated in lexicon.items():
        if name not in lists:
            mend = _nearest(name, lists) or "新的词表写在规则包的 lexicon 目录里"
            yield _mistake(stated.place, f"没有词表“{name}”", mend)
        elif wrong := unfit_word(name, stated.value):
            yield _mistake(
                stated.place, f"词表“{name}”里的“{wrong}”不合格式", f"照已有的写, 如 {lists[name][0]}"
            )


def unfit_word(name: str, words: Iterable[str]) -> str | None:
    """The first word that is not of the form that a list asks for, where a list has one of its own."""
    forms = {"traditional": lambda word: len(word) == 2, "owner_splits": lambda word: all(word.split("/"))}
    fits = forms.get(name)
    return next((word for word in words if not fits(word)), None) if fits else None


def _nearest(name: str, known: Iterable[str]) -> str:
    return shape.nearest(name, tuple(known))


def _mistake(place: Place, message: str, mend: str) -> RuleError:
    return at_place(place, None, message, mend)
