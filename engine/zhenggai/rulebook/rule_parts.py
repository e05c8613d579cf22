"""The parts of a rule file beside its conditions: parameters, basis, examples."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from zhenggai.errors import RuleError
from zhenggai.model import Basis, Severity
from zhenggai.rulebook import shape
from zhenggai.rulebook.syntax import Example, Language, Operand, Place, Scalar
from zhenggai.rulebook.yaml_positions import Steps

_PARAMETER_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class RuleOverride(msgspec.Struct, frozen=True, kw_only=True):
    """What a configuration changes of a rule; ``place`` is where it says so.

    ``places`` tells it more exactly for ``enabled``, ``severity`` and the parameters by name.
    """

    enabled: bool | None = None
    severity: Severity | None = None
    params: Mapping[str, Operand] = {}
    place: Place | None = None
    places: Mapping[str, Place] = {}

    def place_of(self, name: str) -> Place | None:
        """Where the configuration sets ``enabled``, ``severity`` or the parameter of that name."""
        return self.places.get(name, self.place)


def read_params(
    report: shape.Reporter, data: dict[str, Any], override: RuleOverride
) -> tuple[dict[str, Operand], dict[str, Mapping[Language, str]]]:
    """Values (with the configuration's changes) and meanings of the rule's parameters."""
    values: dict[str, Operand] = {}
    meanings: dict[str, Mapping[Language, str]] = {}
    for name, entry in shape.mapping(report, data.get("params", {}), ("params",)).items():
        if not _PARAMETER_NAME.fullmatch(name):
            report(("params", name), f"参数名“{name}”不合格式", "字母、数字、下划线, 如 days", of_key=True)
        steps: Steps = ("params", name)
        value = entry
        if isinstance(entry, dict):
            shape.known_keys(report, entry, steps, ("value", "meaning"))
            value, steps = entry.get("value"), ("params", name, "value")
            if "meaning" in entry:
                meanings[name] = shape.texts(report, entry["meaning"], ("params", name, "meaning"))
        values[name] = read_value(report, value, steps)
    for name, changed in override.params.items():
        if name not in values:
            message, mend = no_parameter(name, values)
        elif wrong := unfit(name, changed, values[name]):
            message, mend = wrong
        else:
            values[name] = changed
            continue
        report.errors.append(at_place(override.place_of(name), report.file.source, message, mend))
    return values, meanings


def no_parameter(name: str, known: Collection[str]) -> shape.Wrong:
    """What to say of a parameter that a rule does not have."""
    mend = shape.nearest(name, known) if known else "这条规则没有参数"
    return shape.Wrong(f"规则没有参数“{name}”", mend)


def unfit(name: str, changed: Operand, default: Operand) -> shape.Wrong | None:
    """What is wrong with a changed parameter: a number for a number, words for words."""
    if _sort(changed) == _sort(default):
        return None
    shown = "、".join(map(str, default)) if isinstance(default, tuple) else str(default)
    return shape.Wrong(f"参数“{name}”应当与默认值 {shown} 同类", "")


def at_place(place: Place | None, otherwise: str | None, message: str, mend: str) -> RuleError:
    """A mistake at a place; ``otherwise`` is the file where the place is not known."""
    return RuleError(
        message,
        source=place.source if place else otherwise,
        line=place.line if place else None,
        column=place.column if place else None,
        mend=mend,
    )


def read_value(report: shape.Reporter, value: Any, steps: Steps) -> Operand:
    """A parameter's value: a scalar or a list of them."""
    if isinstance(value, list):
        return tuple(_scalar(report, item, (*steps, index)) for index, item in enumerate(value))
    return _scalar(report, value, steps)


def _scalar(report: shape.Reporter, value: Any, steps: Steps) -> Scalar:
    if isinstance(value, str | int | float | bool):
        return value
    report(steps, f"参数的值应当是文字、数、是非值或它们的列表, 而不是{shape.kind_of(value)}")
    return ""


def _sort(value: Operand) -> str:
    """What sort of value a parameter takes: a number for a number, a list or word for words."""
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else "words"


def read_basis(report: shape.Reporter, data: dict[str, Any]) -> tuple[Basis, ...]:
    found: list[Basis] = []
    for index, entry in enumerate(shape.listed(report, data.get("basis", []), ("basis",))):
        steps = ("basis", index)
        norm = shape.mapping(report, entry, steps)
        shape.known_keys(report, norm, steps, ("norm", "article", "verified"))
        article = norm.get("article")
        found.append(
            Basis(
                norm=shape.text(report, norm.get("norm"), (*steps, "norm")),
                article=None if article is None else shape.text(report, article, (*steps, "article")),
                verified=shape.boolean(report, norm.get("verified", False), (*steps, "verified"), False),
            )
        )
    return tuple(found)


def read_examples(report: shape.Reporter, data: dict[str, Any]) -> tuple[Example, ...]:
    found: list[Example] = []
    for index, entry in enumerate(shape.listed(report, data.get("examples", []), ("examples",))):
        steps = ("examples", index)
        example = shape.mapping(report, entry, steps)
        shape.known_keys(report, example, steps, ("gap", "pass", "note"))
        expected = [key for key in ("gap", "pass") if key in example]
        if len(expected) != 1:
            report(steps, "一个例子要有且只有一个 gap 或 pass")
            continue
        note = example.get("note")
        found.append(
            Example(
                expect="gap" if expected[0] == "gap" else "pass",
                text=shape.text(report, example[expected[0]], (*steps, expected[0])),
                place=report.file.place(steps),
                note=None if note is None else shape.text(report, note, (*steps, "note")),
            )
        )
    return tuple(found)
