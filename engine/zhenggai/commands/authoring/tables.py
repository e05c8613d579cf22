"""The tables of ``zhenggai rules test``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from zhenggai.reporting.gap_lines import SYMBOLS
from zhenggai.reporting.screen import printed
from zhenggai.reporting.words import Words

if TYPE_CHECKING:
    from zhenggai.commands.authoring.examples import Coverage

VERDICTS = ("gap", "pass", "not_applicable", "not_assessed")


def coverage_table(covered: Sequence[Coverage], words: Words, *, width: int, colour: bool) -> str:
    """A line for each rule: how many of its examples came out as they must."""
    table = _table(words, "gap.rule", "rule.fires", "rule.silent", "tested.result")
    for each in covered:
        passes = [tried for tried in each.tried if tried.example.expect == "pass"]
        gaps = len(each.tried) - len(passes)
        verdict = Text(SYMBOLS["pass"], "green") if each.right else Text(SYMBOLS["gap"], "bold red")
        silent = sum(tried.right for tried in passes)
        table.add_row(each.rule.id, f"{each.fired}/{gaps}", f"{silent}/{len(passes)}", verdict)
    return printed(table, width=width, colour=colour)


def verdict_table(counts: dict[str, dict[str, int]], words: Words, *, width: int, colour: bool) -> str:
    """A line for each rule: to how many facts it gave which verdict."""
    table = _table(words, "gap.rule", *(f"verdict.{verdict}" for verdict in VERDICTS))
    for rule, verdicts in counts.items():
        table.add_row(rule, *(str(verdicts.get(verdict, 0)) for verdict in VERDICTS))
    return printed(table, width=width, colour=colour)


def _table(words: Words, *titles: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for number, title in enumerate(titles):
        table.add_column(words(title), no_wrap=True, justify="right" if number else "left")
    return table
