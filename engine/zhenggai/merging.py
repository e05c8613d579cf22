"""Reports of single documents put together as the one report of a run."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from zhenggai import __version__
from zhenggai.model import (
    REPORT_SCHEMA,
    GapReport,
    MatrixRow,
    PackInfo,
    RuleInfo,
    Summary,
    Tool,
)
from zhenggai.rulebook.syntax import Language


def merged(reports: Sequence[GapReport], *, language: Language, date: str, engine: Tool) -> GapReport:
    """One report over the documents of several, in their order; waivers and baselines come afterwards.

    Where two describe a pack or a rule of one name, the first is taken.
    """
    packs: dict[str, PackInfo] = {}
    rules: dict[str, RuleInfo] = {}
    titles: dict[str, str] = {}
    for report in reports:
        titles |= report.column_titles
        for pack in report.rule_packs:
            packs.setdefault(pack.name, pack)
        for rule in report.rules:
            rules.setdefault(rule.id, rule)
    columns = tuple(dict.fromkeys(name for report in reports for name in report.columns))
    return GapReport(
        schema=REPORT_SCHEMA,
        tool=Tool(name="zhenggai", version=__version__),
        engine=engine,
        date=date,
        language=language,
        rule_packs=tuple(packs.values()),
        inputs=tuple(each for report in reports for each in report.inputs),
        summary=_sum([report.summary for report in reports]),
        columns=columns,
        matrix=tuple(_widened(row, columns) for report in reports for row in report.matrix),
        rules=tuple(rules.values()),
        results=tuple(result for report in reports for result in report.results),
        tallies=tuple(tally for report in reports for tally in report.tallies),
        column_titles=titles,
        documents=tuple(document for report in reports for document in report.documents),
    )


def _widened(row: MatrixRow, columns: Sequence[str]) -> MatrixRow:
    """The row with a cell for every column of the run."""
    if tuple(row.cells) == columns:
        return row
    return replace(row, cells={column: row.cells.get(column, "not_applicable") for column in columns})


def _sum(summaries: Sequence[Summary]) -> Summary:
    return Summary(
        error=sum(each.error for each in summaries),
        warning=sum(each.warning for each in summaries),
        info=sum(each.info for each in summaries),
        issues=sum(each.issues for each in summaries),
        measures=sum(each.measures for each in summaries),
        complete_issues=sum(each.complete_issues for each in summaries),
        rules_run=max((each.rules_run for each in summaries), default=0),
        passed=sum(each.passed for each in summaries),
        not_applicable=sum(each.not_applicable for each in summaries),
        not_assessed=sum(each.not_assessed for each in summaries),
    )
