"""The results of a report as rows of a list, in reading order: one row each, folded rules not folded."""

from __future__ import annotations

from collections.abc import Iterator

from zhenggai.model import Frozen, GapReport, MatrixRow, Result, RuleInfo
from zhenggai.reporting.arrangement import InputPart, arrange
from zhenggai.reporting.words import Words


class GapRow(Frozen, frozen=True):
    """A result with its issue and rule; ``number`` counts the gaps of the report, other verdicts have 0."""

    number: int
    result: Result
    issue: MatrixRow | None
    rule: RuleInfo | None

    @property
    def title(self) -> str:
        """The rule's title; empty where the report does not tell."""
        return self.rule.title if self.rule else ""


def gap_rows(report: GapReport) -> Iterator[GapRow]:
    """Input by input the gaps of the notice, then those of each issue, then other verdicts."""
    rules = {rule.id: rule for rule in report.rules}
    number = 0
    for part in arrange(report, per_item=True):
        for result, issue in _in_order(part):
            number += result.verdict == "gap"
            yield GapRow(
                number=number if result.verdict == "gap" else 0,
                result=result,
                issue=issue,
                rule=rules.get(result.rule),
            )


def _in_order(part: InputPart) -> Iterator[tuple[Result, MatrixRow | None]]:
    issues = {row.issue: row for row in part.rows}
    for gap in part.notice:
        yield gap, None
    for issue in part.issues:
        for gap in issue.gaps:
            yield gap, issue.row
    for other in part.others:
        yield other, issues.get(other.issue or "")


def shown_message(result: Result, words: Words) -> str:
    """What a row says: of a gap its message, of another verdict the reason."""
    if result.verdict == "gap":
        return result.message
    return result.reason or result.message or words(f"verdict.{result.verdict}")
