"""The report as one self-contained web page: matrix, charts, gaps, and the notice's own text beside them."""

from __future__ import annotations

from zhenggai.model import GapReport
from zhenggai.reporting.html.page import page
from zhenggai.reporting.writers import Presentation

__all__ = ["page", "render"]


def render(report: GapReport, presentation: Presentation) -> str:
    """The page as text."""
    return page(report, per_item=presentation.per_item)
