"""``zhenggai rules list`` and ``show``: the rules as their readers need them, as they are configured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from zhenggai.commands.streams import emit, emit_text, uses_colour, width
from zhenggai.commands.wording import chosen
from zhenggai.errors import RuleError
from zhenggai.model import Frozen
from zhenggai.reporting.words import Language, Words
from zhenggai.rulebook.loading import DEFAULT_PACKS, load_rulebook
from zhenggai.rulebook.shape import nearest
from zhenggai.rulebook.syntax import Rule
from zhenggai.settings.effective import Effective, effective_values, is_builtin
from zhenggai.settings.settings import settings_for

Format = Literal["table", "json"]
RULES_SCHEMA = "zhenggai/rules/1"


class Request(Frozen, frozen=True):
    """What rules are asked for: of which packs, as configured for which document."""

    packs: tuple[str, ...] = ()
    config: str | None = None
    use_config: bool = True
    document: str | None = None
    language: Language | None = None


class Configured(Frozen, frozen=True):
    """One rule as configured, with the values that hold by name."""

    rule: Rule
    values: Mapping[str, Effective]


def list_rules(request: Request, format: Format) -> int:
    """Print each rule of the packs. Raises RuleErrors."""
    found = configured_rules(request)
    if format == "json":
        _emit_json({"schema": RULES_SCHEMA, "rules": [_plain(each, whole=False) for each in found]})
        return 0
    from zhenggai.commands.rule_tables import rule_table

    words = Words(chosen(request.language))
    emit_text(rule_table(found, words, width=width(), colour=uses_colour()))
    return 0


def show_rule(name: str, request: Request, format: Format) -> int:
    """Print all that one rule says of itself. Raises RuleErrors, RuleError for an unknown id."""
    found = {each.rule.id: each for each in configured_rules(request)}
    if name not in found:
        raise RuleError(f"没有规则“{name}”", mend=nearest(name, found))
    if format == "json":
        _emit_json({"schema": RULES_SCHEMA, **_plain(found[name], whole=True)})
        return 0
    from zhenggai.commands.rule_tables import rule_card

    words = Words(chosen(request.language))
    emit_text(rule_card(found[name], words, width=width(), colour=uses_colour()))
    return 0


def configured_rules(request: Request) -> list[Configured]:
    """The rules of the packs with what holds for them. Raises RuleErrors."""
    settings = settings_for(
        request.document, packs=request.packs, config=request.config, use_config=request.use_config
    )
    packs: Sequence[Any] = settings.packs or DEFAULT_PACKS
    own = {rule.id: rule for rule in load_rulebook(packs).rules}
    return [
        Configured(
            rule=rule,
            values={
                each.name: each
                for each in effective_values(rule, own[rule.id], settings.changes.get(rule.id))
            },
        )
        for rule in settings.rulebook(packs).rules
    ]


def _plain(each: Configured, *, whole: bool) -> dict[str, Any]:
    """A rule as plain values for JSON; all of it, or what a list needs."""
    rule, values = each.rule, each.values
    plain: dict[str, Any] = {
        "id": rule.id,
        "pack": rule.pack,
        "title": rule.title,
        "subject": rule.subject,
        "column": rule.column,
        "fold": rule.fold,
        "severity": _value(values["severity"], rule),
        "enabled": _value(values["enabled"], rule),
        "params": {
            name: {**_value(values[f"params.{name}"], rule), "meaning": rule.meanings.get(name)}
            for name in rule.params
        },
        "file": rule.place.source,
    }
    if whole:
        plain.update(
            message=rule.message,
            hint=rule.hint,
            why=rule.why,
            basis=rule.basis,
            since=rule.since,
            examples=[
                {"expect": example.expect, "text": example.text, "note": example.note}
                for example in rule.examples
            ],
        )
    return plain


def _value(value: Effective, rule: Rule) -> dict[str, Any]:
    return {
        "value": value.value,
        "default": value.default,
        "from": {
            "pack": value.pack,
            "builtin": not value.changed and is_builtin(rule),
            "file": value.place.source,
            "line": value.place.line,
        },
    }


def origin(value: Effective, rule: Rule, words: Words) -> str:
    """Where a value comes from, in words: the built-in pack, else file and line."""
    if not value.changed and is_builtin(rule):
        return words("rule.from.builtin", pack=rule.pack)
    return f"{value.place.source}:{value.place.line}"


def changed_values(values: Iterable[Effective]) -> list[Effective]:
    """Those of the values that a configuration sets."""
    return [each for each in values if each.changed]


def _emit_json(value: object) -> None:
    from zhenggai.reporting.json_format import to_json

    emit(to_json(value).encode())
