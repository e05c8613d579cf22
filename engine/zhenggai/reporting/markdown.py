"""The report as Markdown: for a pull request, a wiki, a mail.

Every gap's fingerprint stands in an HTML comment beside it, folded gaps' all in that of their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
from zhenggai.reporting.safe_text import one_line
from zhenggai.reporting.summary import column_rate, column_title, summary_lines
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation

# Marks of inline Markdown and HTML; a colon only where it would make a link or an emoji.
_MARKS = re.compile(r"[\\`*_\[\]<>|~&#!$]|:(?=//|[A-Za-z0-9_+-]+:)|(?<=www)\.")


def render(report: GapReport, presentation: Presentation) -> str:
    """The report as GitHub-flavoured Markdown."""
    words = Words(report.language)
    return "\n".join(_lines(report, words, presentation.per_item)) + "\n"


def escaped(text: str) -> str:
    """One line in which nothing is taken for Markdown or HTML."""
    return _MARKS.sub(lambda found: f"\\{found.group()}", one_line(text))


def _lines(report: GapReport, words: Words, per_item: bool) -> Iterator[str]:
    tool = report.tool
    yield f"# {words('report.title')}"
    yield ""
    yield words("report.made", tool=tool.name, version=tool.version, date=report.date)
    yield ""
    yield from (f"{escaped(line)}\n" for line in summary_lines(report, words))
    for part in arrange(report, per_item=per_item):
        yield from _part(report, part, words)


def _part(report: GapReport, part: InputPart, words: Words) -> Iterator[str]:
    kind = kind_name(part.input.kind, words)
    title = words("placed", text=part.input.source, place=kind) if kind else part.input.source
    yield f"## {escaped(title)}"
    yield ""
    if part.input.status != "audited":
        yield f"**{escaped(input_state(part.input, words))}**"
        yield ""
    if part.rows:
        yield from _matrix(report, part, words)
    elif part.input.status == "audited":
        yield f"{words('matrix.empty')}\n"
    if part.has_gaps:
        yield from _gaps(part, words)
    elif part.input.status == "audited":
        yield f"{words('gaps.none')}\n"
    if part.others:
        yield from _section(words("verdicts.others"), (_other(result, words) for result in part.others))


def _matrix(report: GapReport, part: InputPart, words: Words) -> Iterator[str]:
    yield f"### {words('matrix.title')}"
    yield ""
    yield escaped(words("matrix.legend", **SYMBOLS))
    yield ""
    titles = [escaped(column_title(report, name, words)) for name in report.columns]
    yield _row((words("matrix.no"), words("matrix.heading"), *titles))
    yield _row(("--:", ":--", *(":-:" for _ in titles)))
    for row in part.rows:
        cells = (SYMBOLS[row.cells.get(name, "not_applicable")] for name in report.columns)
        yield _row((str(row.no), escaped(row.heading), *cells))
    rates = (f"**{column_rate(part.rows, name)}**" for name in report.columns)
    yield _row(("", f"**{words('matrix.total')}**", *rates))
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _gaps(part: InputPart, words: Words) -> Iterator[str]:
    yield f"### {words('gaps.title')}"
    yield ""
    if part.notice:
        yield from _section(words("gaps.notice"), (_gap(gap, words) for gap in part.notice))
    if part.folds:
        yield from _section(words("gaps.folded"), (_fold(fold, words) for fold in part.folds))
    for issue in part.issues:
        heading = words("gaps.issue", no=issue.row.no, heading=issue.row.heading)
        yield from _section(heading, (_gap(gap, words, issue.row.heading) for gap in issue.gaps))


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    yield f"#### {escaped(title)}"
    yield ""
    yield from items
    yield ""


def _gap(gap: Result, words: Words, heading: str = "") -> str:
    where = gap_place(gap, words)
    message = words("placed", text=gap.message, place=where) if where else gap.message
    lines = [_item(gap, words, message)]
    lines += [f"  - {label}: {escaped(text)}" for label, text in details(gap, words, heading=heading)]
    return "\n".join(lines)


def _item(gap: Result, words: Words, message: str) -> str:
    severity = words(f"severity.{gap.severity}")
    return f"- **{SYMBOLS['gap']} {severity}** {escaped(message)} `{gap.rule}` {_marked((gap,))}"


def _fold(fold: Fold, words: Words) -> str:
    severity = words(f"severity.{fold.severity}")
    title = words("noted", text=fold.rule.title, note=fold_sentence(fold, words))
    return f"- **{SYMBOLS['gap']} {severity}** {escaped(title)} `{fold.rule.id}` {_marked(fold.gaps)}"


def _other(result: Result, words: Words) -> str:
    verdict = f"{SYMBOLS[result.verdict]} {words(f'verdict.{result.verdict}')}"
    reason = f" {escaped(result.reason)}" if result.reason else ""
    return f"- {escaped(verdict)} `{result.rule}` {escaped(result.subject.id)}{reason}"


def _marked(gaps: Iterable[Result]) -> str:
    return f"<!-- gap {' '.join(gap.fingerprint for gap in gaps)} -->"
