"""A YAML mapping and the condition it states; every mistake is explained where it stands."""

from __future__ import annotations

import pytest

from zhenggai.rulebook.conditions import At, read_condition
from zhenggai.rulebook.operands import Operands
from zhenggai.rulebook.shape import Mistake, Reporter
from zhenggai.rulebook.syntax import (
    All,
    Any,
    Condition,
    Not,
    Operand,
    Predicate,
    Quantified,
    Reference,
    SubjectKind,
)
from zhenggai.rulebook.syntax import Test as PropertyTest
from zhenggai.rulebook.yaml_positions import YamlFile

PARAMS: dict[str, Operand] = {
    "kinds": ("subject", "assigned"),
    "scope": "above",
    "least": 2,
    "days": 60,
    "words": ("资金", "经费"),
    "pattern": "^[0-9]+年",
}
OWNER_IN = PropertyTest(property="kind", operator="in", operand=("subject", "assigned"))


def read(text: str, kind: SubjectKind = "issue") -> tuple[Condition | None, list[str]]:
    report = Reporter(YamlFile("r.yaml", text))
    operands = Operands(report, PARAMS, ("study", "money"))
    try:
        return read_condition(operands, report.file.data, At(kind, ())), []
    except Mistake:
        return None, [str(error) for error in report.errors]


def count(operator: str, operand: Operand, **more: object) -> Quantified:
    fields = {
        "quantifier": "count",
        "kind": "measure",
        "scope": "below",
        "operator": operator,
        "operand": operand,
    }
    return Quantified(**(fields | more))  # type: ignore[arg-type]  # the fields are spelled out above


def is_test(name: str, operator: str, operand: Operand, threshold: float | None = None) -> PropertyTest:
    return PropertyTest(property=name, operator=operator, operand=operand, threshold=threshold)  # type: ignore[arg-type]  # operators of the table below


@pytest.mark.parametrize(
    ("text", "kind", "condition"),
    [
        ("stated: true", "issue", is_test("stated", "eq", True)),
        ("no: 3", "issue", is_test("no", "eq", 3)),
        ("status: [ongoing, long_term]", "issue", is_test("status", "in", ("ongoing", "long_term"))),
        ("status: {not_in: [ongoing]}", "issue", is_test("status", "not_in", ("ongoing",))),
        ("status: {ne: ongoing}", "issue", is_test("status", "ne", "ongoing")),
        ("status: {present: false}", "issue", is_test("status", "present", False)),
        ("value: {gt: 1000}", "outcome", is_test("value", "gt", 1000)),
        ("text: {matches: $pattern}", "measure", is_test("text", "matches", "^[0-9]+年")),
        ("text: {lexicon: study}", "measure", is_test("text", "lexicon", ("study",))),
        ("text: {lexicon: [study, money]}", "measure", is_test("text", "lexicon", ("study", "money"))),
        ("heading: {contains: $words}", "issue", is_test("heading", "contains", ("资金", "经费"))),
        (
            "heading: {contains: [$words, 合同]}",
            "issue",
            is_test("heading", "contains", ("资金", "经费", "合同")),
        ),
        ("heading: {similar_to: 制度不全}", "issue", is_test("heading", "similar_to", "制度不全", 0.8)),
        (
            "heading: {similar_to: {ref: issue.group}, threshold: .5}",
            "issue",
            is_test("heading", "similar_to", Reference(path="issue.group"), 0.5),
        ),
        ("traits.study_only: false", "measure", is_test("traits.study_only", "eq", False)),
        ("signed_date.text: {matches: 年}", "notice", is_test("signed_date.text", "matches", "年")),
        (
            "end: {before: notice.feedback_date}",
            "deadline",
            is_test("end", "before", Reference(path="notice.feedback_date")),
        ),
        ("end: {not_after: 2024-02}", "deadline", is_test("end", "not_after", "2024-02")),
        (
            "signed_date: {not_after: {of: notice.feedback_date, days: $days}}",
            "notice",
            is_test("signed_date", "not_after", Reference(path="notice.feedback_date", days=60)),
        ),
        (
            "signed_by: {ref: notice.issuer}",
            "notice",
            is_test("signed_by", "eq", Reference(path="notice.issuer")),
        ),
        (
            "value: {at_least: 1, lt: 5}",
            "outcome",
            All(parts=(is_test("value", "at_least", 1), is_test("value", "lt", 5))),
        ),
        (
            "stated: true\nno: 3",
            "issue",
            All(parts=(is_test("stated", "eq", True), is_test("no", "eq", 3))),
        ),
        ("not: {stated: true}", "issue", Not(part=is_test("stated", "eq", True))),
        (
            "any: [{stated: true}, {no: 3}]",
            "issue",
            Any(parts=(is_test("stated", "eq", True), is_test("no", "eq", 3))),
        ),
        ("some: measure", "issue", Quantified(quantifier="some", kind="measure", scope="below")),
        (
            "some: owner\nin: $scope\nwhere: {kind: $kinds}",
            "measure",
            Quantified(quantifier="some", kind="owner", scope="above", where=OWNER_IN),
        ),
        (
            "all: owner\nin: self\nwhere: {kind: $kinds}",
            "issue",
            Quantified(quantifier="all", kind="owner", scope="self", where=OWNER_IN),
        ),
        (
            "all: [{some: owner}]",
            "issue",
            All(parts=(Quantified(quantifier="some", kind="owner", scope="below"),)),
        ),
        ("count: measure\nat_least: $least", "issue", count("at_least", 2)),
        (
            "count: measure\neq: {ref: claim.measures}",
            "notice",
            count("eq", Reference(path="claim.measures")),
        ),
        (
            "count: document\ndistinct: title\nlt: 3",
            "notice",
            count("lt", 3, kind="document", distinct="title"),
        ),
        (
            "none: measure\nwhere: {some: owner, where: {kind: $kinds}}",
            "issue",
            Quantified(
                quantifier="none",
                kind="measure",
                scope="below",
                where=Quantified(quantifier="some", kind="owner", scope="below", where=OWNER_IN),
            ),
        ),
        ("number_in_sequence: {}", "issue", Predicate(name="number_in_sequence")),
        (
            "in_order: {of: [notice.inspected_from, notice.signed_date]}",
            "notice",
            Predicate(
                name="in_order",
                arguments=(("of", ("notice.inspected_from", "notice.signed_date")), ("strict", True)),
            ),
        ),
        (
            "present_count: {of: [contact.phone, contact.email], at_least: $least}",
            "notice",
            Predicate(
                name="present_count", arguments=(("of", ("contact.phone", "contact.email")), ("at_least", 2))
            ),
        ),
        (
            "share: {of: measure, property: traits.study_only, at_most: .5}",
            "issue",
            Predicate(
                name="share",
                arguments=(("of", "measure"), ("property", "traits.study_only"), ("at_most", 0.5)),
            ),
        ),
        (
            "repeated_across: {by: title, among: [issued]}",
            "document",
            Predicate(name="repeated_across", arguments=(("by", "title"), ("among", ("issued",)))),
        ),
        (
            "sums_to: {total: issues, parts: [completed, ongoing]}",
            "notice",
            Predicate(name="sums_to", arguments=(("total", "issues"), ("parts", ("completed", "ongoing")))),
        ),
    ],
)
def test_condition(text: str, kind: SubjectKind, condition: Condition) -> None:
    assert read(text, kind) == (condition, [])


@pytest.mark.parametrize(
    ("text", "kind", "place", "part"),
    [
        ("statd: true", "issue", "1:1", "“stated”"),
        ("headng: {present: true}", "issue", "1:1", "“heading”"),
        ("title: {present: true}", "issue", "1:1", "notice、document"),
        ("soem: owner", "issue", "1:1", "“some”"),
        ("number_in_sequense: {}", "issue", "1:1", "“number_in_sequence”"),
        ("some: ownr", "issue", "1:7", "“owner”"),
        ("some: issue", "measure", "1:7", "没有 issue"),
        ("some: measure", "owner", "1:7", "没有 measure"),
        ("some: measure\nin: above", "measure", "1:7", "没有 measure"),
        ("some: owner\nin: belw", "issue", "2:5", "“below”"),
        ("some: owner\nwhere: {knd: subject}", "issue", "2:9", "“kind”"),
        ("some: owner\nwhere: {kind: subjct}", "issue", "2:15", "“subject”"),
        ("some: owner\nwhere: {kind: [subject, asigned]}", "issue", "2:25", "“assigned”"),
        ("some: owner\nnone: measure", "issue", "2:1", "只能有一个量词"),
        ("some: owner\nat_least: 2", "issue", "2:1", "只与 count"),
        ("all: owner", "issue", "1:1", "where"),
        ("where: {kind: subject}", "issue", "1:1", "一起用"),
        ("count: owner", "issue", "1:1", "比较"),
        ("count: owner\nat_least: 1\nlt: 3", "issue", "1:1", "一个比较"),
        ("count: owner\nat_least: two", "issue", "2:11", "应当是数"),
        ("count: owner\nat_least: 1\ndistinct: txt", "issue", "3:11", "“text”"),
        ("count: measure\neq: {ref: claim.measure}", "notice", "2:11", "“measures”"),
        ("stated: yes please", "issue", "1:9", "true 或 false"),
        ("stated: 1", "issue", "1:9", "true 或 false"),
        ("no: '3'", "issue", "1:5", "应当是数"),
        ("no: true", "issue", "1:5", "应当是数"),
        ("status: []", "issue", "1:9", "空"),
        ("status: {}", "issue", "1:9", "运算"),
        ("status: null", "issue", "1:9", "空值"),
        ("status: {before: 2024}", "issue", "1:10", "不能用于"),
        ("heading: {match: 问题}", "issue", "1:11", "“matches”"),
        ("heading: {matches: '(问题'}", "issue", "1:20", "正则"),
        ("heading: {matches: '(?=问题)'}", "issue", "1:20", "正则"),
        ("heading: {matches: '(a)\\1'}", "issue", "1:20", "正则"),
        ("heading: {lexicon: stdy}", "issue", "1:20", "“study”"),
        ("heading: {contains: []}", "issue", "1:21", "空"),
        ("heading: {contains: a, threshold: .5}", "issue", "1:24", "similar_to"),
        ("heading: {similar_to: a, threshold: 5}", "issue", "1:37", "不大于 1"),
        ("end: {before: notice.feedbck_date}", "deadline", "1:15", "“feedback_date”"),
        ("end: {before: feedback_date}", "deadline", "1:15", "未知的引用"),
        ("end: {before: notice.issuer}", "deadline", "1:15", "这里要日期"),
        ("end: {before: 2024-02-30}", "deadline", "1:15", "未知的引用"),
        ("end: {before: {of: notice.signed_date, day: 3}}", "deadline", "1:40", "“days”"),
        ("end: {before: {of: notice.signed_date, days: many}}", "deadline", "1:46", "整数天数"),
        ("signed_date: {not_after: {days: 3}}", "notice", "1:26", "应当是引用"),
        ("text: {eq: {ref: measure.text}}", "issue", "1:18", "未知的引用"),
        ("heading: {contains: $wrds}", "issue", "1:21", "“words”"),
        ("any: []", "issue", "1:6", "没有条件"),
        ("any: {stated: true}", "issue", "1:6", "应当是列表"),
        ("[stated]", "issue", "1:1", "条件应当是映射"),
        ("not: stated", "issue", "1:6", "条件应当是映射"),
        ("{}", "issue", "1:1", "条件是空的"),
        ("levels_in_order: {}", "issue", "1:1", "可用于: notice"),
        ("in_order: {off: []}", "notice", "1:12", "“of”"),
        ("in_order: {}", "notice", "1:1", "缺少参数“of”"),
        ("in_order: {of: [notice.signed_date]}", "notice", "1:16", "两项"),
        ("in_order: {of: [notice.signed_date, notice.title]}", "notice", "1:37", "日期"),
        ("share: {of: measure, property: traits.study_only}", "issue", "1:1", "at_most 或 at_least"),
        ("share: {of: measure, property: heading, at_most: 1}", "issue", "1:32", "未知的值"),
        ("present_count: {of: [contact.fone], at_least: 1}", "notice", "1:22", "“contact.phone”"),
        ("sums_to: {total: issue, parts: [completed]}", "notice", "1:18", "“issues”"),
        ("varied_across: {by: title, most: 1.5}", "document", "1:34", "整数"),
    ],
)
def test_mistake(text: str, kind: SubjectKind, place: str, part: str) -> None:
    condition, errors = read(text, kind)
    assert condition is None
    assert len(errors) == 1, errors
    assert errors[0].startswith(f"r.yaml:{place}: "), errors[0]
    assert part in errors[0]


def test_all_mistakes_of_a_condition_are_noted() -> None:
    _, errors = read("any:\n  - {statd: true}\n  - some: ownr\n  - not: {no: x}\n")
    assert [error.split(": ")[0] for error in errors] == ["r.yaml:2:6", "r.yaml:3:11", "r.yaml:4:15"]


def test_nesting_is_bounded() -> None:
    _, errors = read("{not: " * 20 + "{stated: true}" + "}" * 20)
    assert len(errors) == 1
    assert "嵌套" in errors[0]
