"""The words of a run over many documents, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["zh", "en"]

WORDS: Mapping[str, tuple[str, str]] = {
    # key: (Chinese, English)
    "reason.time": ("超过时限{seconds}秒", "took longer than the limit of {seconds} s"),
    "reason.internal": ("内部错误: {what}", "internal error: {what}"),
    "reason.crash": ("审核进程在此文件上崩溃", "the auditing process died on this file"),
    "reason.killed": (
        "工作节点在此文件上中断: 崩溃, 或超过时限{seconds}秒",
        "the worker died on this file: a crash, or longer than the limit of {seconds} s",
    ),
    "reason.executor": ("执行器报错: {what}", "the executor failed: {what}"),
    "progress": (
        "{done}/{total}  每秒{rate}份  剩余{left}  失败{failed}",
        "{done}/{total}  {rate}/s  {left} left  {failed} failed",
    ),
    "progress.hours": ("{hours}小时{minutes}分", "{hours} h {minutes} min"),
    "progress.minutes": ("{minutes}分{seconds}秒", "{minutes} min {seconds} s"),
    "progress.seconds": ("{seconds}秒", "{seconds} s"),
    "progress.unknown": ("?", "?"),
    "closing": (
        "共{total}份: 已审核{audited}, 跳过{skipped}, 失败{failed}; 本次{new}份, 用时{time}。结果在 {out}",
        "{total} documents: audited {audited}, skipped {skipped}, failed {failed}; {new} now, {time}. "
        "Results in {out}",
    ),
    "tables.missing": (
        "未写 Parquet 表: 没有安装 pyarrow (pip install 'zhenggai[batch]')",
        "no Parquet tables: pyarrow is not installed (pip install 'zhenggai[batch]')",
    ),
    "page.title": ("整改通报批量审核小结", "Rectification notices: summary of a batch"),
    "page.made": ("{tool} {version} · {date}", "{tool} {version} · {date}"),
    "page.documents": ("文件", "documents"),
    "page.audited": ("已审核", "audited"),
    "page.skipped": ("跳过", "skipped"),
    "page.failed": ("失败", "failed"),
    "page.issues": ("问题", "issues"),
    "page.complete": ("各项齐全", "complete"),
    "page.gaps": ("缺口", "gaps"),
    "page.by_body": ("按单位, 最不完整的在前", "By body, the least complete first"),
    "page.by_rule": ("按规则, 最常见的在前", "By rule, the most frequent first"),
    "page.body": ("单位", "Body"),
    "page.no_body": ("(未识别)", "(not recognised)"),
    "page.rule": ("规则", "Rule"),
    "page.share": ("齐全率", "Complete"),
    "page.error": ("错误", "Errors"),
    "page.warning": ("警告", "Warnings"),
    "page.info": ("提示", "Infos"),
    "page.of_documents": ("涉及文件", "Documents"),
    "page.severity": ("级别", "Severity"),
    "page.rest": (
        "另有{rest}个单位未列出, 见 Parquet 表。",
        "{rest} more bodies are not listed: see the Parquet tables.",
    ),
    "page.failures": ("未能审核的文件", "Documents that could not be audited"),
    "page.failures.rest": ("另有{rest}份, 见 documents/*.jsonl。", "{rest} more: see documents/*.jsonl."),
    "page.source": ("文件", "Document"),
    "page.reason": ("原因", "Reason"),
    "severity.error": ("错误", "error"),
    "severity.warning": ("警告", "warning"),
    "severity.info": ("提示", "info"),
}


def say(key: str, language: Language, **values: object) -> str:
    """The words of ``key`` with its places filled."""
    return WORDS[key][language == "en"].format(**values)
