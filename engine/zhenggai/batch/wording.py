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
    "interrupted": (
        "已中断; 已完成的结果保留在 {out}, 再次运行同一命令即可继续",
        "Interrupted; what is finished is kept in {out}: run the same command again to go on",
    ),
    "tables.missing": (
        "未写 Parquet 表: 没有安装 pyarrow (pip install 'zhenggai[batch]')",
        "no Parquet tables: pyarrow is not installed (pip install 'zhenggai[batch]')",
    ),
    "page.title": ("整改通报批量审核小结", "Rectification notices: summary of a batch"),
    "page.made": ("{tool} {version} · {date} · {folder}", "{tool} {version} · {date} · {folder}"),
    "page.legend": (
        "齐全率: 各列都齐全的问题占全部问题的比例; 各列为该项写明的问题占应写明问题的比例; "
        "自述完成: 通报写明已完成或基本完成的问题的比例。同样不齐全的, 各列合计更低的在前。",
        "Complete: issues with every column complete, of all issues; each column: issues that state it, of "
        "those that should; said done: issues that the notice calls completed or basically completed. "
        "Among equals those with less in the columns come first.",
    ),
    "page.states": ("通报自述:", "Said by the notices:"),
    "page.state.none": ("未写明", "nothing said"),
    "page.total": ("合计", "All"),
    "page.done": ("自述完成", "Said done"),
    "page.by_document": ("错误最多的文件", "Documents with the most errors"),
    "page.skipped_list": (
        "跳过的文件: 请确认其中没有整改通报",
        "Skipped: make sure that none of them is a notice",
    ),
    "page.documents": ("文件", "documents"),
    "page.audited": ("已审核", "audited"),
    "page.skipped": ("跳过", "skipped"),
    "page.failed": ("失败", "failed"),
    "page.issues": ("问题", "issues"),
    "page.complete": ("各项齐全", "complete"),
    "page.gaps": ("缺口", "gaps"),
    "page.by_body": ("按单位, 最不完整的在前", "By body, the least complete first"),
    "page.by_folder": ("按文件夹, 最不完整的在前", "By folder, the least complete first"),
    "page.folder": ("文件夹", "Folder"),
    "page.this_folder": ("(不在子文件夹中)", "(in no folder below)"),
    "page.by_rule": ("按规则, 最常见的在前", "By rule, the most frequent first"),
    "page.body": ("单位", "Body"),
    "page.no_body": ("(未识别)", "(not recognised)"),
    "page.rule": ("规则", "Rule"),
    "page.share": ("齐全率", "Complete"),
    "page.error": ("错误", "Errors"),
    "page.warning": ("警告", "Warnings"),
    "page.info": ("提示", "Infos"),
    "page.of_documents": ("涉及文件", "Documents"),
    "page.of_documents.share": ("占比", "Share"),
    "page.severity": ("级别", "Severity"),
    "page.rest": (
        "另有{rest}个未列出, 见 documents.parquet。",
        "{rest} more are not listed: see documents.parquet.",
    ),
    "page.failures": ("未能审核的文件", "Documents that could not be audited"),
    "page.more": (
        "另有{rest}份未列出, 见 documents.parquet 或 documents/*.jsonl。",
        "{rest} more are not listed: see documents.parquet or documents/*.jsonl.",
    ),
    "page.source": ("文件", "Document"),
    "page.reason": ("原因", "Reason"),
    "severity.error": ("错误", "error"),
    "severity.warning": ("警告", "warning"),
    "severity.info": ("提示", "info"),
}


def say(key: str, language: Language, **values: object) -> str:
    """The words of ``key`` with its places filled."""
    return WORDS[key][language == "en"].format(**values)
