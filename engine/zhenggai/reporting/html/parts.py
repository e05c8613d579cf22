"""What the page says of one input: its matrix, its charts, its gaps, its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from zhenggai.model import Frozen, GapReport, Input, ReportDocument, Result, RuleInfo, Span
from zhenggai.reporting.arrangement import InputPart
from zhenggai.reporting.gap_lines import input_state, kind_name
from zhenggai.reporting.html.charts.by_group import by_group
from zhenggai.reporting.html.charts.by_owner import by_owner
from zhenggai.reporting.html.charts.by_rule import by_rule
from zhenggai.reporting.html.charts.deadlines import deadline_chart
from zhenggai.reporting.html.charts.drawing import Chart
from zhenggai.reporting.html.gap_views import FoldView, GapView, GapViews, IssueView
from zhenggai.reporting.html.heat_map import HeatMap, heat_map
from zhenggai.reporting.html.owners import OwnerNumbers, OwnersOf
from zhenggai.reporting.html.text import MarkedText, marked_text
from zhenggai.reporting.words import Words


class PartView(Frozen, frozen=True):
    """One input, ready for the template; ``state`` says why it was not audited, empty where it was."""

    number: int
    input: Input
    kind: str
    state: str
    matrix: HeatMap | None
    charts: tuple[Chart, ...]
    notice: tuple[GapView, ...]
    folds: tuple[FoldView, ...]
    issues: tuple[IssueView, ...]
    others: tuple[Result, ...]
    text: Markup
    severities: tuple[int, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether any gap is listed."""
        return bool(self.notice or self.folds or self.issues)


class PartViews:
    """Makes the views of a report's inputs and counts their owners on the way."""

    def __init__(self, report: GapReport, words: Words) -> None:
        self._report = report
        self._words = words
        self._rules: Mapping[str, RuleInfo] = {rule.id: rule for rule in report.rules}
        self._documents = {each.document.source: each for each in report.documents}
        self.owners = OwnerNumbers()

    def of(self, part: InputPart, number: int) -> PartView:
        """The view of one input."""
        words = self._words
        document = self._documents.get(part.input.source)
        gaps = tuple(_gaps(part))
        text = marked_text(document, gaps, number, words) if document else MarkedText.nowhere(number)
        make = GapViews(number, self._rules, _owners_of(document), self.owners, text.link, words)
        notice = tuple(map(make.of, part.notice))
        folds = tuple(map(make.fold, part.folds))
        issues = tuple(map(make.issue, part.issues))
        views = [
            *notice,
            *(gap for fold in folds for gap in fold.gaps),
            *(gap for each in issues for gap in each.gaps),
        ]
        groups = _groups(document)
        return PartView(
            number=number,
            input=part.input,
            kind=kind_name(part.input.kind, words),
            state="" if part.input.status == "audited" else input_state(part.input, words),
            matrix=heat_map(self._report, part.rows, views, groups, _issue_link(document, text), words)
            if part.rows
            else None,
            charts=tuple(self._charts(part, views, groups, document, text.link, number)),
            notice=notice,
            folds=folds,
            issues=issues,
            others=part.others,
            text=text.html,
            severities=tuple(
                sum(view.gap.severity == severity for view in views)
                for severity in ("error", "warning", "info")
            ),
        )

    def _charts(
        self,
        part: InputPart,
        views: list[GapView],
        groups: Mapping[str, str],
        document: ReportDocument | None,
        link: Callable[[Span | None], str],
        number: int,
    ) -> Iterable[Chart]:
        words = self._words
        names = {number: name for name, number in self.owners.names.items()} | {0: words("filter.unnamed")}
        charts = (
            by_rule(views, number, words),
            by_group(self._report, part.rows, groups, number, words) if part.rows else None,
            by_owner(views, names, number, words),
            deadline_chart(document.facts, self._report.date, link, words) if document else None,
        )
        return filter(None, charts)


def _gaps(part: InputPart) -> Iterable[Result]:
    yield from part.notice
    for fold in part.folds:
        yield from fold.gaps
    for issue in part.issues:
        yield from issue.gaps


def _owners_of(document: ReportDocument | None) -> Callable[[Result], tuple[str, ...] | None]:
    return OwnersOf(document.facts) if document else lambda gap: None


def _groups(document: ReportDocument | None) -> Mapping[str, str]:
    """The heading that each issue stands under, by the issue's id."""
    return {issue.id: issue.group or "" for issue in document.facts.issues} if document else {}


def _issue_link(document: ReportDocument | None, text: MarkedText) -> Callable[[str], str]:
    spans = {issue.id: issue.span for issue in document.facts.issues} if document else {}
    return lambda issue: text.link(spans.get(issue))
