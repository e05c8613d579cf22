"""What rules become: queries with child clauses, and flags for what an engine is not asked."""

from __future__ import annotations

from typing import Any as Anything

from tests.inference.notices import make_rule

from zhenggai.inference.lowering import Plan, lower
from zhenggai.inference.queries import MAX_LITERALS, Child, Query
from zhenggai.rulebook.syntax import All, Any, Condition, Not, Predicate, Quantified, Reference
from zhenggai.rulebook.syntax import Test as PropertyTest

EXPLICIT = PropertyTest(property="kind", operator="in", operand=("subject", "assigned"))
STATED = PropertyTest(property="stated", operator="eq", operand=True)
LATE = PropertyTest(property="end", operator="after", operand=Reference(path="notice.signed_date"))


def some(
    kind: Anything, where: Condition | None = None, quantifier: Anything = "some", scope: Anything = "below"
) -> Quantified:
    return Quantified(quantifier=quantifier, kind=kind, scope=scope, where=where)


def number(value: int) -> PropertyTest:
    return PropertyTest(property="no", operator="eq", operand=value)


def only(plan: Plan) -> Query:
    (query,) = plan.queries
    return query


def test_some_is_a_gap_where_there_is_no_such_child() -> None:
    plan = lower([make_rule(some("owner", EXPLICIT))])
    assert only(plan) == Query(
        rule=0, kind="issue", child=Child(kind="owner", join="issue", flag=0, negated=True)
    )
    assert plan.flags == (("owner", EXPLICIT, "certain"),)


def test_none_is_a_gap_where_there_is_such_a_child() -> None:
    plan = lower([make_rule(some("owner", quantifier="none", scope="self"))])
    assert only(plan).child == Child(kind="owner", join="parent")


def test_all_is_a_gap_where_a_child_fails() -> None:
    plan = lower([make_rule(some("deadline", LATE, quantifier="all"))])
    assert only(plan).child == Child(kind="deadline", join="issue", flag=0, value=False)
    assert plan.flags == (("deadline", LATE, "possible"),)


def test_when_and_unless_narrow_the_query() -> None:
    unless = Predicate(name="number_in_sequence")
    plan = lower([make_rule(some("owner"), when=STATED, unless=unless)])
    assert dict(only(plan).literals) == {0: True, 1: False}
    assert plan.flags == (("issue", STATED, "certain"), ("issue", unless, "certain"))


def test_unknown_is_no_gap_and_no_exception() -> None:
    plan = lower([make_rule(LATE, "deadline", unless=LATE)])
    assert dict(only(plan).literals) == {0: False, 1: False}
    assert [flag.mode for flag in plan.flags] == ["certain", "possible"]


def test_alternatives_are_queries_of_one_rule() -> None:
    plan = lower([make_rule(All(parts=(some("owner"), some("deadline"), STATED)))])
    assert [query.rule for query in plan.queries] == [0, 0, 0]
    assert [query.child and query.child.kind for query in plan.queries] == ["owner", "deadline", None]


def test_the_second_child_of_a_conjunction_is_a_flag() -> None:
    plan = lower([make_rule(Any(parts=(some("owner"), some("deadline"))))])
    assert only(plan).child == Child(kind="owner", join="issue", negated=True)
    assert only(plan).literals == ((0, False),)
    assert plan.flags[0].condition == some("deadline")


def test_what_no_engine_is_asked_becomes_a_flag() -> None:
    count = Quantified(quantifier="count", kind="measure", scope="below", operator="at_least", operand=2)
    for condition in (count, some("owner", scope="above"), Predicate(name="label_uniform")):
        plan = lower([make_rule(condition)])
        assert only(plan) == Query(rule=0, kind="issue", literals=((0, False),))


def test_equal_conditions_share_a_flag_over_rules() -> None:
    plan = lower([make_rule(STATED), make_rule(Not(part=STATED)), make_rule(some("owner"), when=STATED)])
    assert len(plan.flags) == 1
    assert [query.rule for query in plan.queries] == [0, 1, 2]


def test_what_always_holds_asks_nothing() -> None:
    assert lower([make_rule(All(parts=()))]).queries == ()
    assert lower([make_rule(some("owner", quantifier="all"))]).queries == ()
    assert only(lower([make_rule(Any(parts=()))])) == Query(rule=0, kind="issue")


def test_contradictions_are_left_out() -> None:
    plan = lower([make_rule(Any(parts=(STATED, Not(part=STATED))))])
    assert plan.queries == ()


def test_a_formula_with_too_many_alternatives_is_one_flag() -> None:
    pairs = tuple(All(parts=(number(2 * n), number(2 * n + 1))) for n in range(6))  # 64 alternatives
    require = Any(parts=pairs)
    plan = lower([make_rule(require, when=STATED)])
    assert len(plan.queries) == 1
    assert ("issue", require, "certain") in plan.flags


def test_a_conjunction_of_too_many_is_one_flag() -> None:
    require = Any(parts=tuple(number(n) for n in range(MAX_LITERALS + 1)))
    assert len(only(lower([make_rule(require)])).literals) == 1
    require = Any(parts=tuple(number(n) for n in range(MAX_LITERALS)))
    assert len(only(lower([make_rule(require)])).literals) == MAX_LITERALS
