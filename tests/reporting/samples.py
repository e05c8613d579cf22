"""Gap reports built by hand, so that writers are tested apart from the stages before them."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import structs

from zhenggai.model import (
    REPORT_SCHEMA,
    Basis,
    Evidence,
    GapReport,
    Input,
    MatrixRow,
    PackInfo,
    Result,
    RuleInfo,
    Severity,
    Span,
    Subject,
    Summary,
    Tally,
    Tool,
    Verdict,
)

NOTICE = "notice.txt"
COLUMNS = ("measures", "owners", "deadlines", "outcomes", "status")
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://example.org","x")',
    "::error::injected",
    "##[error]injected",
    "]]><x/>",
    "a\x1b[31mred\x1b[0m\x00\x9b2J",
    "\u202eesrever\u2066\u200b\ufeff\u2028",
    "\ud800\uffff",
    "|`*_[x](javascript:alert(1))~#@!&amp;\\",
    "{0} {{x}} %s %0A",
    "line one\r\n::error::line two\nline three",
    "--><!-- x -->",
    "[red]markup[/red] :smile:",
)


def span(start: int, length: int, line: int, column: int = 1) -> Span:
    """A span on one line."""
    return Span(start=start, end=start + length, line=line, column=column)


def gap(
    rule: str,
    subject: str,
    message: str,
    *,
    severity: Severity = "error",
    kind: str = "issue",
    place: Span | None = None,
    quote: str | None = None,
    hint: str = "写明牵头单位和责任人",
    evidence: tuple[Evidence, ...] = (),
    source: str = NOTICE,
    verdict: Verdict = "gap",
    reason: str | None = None,
    baseline: Literal["new", "unchanged", "absent"] | None = None,
    issue: str | None = None,
) -> Result:
    """One result; its fingerprint is made from what identifies it."""
    return Result(
        input=source,
        rule=rule,
        verdict=verdict,
        severity=severity,
        subject=Subject(type=kind, id=subject),
        message=message,
        hint=hint,
        span=place,
        quote=quote,
        evidence=evidence,
        basis=(Basis(norm="环保督察整改方案"),),
        fingerprint=fingerprint(source, rule, subject),
        reason=reason,
        issue=issue or (subject.partition("/")[0] if subject.startswith("issue-") else None),
        baseline=baseline,
    )


def fingerprint(source: str, rule: str, subject: str) -> str:
    """Sixteen hexadecimal digits, different for each gap of the samples."""
    name = f"{source}|{rule}|{subject}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(name).hexdigest()[:16]


def rule(
    name: str, title: str, severity: Severity = "error", *, fold: bool = False, column: str | None = None
) -> RuleInfo:
    """What a report says of one rule."""
    return RuleInfo(
        id=name,
        title=title,
        severity=severity,
        why="缺少这一项, 公众无从监督。",
        fold=fold,
        subject="issue",
        column=column,
        pack="rectification-notice",
        basis=(
            Basis(norm="环保督察整改方案"),
            Basis(norm="中国共产党巡视工作条例", article="27", verified=True),
        ),
    )


def row(no: int, heading: str, *verdicts: Verdict, source: str = NOTICE) -> MatrixRow:
    """One matrix row over ``COLUMNS``."""
    return MatrixRow(
        input=source,
        issue=f"issue-{no}",
        no=no,
        heading=heading,
        cells=dict(zip(COLUMNS, verdicts, strict=True)),
    )


def counted(results: tuple[Result, ...], rows: tuple[MatrixRow, ...], rules_run: int) -> Summary:
    """A summary that agrees with the results."""
    severities = [each.severity for each in results if each.verdict == "gap"]
    return Summary(
        error=severities.count("error"),
        warning=severities.count("warning"),
        info=severities.count("info"),
        issues=len(rows),
        measures=3 * len(rows),
        complete_issues=sum("gap" not in each.cells.values() for each in rows),
        rules_run=rules_run,
        passed=41,
        not_applicable=7,
        not_assessed=1,
    )


def report(
    results: tuple[Result, ...],
    rows: tuple[MatrixRow, ...],
    rules: tuple[RuleInfo, ...],
    *,
    inputs: tuple[Input, ...] | None = None,
    tallies: tuple[Tally, ...] = (),
    language: Literal["zh", "en"] = "zh",
) -> GapReport:
    """A report around results, rows and rules."""
    return GapReport(
        schema=REPORT_SCHEMA,
        tool=Tool(name="zhenggai", version="1.2.3"),
        engine=Tool(name="durable-rules", version="2.0.28"),
        date="2026-11-22",
        language=language,
        rule_packs=(PackInfo(name="rectification-notice", version="1.0", rules=len(rules)),),
        inputs=inputs
        or (Input(source=NOTICE, sha256="0" * 64, kind="rectification-notice", status="audited"),),
        summary=counted(results, rows, len(rules)),
        columns=COLUMNS,
        matrix=rows,
        rules=rules,
        results=results,
        tallies=tallies,
    )


RULES = (
    rule("issue-owner", "每个问题都有明确的责任主体", fold=True, column="owners"),
    rule("issue-outcome", "每个问题都有可衡量的成效", "warning", column="outcomes"),
    rule("notice-date-valid", "日期真实存在"),
    rule("measure-owner", "每条措施都有责任主体", "info", fold=True),
    rule("issue-measure", "每个问题都有整改措施", column="measures"),
)
ROWS = (
    row(1, "关于理论学习不够深入的问题", "pass", "gap", "pass", "gap", "not_applicable"),
    row(
        2,
        "关于科技成果转化率不高、服务企业的主动性不强、制度执行有偏差且长期没有得到纠正的问题",
        "pass",
        "gap",
        "gap",
        "pass",
        "not_assessed",
    ),
    row(3, "关于选人用人不规范的问题", "pass", "pass", "pass", "pass", "pass"),
)


def typical(language: Literal["zh", "en"] = "zh") -> GapReport:
    """One notice with three issues, gaps of its own, folded gaps and gaps with evidence."""
    results = (
        gap(
            "notice-date-valid",
            "notice/anomaly-1",
            "“2022年114日”不是真实的日期",
            kind="anomaly",
            place=span(120, 9, 8, 14),
            quote="2022年114日",
            hint="核对原文后改正日期",
        ),
        gap(
            "issue-owner",
            "issue-1",
            "问题1未写明责任主体",
            place=span(200, 13, 12),
            quote="关于理论学习不够深入的问题",
        ),
        gap("issue-owner", "issue-2", "问题2未写明责任主体", place=span(400, 13, 20)),
        gap(
            "issue-outcome",
            "issue-1",
            "问题1没有可衡量的成效",
            severity="warning",
            place=span(200, 13, 12),
            quote="关于理论学习不够深入的问题",
            hint="补充带数量和单位的成效, 如“培训干部120人次”",
            evidence=(
                Evidence(text="取得明显成效", span=span(260, 6, 14, 5), note="没有数量和单位"),
                Evidence(text="组织学习12次", span=span(240, 7, 13, 9)),
            ),
        ),
        gap(
            "measure-owner",
            "issue-1/measure-1",
            "措施未写明责任主体",
            severity="info",
            kind="measure",
            place=span(230, 30, 13),
        ),
        gap(
            "measure-owner",
            "issue-1/measure-2",
            "措施未写明责任主体",
            severity="info",
            kind="measure",
            place=span(265, 30, 14),
        ),
    )
    tallies = (
        Tally(input=NOTICE, rule="issue-owner", gap=2, passed=1, not_applicable=0, not_assessed=0),
        Tally(input=NOTICE, rule="measure-owner", gap=2, passed=7, not_applicable=0, not_assessed=0),
    )
    return report(results, ROWS, RULES, tallies=tallies, language=language)


def with_verdicts() -> GapReport:
    """The typical report with other verdicts listed too (``--all-verdicts``)."""
    base = typical()
    more = (
        gap("issue-measure", "issue-1", "每个问题都有整改措施", verdict="pass", place=span(200, 13, 12)),
        gap("issue-measure", "issue-3", "每个问题都有整改措施", verdict="not_applicable"),
        gap(
            "notice-date-valid",
            "notice",
            "日期先后无法判断",
            kind="notice",
            verdict="not_assessed",
            reason="没有签署日期",
        ),
    )
    return report(base.results + more, base.matrix, base.rules, tallies=base.tallies)


def clean() -> GapReport:
    """One notice without any gap."""
    return report((), (row(1, "关于制度不健全的问题", "pass", "pass", "pass", "pass", "pass"),), RULES)


def several() -> GapReport:
    """Four inputs: one with gaps, one without issues, one that is no notice, one unreadable."""
    base = typical()
    inputs = (
        *base.inputs,
        Input(
            source="empty.txt",
            sha256="1" * 64,
            kind="rectification-notice",
            status="failed",
            reason="没有识别出任何问题",
        ),
        Input(
            source="plan.txt",
            sha256="2" * 64,
            kind="work-plan",
            status="skipped",
            reason="不是整改通报或整改方案",
        ),
        Input(source="gone.txt", sha256=None, kind=None, status="failed", reason="文件不存在"),
    )
    more = gap("notice-date-valid", "notice", "通报没有日期", kind="notice", source="empty.txt")
    return report((*base.results, more), base.matrix, base.rules, inputs=inputs, tallies=base.tallies)


def hostile() -> GapReport:
    """Each hostile text as heading, quote, message, hint, evidence, note, file name and reason."""
    source = "<script>::error::]]>\x1b\u202e.txt"
    rows = tuple(
        row(no, text, "gap", "pass", "not_assessed", "gap", "gap", source=source)
        for no, text in enumerate(HOSTILE, 1)
    )
    results = tuple(
        gap(
            "issue-outcome",
            f"issue-{no}",
            text,
            severity="warning",
            place=span(no * 100, 10, no),
            quote=f"“{text}”" if no % 2 else text,
            hint=text,
            evidence=(Evidence(text=text, span=span(no * 100, 5, no), note=text),),
            source=source,
            reason=text,
        )
        for no, text in enumerate(HOSTILE, 1)
    )
    folded = tuple(
        gap("issue-owner", f"issue-{no}", text, hint=text, source=source)
        for no, text in enumerate(HOSTILE, 1)
    )
    inputs = (
        Input(source=source, sha256="0" * 64, kind="rectification-notice", status="audited"),
        *(Input(source=text, sha256=None, kind=None, status="failed", reason=text) for text in HOSTILE),
    )
    return report(results + folded, rows, RULES, inputs=inputs)


def english() -> GapReport:
    """A report in English on a notice without any Chinese character: whatever is Chinese, a writer said."""
    heading = "On weak oversight"
    results = (
        gap(
            "issue-outcome",
            "issue-1",
            "Issue 1 has no outcome",
            hint="Give a figure",
            place=span(0, 5, 1),
            quote="a quotation",
            evidence=(Evidence(text="great effect", span=span(9, 5, 2), note="no figure"),),
        ),
        gap("issue-owner", "issue-1", "Issue 1 names no owner", hint="Name one", place=span(0, 5, 1)),
        gap("notice-date-valid", "notice", "No such date", hint="Mend it", kind="notice"),
        gap("issue-measure", "issue-1", "", hint="", verdict="not_assessed", reason="no date"),
        gap("issue-measure", "issue-1", "", hint="", verdict="pass"),
    )
    norms = (Basis(norm="Norm"),)
    rules = tuple(
        structs.replace(each, title=f"Rule {each.id}", why="Because", basis=norms) for each in RULES
    )
    results = tuple(structs.replace(each, basis=norms) for each in results)
    inputs = (
        Input(source=NOTICE, sha256="0" * 64, kind="rectification-notice", status="audited"),
        Input(source="plan.txt", sha256="2" * 64, kind="work-plan", status="skipped", reason="no notice"),
        Input(source="gone.txt", sha256=None, kind=None, status="failed"),
    )
    rows = (row(1, heading, "pass", "gap", "gap", "gap", "not_assessed"),)
    return report(results, rows, rules, inputs=inputs, language="en")
