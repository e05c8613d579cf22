"""Assessments of a run put together as the one gap report that every writer reads."""

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
    Verdict,
)
from zhenggai.rulebook.syntax import Language, Pack, Rule, RuleBook
from zhenggai.settings.layers import Configuration


class Audited(Frozen, frozen=True):
    """One input of a run: what became of it, and its assessment where there is one."""

    input: Input
    document: Document | None = None
    facts: Facts | None = None
    assessment: Assessment | None = None
    rulebook: RuleBook | None = None
    configuration: Configuration | None = None


def compose(audited: Sequence[Audited], *, language: Language, date: str, engine: Tool) -> GapReport:
    """The report of a run. ``date`` is the ISO day of judgement, ``engine`` the inference engine that ran."""
    books = list({id(one.rulebook): one.rulebook for one in audited if one.rulebook}.values())
    columns = tuple(dict.fromkeys(name for book in books for pack in book.packs for name, _ in pack.columns))
    matrix = tuple(row for one in audited for row in _rows(one, columns))
    results = tuple(result for one in audited for result in _results(one, language))
    return GapReport(
        schema=REPORT_SCHEMA,
        tool=Tool(name="zhenggai", version=__version__),
        engine=engine,
        date=date,
        language=language,
        rule_packs=tuple(_packs(books)),
        inputs=tuple(one.input for one in audited),
        summary=_summary(audited, matrix, results),
        columns=columns,
        matrix=matrix,
        rules=tuple(_rules(books, language)),
        results=results,
        tallies=tuple(tally for one in audited for tally in _tallies(one)),
        column_titles=_column_titles(books, language),
        documents=tuple(_documents(audited)),
    )


def _documents(audited: Iterable[Audited]) -> Iterable[ReportDocument]:
    for one in audited:
        if one.document and one.facts and one.assessment:
            yield ReportDocument(document=one.document, facts=one.facts)


def _column_titles(books: Iterable[RuleBook], language: Language) -> dict[str, str]:
    packs: list[Pack] = [pack for book in books for pack in book.packs]
    return {name: titles[language] for pack in packs for name, titles in pack.columns}


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


def _packs(books: list[RuleBook]) -> Iterable[PackInfo]:
    seen: set[str] = set()
    for book in books:
        count = Counter(rule.pack for rule in book.rules if rule.enabled)
        for pack in book.packs:
            if pack.name not in seen:
                seen.add(pack.name)
                yield PackInfo(name=pack.name, version=pack.version, rules=count[pack.name])


def _rules(books: list[RuleBook], language: Language) -> Iterable[RuleInfo]:
    seen: set[str] = set()
    for book in books:
        for rule in book.rules:
            if rule.enabled and rule.id not in seen:
                seen.add(rule.id)
                yield _rule(rule, language)


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


def _summary(audited: Sequence[Audited], matrix: Sequence[MatrixRow], results: Sequence[Result]) -> Summary:
    severities = Counter(result.severity for result in results if result.verdict == "gap")
    totals: Counter[Verdict] = Counter()
    for one in audited:
        for verdict in WORST_FIRST:
            totals[verdict] += one.assessment.total(verdict) if one.assessment else 0
    return Summary(
        error=severities["error"],
        warning=severities["warning"],
        info=severities["info"],
        issues=sum(len(one.facts.issues) for one in audited if one.facts and one.assessment),
        measures=sum(
            len(i.measures) for one in audited if one.facts and one.assessment for i in one.facts.issues
        ),
        complete_issues=sum("gap" not in row.cells.values() for row in matrix),
        rules_run=max((one.assessment.rules_run for one in audited if one.assessment), default=0),
        passed=totals["pass"],
        not_applicable=totals["not_applicable"],
        not_assessed=totals["not_assessed"],
    )
