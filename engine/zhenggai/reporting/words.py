"""Every word of the project's own that readers of a report see, in Chinese and English.

Texts of a report that come from rules (message, hint, titles) are rendered by the
pipeline in the report's language; all else that a writer prints stands in ``WORDS``.
Counts are put as "word: number", so that no plural forms are needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from zhenggai.reporting.fact_words import FACT_WORDS
from zhenggai.reporting.html_words import HTML_WORDS
from zhenggai.reporting.office_words import OFFICE_WORDS

Language = Literal["zh", "en"]

WORDS: Mapping[str, tuple[str, str]] = {
    # key: (Chinese, English)
    "report.title": ("整改通报合规缺口报告", "Compliance gap report"),
    "report.made": ("{tool} {version} · {date}", "{tool} {version} · {date}"),
    "matrix.title": ("完整性矩阵", "Completeness matrix"),
    "matrix.legend": (
        "{pass} 齐全  {gap} 有缺口  {not_applicable} 不适用  {not_assessed} 无法判断",
        "{pass} complete  {gap} gap  {not_applicable} not applicable  {not_assessed} not assessed",
    ),
    "matrix.no": ("序号", "No."),
    "matrix.heading": ("问题", "Issue"),
    "matrix.total": ("齐全/适用", "Complete/applicable"),
    "matrix.empty": ("未识别出问题条目, 无完整性矩阵。", "No issue was found, so there is no matrix."),
    "column.measures": ("措施", "Measures"),
    "column.owners": ("责任", "Owner"),
    "column.deadlines": ("时限", "Deadline"),
    "column.outcomes": ("成效", "Outcome"),
    "column.status": ("状态", "Status"),
    "column.mechanism": ("机制", "Mechanism"),
    "gaps.title": ("合规缺口", "Gaps"),
    "gaps.none": ("未发现缺口。", "No gap was found."),
    "gaps.notice": ("通报整体", "The notice as a whole"),
    "gaps.issue": ("问题{no} {heading}", "Issue {no} {heading}"),
    "gaps.folded": ("多处相同的缺口", "Gaps that recur"),
    "gaps.folded.more": ("用 --per-item 逐条列出", "list each with --per-item"),
    "gaps.folded.rate": ("{gaps}/{total}处", "{gaps} of {total}"),
    "gaps.folded.count": ("{gaps}处", "{gaps}"),
    "gaps.folded.new": ("新增{new}处", "new: {new}"),
    "gaps.folded.waived": ("豁免{waived}处", "waived: {waived}"),
    "gaps.folded.issues": ("问题{numbers}", "issues {numbers}"),
    "gap.line": ("第{line}行", "line {line}"),
    "gap.page": ("第{page}页第{line}行", "page {page}, line {line}"),
    "gap.quote": ("原文", "Text"),
    "gap.reason": ("缺口", "Gap"),
    "gap.evidence": ("已有", "Found"),
    "gap.hint": ("补正", "Mend"),
    "gap.rule": ("规则", "Rule"),
    "gap.basis": ("依据", "Basis"),
    "gap.basis.unverified": ("未核对原文", "text not verified"),
    "gap.fingerprint": ("指纹", "Fingerprint"),
    "gap.why": ("理由", "Why"),
    "quoted": ("“{text}”", "“{text}”"),
    "noted": ("{text}: {note}", "{text}: {note}"),
    "placed": ("{text} ({place})", "{text} ({place})"),
    "listed": ("、", ", "),
    "verdicts.unassessed": ("无法判断的事项", "Not assessed"),
    "verdicts.others": ("其他结论", "Other verdicts"),
    "verdict.gap": ("缺口", "gap"),
    "verdict.pass": ("通过", "pass"),
    "verdict.not_applicable": ("不适用", "not applicable"),
    "verdict.not_assessed": ("无法判断", "not assessed"),
    "severity.error": ("错误", "error"),
    "severity.warning": ("警告", "warning"),
    "severity.info": ("提示", "info"),
    "subject.notice": ("通报", "notice"),
    "subject.section": ("部分", "section"),
    "subject.paragraph": ("段落", "paragraph"),
    "subject.claim": ("自述总数", "claim"),
    "subject.issue": ("问题", "issue"),
    "subject.measure": ("措施", "measure"),
    "subject.owner": ("责任主体", "owner"),
    "subject.deadline": ("时限", "deadline"),
    "subject.outcome": ("成效", "outcome"),
    "subject.document": ("文件", "document"),
    "subject.anomaly": ("异常", "anomaly"),
    "baseline": ("基线", "Baseline"),
    "baseline.new": ("新增", "new"),
    "baseline.unchanged": ("未变", "unchanged"),
    "baseline.absent": ("已消除", "absent"),
    "baseline.gone": ("基线中的缺口已消除: {message}", "a gap of the baseline is gone: {message}"),
    "waiver": ("豁免", "Waiver"),
    "waiver.text": ("{reason} (至{until})", "{reason} (until {until})"),
    "waiver.line": (
        "{place}: 规则 {rule}, 对象 {subject}, 文件 {document}: {message}",
        "{place}: rule {rule}, subject {subject}, document {document}: {message}",
    ),
    "waiver.elsewhere": (
        "另有{count}项豁免所指的文件不在本次审核之列。",
        "Waivers for documents that this run did not audit: {count}.",
    ),
    "input": ("文件", "File"),
    "input.subject": ("对象", "Subject"),
    "input.number": ("问题序号", "Issue no."),
    "input.heading": ("问题标题", "Issue heading"),
    "input.line": ("行", "Line"),
    "input.column": ("列", "Column"),
    "input.severity": ("级别", "Severity"),
    "input.verdict": ("结论", "Verdict"),
    "input.title": ("规则名称", "Rule title"),
    "input.audited": ("已审核", "audited"),
    "input.skipped": ("未审核", "skipped"),
    "input.failed": ("审核失败", "failed"),
    "input.unexplained": ("未说明原因", "no reason given"),
    "input.recognised": ("识别为: {kind}", "recognised as: {kind}"),
    "input.state": ("{state}: {reason}", "{state}: {reason}"),
    "input.sentence": ("{source}: {sentence}", "{source}: {sentence}"),
    "reason.kind": (
        "这份文件是“{kind}”, 不是整改通报或整改方案",
        "this document was recognised as “{kind}”, neither a rectification notice nor a plan",
    ),
    "reason.kind_on_request": (
        "这份文件是“{kind}”, 不是整改通报或整改方案; 要按它的文种审核, 请加 --rules {pack}",
        "this document was recognised as “{kind}”, neither a rectification notice nor a plan;"
        " to audit it as such, add --rules {pack}",
    ),
    "reason.kind_not_asked": (
        "这份文件是“{kind}”, 所选的规则包不适用",
        "this document was recognised as “{kind}”, which the chosen rule packs are not for",
    ),
    "reason.no_task": (
        "没有找到任何任务或事项, 不能据此认为没有缺口",
        "no task was found, which does not mean that there is no gap",
    ),
    "reason.fault": (
        "内部错误: {fault} (设 ZHENGGAI_DEBUG=1 可看详情)",
        "internal error: {fault} (ZHENGGAI_DEBUG=1 tells more)",
    ),
    "reason.no_rules": ("没有规则运行, 等于没有审核", "no rule ran, so nothing was audited"),
    "reason.no_issue": (
        "没有找到任何整改问题, 不能据此认为没有缺口",
        "no issue was found, which does not mean that there is no gap",
    ),
    "kind.rectification-notice": ("整改情况的通报", "rectification notice"),
    "kind.rectification-plan": ("整改方案", "rectification plan"),
    "kind.feedback-list": ("巡视巡察反馈问题", "feedback list"),
    "kind.work-plan": ("工作要点或工作计划", "work plan"),
    "kind.progress-report": ("工作总结或进展报告", "progress report"),
    "kind.other": ("其他文稿", "other document"),
    "summary.title": ("小结", "Summary"),
    "summary.engine": (
        "由推理引擎 {engine} {version} 运行{rules}条规则",
        "The inference engine {engine} {version} ran {rules} rules",
    ),
    "summary.issues": (
        "{issues}个问题中{complete}个各项齐全, 共{measures}条措施",
        "issues: {issues}, complete: {complete}, measures: {measures}",
    ),
    "summary.gaps": (
        "缺口{total}处 (错误{error}, 警告{warning}, 提示{info})",
        "gaps: {total} (error {error}, warning {warning}, info {info})",
    ),
    "summary.others": (
        "通过{passed}项, 不适用{not_applicable}项, 无法判断{not_assessed}项",
        "passed: {passed}, not applicable: {not_applicable}, not assessed: {not_assessed}",
    ),
    "summary.joined": ("{engine}; {issues}; {gaps}; {others}。", "{engine}; {issues}; {gaps}; {others}."),
    "summary.hidden": (
        "另有{hidden}处低于所选级别的缺口未列出。",
        "Gaps below the chosen severity that are not listed: {hidden}.",
    ),
    "summary.waived": ("豁免{waived}处, 不计入以上缺口。", "Waived gaps, not counted above: {waived}."),
    "summary.baseline": (
        "与基线相比: 新增{new}处, 未变{unchanged}处, 已消除{absent}处。",
        "Against the baseline: new {new}, unchanged {unchanged}, absent {absent}.",
    ),
    "summary.nothing": ("没有审核任何文件。", "No file was audited."),
    "summary.no_rules": ("没有运行任何规则, 不能视为通过。", "No rule ran: this is not a pass."),
    "summary.packs": ("规则包", "Rule packs"),
    "rule.pack": ("规则包", "Pack"),
    "rule.state": ("状态", "State"),
    "rule.off": ("停用", "off"),
    "rule.on": ("启用", "on"),
    "rule.from": ("来源", "From"),
    "rule.from.builtin": ("内置 {pack}", "built-in {pack}"),
    "rule.default": ("; 规则包的值: {value}", "; in the pack: {value}"),
    "page.generated": ("由 zhenggai rules docs 生成, 请勿手改", "made by zhenggai rules docs: do not edit"),
    "page.rules": ("规则", "Rules"),
    "page.conditions": ("条件", "Conditions"),
    "page.parameters": ("参数", "Parameters"),
    "page.default": ("默认值", "Default"),
    "page.meaning": ("意思", "Meaning"),
    "page.tune": ("在 zhenggai.yaml 里改:", "Change it in zhenggai.yaml:"),
    "page.examples": ("例子", "Examples"),
    "page.column": ("栏目", "Column"),
    "tested.result": ("结果", "Result"),
    "tested.silent": ("规则 {rule} 应报缺口而没有报", "rule {rule} must fire here and does not"),
    "tested.fired": (
        "规则 {rule} 不应报而报了: {message}",
        "rule {rule} must not fire here and does: {message}",
    ),
    "tested.never": ("规则 {rule} 没有应报缺口的例子", "rule {rule} has no example that makes it fire"),
    "tested.summary": (
        "规则{rules}条, 例子{examples}个, 未通过{wrong}条",
        "rules: {rules}, examples: {examples}, failed: {wrong}",
    ),
    "rule.parameter": ("参数", "Parameter"),
    "rule.fires": ("应报缺口", "A gap"),
    "rule.silent": ("应通过", "No gap"),
    "rule.file": ("规则文件", "File"),
    **FACT_WORDS,
    **HTML_WORDS,
    **OFFICE_WORDS,
}


class Words:
    """The words of one language: ``words("gap.line", line=3)``."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._place = 0 if language == "zh" else 1

    def __call__(self, key: str, /, **fields: object) -> str:
        """The words for ``key`` with its fields filled in. Raises KeyError for an unknown key or field."""
        template = WORDS[key][self._place]
        return template.format(**fields) if fields else template

    def title(self, family: str, name: str) -> str:
        """The words for ``family.name``, or ``name`` itself where a pack brings a name of its own."""
        pair = WORDS.get(f"{family}.{name}")
        return pair[self._place] if pair else name


def default_language(environment: Mapping[str, str]) -> Language:
    """English where the locale of ``environment`` is English, else Chinese."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(variable, ""):
            return "en" if locale.lower().startswith("en") else "zh"
    return "zh"
