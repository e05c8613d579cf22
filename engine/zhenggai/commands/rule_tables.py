"""Rules on a terminal: one line each, or one of them in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from zhenggai.commands.rules import Configured, changed_values, origin
from zhenggai.reporting.gap_lines import basis
from zhenggai.reporting.screen import printed
from zhenggai.reporting.words import Words
from zhenggai.rulebook.templates import shown


def rule_table(rules: Sequence[Configured], words: Words, *, width: int, colour: bool) -> str:
    """A line for each rule, with what the configuration changes of it and where."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for title in ("gap.rule", "input.severity", "input.subject", "input.title", "rule.from"):
        table.add_column(words(title), no_wrap=title not in ("input.title", "rule.from"), overflow="fold")
    for each in rules:
        rule = each.rule
        severity = words(f"severity.{rule.severity}") if rule.enabled else words("rule.off")
        subject = words.title("subject", rule.subject)
        table.add_row(rule.id, severity, subject, rule.title[words.language], _origins(each, words))
    return printed(table, width=width, colour=colour)


def _origins(each: Configured, words: Words) -> str:
    changed = changed_values(each.values.values())
    if not changed:
        return origin(each.values["severity"], each.rule, words)
    return "\n".join(
        f"{_name(value.name, words)} = {_shown(value.name, value.value, words)} "
        f"({value.place.source}:{value.place.line})"
        for value in changed
    )


def rule_card(each: Configured, words: Words, *, width: int, colour: bool) -> str:
    """All that a rule says of itself, with the values that hold."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="cyan")
    grid.add_column(overflow="fold")
    for label, text in _lines(each, words):
        grid.add_row(label, text)
    title = Text(f"{each.rule.id}  {each.rule.title[words.language]}", "bold")
    return printed(Group(title, grid), width=width, colour=colour)


def _lines(each: Configured, words: Words) -> Iterable[tuple[str, str]]:
    rule, language = each.rule, words.language
    yield words("rule.pack"), f"{rule.pack} (≥ {rule.since})"
    yield words("input.subject"), words.title("subject", rule.subject)
    for name in ("severity", "enabled"):
        yield _name(name, words), _stated(each, name, words)
    yield words("gap.reason"), rule.message[language]
    yield words("gap.hint"), rule.hint[language]
    yield words("gap.why"), rule.why[language]
    if rule.basis:
        yield words("gap.basis"), basis(rule.basis, words)
    for name in rule.params:
        meaning = rule.meanings.get(name, {}).get(language, "")
        text = f"{name} = {_stated(each, f'params.{name}', words)}"
        yield words("rule.parameter"), words("noted", text=text, note=meaning) if meaning else text
    for example in rule.examples:
        label = words("rule.fires" if example.expect == "gap" else "rule.silent")
        yield label, example.text.rstrip() + (f"\n({example.note})" if example.note else "")
    yield words("rule.file"), f"{rule.place.source}:{rule.place.line}"


def _stated(each: Configured, name: str, words: Words) -> str:
    """A value with where it comes from, and what the pack says where that is changed."""
    value = each.values[name]
    text = words("placed", text=_shown(name, value.value, words), place=origin(value, each.rule, words))
    if value.changed and value.default != value.value:
        text += words("rule.default", value=_shown(name, value.default, words))
    return text


def _name(name: str, words: Words) -> str:
    labels = {"severity": "input.severity", "enabled": "rule.state"}
    return words(labels[name]) if name in labels else name.removeprefix("params.")


def _shown(name: str, value: object, words: Words) -> str:
    if name == "severity":
        return words(f"severity.{value}")
    if name == "enabled":
        return words("rule.on" if value else "rule.off")
    return shown(value)  # type: ignore[arg-type]  # a parameter's value, which is an operand
