"""Every rule's verdict on every fact it is about: gap, pass, not applicable, not assessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions import Clue
from zhenggai.inference.engines import best_engine
from zhenggai.inference.evaluate import Evaluator, is_two_valued
from zhenggai.inference.explain import Explainer, Explanation
from zhenggai.inference.items import items_for
from zhenggai.inference.lowering import plan_for
from zhenggai.inference.messages import Message
from zhenggai.inference.notes import note
from zhenggai.inference.queries import Engine
from zhenggai.inference.truth import Positions
from zhenggai.inference.world import World
from zhenggai.model import Document, Evidence, Facts, Frozen, Span, Subject, Verdict
from zhenggai.rulebook.syntax import Language, Rule, RuleBook

if TYPE_CHECKING:
    from zhenggai.extraction.source import SourceText

WORST_FIRST: tuple[Verdict, ...] = ("gap", "not_assessed", "pass", "not_applicable")
_MAX_NAMED = 3


class Finding(Frozen, frozen=True, gc=False):
    """One rule's verdict on one fact.

    ``message`` and ``hint`` are filled in the language asked for and empty but for gaps; ``issue`` is the id
    of the issue that the fact is or belongs to; ``quote`` is the fact in the notice's words; ``reason``
    says in half a sentence what decided it (for ``not_assessed`` which values are absent).
    """

    rule: Rule
    verdict: Verdict
    subject: Subject
    issue: str | None
    span: Span | None
    quote: str | None
    message: str
    hint: str
    reason: str | None
    evidence: tuple[Evidence, ...]


class Tally(Frozen, frozen=True):
    """How one rule came out: ``subjects`` facts of its kind were found, and each got one verdict.

    ``absent`` names values (``notice.signed_date``) whose absence left some not assessed.
    """

    rule: Rule
    subjects: int
    verdicts: Mapping[Verdict, int]
    absent: tuple[str, ...] = ()


class Assessment(Frozen, frozen=True):
    """All verdicts of one rule book on one notice.

    ``tallies`` has one entry for each rule that ran, in pack order; ``findings`` the gaps (all verdicts where
    asked for), by rule and then in text order; ``cells`` the matrix: issue id, column, worst verdict.
    """

    engine: str
    engine_version: str
    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]
    cells: Mapping[str, Mapping[str, Verdict]]

    @property
    def rules_run(self) -> int:
        """Number of rules that were evaluated."""
        return len(self.tallies)

    @property
    def rules_with_subjects(self) -> int:
        """Number of rules that found at least one fact of their kind: 0 means that nothing was checked."""
        return sum(tally.subjects > 0 for tally in self.tallies)

    def total(self, verdict: Verdict) -> int:
        """Number of facts, over all rules, with this verdict."""
        return sum(tally.verdicts[verdict] for tally in self.tallies)


def assess(
    rulebook: RuleBook,
    facts: Facts,
    document: Document,
    engine: Engine | None = None,
    *,
    every_verdict: bool = False,
    language: Language = "zh",
    source: SourceText | None = None,
) -> Assessment:
    """Evaluate the enabled rules of a rule book on one notice.

    ``engine`` is ``best_engine()`` where not given; ``source`` spares computing the document's lines again.
    Raises InferenceError where a condition cannot be evaluated or the engine fails.
    """
    engine = engine or best_engine()
    plan = plan_for(rulebook)
    world = World(facts, document, source)
    evaluator = Evaluator(world, rulebook.lexicons)
    gaps: dict[int, set[int]] = defaultdict(set)
    for query, key in engine.match(plan.queries, items_for(plan, evaluator)):
        gaps[plan.queries[query].rule].add(world.position(key))
    explainer = Explainer(evaluator, language)
    outcomes = [_Outcome(rule, gaps[number], explainer) for number, rule in enumerate(plan.rules)]
    return Assessment(
        engine=engine.name,
        engine_version=engine.version,
        tallies=tuple(outcome.tally() for outcome in outcomes),
        findings=tuple(finding for outcome in outcomes for finding in outcome.findings(every_verdict)),
        cells=_cells(outcomes, world),
    )


class _Outcome:
    """One rule's verdicts as sets of positions."""

    def __init__(self, rule: Rule, gaps: set[int], explainer: Explainer) -> None:
        self.rule = rule
        self.explainer = explainer
        evaluator = explainer.evaluator
        everything = evaluator.world.table(rule.subject).everything
        applicable: Positions = everything
        if rule.when is not None:
            applicable = applicable & evaluator.truth(rule.subject, rule.when).certain
        if applicable and rule.unless is not None:
            applicable = applicable - evaluator.truth(rule.subject, rule.unless).certain
        if not gaps <= applicable:
            raise InferenceError(f"规则 {rule.id}: 推理引擎把不适用的事实报成了缺口")
        open_ones: Positions = frozenset()
        if len(gaps) < len(applicable) and not is_two_valued(rule.require):
            open_ones = applicable - gaps - evaluator.truth(rule.subject, rule.require).certain
        self.subjects = len(everything)
        self.positions: dict[Verdict, Positions] = {
            "gap": gaps,
            "pass": applicable - gaps - open_ones,
            "not_applicable": everything - applicable,
            "not_assessed": open_ones,
        }

    def tally(self) -> Tally:
        """How many facts got which verdict."""
        absent: dict[str, None] = {}
        if open_ones := self.positions["not_assessed"]:
            absent = dict.fromkeys(
                name for position in sorted(open_ones)[:_MAX_NAMED] for name in self._absent(position)
            )
        return Tally(
            rule=self.rule,
            subjects=self.subjects,
            verdicts={verdict: len(positions) for verdict, positions in self.positions.items()},
            absent=tuple(absent),
        )

    def findings(self, every_verdict: bool) -> Iterable[Finding]:
        """The gaps as full records, or all verdicts, in text order."""
        found = dict(self._gaps())
        if every_verdict:
            others = [
                (at, verdict) for verdict, among in self.positions.items() for at in among - found.keys()
            ]
            found |= {at: self._finding(at, verdict, self._why_not(at, verdict)) for at, verdict in others}
        return [found[at] for at in sorted(found)]

    def _gaps(self) -> Iterator[tuple[int, Finding]]:
        rule, world, language = self.rule, self.explainer.world, self.explainer.language
        gaps = sorted(self.positions["gap"])
        if not gaps:
            return
        messages, hints = (
            Message(texts[language], world, rule.subject, language).about(gaps)
            for texts in (rule.message, rule.hint)
        )
        whys = self.explainer.explanations(rule.subject, gaps, rule.require)
        told: Explanation | None = None
        for at, message, hint, why in zip(gaps, messages, hints, whys, strict=True):
            if why is not told:
                told, reason = why, _reason(why.reasons, language)
            yield at, self._finding(at, "gap", reason, message, hint, why.clues)

    def _finding(
        self,
        position: int,
        verdict: Verdict,
        reason: str | None,
        message: str = "",
        hint: str = "",
        clues: Sequence[Clue] = (),
    ) -> Finding:
        subject, issue, span, quote = self.explainer.world.named(self.rule.subject, position)
        return Finding(
            rule=self.rule,
            verdict=verdict,
            subject=subject,
            issue=issue,
            span=span,
            quote=quote,
            message=message,
            hint=hint,
            reason=reason,
            evidence=_evidence(clues, span, self.explainer.language) if clues else (),
        )

    def _why_not(self, position: int, verdict: Verdict) -> str | None:
        """Why a fact is no gap, where more is to be said than that it passes."""
        rule, explainer = self.rule, self.explainer
        if verdict == "not_assessed":
            return note("absent", (explainer.names(self._absent(position)),), explainer.language)
        if verdict == "not_applicable":
            excepted = (
                rule.when is None or position in explainer.evaluator.truth(rule.subject, rule.when).certain
            )
            return note("unless_met" if excepted else "when_unmet", (), explainer.language)
        return None

    def _absent(self, position: int) -> tuple[str, ...]:
        return self.explainer.absent(self.rule.subject, position, self.rule.require)


def _reason(reasons: Sequence[tuple[str, tuple[str, ...]]], language: Language) -> str | None:
    """What decided a verdict: the first reason, or all that is not stated as one phrase; None for none."""
    if not reasons:
        return None
    name, values = reasons[0]
    if name == "not_stated" and len(reasons) > 1:
        absent = dict.fromkeys(value for other, values in reasons if other == name for value in values)
        values = ({"zh": "、", "en": ", "}[language].join(absent),)
    return note(name, values, language)


def _evidence(clues: Iterable[Clue], quoted: Span | None, language: Language) -> tuple[Evidence, ...]:
    """The clues but those that overlap an earlier one or repeat what is quoted already."""
    kept: list[Clue] = []
    for clue in clues:
        start, end = clue.span.start, clue.span.end
        if (quoted is None or (start, end) != (quoted.start, quoted.end)) and not any(
            start < other.span.end and other.span.start < end for other in kept
        ):
            kept.append(clue)
    return tuple(
        Evidence(text=clue.text, span=clue.span, note=note(clue.note, clue.values, language)) for clue in kept
    )


def _cells(outcomes: Sequence[_Outcome], world: World) -> Mapping[str, Mapping[str, Verdict]]:
    """For each issue and column the worst verdict of the column's rules on the issue or on facts below it."""
    found: list[dict[str, Verdict]] = [{} for _ in world.facts.issues]
    for verdict in reversed(WORST_FIRST):  # a worse verdict replaces a better one
        for outcome in outcomes:
            column = outcome.rule.column
            positions = outcome.positions[verdict]
            if column is None or not positions:
                continue
            issues = world.table(outcome.rule.subject).owners("issue")
            for issue in {issues[position] for position in positions}:
                if issue >= 0:
                    found[issue][column] = verdict
    return {issue.id: cells for issue, cells in zip(world.facts.issues, found, strict=True)}
