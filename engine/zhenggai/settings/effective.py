"""The values that hold for a rule, and where each comes from: its own file or the configuration."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from zhenggai.errors import RuleError
from zhenggai.resources import rules_folder
from zhenggai.rulebook.rule_parts import RuleOverride
from zhenggai.rulebook.syntax import Operand, Place, Rule
from zhenggai.rulebook.yaml_positions import YamlFile, read_yaml


class Effective(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a rule: what holds, what its pack says, and where what holds is written.

    ``name`` is ``severity``, ``enabled`` or ``params.`` with a parameter's name; ``changed`` tells
    that the configuration sets it, and ``pack`` names the pack where it does not.
    """

    name: str
    value: Operand
    default: Operand
    place: Place
    pack: str | None

    @property
    def changed(self) -> bool:
        """Whether a configuration sets the value."""
        return self.pack is None


def effective_values(rule: Rule, own: Rule, change: RuleOverride | None) -> tuple[Effective, ...]:
    """The values of a rule as configured; ``own`` is the same rule as its pack has it."""
    change = change or RuleOverride()
    file = _file(own)
    values: list[Effective] = []
    for name, value, default in _values(rule, own):
        key = name.removeprefix("params.")
        set_here = key in change.params if name != key else key in change.places
        place = change.place_of(key) if set_here else None
        steps = ("params", key) if name != key else (key,)
        own_place = file.place(steps, of_key=True) if file else own.place
        values.append(
            Effective(
                name=name,
                value=value,
                default=default,
                place=place or own_place,
                pack=None if place else own.pack,
            )
        )
    return tuple(values)


def _values(rule: Rule, own: Rule) -> Iterable[tuple[str, Operand, Operand]]:
    yield "severity", rule.severity, own.severity
    yield "enabled", rule.enabled, own.enabled
    for name, default in own.params.items():
        yield f"params.{name}", rule.params[name], default


def _file(rule: Rule) -> YamlFile | None:
    try:
        return read_yaml(Path(rule.place.source), rule.place.source)
    except RuleError:
        return None


def is_builtin(rule: Rule) -> bool:
    """Whether a rule lies in a pack that ships with the project."""
    return rules_folder() in Path(rule.place.source).absolute().parents
