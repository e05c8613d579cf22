"""A report in the order in which people read it: by input, notice first, then issue by issue.

Shared by every writer that lists gaps for people (terminal, Markdown, …).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from zhenggai.model import Frozen, GapReport, Input, MatrixRow, Result, RuleInfo, Severity

Placed = TypeVar("Placed", Result, MatrixRow)

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class IssueGaps(Frozen, frozen=True):
    """The gaps of one issue, worst first."""

    row: MatrixRow
    gaps: tuple[Result, ...]


class Fold(Frozen, frozen=True):
    """All gaps of one rule in one input, to be shown as one line.

    ``issues`` are the numbers of the issues concerned, ascending; ``total`` is the number of
    subjects that the rule was held against, ``None`` where the report does not tell.
    """

    rule: RuleInfo
    severity: Severity
    gaps: tuple[Result, ...]
    issues: tuple[int, ...]
    total: int | None


class InputPart(Frozen, frozen=True):
    """Everything a report says of one input."""

    input: Input
    rows: tuple[MatrixRow, ...]
    notice: tuple[Result, ...]
    issues: tuple[IssueGaps, ...]
    folds: tuple[Fold, ...]
    others: tuple[Result, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether any gap is listed."""
        return bool(self.notice or self.issues or self.folds)


def gaps_of(report: GapReport) -> tuple[Result, ...]:
    """The gaps among the report's results, in its order."""
    return tuple(result for result in report.results if result.verdict == "gap")


def at_least(report: GapReport, severity: Severity) -> GapReport:
    """``report`` with only the results of ``severity`` or worse; its counts stay those of the whole run."""
    shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return replace(report, results=tuple(result for result in report.results if result.severity in shown))


def issue_of(result: Result) -> str:
    """Id of the issue that a result belongs to; empty for the notice as a whole."""
    return result.issue or ""


def arrange(report: GapReport, *, per_item: bool = False) -> tuple[InputPart, ...]:
    """The report input by input; gaps of folded rules are put together unless ``per_item``."""
    folded = {} if per_item else {rule.id: rule for rule in report.rules if rule.fold}
    totals = {
        (tally.input, tally.rule): tally.gap + tally.passed + tally.not_assessed for tally in report.tallies
    }
    results = _by_input(report.results)
    rows = _by_input(report.matrix)
    return tuple(
        _part(each, rows.get(each.source, []), results.get(each.source, []), folded, totals)
        for each in report.inputs
    )


def _part(
    source: Input,
    rows: list[MatrixRow],
    results: list[Result],
    folded: dict[str, RuleInfo],
    totals: dict[tuple[str, str], int],
) -> InputPart:
    numbers = {row.issue: row.no for row in rows}
    grouped: dict[str, list[Result]] = {}
    folds: dict[str, list[Result]] = {}
    others: list[Result] = []
    for result in results:
        if result.verdict != "gap":
            others.append(result)
        elif result.rule in folded:
            folds.setdefault(result.rule, []).append(result)
        else:
            issue = issue_of(result)
            grouped.setdefault(issue if issue in numbers else "", []).append(result)
    return InputPart(
        input=source,
        rows=tuple(rows),
        notice=worst_first(grouped.get("", [])),
        issues=tuple(
            IssueGaps(row=row, gaps=worst_first(grouped[row.issue])) for row in rows if row.issue in grouped
        ),
        folds=_folds(folds, folded, numbers, totals, source.source),
        others=tuple(others),
    )


def _folds(
    gaps: dict[str, list[Result]],
    rules: dict[str, RuleInfo],
    numbers: dict[str, int],
    totals: dict[tuple[str, str], int],
    source: str,
) -> tuple[Fold, ...]:
    """One fold for each rule with gaps, worst first, else in the order of the rules."""
    folds = [
        Fold(
            rule=rule,
            severity=worst_first(gaps[name])[0].severity,
            gaps=tuple(gaps[name]),
            issues=tuple(sorted({numbers[i] for gap in gaps[name] if (i := issue_of(gap)) in numbers})),
            total=totals.get((source, name)),
        )
        for name, rule in rules.items()
        if name in gaps
    ]
    return tuple(sorted(folds, key=lambda fold: SEVERITIES.index(fold.severity)))


def worst_first(gaps: Iterable[Result]) -> tuple[Result, ...]:
    """Gaps by severity, then by their place in the text; those without a place first."""
    return tuple(
        sorted(gaps, key=lambda gap: (SEVERITIES.index(gap.severity), gap.span.start if gap.span else -1))
    )


def _by_input(items: Iterable[Placed]) -> dict[str, list[Placed]]:
    grouped: dict[str, list[Placed]] = {}
    for item in items:
        grouped.setdefault(item.input, []).append(item)
    return grouped


def ranges(numbers: Iterable[int], separator: str) -> str:
    """Ascending numbers with runs of three or more joined: ``1–4、6、8``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        parts.extend([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))
    return separator.join(parts)
