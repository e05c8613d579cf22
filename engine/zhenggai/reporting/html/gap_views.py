"""One gap as the page shows it: a card, and what scripts need to find and filter it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zhenggai.model import Evidence, Frozen, Result, RuleInfo, Span
from zhenggai.reporting.arrangement import Fold, IssueGaps
from zhenggai.reporting.gap_lines import basis, fold_sentence, gap_place, place, quoted, shortened
from zhenggai.reporting.html.owners import OwnerNumbers
from zhenggai.reporting.words import Words

LONGEST_QUOTE = 600
"""Characters of a sentence that a card shows: the text beside it has the whole."""


class EvidenceView(Frozen, frozen=True):
    """What was found: its quotation, its place in words and as a link, why it was not enough."""

    quote: str
    place: str
    link: str
    note: str
    span: Span


class GapView(Frozen, frozen=True):
    """One gap with all that its card says. ``owners`` are names, ``numbers`` what they are filtered by."""

    gap: Result
    part: int
    rule_title: str
    why: str
    column: str
    place: str
    link: str
    quote: str
    evidence: tuple[EvidenceView, ...]
    reason: str
    basis: str
    owners: str
    numbers: tuple[int, ...]
    baseline: str
    waiver: str

    @property
    def number_list(self) -> str:
        """The owners' numbers as an attribute."""
        return " ".join(map(str, self.numbers))


class FoldView(Frozen, frozen=True):
    """A rule that found the same gap often: one line that unfolds into its gaps."""

    fold: Fold
    sentence: str
    gaps: tuple[GapView, ...]


class IssueView(Frozen, frozen=True):
    """The gaps of one issue."""

    issue: IssueGaps
    gaps: tuple[GapView, ...]


class GapViews:
    """Makes the cards of one input; ``link`` gives the address of a span within the page."""

    def __init__(
        self,
        part: int,
        rules: Mapping[str, RuleInfo],
        owners_of: Callable[[Result], tuple[str, ...] | None],
        numbers: OwnerNumbers,
        link: Callable[[Span | None], str],
        words: Words,
    ) -> None:
        self._part = part
        self._rules = rules
        self._owners_of = owners_of
        self._numbers = numbers
        self._link = link
        self._words = words

    def of(self, gap: Result) -> GapView:
        """The card of one gap."""
        words = self._words
        rule = self._rules.get(gap.rule)
        owners = self._owners_of(gap)
        return GapView(
            gap=gap,
            part=self._part,
            rule_title=rule.title if rule else gap.rule,
            why=rule.why if rule else "",
            column=(rule.column or "") if rule else "",
            place=gap_place(gap, words) or (place(gap.span, words) if self._link(gap.span) else ""),
            link=self._link(gap.span),
            quote=quoted(gap.quote, words, LONGEST_QUOTE) if gap.quote else "",
            evidence=tuple(map(self._evidence, gap.evidence)),
            reason=_reason(gap),
            basis=basis(gap.basis, words),
            owners=words("listed").join(owners or ()),
            numbers=self._numbers.counted(owners),
            baseline=words(f"baseline.{gap.baseline}") if gap.baseline else "",
            waiver=_waiver(gap, words),
        )

    def fold(self, fold: Fold) -> FoldView:
        """The line of a folded rule and the cards below it."""
        return FoldView(
            fold=fold, sentence=fold_sentence(fold, self._words), gaps=tuple(map(self.of, fold.gaps))
        )

    def issue(self, issue: IssueGaps) -> IssueView:
        """The cards of one issue."""
        return IssueView(issue=issue, gaps=tuple(map(self.of, issue.gaps)))

    def _evidence(self, evidence: Evidence) -> EvidenceView:
        return EvidenceView(
            quote=quoted(evidence.text, self._words, LONGEST_QUOTE),
            place=place(evidence.span, self._words),
            link=self._link(evidence.span),
            note=shortened(evidence.note or "", LONGEST_QUOTE),
            span=evidence.span,
        )


def _reason(gap: Result) -> str:
    """What decided it, unless that is said already."""
    said = (gap.message, *(evidence.note for evidence in gap.evidence))
    return gap.reason if gap.reason and gap.reason not in said else ""


def _waiver(gap: Result, words: Words) -> str:
    """That a gap is waived, with the reason where one is given; empty where it is not."""
    if not gap.waiver:
        return ""
    reason = str(gap.waiver.get("reason") or "")
    return words("noted", text=words("waiver"), note=reason) if reason else words("waiver")
