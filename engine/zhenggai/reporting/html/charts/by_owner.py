"""Whom do the gaps concern?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from zhenggai.reporting.arrangement import SEVERITIES
from zhenggai.reporting.html.charts.by_rule import severity_legend
from zhenggai.reporting.html.charts.drawing import Bar, Chart, bars
from zhenggai.reporting.html.gap_views import GapView
from zhenggai.reporting.words import Words

SHOWN = 12
"""Owners that the chart shows; the filter lists them all."""


def by_owner(gaps: Sequence[GapView], names: Mapping[int, str], part: int, words: Words) -> Chart | None:
    """Gaps per owner, by number as in ``names`` (0: nobody named), the most first. None without owners."""
    counts = Counter((number, view.gap.severity) for view in gaps for number in view.numbers)
    totals = Counter(number for view in gaps for number in view.numbers)
    if not totals:
        return None
    title = words("chart.owners")
    order = sorted(totals, key=lambda number: (-totals[number], number))
    rows = [
        Bar(
            label=names[number],
            value=str(totals[number]),
            parts=tuple((severity, counts[number, severity]) for severity in SEVERITIES),
            link=f"#gaps-{part}",
            attributes=(("data-filter-owner", str(number)),),
        )
        for number in order[:SHOWN]
    ]
    more = len(order) - SHOWN
    return Chart(
        name="owners",
        title=title,
        note=words("chart.owners.note"),
        drawing=bars(title, rows, max(totals.values())),
        legend=severity_legend(words),
        below=words("chart.owners.more", count=more) if more > 0 else "",
    )
