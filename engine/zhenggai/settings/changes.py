"""Layers of a configuration → what it changes of each rule, and where it says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhenggai.rulebook.rule_parts import RuleOverride
from zhenggai.rulebook.syntax import Place
from zhenggai.settings.layers import Layer, Stated
from zhenggai.settings.names import is_pattern, name_matches


def changes_of(layers: Sequence[Layer], rules: Iterable[str]) -> dict[str, RuleOverride]:
    """The changes of rules by id; those that no layer touches are left out. A later layer wins.

    Within a layer ``include`` and ``exclude`` come before what it says of a single rule.
    """
    changes = ((rule, _change(layers, rule)) for rule in rules)
    return {rule: change for rule, change in changes if change is not None}


def _change(layers: Sequence[Layer], rule: str) -> RuleOverride | None:
    enabled: Stated[bool] | None = None
    by_choice = False
    change = RuleOverride()
    places: dict[str, Place] = {}
    for layer in layers:
        chosen, back = _choice(layer, rule)
        if chosen is not None:
            enabled, by_choice = chosen, True
        elif back and by_choice:
            enabled = None
        said = layer.rules.get(rule)
        if said is None:
            continue
        if said.enabled is not None:
            enabled, by_choice = said.enabled, False
        if said.severity is not None:
            places["severity"] = said.severity.place
        places.update({name: stated.place for name, stated in said.params.items()})
        change = RuleOverride(
            severity=said.severity.value if said.severity else change.severity,
            params={**change.params, **{name: stated.value for name, stated in said.params.items()}},
            place=said.place,
        )
    if enabled is not None:
        places["enabled"] = enabled.place
    elif change.place is None:
        return None
    return RuleOverride(
        enabled=enabled.value if enabled else None,
        severity=change.severity,
        params=change.params,
        place=change.place or (enabled.place if enabled else None),
        places=places,
    )


def _choice(layer: Layer, rule: str) -> tuple[Stated[bool] | None, bool]:
    """Whether a layer's ``include`` and ``exclude`` switch a rule on or off.

    The second value: it is among the included ones by a pattern, which takes back an earlier
    layer's choice and leaves the rule as its pack has it.
    """
    for stated in layer.exclude:
        if name_matches(stated.value, rule):
            return Stated(False, stated.place), False
    if layer.include is None:
        return None, False
    hits = [stated for stated in layer.include if name_matches(stated.value, rule)]
    named = next((stated for stated in hits if not is_pattern(stated.value)), None)
    if named is not None:
        return Stated(True, named.place), False
    return (None, True) if hits else (Stated(False, layer.include[0].place), False)
