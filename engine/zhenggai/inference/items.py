"""The facts of a world as the items that the queries of a plan read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zhenggai.inference.evaluate import Evaluator
from zhenggai.inference.lowering import Flag, Plan
from zhenggai.inference.queries import Item
from zhenggai.inference.tables import NOWHERE
from zhenggai.inference.truth import Positions
from zhenggai.inference.world import World
from zhenggai.rulebook.syntax import SubjectKind


def items_for(plan: Plan, evaluator: Evaluator) -> list[Item]:
    """The facts that the queries of a plan read, with the flags and links that they read, and no others."""
    world = evaluator.world
    joins: dict[SubjectKind, set[str]] = defaultdict(set)
    plain: set[SubjectKind] = set()  # kinds of which facts count that no flag is true of
    for query in plan.queries:
        joins[_kind(query.kind)]  # a kind without links
        plain.add(_kind(query.kind))
        if query.child:
            joins[_kind(query.child.kind)].add(query.child.join)
            if query.child.flag is None or not query.child.value:
                plain.add(_kind(query.child.kind))
    flags: dict[SubjectKind, list[int]] = {kind: [0] * len(world.table(kind).facts) for kind in joins}
    for number in sorted(_needed(plan, evaluator)):
        flag = plan.flags[number]
        rows, bit = flags[flag.kind], 1 << number
        for position in _true_of(flag, evaluator):
            rows[position] |= bit
    return [
        item
        for kind, rows in flags.items()
        for item in _items(world, kind, sorted(joins[kind]), rows, unflagged=kind in plain)
    ]


def _needed(plan: Plan, evaluator: Evaluator) -> set[int]:
    """Numbers of the flags that decide something.

    Where a literal of a query holds of no subject, nothing else that the query reads needs to be computed.
    """
    needed: set[int] = set()
    for query in plan.queries:
        everything = evaluator.world.table(_kind(query.kind)).everything
        for number, value in query.literals:
            needed.add(number)
            positions = _true_of(plan.flags[number], evaluator)
            if not positions if value else len(positions) == len(everything):
                break
        else:
            if query.child and query.child.flag is not None:
                needed.add(query.child.flag)
    return needed


def _true_of(flag: Flag, evaluator: Evaluator) -> Positions:
    truth = evaluator.truth(flag.kind, flag.condition)
    return truth.certain if flag.mode == "certain" else truth.possible


def _kind(name: str) -> SubjectKind:
    return name  # type: ignore[return-value]  # queries are lowered from rules, whose kinds are SubjectKinds


def _items(
    world: World, kind: SubjectKind, joins: Sequence[str], rows: Sequence[int], *, unflagged: bool
) -> Iterable[Item]:
    keys = world.keys(kind)
    links = _links(world, kind, joins)
    return [
        Item(kind=kind, key=keys[position], links=links[position], flags=flags)
        for position, flags in enumerate(rows)
        if flags or unflagged
    ]


def _links(world: World, kind: SubjectKind, joins: Sequence[str]) -> Sequence[Mapping[str, int]]:
    """For each fact of a kind the keys of the facts it belongs to, by the name of the link."""
    table = world.table(kind)
    links: list[dict[str, int]] = [{} for _ in table.facts]
    for join in joins:
        if join == "parent":
            for link, (holder, at) in zip(links, table.parent, strict=True):
                link[join] = world.keys(holder)[at]
        else:
            owner = _kind(join)
            keys = world.keys(owner)
            for link, at in zip(links, world.parents(kind, owner, "below"), strict=True):
                if at != NOWHERE:
                    link[join] = keys[at]
    return links
