"""The completeness matrix as a heat map: issues down, in their groups, columns across."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from zhenggai.model import Frozen, GapReport, MatrixRow, Severity, Verdict
from zhenggai.reporting.arrangement import SEVERITIES
from zhenggai.reporting.gap_lines import SYMBOLS
from zhenggai.reporting.html.gap_views import GapView
from zhenggai.reporting.summary import column_rate, column_title
from zhenggai.reporting.words import Words


class CellView(Frozen, frozen=True):
    """One cell: how it is coloured (``style``) and what it says; ``link`` leads to its first gap."""

    column: str
    style: str
    text: str
    label: str
    link: str


class RowView(Frozen, frozen=True):
    """One issue: ``link`` leads to its heading in the text; ``total`` is the cell of all its gaps."""

    row: MatrixRow
    link: str
    cells: tuple[CellView, ...]
    total: CellView


class GroupView(Frozen, frozen=True):
    """The issues under one heading of the notice, empty where they have none."""

    name: str
    rows: tuple[RowView, ...]


class HeatMap(Frozen, frozen=True):
    """The matrix of one input; ``rates`` are the complete cells of each column of those that apply."""

    titles: tuple[str, ...]
    groups: tuple[GroupView, ...]
    rates: tuple[str, ...]


def heat_map(
    report: GapReport,
    rows: Sequence[MatrixRow],
    gaps: Iterable[GapView],
    groups: Mapping[str, str],
    link: Callable[[str], str],
    words: Words,
) -> HeatMap:
    """The matrix of ``rows``; ``groups`` and ``link`` give an issue's group and its address in the text."""
    titles = {name: column_title(report, name, words) for name in report.columns}
    cells: dict[tuple[str, str], list[GapView]] = defaultdict(list)
    issues: dict[str, list[GapView]] = defaultdict(list)
    for gap in gaps:
        if gap.gap.issue:
            issues[gap.gap.issue].append(gap)
            cells[gap.gap.issue, gap.column].append(gap)

    def row(one: MatrixRow) -> RowView:
        return RowView(
            row=one,
            link=link(one.issue),
            cells=tuple(
                _cell(one, name, title, cells.get((one.issue, name), []), words)
                for name, title in titles.items()
            ),
            total=_total(one, issues.get(one.issue, []), words),
        )

    grouped = groupby(rows, key=lambda one: groups.get(one.issue, ""))
    return HeatMap(
        titles=tuple(titles.values()),
        groups=tuple(GroupView(name=name, rows=tuple(map(row, members))) for name, members in grouped),
        rates=tuple(column_rate(rows, name) for name in titles),
    )


def _cell(row: MatrixRow, column: str, title: str, gaps: Sequence[GapView], words: Words) -> CellView:
    verdict: Verdict = row.cells.get(column, "not_applicable")
    if not gaps:
        label = words("cell.verdict", no=row.no, column=title, verdict=words(f"verdict.{verdict}"))
        return CellView(column=column, style=verdict, text=SYMBOLS[verdict], label=label, link="")
    text = SYMBOLS[verdict] if len(gaps) == 1 else f"{SYMBOLS[verdict]} {len(gaps)}"
    return CellView(
        column=column,
        style=f"{verdict} {_heat(gaps)}",
        text=text,
        label=words("cell.gap", no=row.no, column=title, count=len(gaps)),
        link=f"#g-{_worst(gaps).gap.fingerprint}",
    )


def _total(row: MatrixRow, gaps: Sequence[GapView], words: Words) -> CellView:
    return CellView(
        column="",
        style=f"total {_heat(gaps)}" if gaps else "total",
        text=str(len(gaps)),
        label=words("cell.issue", no=row.no, count=len(gaps)),
        link=f"#g-{_worst(gaps).gap.fingerprint}" if gaps else "",
    )


def _heat(gaps: Sequence[GapView]) -> str:
    """The worst severity, and how hot: one gap, a few, many."""
    heat = 1 if len(gaps) == 1 else 2 if len(gaps) < 4 else 3
    return f"{_severity(gaps)} heat-{heat}"


def _severity(gaps: Sequence[GapView]) -> Severity:
    return _worst(gaps).gap.severity


def _worst(gaps: Sequence[GapView]) -> GapView:
    return min(gaps, key=lambda view: SEVERITIES.index(view.gap.severity))
