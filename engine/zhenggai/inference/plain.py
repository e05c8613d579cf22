"""The reference meaning of queries in plain Python, and the engine where durable-rules cannot be had.

Each flag and each child clause becomes the set of keys that it is true of; a query is an
intersection of those sets. The cost is linear in items and flags.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from zhenggai import __version__
from zhenggai.inference.queries import Child, Item, Query, flags_of


class PlainEngine:
    """Matches queries with sets of keys."""

    name = "plain"
    version = __version__

    def match(self, queries: Sequence[Query], items: Sequence[Item]) -> frozenset[tuple[int, int]]:
        """All pairs (index of the query, key of a subject that satisfies it)."""
        of_kind: dict[str, list[Item]] = defaultdict(list)
        having: dict[int, set[int]] = defaultdict(set)
        for item in items:
            of_kind[item.kind].append(item)
            for flag in flags_of(item.flags):
                having[flag].add(item.key)
        keys_of_kind = {kind: frozenset(item.key for item in members) for kind, members in of_kind.items()}
        parents: dict[tuple[str, str, int | None, bool], frozenset[int]] = {}

        def with_child(child: Child) -> frozenset[int]:
            """Keys of the items that a child of this description is linked to."""
            clause = (child.kind, child.join, child.flag, child.value)
            if clause not in parents:
                parents[clause] = frozenset(
                    item.links[child.join]
                    for item in of_kind[child.kind]
                    if child.join in item.links
                    and (child.flag is None or bool(item.flags >> child.flag & 1) == child.value)
                )
            return parents[clause]

        found: list[tuple[int, int]] = []
        for index, query in enumerate(queries):
            keys = keys_of_kind.get(query.kind, frozenset())
            for flag, value in query.literals:
                keys = keys & having[flag] if value else keys - having[flag]
            if query.child:
                joined = with_child(query.child)
                keys = keys - joined if query.child.negated else keys & joined
            found.extend((index, key) for key in keys)
        return frozenset(found)
