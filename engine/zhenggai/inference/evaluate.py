"""The meaning of conditions: three-valued, for all facts of a kind at once, each condition once.

A comparison with an absent operand is unknown; presence and membership are not. Quantifiers
over nothing: ``some`` is false, ``none`` and ``all`` are true, a count is 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions import Answer, Context, operator_named, predicate_named
from zhenggai.inference.conditions.compare import compare_numbers
from zhenggai.inference.tables import NOWHERE
from zhenggai.inference.truth import (
    Positions,
    Truth,
    conjunction,
    disjunction,
    negation,
    three_valued,
    two_valued,
)
from zhenggai.inference.world import World
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
    Test,
)

_NOTHING = two_valued(frozenset())


class Evaluator:
    """Truth of conditions in one world; a condition that several rules share is computed once."""

    def __init__(self, world: World, lexicons: Mapping[str, Sequence[str]] | None = None) -> None:
        self.world = world
        self.context = Context(world, lexicons or {})
        self._known: dict[tuple[SubjectKind, Condition], Truth] = {}
        self._answers: dict[tuple[SubjectKind, Predicate], list[Answer]] = {}

    def truth(self, kind: SubjectKind, condition: Condition) -> Truth:
        """Of which facts of a kind the condition is true, and of which it may be.

        Raises InferenceError for a name or an operand that cannot be evaluated.
        """
        known = self._known.get((kind, condition))
        if known is None:
            known = self._known[kind, condition] = self._computed(kind, condition)
        return known

    def answers(self, kind: SubjectKind, condition: Predicate) -> list[Answer]:
        """A predicate's answers about all facts of a kind, by position."""
        known = self._answers.get((kind, condition))
        if known is None:
            arguments = dict(condition.arguments)
            known = predicate_named(condition.name).answers(self.context, kind, arguments)
            self._answers[kind, condition] = known
        return known

    def _computed(self, kind: SubjectKind, condition: Condition) -> Truth:
        everything = self.world.table(kind).everything
        if not everything:
            return _NOTHING
        if isinstance(condition, Test):
            return operator_named(condition.operator)(self.context, kind, condition)
        if isinstance(condition, Quantified):
            return self._quantified(kind, condition)
        if isinstance(condition, All):
            return conjunction((self.truth(kind, part) for part in condition.parts), everything)
        if isinstance(condition, Any):
            return disjunction((self.truth(kind, part) for part in condition.parts), everything)
        if isinstance(condition, Not):
            return negation(self.truth(kind, condition.part), everything)
        holds = [answer.holds for answer in self.answers(kind, condition)]
        return three_valued(
            {at for at, answer in enumerate(holds) if answer},
            {at for at, answer in enumerate(holds) if answer is None},
        )

    def _quantified(self, kind: SubjectKind, condition: Quantified) -> Truth:
        everything = self.world.table(kind).everything
        children = self.world.table(condition.kind).everything
        where = self.truth(condition.kind, condition.where) if condition.where else two_valued(children)
        if condition.quantifier == "count":
            return self._counted(kind, condition, where)
        if condition.quantifier == "all":
            where = negation(where, children)
        some = self._some(kind, condition, where)
        return some if condition.quantifier == "some" else negation(some, everything)

    def _some(self, kind: SubjectKind, condition: Quantified, where: Truth) -> Truth:
        certain = self._with_child(kind, condition, where.certain)
        if where.possible is where.certain:
            return two_valued(certain)
        return Truth(certain, self._with_child(kind, condition, where.possible))

    def _with_child(self, kind: SubjectKind, condition: Quantified, children: Positions) -> Positions:
        """Positions of the subjects in whose scope one of these children is."""
        if not children:
            return children
        if condition.scope == "above":
            groups = self.world.groups(condition.kind, kind, "above")
            return {subject for subject, group in groups.items() if not children.isdisjoint(group)}
        parents = self.world.parents(condition.kind, kind, condition.scope)
        return {parents[child] for child in children} - {NOWHERE}

    def _counted(self, kind: SubjectKind, condition: Quantified, where: Truth) -> Truth:
        if condition.operator is None or condition.operand is None:
            raise InferenceError("count 需要一个比较")
        everything = self.world.table(condition.kind).everything
        operands = self.context.operands(kind, condition.operand)
        groups = self.world.groups(condition.kind, kind, condition.scope)
        values = self.world.values(condition.kind, condition.distinct) if condition.distinct else None

        def count(group: Sequence[int], among: Positions) -> int:
            if values is None:
                return len(group) if among is everything else sum(map(among.__contains__, group))
            # A fact that lacks the property cannot be told from others, so it is not counted.
            return len({values[child] for child in group if child in among} - {None})

        certain: set[int] = set()
        unknown: set[int] = set()
        for subject, operand in enumerate(operands):
            if not isinstance(operand, int | float):
                unknown.add(subject)
                continue
            group: Sequence[int] = groups.get(subject, ())
            least = count(group, where.certain)
            most = least if where.possible is where.certain else count(group, where.possible)
            holds = {
                compare_numbers(condition.operator, number, operand)
                for number in _tries(least, most, operand)
            }
            if True in holds:
                (certain if len(holds) == 1 else unknown).add(subject)
        return three_valued(certain, unknown)


def _tries(least: int, most: int, operand: float) -> Collection[float]:
    """Counts between ``least`` and ``most`` at which a comparison with ``operand`` can differ."""
    if least == most:
        return (least,)
    return {least, most, *({operand} if least < operand < most and operand == int(operand) else ())}


@lru_cache(maxsize=4096)
def is_two_valued(condition: Condition) -> bool:
    """Whether the condition can never be unknown, whatever the facts."""
    if isinstance(condition, Test):
        return condition.operator in _ALWAYS_DECIDED and not isinstance(condition.operand, Reference)
    if isinstance(condition, All | Any):
        return all(map(is_two_valued, condition.parts))
    if isinstance(condition, Not):
        return is_two_valued(condition.part)
    if isinstance(condition, Quantified):
        return not _refers(condition.operand) and (condition.where is None or is_two_valued(condition.where))
    return False


_ALWAYS_DECIDED = frozenset(
    {"eq", "ne", "in", "not_in", "present", "matches", "contains", "lexicon", "similar_to"}
)


def _refers(operand: Operand | None) -> bool:
    return isinstance(operand, Reference)
