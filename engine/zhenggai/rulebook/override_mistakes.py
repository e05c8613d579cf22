"""Mistakes that a rule has only by a configuration's parameters: told where the configuration stands.

A parameter's value is checked where the rule uses it, so a wrong one shows up as a mistake of the
rule file, which its reader did not write.
"""

from __future__ import annotations

import msgspec

from zhenggai.errors import RuleError
from zhenggai.rulebook import shape
from zhenggai.rulebook.rule_parts import RuleOverride, at_place
from zhenggai.rulebook.rules import Surroundings, read_rule
from zhenggai.rulebook.syntax import Rule
from zhenggai.rulebook.yaml_positions import Hopeless, YamlFile


def read_or_explain(file: YamlFile, stem: str, around: Surroundings) -> tuple[Rule | None, list[RuleError]]:
    """The rule that a file states, or None, and all that is wrong, in the order of the file."""
    rule, mistakes = _read(file, stem, around)
    change = around.overrides.get(stem)
    if mistakes and change is not None and change.params:
        mistakes = _blamed(file, stem, around, change, mistakes)
    return rule, mistakes


def _read(file: YamlFile, stem: str, around: Surroundings) -> tuple[Rule | None, list[RuleError]]:
    report = shape.Reporter(file)
    try:
        rule = read_rule(file, stem, around, report)
    except Hopeless:
        rule = None
    return rule, sorted(report.errors, key=lambda error: (error.line or 0, error.column or 0))


def _blamed(
    file: YamlFile, stem: str, around: Surroundings, change: RuleOverride, mistakes: list[RuleError]
) -> list[RuleError]:
    """Each mistake that one changed parameter makes by itself, at the place of that parameter."""
    own = _with_params(file, stem, around, change, ())
    causes: dict[str, str] = {}
    for name in change.params:
        for text in _with_params(file, stem, around, change, (name,)) - own:
            causes.setdefault(text, name)
    told: list[RuleError] = []
    for mistake in mistakes:
        cause = causes.get(str(mistake))
        if cause is not None and mistake.source == file.source:
            message = f"参数“{cause}”不合用: {mistake.message}"
            mistake = at_place(change.place_of(cause), file.source, message, mistake.mend)
        told.append(mistake)
    return told


def _with_params(
    file: YamlFile, stem: str, around: Surroundings, change: RuleOverride, names: tuple[str, ...]
) -> set[str]:
    """The mistakes that the rule has where only the named parameters are changed."""
    params = {name: change.params[name] for name in names}
    less = msgspec.structs.replace(change, params=params)
    around = msgspec.structs.replace(around, overrides={stem: less})
    return {str(mistake) for mistake in _read(file, stem, around)[1]}
