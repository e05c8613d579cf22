"""The report of a run: its parts merged, dated and held against waivers."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from zhenggai.merging import merged
from zhenggai.model import GapReport, Tool
from zhenggai.options import Options

if TYPE_CHECKING:
    from zhenggai.settings.layers import Configuration


class Part(NamedTuple):
    """What a run found in one document, waivers still aside.

    ``configuration`` is what governs it, None where no rules were held against it.
    """

    report: GapReport
    configuration: Configuration | None


def run_report(parts: Sequence[Part], options: Options, engine: Tool | None = None) -> GapReport:
    """The report over all parts, in their order. ``engine`` is needed where there are none.

    Raises ValueError where it is needed and not given.
    """
    if engine is None:
        if not parts:
            raise ValueError("a run without documents must name its engine")
        engine = parts[0].report.engine
    day = options.on or datetime.date.today()
    report = merged(
        [part.report for part in parts], language=options.language, date=day.isoformat(), engine=engine
    )
    if not options.use_waivers:
        return report
    governed: dict[Configuration, list[str]] = {}
    for part in parts:
        if part.configuration is not None:
            governed.setdefault(part.configuration, []).append(part.report.inputs[0].source)
    if not any(configuration.waivers for configuration in governed):
        return report
    from zhenggai.settings.waiving import waived

    return waived(report, governed, day)
