"""``zhenggai rules test --against``: what rules under work would say of real notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from zhenggai.commands.authoring.tables import verdict_table
from zhenggai.commands.authoring.targets import Target
from zhenggai.commands.streams import NOT_AUDITED, complain, emit_text, uses_colour, width
from zhenggai.errors import RuleError
from zhenggai.model import GapReport
from zhenggai.pipeline import Options, audit_paths
from zhenggai.reporting.gap_lines import gap_place, input_sentence, quoted
from zhenggai.reporting.safe_text import for_log
from zhenggai.reporting.words import Words

QUOTE_LENGTH = 60


def say_of(paths: Sequence[str], targets: Sequence[Target], words: Words) -> int:
    """Print verdicts and gaps of each document, whatever its kind; 2 where one cannot be read.

    Rules that are off are tried, too; a configuration's word lists are used, its rules are not.
    """
    status = 0
    for target in targets:
        rules = tuple(replace(rule, enabled=True) for rule in target.rules)
        options = Options(language=words.language, all_verdicts=True, use_waivers=False)
        report = audit_paths(tuple(dict.fromkeys(paths)), options, rules=replace(target.book, rules=rules))
        for each in report.inputs:
            if each.sha256 is None:
                complain(input_sentence(each, words))
                status = NOT_AUDITED
            else:
                emit_text(_said(report, each.source, words))
    if not targets:
        raise RuleError("没有规则可检验", mend="写明规则包或规则文件")
    return status


def _said(report: GapReport, source: str, words: Words) -> str:
    """The verdicts of one document by rule, and its gaps with their places."""
    counts = {rule.id: Counter[str]() for rule in report.rules}
    lines: list[str] = []
    for result in report.results:
        if result.input != source:
            continue
        counts[result.rule][result.verdict] += 1
        if result.verdict == "gap":
            place = gap_place(result, words)
            text = words("noted", text=result.rule, note=result.message)
            text = words("placed", text=text, place=place) if place else text
            lines.append(
                for_log(f"{text} {quoted(result.quote, words, QUOTE_LENGTH) if result.quote else ''}")
            )
    table = verdict_table(
        {rule: dict(found) for rule, found in counts.items()}, words, width=width(), colour=uses_colour()
    )
    return "\n".join([for_log(source), table, *lines, ""])
