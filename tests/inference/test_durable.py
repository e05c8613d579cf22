"""durable-rules within its limits: what is asserted, what is kept, and what happens when it fails."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from zhenggai.errors import InferenceError
from zhenggai.inference.plain import PlainEngine
from zhenggai.inference.queries import MAX_LITERALS, Child, Item, Query

c_engine = pytest.importorskip("durable_rules_engine", reason="durable-rules cannot be had here")
durable = pytest.importorskip("zhenggai.inference.durable")

ISSUES = [Item(kind="issue", key=key, links={}, flags=0b10 if key % 2 else 0b100) for key in range(20)]
ODD = Query(rule=0, kind="issue", literals=((1, True),))
EVEN_ONES = ISSUES[::2]


class Spy:
    """Stands for the C module and counts what is asked of it."""

    error = c_engine.error

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.bodies: list[list[dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Any:
        self.calls.append(name)
        return getattr(c_engine, name)

    def assert_facts(self, handle: int, body: str) -> Any:
        self.bodies.append(json.loads(body))
        return c_engine.assert_facts(handle, body)


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spy]:
    """The C module with its calls written down."""
    watched = Spy()
    monkeypatch.setattr(durable, "durable_rules_engine", watched)
    yield watched


def test_only_what_the_queries_read_is_asserted(spy: Spy) -> None:
    items = [
        Item(kind="issue", key=1, links={}, flags=0b1110),
        Item(kind="owner", key=2, links={"issue": 1, "parent": 1}, flags=0b110000),
        Item(kind="owner", key=3, links={"parent": 1}, flags=0b10000),
        Item(kind="deadline", key=4, links={"issue": 1}, flags=0b1000000),
    ]
    query = Query(
        rule=0, kind="issue", literals=((1, True),), child=Child(kind="owner", join="issue", flag=4)
    )
    assert durable.DurableEngine().match((query,), items) == {(0, 1)}
    assert [sorted(fact) for fact in spy.bodies[-1]] == [
        ["f1", "i", "id", "k", "t"],
        ["f4", "id", "k", "l", "t"],
        ["id", "k", "t"],  # GO, asserted last
    ]


def test_rulesets_are_built_once_and_the_oldest_are_freed(spy: Spy) -> None:
    engine = durable.DurableEngine()
    sets = [
        (Query(rule=0, kind="issue", literals=((number, True),)),) for number in range(durable.MAX_KEPT + 2)
    ]
    for _ in range(3):
        engine.match(list(sets[0]), ISSUES)  # an equal set, another object
        engine.match(sets[0], ISSUES)
    assert spy.calls.count("create_ruleset") == 1
    for queries in sets:
        engine.match(queries, ISSUES)
    assert spy.calls.count("create_ruleset") == len(sets)
    assert spy.calls.count("delete_ruleset") == 2
    assert engine.match(sets[1], ISSUES) == PlainEngine().match(sets[1], ISSUES)


def test_each_batch_is_forgotten(spy: Spy) -> None:
    engine = durable.DurableEngine()
    assert engine.match((ODD,), ISSUES[:4]) == {(0, 1), (0, 3)}
    assert engine.match((ODD,), ISSUES[4:6]) == {(0, 5)}
    assert spy.calls.count("delete_state") == len(spy.bodies)


def test_batches_are_small(spy: Spy) -> None:
    bits = 10
    items = [
        Item(
            kind="issue",
            key=key,
            links={},
            flags=key,
        )
        for key in range(2**bits)
    ]
    queries = [Query(rule=0, kind="issue", literals=((bit, True),)) for bit in range(bits)]
    assert durable.DurableEngine().match(queries, items) == PlainEngine().match(queries, items)
    assert max(len(body) for body in spy.bodies) <= durable.MAX_FACTS + 1  # and the GO fact


def test_subjects_that_look_the_same_are_one_fact_and_all_are_answered(spy: Spy) -> None:
    owner = Child(kind="owner", join="issue", flag=7)
    queries = [Query(rule=0, kind="issue", literals=((1, True),), child=owner)]
    issues = [Item(kind="issue", key=key, links={}, flags=0b10 | 4 << key) for key in range(100)]
    owners = [
        Item(kind="owner", key=1000 + key, links={"issue": key}, flags=1 << 9 + key | (key % 2) << 7)
        for key in range(100)
    ]
    found = durable.DurableEngine().match(queries, [*issues, *owners])
    assert found == {(0, key) for key in range(1, 100, 2)}
    assert len(spy.bodies[-1]) == 5  # two looks of subjects, a look of a child each, and the GO fact


def test_a_look_that_was_asked_about_is_not_asked_about_again(spy: Spy) -> None:
    engine = durable.DurableEngine()
    assert engine.match((ODD,), EVEN_ONES) == frozenset()
    assert engine.match((ODD,), ISSUES) == {(0, key) for key in range(1, 20, 2)}
    assert [len(body) for body in spy.bodies[-2:]] == [2, 2]  # each a new look and the GO fact
    asked = len(spy.bodies)
    assert engine.match((ODD,), ISSUES[:3]) == {(0, 1)}
    assert len(spy.bodies) == asked
    engine.match((ODD, ODD), ISSUES)  # of another set of queries nothing is known
    assert len(spy.bodies) > asked


def test_no_more_answers_are_kept_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "MAX_LOOKS", 5)
    engine = durable.DurableEngine()
    queries = [Query(rule=0, kind="issue", literals=((bit, True),)) for bit in range(4)]
    for first in (0, 3, 9):
        items = [Item(kind="issue", key=key, links={}, flags=key) for key in range(first, first + 4)]
        assert engine.match(queries, items) == PlainEngine().match(queries, items)
        kept = [ruleset.answers for rulesets in engine._kept.values() for ruleset in rulesets]
        assert max(map(len, kept)) <= 5


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize("negated", [True, False])
def test_many_children_of_a_subject_are_one_fact(spy: Spy, value: bool, negated: bool) -> None:
    bits = 10  # of ten flags each child has another combination
    owners = [
        Item(
            kind="owner",
            key=1 + code,
            links={"notice": 0},
            flags=code,
        )
        for code in range(1, 2**bits, 2)  # the first flag is true of all of them
    ]
    rare = Item(kind="owner", key=5000, links={"notice": 0}, flags=1 << bits)
    items = [Item(kind="notice", key=0, links={}, flags=0), *owners, rare]
    queries = [
        Query(
            rule=0,
            kind="notice",
            child=Child(kind="owner", join="notice", flag=flag, value=value, negated=negated),
        )
        for flag in range(bits + 2)  # the last but one is true of one owner, the last of none
    ]
    assert durable.DurableEngine().match(queries, items) == PlainEngine().match(queries, items)
    assert len(spy.bodies[-1]) == 3  # the notice, its owners and the GO fact


def test_as_many_tests_at_once_as_rules_can_make() -> None:
    """All nodes of the alpha network hold at a time, which is what its stack must bear."""
    flags = range(40)
    items = [Item(kind="issue", key=key, links={"parent": key}, flags=2**40 - 1) for key in range(5)]
    queries = [
        Query(
            rule=0,
            kind="issue",
            literals=tuple(((first + step) % 40, True) for step in range(MAX_LITERALS)),
            child=Child(kind="issue", join="parent", flag=first),
        )
        for first in flags
    ] + [Query(rule=0, kind="issue", literals=((99 + first, False),)) for first in flags]
    answers = durable.DurableEngine().match(queries, items)
    assert answers == PlainEngine().match(queries, items)
    assert len(answers) == len(items) * len(queries)


def test_too_many_literals_are_refused() -> None:
    query = Query(rule=0, kind="issue", literals=tuple((flag, True) for flag in range(MAX_LITERALS + 1)))
    with pytest.raises(InferenceError, match="条件过多"):
        durable.DurableEngine().match((query,), ISSUES)


def test_an_error_of_the_c_engine_is_told_and_the_next_run_starts_anew(
    spy: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = durable.DurableEngine()
    engine.match((ODD,), EVEN_ONES)

    def fail(handle: int, body: str) -> Any:
        raise c_engine.error("Could not assert facts, error code: 303")

    monkeypatch.setattr(spy, "assert_facts", fail)
    with pytest.raises(InferenceError, match="303"):
        engine.match((ODD,), ISSUES)
    monkeypatch.undo()
    assert engine.match((ODD,), ISSUES) == PlainEngine().match((ODD,), ISSUES)


@pytest.mark.parametrize("damage", ['{"k":"S","i":1e16,"t":1,"id":"9"}', '{"k":"S","i":inf,"t":1,"id":"9"}'])
def test_a_batch_that_is_cut_short_is_never_an_answer(
    spy: Spy, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """Numbers that the C engine's JSON reader gives up at: it drops all later facts and says nothing."""
    engine = durable.DurableEngine()
    engine.match((ODD,), EVEN_ONES)

    def damaged(handle: int, body: str) -> Any:
        return c_engine.assert_facts(handle, body.replace("},{", "}," + damage + ",{", 1))

    monkeypatch.setattr(spy, "assert_facts", damaged)
    with pytest.raises(InferenceError):
        engine.match((ODD,), ISSUES)


def test_threads_take_turns() -> None:
    engine = durable.DurableEngine()
    expected = PlainEngine().match((ODD,), ISSUES)
    wrong: list[object] = []

    def ask() -> None:
        wrong.extend(answer for _ in range(30) if (answer := engine.match((ODD,), ISSUES)) != expected)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_forked_process_does_not_wait_for_its_parents_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = durable.DurableEngine()
    engine._lock.acquire()
    monkeypatch.setattr(durable.os, "getpid", lambda: -1)
    assert engine.match((ODD,), ISSUES) == PlainEngine().match((ODD,), ISSUES)


def test_it_names_its_version() -> None:
    assert durable.DurableEngine().version[0].isdigit()
