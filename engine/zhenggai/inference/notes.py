"""The words of reasons and notes, in the languages of reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from zhenggai.rulebook.syntax import Language, SubjectKind
from zhenggai.rulebook.vocabulary import PROPERTIES

ABSENT = "—"

# Positions in braces are filled with the values of a note, which are shown as they are.
NOTES: Mapping[str, Mapping[Language, str]] = {
    "none_found": {"zh": "没有写明{0}", "en": "no {0} is stated"},
    "none_fits": {"zh": "写了{1}处{0}, 都不符合要求", "en": "{1} × {0} found, none of which meets the rule"},
    "none_has": {
        "zh": "{1}处{0}里都没有所要求的字样",
        "en": "{1} × {0} found, none holds the words asked for",
    },
    "none_is": {"zh": "写了{1}处{0}, 都不是{2}", "en": "{1} × {0} found, none is {2}"},
    "some_fit": {"zh": "查到{1}处这样的{0}", "en": "{1} × {0} found that must not be there"},
    "some_fail": {"zh": "有{1}处{0}不符合要求", "en": "{1} × {0} do not meet the rule"},
    "count_is": {"zh": "{0}共{1}处", "en": "{1} × {0} counted"},
    "count_fits": {"zh": "符合条件的{0}共{1}处", "en": "{1} × {0} that fit"},
    "not_stated": {"zh": "没有写明{0}", "en": "{0} is not stated"},
    "stated": {"zh": "写明了{0}", "en": "{0} is stated"},
    "only_stated": {"zh": "只写明了{0}", "en": "only {0} is stated"},
    "holds": {"zh": "属于: {0}", "en": "{0}: yes"},
    "holds_not": {"zh": "未做到: {0}", "en": "{0}: no"},
    "value_is": {"zh": "{0}: {1}", "en": "{0}: {1}"},
    "no_such_words": {"zh": "没有所要求的字样", "en": "the words asked for are missing"},
    "such_words": {"zh": "含有这样的字样", "en": "holds such words"},
    "compared_with": {"zh": "与此相对照", "en": "compared with this"},
    "claimed": {"zh": "文中所称", "en": "as claimed"},
    "absent": {"zh": "文中没有写明{0}, 无法判断", "en": "cannot be judged: {0} not stated"},
    "when_unmet": {"zh": "不属于适用范围", "en": "the rule is not about this"},
    "unless_met": {"zh": "属于例外", "en": "excepted by the rule"},
    "must_start": {"zh": "应当从 1 起", "en": "should begin with 1"},
    "not_after_previous": {"zh": "前一个编号是“{0}”", "en": "the number before is “{0}”"},
    "higher_level_inside": {"zh": "这一级不应出现在“{0}”之下", "en": "this level cannot stand below “{0}”"},
    "usual_label": {"zh": "多数写作“{0}”", "en": "most have “{0}”"},
    "out_of_order": {"zh": "不在上一个日期之后", "en": "not after the date before"},
    "same_body": {"zh": "与前者不是同一机关", "en": "not the same body"},
    "total": {"zh": "总数", "en": "total"},
    "part": {"zh": "其中一部分", "en": "part of it"},
    "rate": {"zh": "所写比率, 算得 {0}%", "en": "rate as written; computed {0}%"},
    "not_answered": {"zh": "措施中没有回应这一点", "en": "no measure answers this point"},
    "share_is": {"zh": "这样的占 {0}%", "en": "share of {0}%"},
    "earlier_under": {"zh": "前面“{0}”下已有", "en": "already under “{0}”"},
    "earlier_value": {"zh": "前面“{0}”下写的是这个数", "en": "stated as this under “{0}”"},
    "computed": {"zh": "算得 {0}", "en": "computed: {0}"},
    "base": {"zh": "前面所写的基数", "en": "the base stated above"},
    "members": {"zh": "列出{0}个, 写的是{1}", "en": "{0} listed, {1} stated"},
    "other_abbreviation": {"zh": "也这样简称", "en": "also abbreviated like this"},
}

_ASIDE = re.compile(r"[(（][^)）]*[)）]|[,，;；].*")  # what the vocabulary adds to a name

_KIND_NAMES: Mapping[SubjectKind, Mapping[Language, str]] = {
    "notice": {"zh": "通报", "en": "notice"},
    "section": {"zh": "章节", "en": "section"},
    "paragraph": {"zh": "段落", "en": "paragraph"},
    "claim": {"zh": "总数", "en": "claimed total"},
    "issue": {"zh": "问题", "en": "issue"},
    "measure": {"zh": "整改措施", "en": "measure"},
    "owner": {"zh": "责任主体", "en": "owner"},
    "deadline": {"zh": "整改时限", "en": "deadline"},
    "outcome": {"zh": "成效", "en": "outcome"},
    "document": {"zh": "文件", "en": "document"},
    "anomaly": {"zh": "疑点", "en": "anomaly"},
}

_CLAIM_NAMES: Mapping[str, str] = {
    "issues": "问题总数",
    "measures": "措施总数",
    "documents": "制度文件总数",
    "accountability": "问责人次",
    "completed": "已完成的数目",
    "basically_completed": "基本完成的数目",
    "ongoing": "正在推进的数目",
    "long_term": "长期坚持的数目",
    "not_started": "未启动的数目",
    "rate": "完成率",
    "complaints": "信访件总数",
    "leads": "问题线索总数",
    "money": "涉及金额",
    "other": "其他总数",
}

_VALUE_NAMES: Mapping[str, str] = {
    **_CLAIM_NAMES,
    "rectification-notice": "整改通报",
    "rectification-plan": "整改方案",
    "feedback-list": "反馈意见",
    "work-plan": "工作要点",
    "progress-report": "工作总结",
    "completed": "已完成",
    "basically_completed": "基本完成",
    "ongoing": "正在推进",
    "long_term": "长期坚持",
    "not_started": "未启动",
    "subject": "实施者",
    "subject-of-part": "部分事项的实施者",
    "assigned": "指定的责任者",
    "supporting": "配合方",
    "directed": "被部署的单位",
    "partner": "会同方",
    "done-by": "完成日期",
    "target": "目标",
    "period": "时间段",
    "recurring": "周期性",
    "immediate": "立行立改",
    "effect": "效果",
    "output": "工作量",
    "scale": "存量",
    "named": "无数字的成果",
    "issued": "制定印发",
    "revised": "修订",
    "drafted": "起草",
    "cited": "引用",
    "opening": "开头",
    "leadership": "组织领导",
    "progress": "整改进展",
    "next_steps": "下一步打算",
    "closing": "结尾",
    "impossible_date": "不存在的日期",
    "fused_number": "粘连的数字",
    "implausible_figure": "不合常理的数字",
    "enumerator_gap": "序号缺漏",
    "duplicate_number": "序号重复",
    "mixed_numbering": "序号写法不一",
    "broken_sentence": "句子被断开",
    "unpaired_mark": "标点不成对",
    "masked_date": "隐去的日期",
    "unfinished_date": "未写全的日期",
    "page_residue": "网页残留",
    "truncated_table_cell": "截断的单元格",
    "over": "超过",
    "under": "不足",
    "at_least": "以上",
    "at_most": "以内",
    "about": "左右",
    "other": "其他",
}


@lru_cache(maxsize=4096)
def note(name: str, values: tuple[str, ...], language: Language) -> str | None:
    """The text of a note; None for the empty name."""
    if name == "only_stated":
        values = tuple(path_name(value, language) for value in values)
    return NOTES[name][language].format(*values) if name else None


def kind_name(kind: SubjectKind, language: Language) -> str:
    """A kind of fact in the reader's words."""
    return _KIND_NAMES[kind][language]


@lru_cache(maxsize=1024)
def path_name(path: str, language: Language) -> str:
    """``notice.signed_date`` in the reader's words: in Chinese by the vocabulary, in English itself."""
    if language == "en":
        return path
    head, _, name = path.partition(".")
    known = next((properties for kind, properties in PROPERTIES.items() if kind == head), {})
    if name in known:
        return _ASIDE.sub("", known[name].doc).removeprefix("写明的")
    return _CLAIM_NAMES.get(name, path) if head == "claim" else path


def value_name(value: object, language: Language) -> str:
    """A property's value in the reader's words; ABSENT for None."""
    if type(value) is int:  # by far the most
        return str(value)
    if isinstance(value, str):
        return _VALUE_NAMES.get(value, value) if language == "zh" else value
    if value is None:
        return ABSENT
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}[language][value]
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.12g}"
    return str(value)
