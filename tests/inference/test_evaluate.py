"""Three-valued evaluation where the random tests do not look: computed once, and mistakes told."""

from __future__ import annotations

from typing import Any as Anything

import pytest
from tests.inference.asking import evaluator, truths
from tests.inference.notices import NoticeBuilder

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions import Answer, At, registry
from zhenggai.inference.evaluate import is_two_valued
from zhenggai.rulebook.syntax import All, Any, Condition, Not, Predicate, Quantified, Reference
from zhenggai.rulebook.syntax import Test as PropertyTest

STATED = PropertyTest(property="stated", operator="eq", operand=True)
LATE = PropertyTest(property="end", operator="after", operand=Reference(path="notice.signed_date"))


@pytest.fixture
def notice() -> NoticeBuilder:
    build = NoticeBuilder()
    build.issue("资金管理不严").measure(
        "由办公室、财务科负责", owners=[{"text": "办公室"}, {"text": "财务科", "kind": "partner"}]
    )
    return build.issue("学风不实")


def test_a_condition_of_many_rules_is_computed_once(
    notice: NoticeBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_predicates", {**registry._predicates})
    asked: list[int] = []

    @registry.predicate("counted")
    def counted(at: At) -> Answer:
        asked.append(at.position)
        return Answer(holds=True)

    condition = Predicate(name="counted")
    evaluating = evaluator(notice)
    for again in (condition, Predicate(name="counted"), Not(part=condition), All(parts=(condition, STATED))):
        evaluating.truth("issue", again)
    assert asked == [0, 1]


def test_nothing_is_computed_for_kinds_without_facts(notice: NoticeBuilder) -> None:
    assert truths(notice, "claim", Predicate(name="no_such_predicate")) == []


@pytest.mark.parametrize(
    "condition",
    [
        Predicate(name="no_such_predicate"),
        PropertyTest(property="colour", operator="eq", operand="red"),
        PropertyTest(property="heading", operator="lexicon", operand=("no_such_list",)),
        PropertyTest(property="heading", operator="matches", operand="(资金"),
        PropertyTest(property="heading", operator="matches", operand=Reference(path="notice.title")),
        PropertyTest(property="no", operator="lt", operand=(1, 2)),
        PropertyTest(property="no", operator="eq", operand=Reference(path="world.no")),
        Quantified(quantifier="count", kind="owner", scope="below"),
        Quantified(quantifier="count", kind="owner", scope="below", operator="matches", operand=1),
    ],
)
def test_what_cannot_be_evaluated_is_an_inference_error(notice: NoticeBuilder, condition: Condition) -> None:
    with pytest.raises(InferenceError):
        truths(notice, "issue", condition)


def test_distinct_counts_equal_facts_once(notice: NoticeBuilder) -> None:
    def count(number: int, distinct: str | None) -> list[Anything]:
        condition = Quantified(
            quantifier="count", kind="owner", scope="below", operator="eq", operand=number, distinct=distinct
        )
        return truths(notice, "notice", condition)

    notice.measure("由办公室负责", owners=[{"text": "办公室"}])
    assert count(3, None) == [True]
    assert count(2, "text") == [True]


def test_above_is_what_a_fact_has_and_what_its_issue_has() -> None:
    build = NoticeBuilder().responsible("局长")
    build.issue("资金管理不严", line="责任单位:财务科", owners=[{"text": "财务科", "kind": "assigned"}])
    build.measure("清理账目").measure("会同审计局清理", owners=[{"text": "审计局", "kind": "partner"}])
    build.issue("学风不实").measure("改进学风")
    assigned = PropertyTest(property="kind", operator="eq", operand="assigned")
    some = Quantified(quantifier="some", kind="owner", scope="above", where=assigned)
    assert truths(build, "measure", some) == [True, True, False]  # the notice's own answers for no measure
    assert truths(build, "issue", some) == [True, False]
    assert truths(build, "notice", some) == [True]


def test_a_where_may_ask_for_facts_below_the_child(notice: NoticeBuilder) -> None:
    partner = Quantified(
        quantifier="some",
        kind="owner",
        scope="self",
        where=PropertyTest(property="kind", operator="eq", operand="partner"),
    )
    measures = Quantified(quantifier="all", kind="measure", scope="below", where=partner)
    assert truths(notice, "issue", measures) == [True, True]
    assert truths(notice.measure("改进学风"), "issue", measures) == [True, False]


@pytest.mark.parametrize(
    ("condition", "decided"),
    [
        (STATED, True),
        (LATE, False),
        (Not(part=Any(parts=(STATED, LATE))), False),
        (PropertyTest(property="stated", operator="eq", operand=Reference(path="self.stated")), False),
        (Quantified(quantifier="some", kind="owner", scope="below", where=STATED), True),
        (Quantified(quantifier="all", kind="deadline", scope="below", where=LATE), False),
        (Predicate(name="label_uniform"), False),
    ],
)
def test_which_conditions_can_be_unknown(condition: Condition, decided: bool) -> None:
    assert is_two_valued(condition) is decided
