"""``zhenggai rules``: the rules as their readers need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from zhenggai.commands.streams import emit_text, uses_colour, width
from zhenggai.commands.wording import chosen
from zhenggai.errors import RuleError
from zhenggai.reporting.gap_lines import basis
from zhenggai.reporting.screen import printed
from zhenggai.reporting.words import Language, Words
from zhenggai.rulebook.loading import DEFAULT_PACKS, load_rulebook
from zhenggai.rulebook.shape import nearest
from zhenggai.rulebook.syntax import Rule
from zhenggai.rulebook.templates import shown


def list_rules(packs: Sequence[str], language: Language | None) -> int:
    """Print one line for each rule of the packs. Raises RuleErrors."""
    words = Words(chosen(language))
    book = load_rulebook(packs or DEFAULT_PACKS)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for title in ("gap.rule", "input.severity", "input.subject", "input.title"):
        table.add_column(words(title), no_wrap=title != "input.title", overflow="fold")
    for rule in book.rules:
        severity = words(f"severity.{rule.severity}") if rule.enabled else words("rule.off")
        table.add_row(rule.id, severity, words.title("subject", rule.subject), rule.title[words.language])
    emit_text(printed(table, width=width(), colour=uses_colour()))
    return 0


def show_rule(name: str, packs: Sequence[str], language: Language | None) -> int:
    """Print all that one rule says of itself. Raises RuleErrors, RuleError for an unknown id."""
    rules = {rule.id: rule for rule in load_rulebook(packs or DEFAULT_PACKS).rules}
    if name not in rules:
        raise RuleError(f"没有规则“{name}”", mend=nearest(name, rules))
    words = Words(chosen(language))
    rule = rules[name]
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="cyan")
    grid.add_column(overflow="fold")
    for label, text in _lines(rule, words):
        grid.add_row(label, text)
    title = Text(f"{rule.id}  {rule.title[words.language]}", "bold")
    emit_text(printed(Group(title, grid), width=width(), colour=uses_colour()))
    return 0


def _lines(rule: Rule, words: Words) -> Iterable[tuple[str, str]]:
    language = words.language
    yield words("rule.pack"), f"{rule.pack} (≥ {rule.since})"
    yield words("input.severity"), words(f"severity.{rule.severity}")
    yield words("input.subject"), words.title("subject", rule.subject)
    if not rule.enabled:
        yield words("rule.state"), words("rule.off")
    yield words("gap.reason"), rule.message[language]
    yield words("gap.hint"), rule.hint[language]
    yield words("gap.why"), rule.why[language]
    if rule.basis:
        yield words("gap.basis"), basis(rule.basis, words)
    for name, value in rule.params.items():
        meaning = rule.meanings.get(name, {}).get(language, "")
        yield words("rule.parameter"), f"{name} = {shown(value)}" + (f": {meaning}" if meaning else "")
    for example in rule.examples:
        label = words("rule.fires" if example.expect == "gap" else "rule.silent")
        yield label, example.text.rstrip() + (f"\n({example.note})" if example.note else "")
    yield words("rule.file"), f"{rule.place.source}:{rule.place.line}"
