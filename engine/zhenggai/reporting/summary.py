"""What the report says of the run as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from zhenggai.model import GapReport, MatrixRow
from zhenggai.reporting.arrangement import gaps_of
from zhenggai.reporting.words import Words


def column_title(report: GapReport, column: str, words: Words) -> str:
    """What readers call a matrix column: as its pack says, else as the project does, else its name."""
    return report.column_titles.get(column) or words.title("column", column)


def column_rate(rows: Iterable[MatrixRow], column: str) -> str:
    """Complete cells of those that apply: ``28/34``."""
    verdicts = [row.cells.get(column, "not_applicable") for row in rows]
    return f"{verdicts.count('pass')}/{len(verdicts) - verdicts.count('not_applicable')}"


def summary_lines(report: GapReport, words: Words) -> list[str]:
    """The summary sentence and what must not be overlooked; of a run without rules only the latter."""
    counts = report.summary
    if not counts.rules_run:
        return warnings(report, words)
    total = counts.error + counts.warning + counts.info
    lines = [
        words(
            "summary.joined",
            engine=words(
                "summary.engine",
                engine=report.engine.name,
                version=report.engine.version,
                rules=counts.rules_run,
            ),
            issues=words(
                "summary.issues",
                issues=counts.issues,
                complete=counts.complete_issues,
                measures=counts.measures,
            ),
            gaps=words(
                "summary.gaps",
                total=total,
                error=counts.error,
                warning=counts.warning,
                info=counts.info,
            ),
            others=words(
                "summary.others",
                passed=counts.passed,
                not_applicable=counts.not_applicable,
                not_assessed=counts.not_assessed,
            ),
        )
    ]
    if counts.waived:
        lines.append(words("summary.waived", waived=counts.waived))
    if hidden := total + counts.waived - len(gaps_of(report)):
        lines.append(words("summary.hidden", hidden=hidden))
    if compared := counts.baseline:
        lines.append(
            words(
                "summary.baseline",
                new=compared.new,
                unchanged=compared.unchanged,
                absent=compared.absent,
            )
        )
    return [*lines, *waiver_lines(report, words), *warnings(report, words)]


def waiver_lines(report: GapReport, words: Words) -> list[str]:
    """A line for each waiver that hides nothing; those for other documents than the run's are counted."""
    lines: list[str] = []
    for each in report.waivers:
        if each.state != "elsewhere":
            lines.append(
                words(
                    "waiver.line",
                    place=f"{each.source}:{each.line}",
                    rule=each.rule,
                    subject=each.subject,
                    document=each.document,
                    message=each.message,
                )
            )
    if elsewhere := len(report.waivers) - len(lines):
        lines.append(words("waiver.elsewhere", count=elsewhere))
    return lines


def warnings(report: GapReport, words: Words) -> list[str]:
    """What must not be taken for a pass: nothing audited, no rule run."""
    if not any(each.status == "audited" for each in report.inputs):
        return [words("summary.nothing")]
    return [] if report.summary.rules_run else [words("summary.no_rules")]
