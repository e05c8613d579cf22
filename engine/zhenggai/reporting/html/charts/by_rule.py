"""Which rules find the most gaps?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zhenggai.reporting.arrangement import SEVERITIES
from zhenggai.reporting.html.charts.drawing import Bar, Chart, bars
from zhenggai.reporting.html.gap_views import GapView
from zhenggai.reporting.words import Words

SHOWN = 16
"""Rules that the chart shows; the filter lists them all."""


def by_rule(gaps: Sequence[GapView], part: int, words: Words) -> Chart | None:
    """Gaps per rule, coloured by severity, the most first, then the worst. None without gaps."""
    if not gaps:
        return None
    counts = Counter((view.gap.rule, view.gap.severity) for view in gaps)
    titles = {view.gap.rule: view.rule_title for view in gaps}
    totals = {rule: [counts[rule, severity] for severity in SEVERITIES] for rule in titles}
    order = sorted(totals, key=lambda rule: (-sum(totals[rule]), _worst(totals[rule])))
    more = len(order) - SHOWN
    title = words("chart.rules")
    rows = [
        Bar(
            label=titles[rule],
            value=str(sum(totals[rule])),
            parts=tuple(zip(SEVERITIES, totals[rule], strict=True)),
            link=f"#gaps-{part}",
            attributes=(("data-filter-rule", rule),),
        )
        for rule in order[:SHOWN]
    ]
    longest = max(sum(each) for each in totals.values())
    return Chart(
        name="rules",
        title=title,
        note=words("chart.rules.note"),
        drawing=bars(title, rows, longest),
        legend=severity_legend(words),
        below=words("chart.rules.more", count=more) if more > 0 else "",
    )


def severity_legend(words: Words) -> tuple[tuple[str, str], ...]:
    """What the colours of severities stand for."""
    return tuple((severity, words(f"severity.{severity}")) for severity in SEVERITIES)


def _worst(counts: Sequence[int]) -> int:
    return next(place for place, count in enumerate(counts) if count)
