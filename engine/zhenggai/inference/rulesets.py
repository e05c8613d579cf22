"""Queries as rules of durable-rules, in groups that its C engine can bear.

Facts have a role: ``S`` is the subject, ``owner.issue`` the owners that are children of an issue, ``GO``
the last fact of every batch. A flag is a property that is there or is not: ``f3`` that flag 3 is true of
the subject or of some child, ``n3`` that some child lacks it. A subject's key is ``i``, a child's link ``l``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from zhenggai.errors import InferenceError
from zhenggai.inference.queries import MAX_LITERALS, Child, Query

# The tests of one ruleset that a fact in one role can reach. The C engine walks them with a stack
# of 64 places, so with fewer it cannot overflow, whatever the facts are.
MAX_TESTS = 56
MAX_CLAUSES = 50
GO_RULE = "go"


class Role(NamedTuple):
    """Facts of a kind as children of the fact that their link ``join`` names."""

    kind: str
    join: str

    @property
    def tag(self) -> str:
        """The kind of fact as the C engine sees it."""
        return f"{self.kind}.{self.join}"


class Asked(NamedTuple):
    """What queries ask of children in one role: whether some has, or lacks, these flags (bits)."""

    having: int
    lacking: int


class Group(NamedTuple):
    """Queries on one kind of subject that one ruleset answers, by their number, and the flags they read."""

    kind: str
    queries: Mapping[int, Query]

    @property
    def rules(self) -> dict[str, object]:
        """The ruleset as durable-rules takes it; the rule GO_RULE fires when a batch was read to its end."""
        rules: dict[str, object] = {str(number): _rule(query) for number, query in self.queries.items()}
        return rules | {GO_RULE: {"all": [_GO]}}

    @property
    def subject_flags(self) -> int:
        """Flags that are read of subjects, as bits."""
        return _bits(flag for query in self.queries.values() for flag, _ in query.literals)

    @property
    def child_flags(self) -> dict[Role, Asked]:
        """What is asked of children, for every role of which anything is."""
        flags: dict[tuple[Role, bool], set[int]] = defaultdict(set)
        children = [query.child for query in self.queries.values() if query.child]
        for child in children:
            if child.flag is not None:
                flags[_role(child), child.value].add(child.flag)
        return {
            role: Asked(_bits(flags[role, True]), _bits(flags[role, False])) for role in map(_role, children)
        }


def _bits(flags: Iterable[int]) -> int:
    return sum(1 << flag for flag in set(flags))


def _role(child: Child) -> Role:
    return Role(child.kind, child.join)


def groups(queries: Sequence[Query]) -> Iterator[Group]:
    """All queries in groups that ask of children of one kind, each as large as a ruleset may be.

    The fewer flags a group reads, the more subjects look the same to it, and those are asked about
    once. There is only one notice, so what is asked of it is not set apart.
    Raises InferenceError for a query with more than MAX_LITERALS literals.
    """
    of_kind: dict[tuple[str, str | None], list[tuple[int, Query]]] = defaultdict(list)
    for index, query in enumerate(queries):
        if len(query.literals) > MAX_LITERALS:
            raise InferenceError(f"规则条件过多: 一个查询最多 {MAX_LITERALS} 项", mend="拆成几条规则")
        child = query.child.kind if query.child and query.kind != "notice" else None
        of_kind[query.kind, child].append((index, query))
    for (kind, _), members in of_kind.items():
        group: dict[int, Query] = {}
        tests = clauses = 1  # the GO clause
        for index, query in members:
            own_tests, own_clauses = 1 + len(query.literals), 3 if query.child else 1
            if group and (tests + own_tests > MAX_TESTS or clauses + own_clauses > MAX_CLAUSES):
                yield Group(kind, group)
                group, tests, clauses = {}, 1, 1
            group[index] = query
            tests += own_tests
            clauses += own_clauses
        yield Group(kind, group)


_GO: dict[str, object] = {"go": {"$and": [{"k": "GO"}]}}


def _rule(query: Query) -> dict[str, object]:
    clauses: list[dict[str, object]] = [{"s": {"$and": [{"k": "S"}, *map(_literal, query.literals)]}}]
    child = query.child
    if child and child.negated:
        # Without GO between them a "none" is judged before the children are asserted.
        clauses += [_GO, {"c$not": _child_clause(child)}]
    elif child:
        clauses.append({"c": _child_clause(child)})
    return {"all": clauses}


def _literal(literal: tuple[int, bool]) -> dict[str, object]:
    flag, value = literal
    return {f"f{flag}": 1} if value else {"$nex": {f"f{flag}": 1}}


def _child_clause(child: Child) -> dict[str, object]:
    tests: list[dict[str, object]] = [{"k": _role(child).tag}]
    if child.flag is not None:
        tests.append({f"{'f' if child.value else 'n'}{child.flag}": 1})
    # A join whose last test fails reads beyond its buffer, so the last one is always true.
    tests += [{"l": {"s": "i"}}, {"t": {"s": "t"}}]
    return {"$and": tests}
