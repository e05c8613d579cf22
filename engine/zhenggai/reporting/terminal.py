"""The report for a terminal: the completeness matrix first, then the gaps, then one summary sentence.

Nothing of a document is taken for markup, a control sequence or a command of a build log.
"""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from zhenggai.model import GapReport, Result
from zhenggai.reporting.arrangement import Fold, InputPart, arrange
from zhenggai.reporting.gap_lines import (
    SYMBOLS,
    details,
    fold_sentence,
    gap_place,
    input_state,
    kind_name,
)
from zhenggai.reporting.safe_text import for_log
from zhenggai.reporting.screen import printed
from zhenggai.reporting.summary import summary_lines
from zhenggai.reporting.terminal_matrix import legend, matrix_table
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation

FINGERPRINT_LENGTH = 12
"""Characters of a fingerprint that tell one gap from the others of a report."""
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def render(report: GapReport, presentation: Presentation) -> str:
    """The report as lines of at most ``presentation.width`` cells, with colour codes where asked for."""
    page = _Page(report, presentation)
    return printed(page.whole(), width=presentation.width, colour=presentation.colour)


class _Page:
    """Builds the parts of one report."""

    def __init__(self, report: GapReport, presentation: Presentation) -> None:
        self.report = report
        self.words = Words(report.language)
        self.parts = arrange(report, per_item=presentation.per_item)

    def whole(self) -> RenderableType:
        head = Text(self.words("report.title"), "bold")
        made = self.words(
            "report.made",
            tool=self.report.tool.name,
            version=self.report.tool.version,
            date=self.report.date,
        )
        head.append(f"  {made}", "dim")
        blocks: list[RenderableType] = [head]
        blocks += [self.part(part) for part in self.parts]
        blocks.append(Rule(style="dim"))
        blocks += [Text(line) for line in summary_lines(self.report, self.words)]
        return Group(*blocks)

    def part(self, part: InputPart) -> RenderableType:
        blocks: list[RenderableType] = [Text(), self.title(part)]
        if part.input.status != "audited":
            blocks.append(Text(for_log(input_state(part.input, self.words)), "red"))
        if part.rows:
            blocks += [
                Text(self.words("matrix.title"), "bold") + Text("  ") + legend(self.words),
                matrix_table(self.report, part, self.words),
            ]
        elif part.input.status == "audited":
            blocks.append(Text(self.words("matrix.empty"), "red"))
        blocks += self.gaps(part)
        blocks += self.others(part.others)
        return Group(*blocks)

    def title(self, part: InputPart) -> Text:
        title = Text(for_log(part.input.source), "bold underline")
        if kind := kind_name(part.input.kind, self.words):
            title.append(f"  {kind}", "not underline dim")
        return title

    def gaps(self, part: InputPart) -> list[RenderableType]:
        if not part.has_gaps:
            return [Text(self.words("gaps.none"), "green")] if part.input.status == "audited" else []
        blocks: list[RenderableType] = [Text(self.words("gaps.title"), "bold")]
        if part.notice:
            blocks.append(self.heading(self.words("gaps.notice")))
            blocks += [self.gap(gap) for gap in part.notice]
        if part.folds:
            blocks.append(self.heading(self.words("gaps.folded"), self.words("gaps.folded.more")))
            blocks += [self.fold(fold) for fold in part.folds]
        for issue in part.issues:
            heading = for_log(issue.row.heading)
            blocks.append(self.heading(self.words("gaps.issue", no=issue.row.no, heading=heading)))
            blocks += [self.gap(gap, issue.row.heading) for gap in issue.gaps]
        return blocks

    def heading(self, text: str, more: str = "") -> RenderableType:
        heading = Text(text, "bold", no_wrap=True, overflow="ellipsis")
        if more:
            heading.append(f"  {more}", "not bold dim")
        return Padding(heading, (1, 0, 0, 0))

    def gap(self, gap: Result, heading: str = "") -> RenderableType:
        style = SEVERITY_STYLES[gap.severity]
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold", ratio=1)
        head = Text(for_log(gap.message))
        if where := gap_place(gap, self.words):
            head = Text(f"{where}  ", "dim") + head
        grid.add_row(Text(f"{SYMBOLS[gap.verdict]} {self.words(f'severity.{gap.severity}')}", style), head)
        for label, text in details(gap, self.words, heading=heading):
            grid.add_row(Text(label, "dim", justify="right"), Text(for_log(text)))
        rule = Text(f"{gap.rule} {gap.fingerprint[:FINGERPRINT_LENGTH]}", "dim")
        grid.add_row(Text(self.words("gap.rule"), "dim", justify="right"), rule)
        return Padding(grid, (0, 0, 0, 2))

    def fold(self, fold: Fold) -> RenderableType:
        severity = self.words(f"severity.{fold.severity}")
        line = Text(f"{SYMBOLS['gap']} {severity} ", SEVERITY_STYLES[fold.severity])
        line.append(for_log(fold.rule.title))
        line.append(f"  {fold_sentence(fold, self.words)}", "bold")
        line.append(f"  {fold.rule.id}", "dim")
        return Padding(line, (0, 0, 0, 2))

    def others(self, results: tuple[Result, ...]) -> list[RenderableType]:
        if not results:
            return []
        blocks: list[RenderableType] = [self.heading(self.words("verdicts.others"))]
        for result in sorted(results, key=lambda result: result.verdict != "not_assessed"):
            verdict = self.words(f"verdict.{result.verdict}")
            line = Text(f"{SYMBOLS[result.verdict]} {verdict} ", "dim")
            line.append(for_log(f"{result.rule} {result.subject.id}"))
            if result.reason:
                line.append(f"  {for_log(result.reason)}")
            blocks.append(Padding(line, (0, 0, 0, 2)))
        return blocks
