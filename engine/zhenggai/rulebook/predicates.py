"""The registered predicates of the rule language: names, arguments, meaning.

A predicate is for what tests and quantifiers cannot say: relations between several facts.
``inference/conditions`` implements each under its name and gets every argument, defaults
filled in. Texts are compared after folding width and dropping white space; *earlier* means
further up in the text. An unknown value makes the verdict ``not_assessed`` with its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from zhenggai.rulebook.syntax import Scalar, SubjectKind

ArgumentType = Literal[
    "text",
    "texts",
    "dates",
    "property",
    "properties",
    "kind",
    "claim",
    "claims",
    "integer",
    "number",
    "boolean",
    "values",
]


class Argument(msgspec.Struct, frozen=True):
    """An argument of a predicate; without a default and not optional it must be given.

    ``text``, ``texts`` and ``dates`` are references (``notice.issuer``) to values of that
    type, ``claim`` is a subject of claims, ``property`` one of the item at hand, or of the
    facts that an argument of type ``kind`` names.
    """

    type: ArgumentType
    doc: str
    default: Scalar | None = None
    optional: bool = False


class PredicateSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A registered predicate: the kinds it can be asked of, its arguments, what makes it true.

    Exactly one of the arguments in ``one_of`` must be given.
    """

    subjects: tuple[SubjectKind, ...]
    doc: str
    arguments: Mapping[str, Argument] = {}
    one_of: tuple[str, ...] = ()


_ANY: tuple[SubjectKind, ...] = (
    "notice",
    "section",
    "paragraph",
    "claim",
    "issue",
    "measure",
    "owner",
    "deadline",
    "outcome",
    "document",
    "anomaly",
)
_BY = Argument("property", "拿来比较的属性")

PREDICATES: Mapping[str, PredicateSpec] = MappingProxyType(
    {
        "number_in_sequence": PredicateSpec(
            subjects=("issue", "measure"),
            doc="印出的编号接着前一个同类编号, 或者是 1; 没有印编号的也算成立。"
            "新的上级标题下可以重新从 1 起, 也可以接着编。",
        ),
        "levels_in_order": PredicateSpec(
            subjects=("notice",),
            doc="行首的层次序数按 一、(一)1.(1)① 由大到小嵌套(可以跳级, 不得倒置)。",
        ),
        "label_uniform": PredicateSpec(
            subjects=("issue",),
            doc="第一条措施前面的栏目名(如“整改情况”)与多数问题所用的一致; "
            "没有栏目名, 或有栏目名的问题不足三个, 也算成立。",
        ),
        "in_order": PredicateSpec(
            subjects=_ANY,
            doc="所列日期依次递进。有一对确定颠倒即不成立; 否则缺日期时无法判断。",
            arguments={
                "of": Argument("dates", "依次排列的日期"),
                "strict": Argument("boolean", "同一天也算颠倒", True),
            },
        ),
        "same_body": PredicateSpec(
            subjects=("notice",),
            doc="两个名称指同一机关: 去掉“中共”后相同, 或一个是文中声明的简称, 或一个是另一个的缩略。",
            arguments={"of": Argument("texts", "两个名称")},
        ),
        "present_count": PredicateSpec(
            subjects=_ANY,
            doc="所列属性中至少有这么多项写明了。",
            arguments={
                "of": Argument("properties", "该事实的属性"),
                "at_least": Argument("integer", "至少几项"),
            },
        ),
        "sums_to": PredicateSpec(
            subjects=("notice",),
            doc="同一单位的各部分之和等于总数; 只写明一部分时不超过总数。总数或部分都没有写明则无法判断。",
            arguments={
                "total": Argument("claim", "总数"),
                "parts": Argument("claims", "各部分"),
            },
        ),
        "rate_agrees": PredicateSpec(
            subjects=("notice",),
            doc="比率等于部分除以总数(按所写的小数位, 四舍五入或截断都可以)。",
            arguments={
                "rate": Argument("claim", "写明的百分比"),
                "part": Argument("claim", "部分"),
                "total": Argument("claim", "总数"),
            },
        ),
        "points_answered": PredicateSpec(
            subjects=("issue",),
            doc="标题列举的每一个问题点在整改措施中都有回应: "
            "其用字(两字一组, 不计虚词)有足够的一部分在措施里出现。",
            arguments={"coverage": Argument("number", "出现的比例, 0 到 1", 0.3)},
        ),
        "share": PredicateSpec(
            subjects=_ANY,
            doc="某类事实中某项属性为真的所占比例; 没有该类事实时也算成立。",
            arguments={
                "of": Argument("kind", "哪一类事实"),
                "property": Argument("property", "是非属性"),
                "at_most": Argument("number", "至多, 0 到 1", optional=True),
                "at_least": Argument("number", "至少, 0 到 1", optional=True),
            },
            one_of=("at_most", "at_least"),
        ),
        "repeated_across": PredicateSpec(
            subjects=("measure", "owner", "outcome", "document"),
            doc="另一个问题下, 前面已有同类事实的这一属性与之相同(可另要求某属性相同或不同, 并限定其取值)。",
            arguments={
                "by": _BY,
                "same": Argument("property", "还须相同的属性", optional=True),
                "differ": Argument("property", "须不同的属性", optional=True),
                "among": Argument("values", "相同或不同的属性限于这些值", optional=True),
            },
        ),
        "varied_across": PredicateSpec(
            subjects=("document",),
            doc="前面有同类事实的这一属性与之只差几个字(一个是另一个的缩略), 且所差不含数字。",
            arguments={"by": _BY, "most": Argument("integer", "至多差几个字", 4)},
        ),
        "copied_across": PredicateSpec(
            subjects=("measure",),
            doc="另一个问题下, 前面已有文字几乎相同的同类事实。",
            arguments={
                "by": _BY,
                "threshold": Argument("number", "相似程度, 0 到 1", 0.85),
                "shortest": Argument("integer", "短于这么多字的不比较", 20),
            },
        ),
        "contradicted_across": PredicateSpec(
            subjects=("outcome",),
            doc="前面有名称(数字前不少于四个字)、单位都相同的指标, 年份没有不同而数值不同。",
        ),
        "base_adds_up": PredicateSpec(
            subjects=("paragraph",),
            doc="前文写过总数的同一指标再写“新增…总数…”时, 原总数加新增数要达到新的总数"
            "(多出的不超过一定比例); “由…到…增长…%”要算得对。",
            arguments={"attrition": Argument("number", "原总数中可能退出的比例, 0 到 1", 0.1)},
        ),
        "list_complete": PredicateSpec(
            subjects=("paragraph",),
            doc="“甲、乙、丙等3项指标”一类的列举, 列出的个数与所写的数一致(列出不足五个而写“等”的可以少列)。",
            arguments={"nouns": Argument("values", "数后面的名词")},
        ),
        "abbreviations_uniform": PredicateSpec(
            subjects=("notice",),
            doc="全文对该机关只用一种同样长短的简称。",
            arguments={"of": Argument("text", "机关全称")},
        ),
    }
)
