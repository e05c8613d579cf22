"""The report for a terminal: the completeness matrix first, then the gaps, then one summary sentence.

Nothing of a document is taken for markup, a control sequence or a command of a build log.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from zhenggai.model import GapReport, Result
from zhenggai.reporting.arrangement import Fold, InputPart, arrange
from zhenggai.reporting.folding import folded
from zhenggai.reporting.gap_lines import (
    FINGERPRINT_LENGTH,
    SYMBOLS,
    details,
    fold_sentence,
    gap_place,
    input_state,
    kind_name,
)
from zhenggai.reporting.lines import Line
from zhenggai.reporting.safe_text import for_log
from zhenggai.reporting.summary import summary_lines
from zhenggai.reporting.terminal_matrix import legend, matrix_lines
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
INDENT = 2


def render(report: GapReport, presentation: Presentation) -> str:
    """The report as lines of at most ``presentation.width`` cells, with colour codes where asked for."""
    page = _Page(report, presentation)
    lines = [line.written(presentation.width, colour=presentation.colour) for line in page.whole()]
    return "\n".join(lines) + "\n"


class _Page:
    """Builds the lines and tables of one report."""

    def __init__(self, report: GapReport, presentation: Presentation) -> None:
        self.report = report
        self.width = presentation.width
        self.per_item = presentation.per_item
        self.words = Words(report.language)

    def whole(self) -> Iterator[Line]:
        tool = self.report.tool
        made = self.words("report.made", tool=tool.name, version=tool.version, date=self.report.date)
        yield self.line(self.words("report.title"), "bold", made)
        for part in arrange(self.report, per_item=self.per_item):
            yield Line()
            yield from self.part(part)
        yield Line("─" * self.width, "dim")
        for sentence in summary_lines(self.report, self.words):
            yield from self.lines(sentence)

    def part(self, part: InputPart) -> Iterator[Line]:
        audited = part.input.status == "audited"
        kind = kind_name(part.input.kind, self.words)
        yield self.line(for_log(part.input.source), "bold underline", kind)
        if not audited:
            yield from self.lines(for_log(input_state(part.input, self.words)), "red")
        if part.rows:
            yield Line(self.words("matrix.title"), "bold").add(f"  {legend(self.words)}", "dim")
            yield from matrix_lines(self.report, part, self.words, self.width)
        elif audited:
            yield from self.lines(self.words("matrix.empty"), "red")
        if part.has_gaps:
            yield from self.gaps(part)
        elif audited:
            yield Line(self.words("gaps.none"), "green")
        if part.others:
            yield from self.heading(self.words("verdicts.others"))
            for result in sorted(part.others, key=lambda result: result.verdict != "not_assessed"):
                yield from self.other(result)

    def gaps(self, part: InputPart) -> Iterator[Line]:
        yield Line(self.words("gaps.title"), "bold")
        if part.notice:
            yield from self.heading(self.words("gaps.notice"))
            for gap in part.notice:
                yield from self.gap(gap)
        if part.folds:
            yield from self.heading(self.words("gaps.folded"), self.words("gaps.folded.more"))
            for fold in part.folds:
                yield from self.fold(fold)
        for issue in part.issues:
            row = issue.row
            yield from self.heading(self.words("gaps.issue", no=row.no, heading=for_log(row.heading)))
            for gap in issue.gaps:
                yield from self.gap(gap, row.heading)

    def heading(self, text: str, more: str = "") -> Iterator[Line]:
        yield Line()
        yield self.line(text, "bold", more)

    def gap(self, gap: Result, heading: str = "") -> Iterator[Line]:
        where = gap_place(gap, self.words)
        head = f"{where}  {for_log(gap.message)}" if where else for_log(gap.message)
        yield from self.labelled(self.severity(gap.severity), head, SEVERITY_STYLES[gap.severity], len(where))
        found = details(gap, self.words, heading=heading)
        found.append((self.words("gap.rule"), f"{gap.rule} {gap.fingerprint[:FINGERPRINT_LENGTH]}"))
        column = cell_len(self.severity(gap.severity))
        for label, text in found:
            yield from self.labelled(" " * (column - cell_len(label)) + label, for_log(text), "dim")

    def fold(self, fold: Fold) -> Iterator[Line]:
        sentence = f"{for_log(fold.rule.title)}  {fold_sentence(fold, self.words)}  {fold.rule.id}"
        yield from self.labelled(self.severity(fold.severity), sentence, SEVERITY_STYLES[fold.severity])

    def other(self, result: Result) -> Iterator[Line]:
        label = f"{SYMBOLS[result.verdict]} {self.words(f'verdict.{result.verdict}')}"
        text = f"{result.rule} {result.subject.id}" + (f"  {result.reason}" if result.reason else "")
        yield from self.labelled(label, for_log(text), "dim")

    def severity(self, severity: str) -> str:
        return f"{SYMBOLS['gap']} {self.words(f'severity.{severity}')}"

    def line(self, text: str, style: str, more: str = "") -> Line:
        """One line that ends in … where it is too long, with something less important after it."""
        line = Line(text, style, marked=True)
        return line.add(f"  {more}", "dim") if more else line

    def lines(self, text: str, style: str = "") -> Iterator[Line]:
        """A paragraph."""
        for line in folded(text, self.width):
            yield Line(line, style)

    def labelled(self, label: str, text: str, style: str, dim: int = 0) -> Iterator[Line]:
        """A label and a paragraph hanging beside it, whose first ``dim`` characters matter less."""
        hang = INDENT + cell_len(label) + 1
        first, *others = folded(text, self.width - hang)
        yield Line(" " * INDENT).add(label, style).add(f" {first[:dim]}", "dim").add(first[dim:])
        for other in others:
            yield Line(" " * hang + other)
