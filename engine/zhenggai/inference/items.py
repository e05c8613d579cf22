"""The facts of a world as the items that the queries of a plan read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from zhenggai.inference.evaluate import Evaluator
from zhenggai.inference.lowering import Plan
from zhenggai.inference.queries import Item
from zhenggai.inference.world import World
from zhenggai.rulebook.syntax import SubjectKind


def items_for(plan: Plan, evaluator: Evaluator) -> list[Item]:
    """The facts that the queries of a plan read, with the flags and links that they read, and no others."""
    world = evaluator.world
    joins: dict[SubjectKind, set[str]] = defaultdict(set)
    for query in plan.queries:
        joins[_kind(query.kind)]  # a kind without links
        if query.child:
            joins[_kind(query.child.kind)].add(query.child.join)
    flags: dict[SubjectKind, list[list[int]]] = {
        kind: [[] for _ in world.table(kind).facts] for kind in joins
    }
    for number, flag in enumerate(plan.flags):
        truth = evaluator.truth(flag.kind, flag.condition)
        rows = flags[flag.kind]
        for position in truth.certain if flag.mode == "certain" else truth.possible:
            rows[position].append(number)
    return [item for kind, rows in flags.items() for item in _items(world, kind, sorted(joins[kind]), rows)]


def _kind(name: str) -> SubjectKind:
    return name  # type: ignore[return-value]  # queries are lowered from rules, whose kinds are SubjectKinds


def _items(
    world: World, kind: SubjectKind, joins: Sequence[str], rows: Sequence[Sequence[int]]
) -> Iterable[Item]:
    table = world.table(kind)
    columns: list[tuple[str, Sequence[int | None]]] = []
    for join in joins:
        if join == "parent":
            keys: list[int | None] = [world.key(*parent) for parent in table.parent]
        else:
            owner = _kind(join)
            keys = [world.key(owner, at) if at >= 0 else None for at in world.parents(kind, owner, "below")]
        columns.append((join, keys))
    for position, flags in enumerate(rows):
        links = {join: key for join, keys in columns if (key := keys[position]) is not None}
        yield Item(kind=kind, key=world.key(kind, position), links=links, flags=frozenset(flags))
