"""The assessment of a document as its gap report; ``merging`` makes one report of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from zhenggai import __version__
from zhenggai.fingerprints import fingerprints
from zhenggai.inference.verdicts import WORST_FIRST, Assessment, Finding
from zhenggai.model import (
    REPORT_SCHEMA,
    Document,
    Facts,
    Frozen,
    GapReport,
    Input,
    MatrixRow,
    PackInfo,
    ReportDocument,
    Result,
    RuleInfo,
    Summary,
    Tally,
    Tool,
)
from zhenggai.rulebook.syntax import Language, Rule, RuleBook


class Audited(Frozen, frozen=True):
    """One input of a run: what became of it, and its assessment where there is one."""

    input: Input
    document: Document | None = None
    facts: Facts | None = None
    assessment: Assessment | None = None
    rulebook: RuleBook | None = None


def compose(one: Audited, *, language: Language, date: str, engine: Tool) -> GapReport:
    """The report of one input. ``date`` is the ISO day of judgement, ``engine`` the inference engine."""
    book = one.rulebook
    packs = book.packs if book else ()
    columns = tuple(dict.fromkeys(name for pack in packs for name, _ in pack.columns))
    matrix = tuple(_rows(one, columns))
    results = tuple(_results(one, language))
    return GapReport(
        schema=REPORT_SCHEMA,
        tool=Tool(name="zhenggai", version=__version__),
        engine=engine,
        date=date,
        language=language,
        rule_packs=tuple(_packs(book)) if book else (),
        inputs=(one.input,),
        summary=_summary(one, matrix, results),
        columns=columns,
        matrix=matrix,
        rules=tuple(_rule(rule, language) for rule in (book.rules if book else ()) if rule.enabled),
        results=results,
        tallies=tuple(_tallies(one)),
        column_titles={name: titles[language] for pack in packs for name, titles in pack.columns},
        documents=tuple(_documents(one)),
    )


def _documents(one: Audited) -> Iterable[ReportDocument]:
    if one.document and one.facts and one.assessment:
        yield ReportDocument(document=one.document, facts=one.facts)


def _tallies(one: Audited) -> Iterable[Tally]:
    """Rates of the rules that found a gap or could not assess a fact."""
    for tally in one.assessment.tallies if one.assessment else ():
        if tally.verdicts["gap"] or tally.verdicts["not_assessed"]:
            yield Tally(
                input=one.input.source,
                rule=tally.rule.id,
                gap=tally.verdicts["gap"],
                passed=tally.verdicts["pass"],
                not_applicable=tally.verdicts["not_applicable"],
                not_assessed=tally.verdicts["not_assessed"],
            )


def _packs(book: RuleBook) -> Iterable[PackInfo]:
    count = Counter(rule.pack for rule in book.rules if rule.enabled)
    seen: set[str] = set()
    for pack in book.packs:
        if pack.name not in seen:
            seen.add(pack.name)
            yield PackInfo(name=pack.name, version=pack.version, rules=count[pack.name])


def _rule(rule: Rule, language: Language) -> RuleInfo:
    return RuleInfo(
        id=rule.id,
        title=rule.title[language],
        severity=rule.severity,
        why=rule.why[language],
        fold=rule.fold,
        subject=rule.subject,
        column=rule.column,
        pack=rule.pack,
        basis=rule.basis,
    )


def _rows(one: Audited, columns: tuple[str, ...]) -> Iterable[MatrixRow]:
    if one.facts is None or one.assessment is None:
        return
    for issue in one.facts.issues:
        cells = one.assessment.cells.get(issue.id, {})
        yield MatrixRow(
            input=one.input.source,
            issue=issue.id,
            no=issue.no,
            heading=issue.heading,
            cells={column: cells.get(column, "not_applicable") for column in columns},
        )


def _results(one: Audited, language: Language) -> Iterable[Result]:
    if one.assessment is None:
        return
    headings = {issue.id: issue.heading for issue in one.facts.issues} if one.facts else {}
    findings = one.assessment.findings
    names = fingerprints(one.input.source, findings, headings)
    for finding, fingerprint in zip(findings, names, strict=True):
        yield _result(one.input.source, finding, fingerprint)


def _result(source: str, finding: Finding, fingerprint: str) -> Result:
    rule = finding.rule
    return Result(
        input=source,
        rule=rule.id,
        verdict=finding.verdict,
        severity=rule.severity,
        subject=finding.subject,
        message=finding.message,
        hint=finding.hint,
        span=finding.span,
        quote=finding.quote,
        evidence=finding.evidence,
        basis=rule.basis,
        fingerprint=fingerprint,
        reason=finding.reason,
        issue=finding.issue,
    )


def _summary(one: Audited, matrix: Sequence[MatrixRow], results: Sequence[Result]) -> Summary:
    severities = Counter(result.severity for result in results if result.verdict == "gap")
    assessment = one.assessment
    issues = one.facts.issues if one.facts and assessment else ()
    totals = {verdict: assessment.total(verdict) if assessment else 0 for verdict in WORST_FIRST}
    return Summary(
        error=severities["error"],
        warning=severities["warning"],
        info=severities["info"],
        issues=len(issues),
        measures=sum(len(issue.measures) for issue in issues),
        complete_issues=sum("gap" not in row.cells.values() for row in matrix),
        rules_run=assessment.rules_run if assessment else 0,
        passed=totals["pass"],
        not_applicable=totals["not_applicable"],
        not_assessed=totals["not_assessed"],
    )
