"""Verdicts of whole rules: counts, records, reasons, evidence, the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any as Anything

import msgspec
import pytest
from tests.inference.notices import NoticeBuilder, make_rule, make_rulebook

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions import Answer, At, registry
from zhenggai.inference.lowering import plan_for
from zhenggai.inference.plain import PlainEngine
from zhenggai.inference.queries import Item, Query
from zhenggai.inference.verdicts import Assessment, assess
from zhenggai.rulebook.syntax import All, Any, Not, Predicate, Quantified, Reference, Rule
from zhenggai.rulebook.syntax import Test as PropertyTest

EXPLICIT = PropertyTest(property="kind", operator="in", operand=("subject", "assigned"))
OWNED = Quantified(quantifier="some", kind="owner", scope="below", where=EXPLICIT)
OWNER = make_rule(
    OWNED, id="issue-owner", column="owners", message={"zh": "问题{no}没有主体", "en": "issue {no}: no owner"}
)
MONEY = PropertyTest(property="heading", operator="contains", operand=("资金", "经费"))
LATE = PropertyTest(property="end", operator="after", operand=Reference(path="notice.feedback_date"))


@pytest.fixture
def build() -> NoticeBuilder:
    made = NoticeBuilder().claim("measures", 5, "条", "整改措施5条")
    made.issue("资金管理不严", "1.")
    made.measure(
        "由办公室负责,会同审计局清理",
        "一是",
        owners=[{"text": "办公室"}, {"text": "审计局", "kind": "partner"}],
    )
    made.issue("学风不实", "2.")
    return made.measure(
        "会同党校改进,2023年底完成",
        owners=[{"text": "党校", "kind": "partner"}],
        deadlines=[{"text": "2023年底", "end": "2023-12-31"}],
    )


def run(build: NoticeBuilder, *rules: Rule, **options: Anything) -> Assessment:
    return assess(make_rulebook(*rules), build.facts, build.document, PlainEngine(), **options)


def test_what_a_rule_asks_of_facts_it_is_not_about_is_not_computed(
    build: NoticeBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_predicates", {**registry._predicates})
    asked: list[str] = []

    @registry.predicate("counted")
    def counted(at: At) -> Answer:
        asked.append(at.fact.id)
        return Answer(holds=False)

    never = PropertyTest(property="heading", operator="contains", operand=("基建",))
    nowhere = make_rule(Predicate(name="counted"), "issue", when=never)
    child = Quantified(quantifier="some", kind="measure", scope="below", where=Predicate(name="counted"))
    below = make_rule(child, "issue", when=All(parts=(never, Predicate(name="counted"))))
    assert run(build, nowhere, below).total("not_applicable") == 4
    assert asked == []
    assert run(build, make_rule(Predicate(name="counted"), "issue", when=MONEY)).total("gap") == 1
    assert asked == ["issue-1", "issue-2"]


def test_a_gap_is_told_in_full(build: NoticeBuilder) -> None:
    (gap,) = run(build, OWNER).findings
    assert (gap.rule, gap.verdict, gap.subject.id, gap.issue) == (OWNER, "gap", "issue-2", "issue-2")
    assert (gap.message, gap.quote) == ("问题2没有主体", "学风不实")
    assert gap.span == build.facts.issues[1].span
    assert gap.reason == "写了1处责任主体, 都不是实施者、指定的责任者"
    (evidence,) = gap.evidence
    assert evidence.text == "党校" and build.text[evidence.span.start : evidence.span.end] == "党校"
    assert evidence.note is not None and "会同方" in evidence.note


def test_reports_in_english(build: NoticeBuilder) -> None:
    (gap,) = run(build, OWNER, language="en").findings
    assert gap.message == "issue 2: no owner"
    assert gap.reason == "1 × owner found, none is subject, assigned"
    assert gap.evidence[0].note == "owner.kind: partner"


def test_every_rule_is_counted(build: NoticeBuilder) -> None:
    rules = [
        OWNER,
        make_rule(OWNED, id="money-owner", when=MONEY),
        make_rule(OWNED, id="but-money-owner", unless=MONEY),
        make_rule(LATE, "deadline", id="late"),
        make_rule(EXPLICIT, "document", id="documents"),
        make_rule(OWNED, id="off", enabled=False),
    ]
    assessment = run(build, *rules)
    counts = {tally.rule.id: (tally.subjects, *tally.verdicts.values()) for tally in assessment.tallies}
    assert list(assessment.tallies[0].verdicts) == ["gap", "pass", "not_applicable", "not_assessed"]
    assert counts == {
        "issue-owner": (2, 1, 1, 0, 0),
        "money-owner": (2, 0, 1, 1, 0),
        "but-money-owner": (2, 1, 0, 1, 0),
        "late": (1, 0, 0, 0, 1),
        "documents": (0, 0, 0, 0, 0),
    }
    assert assessment.rules_run == 5
    assert assessment.rules_with_subjects == 4
    assert (assessment.total("gap"), assessment.total("not_assessed")) == (2, 1)
    assert [tally.absent for tally in assessment.tallies if tally.absent] == [("notice.feedback_date",)]


def test_nothing_checked_can_be_told() -> None:
    empty = NoticeBuilder()
    assert run(empty).rules_run == 0
    assert run(empty, OWNER).rules_with_subjects == 0


def test_every_verdict_has_its_reason(build: NoticeBuilder) -> None:
    rules = (
        make_rule(OWNED, id="a", when=MONEY, unless=PropertyTest(property="no", operator="eq", operand=1)),
        make_rule(LATE, "deadline", id="b"),
    )
    found = run(build, *rules, every_verdict=True).findings
    assert [(one.rule.id, one.verdict, one.reason) for one in found] == [
        ("a", "not_applicable", "属于例外"),
        ("a", "not_applicable", "不属于适用范围"),
        ("b", "not_assessed", "文中没有写明反馈意见的日期, 无法判断"),
    ]


def test_the_matrix_shows_the_worst_verdict_on_an_issue_and_below_it(build: NoticeBuilder) -> None:
    rules = (
        OWNER,
        make_rule(LATE, "deadline", id="late", column="deadlines"),
        make_rule(
            Quantified(quantifier="some", kind="owner", scope="self", where=EXPLICIT),
            "measure",
            id="m",
            column="measures",
        ),
        make_rule(Quantified(quantifier="some", kind="measure", scope="self"), id="some", column="measures"),
        make_rule(
            PropertyTest(property="title", operator="present", operand=True),
            "notice",
            id="title",
            column="owners",
        ),
    )
    assert run(build, *rules).cells == {
        "issue-1": {"owners": "pass", "measures": "pass"},
        "issue-2": {"owners": "gap", "deadlines": "not_assessed", "measures": "gap"},
    }


def test_evidence_of_a_count_against_a_claim_is_the_claim(build: NoticeBuilder) -> None:
    count = Quantified(
        quantifier="count",
        kind="measure",
        scope="below",
        operator="eq",
        operand=Reference(path="claim.measures"),
    )
    (gap,) = run(build, make_rule(count, "notice")).findings
    assert [(one.text, one.note) for one in gap.evidence] == [("整改措施5条", "文中所称")]
    assert gap.reason == "整改措施共2处"


def test_evidence_of_forbidden_words_is_the_words(build: NoticeBuilder) -> None:
    build.write("附件").write("截至20xx年,一二三四五六七八九十")
    rule = make_rule(
        Not(part=PropertyTest(property="text", operator="matches", operand="20[xX]+年?")), "notice"
    )
    (gap,) = run(build, rule).findings
    (evidence,) = gap.evidence
    assert evidence.text == "20xx年"
    assert build.text[evidence.span.start : evidence.span.end] == "20xx年"
    assert evidence.span.line == build.text[: evidence.span.start].count("\n") + 1


def test_evidence_of_an_alternative_comes_from_all_of_it_and_is_bounded(build: NoticeBuilder) -> None:
    for _ in range(9):
        build.measure("会同党校改进", owners=[{"text": "党校", "kind": "partner"}])
    deadlines = Quantified(quantifier="none", kind="deadline", scope="below")
    (gap,) = run(build, make_rule(Any(parts=(deadlines, OWNED)), when=Not(part=MONEY))).findings
    assert len(gap.evidence) == 5
    assert [one.text for one in gap.evidence[:2]] == ["2023年底", "党校"]
    assert gap.reason == "查到1处这样的整改时限"


def test_evidence_of_a_field_stands_at_the_field() -> None:
    build = NoticeBuilder().field("title", "一个标题").field("issuer", "县水务局")
    rules = [
        make_rule(PropertyTest(property=name, operator="contains", operand=("通报",)), "notice", id=name)
        for name in ("title", "issuer")
    ]
    of_title, of_issuer = run(build, *rules).findings
    assert of_title.span == build.spans["title"] and of_title.evidence == ()  # it is quoted already
    assert [(one.text, one.note) for one in of_issuer.evidence] == [("县水务局", "没有所要求的字样")]


def test_what_a_notice_lacks_is_not_illustrated_by_its_measures(build: NoticeBuilder) -> None:
    held = PropertyTest(property="text", operator="contains", operand=("问责",))
    (gap,) = run(
        build, make_rule(Quantified(quantifier="some", kind="measure", scope="below", where=held), "notice")
    ).findings
    assert gap.evidence == () and gap.reason == "2处整改措施里都没有所要求的字样"


def test_no_piece_of_the_text_is_evidence_twice(build: NoticeBuilder) -> None:
    held = PropertyTest(property="text", operator="contains", operand=("会同党校",))
    (gap,) = run(build, make_rule(Any(parts=(OWNED, Not(part=held))), "measure", id="m", when=held)).findings
    assert [one.text for one in gap.evidence] == ["党校"]


def test_everything_that_is_not_stated_is_named_in_one_reason() -> None:
    fields = ("issuer", "inspection_body")
    absent = All(
        parts=tuple(PropertyTest(property=name, operator="present", operand=True) for name in fields)
    )
    (gap,) = run(NoticeBuilder().field("title", "一个标题"), make_rule(absent, "notice")).findings
    assert gap.reason == "没有写明发文机关、巡视组、巡察组或检查机关"


def test_distinct_facts_are_counted_once() -> None:
    build = NoticeBuilder().claim("documents", 3, "项", "制度3项").issue("甲")
    build.measure("印发《甲办法》和《甲办法》", documents=[{"title": "《甲办法》"}, {"title": "《甲办法》"}])
    count = Quantified(
        quantifier="count",
        kind="document",
        scope="below",
        where=PropertyTest(property="action", operator="eq", operand="issued"),
        distinct="title",
        operator="at_least",
        operand=Reference(path="claim.documents"),
    )
    (gap,) = run(build, make_rule(count, "notice")).findings
    assert gap.reason == "符合条件的文件共1处"
    assert [one.text for one in gap.evidence] == ["制度3项"]


def test_a_gap_without_anything_found_says_what_is_missing() -> None:
    build = NoticeBuilder().issue("学风不实")
    status = PropertyTest(property="status", operator="present", operand=True)
    first, second = run(build, OWNER, make_rule(All(parts=(status,)), id="status")).findings
    assert (first.reason, first.evidence) == ("没有写明责任主体", ())
    assert (second.reason, second.evidence) == ("没有写明完成情况", ())


def test_an_engine_that_contradicts_the_scope_of_a_rule_is_caught(build: NoticeBuilder) -> None:
    class Wrong:
        name = version = "wrong"

        def match(self, queries: Sequence[Query], items: Sequence[Item]) -> frozenset[tuple[int, int]]:
            return frozenset((0, item.key) for item in items if item.kind == "issue")

    with pytest.raises(InferenceError, match="money-owner"):
        assess(
            make_rulebook(make_rule(OWNED, id="money-owner", when=MONEY)),
            build.facts,
            build.document,
            Wrong(),
        )


def test_the_report_names_the_engine(build: NoticeBuilder) -> None:
    assert run(build, OWNER).engine == "plain"
    assert assess(make_rulebook(OWNER), build.facts, build.document).engine in ("durable-rules", "plain")


def test_a_rule_book_is_lowered_once() -> None:
    book = make_rulebook(OWNER)
    assert plan_for(book) is plan_for(book)
    other = msgspec.structs.replace(book, rules=())
    assert plan_for(other) is not plan_for(book)
    for _ in range(40):  # and not kept for ever
        plan_for(make_rulebook(OWNER))
    assert plan_for(book).queries
