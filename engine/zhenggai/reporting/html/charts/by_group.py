"""Which part of the notice is least complete? Without parts: which element?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from zhenggai.model import GapReport, MatrixRow, Verdict
from zhenggai.reporting.html.charts.drawing import Bar, Chart, bars
from zhenggai.reporting.summary import column_title
from zhenggai.reporting.words import Words

SHOWN: tuple[Verdict, ...] = ("pass", "not_assessed", "gap")


def by_group(
    report: GapReport, rows: Sequence[MatrixRow], groups: Mapping[str, str], part: int, words: Words
) -> Chart | None:
    """Complete cells of those that apply, per group of issues, or per column where there are no groups."""
    cells: dict[str, list[Verdict]] = {}
    for row in rows:
        name = groups.get(row.issue) or words("chart.ungrouped")
        cells.setdefault(name, []).extend(
            row.cells.get(column, "not_applicable") for column in report.columns
        )
    title = words("chart.groups")
    if len(cells) < 2:
        title = words("chart.columns")
        cells = {
            column_title(report, column, words): [row.cells.get(column, "not_applicable") for row in rows]
            for column in report.columns
        }
    found = sorted((_bar(name, verdicts, part) for name, verdicts in cells.items()), key=_completeness)
    drawn = [bar for bar in found if bar.parts]
    if not drawn:
        return None
    return Chart(
        name="groups",
        title=title,
        note=words("chart.groups.note"),
        drawing=bars(title, drawn, 1),
        legend=tuple((verdict, words(f"verdict.{verdict}")) for verdict in SHOWN),
    )


def _bar(name: str, verdicts: Iterable[Verdict], part: int) -> Bar:
    counts = Counter(verdicts)
    whole = sum(counts[verdict] for verdict in SHOWN)
    return Bar(
        label=name,
        value=f"{counts['pass']}/{whole}",
        parts=tuple((verdict, counts[verdict] / whole) for verdict in SHOWN) if whole else (),
        link=f"#matrix-{part}",
    )


def _completeness(bar: Bar) -> float:
    return bar.parts[0][1] if bar.parts else 1.0
