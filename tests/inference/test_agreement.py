"""Both engines against each other, and whole rules against their meaning said slowly."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import given, settings
from tests.inference.choices import Choices, choices
from tests.inference.drawn_rules import LEXICONS, drawn_notice, drawn_rule
from tests.inference.meaning import Meaning
from tests.inference.notices import make_rulebook

from zhenggai.errors import InferenceError
from zhenggai.inference.engines import engine_named
from zhenggai.inference.plain import PlainEngine
from zhenggai.inference.queries import Child, Engine, Item, Query
from zhenggai.inference.verdicts import assess

# That the engines agree is worth 2,000 cases in every run; the variable asks for more of each kind.
EXAMPLES = int(os.environ.get("ZHENGGAI_EXAMPLES", "1500"))

KINDS = ("issue", "measure", "owner", "notice")
JOINS = ("issue", "parent", "notice")
FLAGS = 7


@pytest.fixture(scope="module")
def durable() -> Engine:
    """durable-rules, where it can be had."""
    try:
        return engine_named("durable-rules")
    except InferenceError as error:
        pytest.skip(str(error))


def drawn_query(choose: Choices) -> Query:
    """Any query that the interface allows, sensible or not."""
    literals = tuple((flag, choose.yes()) for flag in choose.some(range(FLAGS), 4))
    child = None
    if choose.below(3):
        child = Child(
            kind=choose.of(KINDS),
            join=choose.of(JOINS),
            flag=choose.of((None, *range(FLAGS))),
            value=not choose.yes(),
            negated=choose.yes(),
        )
    return Query(rule=0, kind=choose.of(KINDS), literals=literals, child=child)


def drawn_items(choose: Choices) -> list[Item]:
    """Items with links among each other, also to themselves and to keys that no item has."""
    size = choose.below(15)
    return [
        Item(
            kind=choose.of(KINDS),
            key=key,
            links={join: choose.below(size + 1) for join in choose.some(JOINS, 3)},
            flags=sum(1 << flag for flag in choose.some(range(FLAGS), FLAGS)),
        )
        for key in range(size)
    ]


@settings(max_examples=EXAMPLES, deadline=None)
@given(choose=choices(300))
def test_engines_answer_alike(durable: Engine, choose: Choices) -> None:
    items = drawn_items(choose)
    queries = [drawn_query(choose) for _ in range(1 + choose.below(20))]
    assert durable.match(queries, items) == PlainEngine().match(queries, items)


@settings(max_examples=25, deadline=None)
@given(choose=choices(300))
def test_engines_answer_alike_over_many_batches(durable: Engine, choose: Choices) -> None:
    items = drawn_items(choose)
    size = len(items) + 1
    many = [
        Item(
            kind=item.kind,
            key=item.key + size * copy,
            # Those linked to a notice all hang on the same few, which have more children than a batch holds.
            links={join: key if join == "notice" else key + size * copy for join, key in item.links.items()},
            # Flags of its own make each child a different fact.
            flags=item.flags | copy << FLAGS,
        )
        for copy in range(60)
        for item in items
    ]
    queries = [drawn_query(choose) for _ in range(12)]
    readers = [
        Query(
            rule=0,
            kind="notice",
            child=Child(kind="owner", join="notice", flag=FLAGS + bit, negated=choose.yes()),
        )
        for bit in range(6)
    ]
    assert durable.match(queries + readers, many) == PlainEngine().match(queries + readers, many)


verdicts_seen: Counter[str] = Counter()


@settings(max_examples=EXAMPLES, deadline=None)
@given(choose=choices(250))
def test_rules_mean_what_they_say(durable: Engine, choose: Choices) -> None:
    drawn = [drawn_rule(choose) for _ in range(2)]
    build = drawn_notice(choose)
    facts, document = build.facts, build.document
    meaning = Meaning(facts, LEXICONS)
    expected = [
        [meaning.verdict(rule, item) for item in meaning.items if item.kind == rule.subject] for rule in drawn
    ]
    verdicts_seen.update(verdict for row in expected for verdict in row)
    book = make_rulebook(*drawn, lexicons=LEXICONS)
    for engine in (PlainEngine(), durable):
        found = assess(book, facts, document, engine, every_verdict=True).findings
        assert [[one.verdict for one in found if one.rule is rule] for rule in drawn] == expected, engine.name


def test_random_rules_are_no_trivial_ones(durable: Engine) -> None:
    """Guards the test above: of every verdict there must have been many."""
    for seed in range(200):
        choose = Choices(bytes((seed * 131 + at * at * 29 + at * 7) % 251 for at in range(250)))
        rule = drawn_rule(choose)
        meaning = Meaning(drawn_notice(choose).facts, LEXICONS)
        verdicts_seen.update(
            meaning.verdict(rule, item) for item in meaning.items if item.kind == rule.subject
        )
    assert all(verdicts_seen[verdict] > 20 for verdict in ("gap", "pass", "not_applicable", "not_assessed"))
