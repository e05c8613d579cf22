"""The words of the Word and Excel lists alone, in Chinese and English; merged into ``words.WORDS``."""

from __future__ import annotations

OFFICE_WORDS: dict[str, tuple[str, str]] = {
    "list.title": ("整改通报缺口清单", "List of gaps"),
    "list.missing": ("缺什么", "What is missing"),
    "sheet.summary": ("小结", "Summary"),
    "sheet.matrix": ("完整性矩阵", "Matrix"),
    "sheet.gaps": ("缺口清单", "Gaps"),
    "sheet.issues": ("问题清单", "Issues"),
    "sheet.tasks": ("任务清单", "Tasks"),
    "sheet.owners": ("责任清单", "Owners"),
    "sheet.text": ("原文", "Text"),
    "sheet.gaps.count": ("缺口数", "Gaps"),
    "sheet.applied": ("适用数", "Subjects"),
    "sheet.group": ("类别", "Group"),
    "sheet.stated": ("点明问题", "States a problem"),
    "sheet.yes": ("是", "yes"),
    "sheet.no": ("否", "no"),
    "sheet.status": ("完成情况", "Status"),
    "sheet.measures": ("措施数", "Measures"),
    "sheet.measure": ("整改措施", "Measure"),
    "sheet.ordinal": ("序次", "Ordinal"),
    "sheet.owner": ("责任主体", "Owner"),
    "sheet.owner_kind": ("方式", "As"),
    "sheet.deadline": ("时限", "Deadline"),
    "sheet.due": ("截止日期", "Due"),
    "sheet.outcome": ("成效", "Outcome"),
    "sheet.document": ("制度文件", "Documents"),
    "sheet.words": ("文字", "Words"),
    "sheet.to_gaps": ("见缺口清单", "see the gaps"),
}
