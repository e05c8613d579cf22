"""The report as PDF: the HTML page, with everything unfolded, printed by an installed browser."""

from __future__ import annotations

from zhenggai.model import GapReport
from zhenggai.reporting.browser import printed
from zhenggai.reporting.html import page
from zhenggai.reporting.writers import Presentation


def render(report: GapReport, presentation: Presentation) -> bytes:
    """The PDF file. Raises ReportingError where no browser is installed or it fails."""
    return printed(page(report, per_item=presentation.per_item, paper=True))
