"""Rules to gap queries: what an engine can decide goes to it, the rest becomes flags.

A rule has a gap where ``when`` is certainly true, ``unless`` is not certainly true and ``require``
is certainly false. Pushed inwards, each of these ends at atoms, conditions of which it is asked
whether they are *certain* or *possible*, and whether so or not so. An atom that says that some
child of the subject exists becomes a clause of the query, any other a flag that the evaluator
computes. Alternatives become queries of their own (disjunctive normal form).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Literal, NamedTuple

from zhenggai.inference.evaluate import is_two_valued
from zhenggai.inference.queries import MAX_LITERALS, Child, Query
from zhenggai.rulebook.syntax import All, Any, Condition, Not, Quantified, Rule, RuleBook, SubjectKind

Mode = Literal["certain", "possible"]
MAX_CONJUNCTIONS = 32
_MAX_PLANS = 16


class Flag(NamedTuple):
    """A condition on the facts of a kind, asked for as certain or as possible."""

    kind: SubjectKind
    condition: Condition
    mode: Mode


class Atom(NamedTuple):
    """That a condition is, or is not, certain or possible of the subject."""

    condition: Condition
    mode: Mode
    value: bool


class Plan(NamedTuple):
    """Rules as queries. ``Query.rule`` is the position in ``rules``, a flag's number that in ``flags``."""

    rules: tuple[Rule, ...]
    queries: tuple[Query, ...]
    flags: tuple[Flag, ...]


# A formula in disjunctive normal form: any of these conjunctions; () is never, ((),) always.
Conjunction = tuple[Atom, ...]
_NEVER: tuple[Conjunction, ...] = ()
_ALWAYS: tuple[Conjunction, ...] = ((),)


class _TooMany(Exception):
    """A formula needs more conjunctions than an engine should be asked."""


def lower(rules: Sequence[Rule]) -> Plan:
    """The queries whose answers are the gaps of these rules."""
    flags: dict[Flag, int] = {}
    queries = [query for number, rule in enumerate(rules) for query in _queries(number, rule, flags)]
    return Plan(tuple(rules), tuple(queries), tuple(flags))


def _queries(number: int, rule: Rule, flags: dict[Flag, int]) -> Iterable[Query]:
    whole: list[Atom] = []  # what decides most cheaply and most often comes first
    if rule.when is not None:
        whole.append(Atom(rule.when, "certain", True))
    if rule.unless is not None:
        whole.append(Atom(rule.unless, "certain", False))
    whole.append(Atom(rule.require, _mode(rule.require, "possible"), False))
    try:
        conjunctions = _both([_expanded(atom) for atom in whole])
    except _TooMany:
        conjunctions = [tuple(whole)]
    for conjunction in conjunctions:
        if len(conjunction) > MAX_LITERALS:
            conjunction = tuple(whole)
        yield _query(number, rule.subject, conjunction, flags)


def _query(number: int, kind: SubjectKind, conjunction: Conjunction, flags: dict[Flag, int]) -> Query:
    def flag(kind: SubjectKind, condition: Condition, mode: Mode) -> int:
        return flags.setdefault(Flag(kind, condition, mode), len(flags))

    child: Child | None = None
    literals: list[tuple[int, bool]] = []
    for condition, mode, value in conjunction:
        if child is None and isinstance(condition, Quantified) and _is_clause(condition):
            number_of_flag, of_child = None, True
            if condition.where is not None:
                where, child_mode, of_child = _positive(Atom(condition.where, mode, True))
                number_of_flag = flag(condition.kind, where, child_mode)
            child = Child(
                kind=condition.kind,
                join="parent" if condition.scope == "self" else kind,
                flag=number_of_flag,
                value=of_child,
                negated=not value,
            )
        else:
            literals.append((flag(kind, condition, mode), value))
    return Query(rule=number, kind=kind, literals=tuple(literals), child=child)


def _positive(atom: Atom) -> Atom:
    """The same atom about a condition that is no negation: a condition and its opposite share a flag."""
    while isinstance(atom.condition, Not):
        atom = Atom(atom.condition.part, _other(atom.mode), not atom.value)
    return Atom(atom.condition, _mode(atom.condition, atom.mode), atom.value)


def _is_clause(condition: Quantified) -> bool:
    return condition.quantifier == "some" and condition.scope != "above"


def _expanded(atom: Atom) -> Sequence[Conjunction]:
    """An atom with its connectives pushed inwards, as alternatives of conjunctions of simpler atoms."""
    condition, mode, value = atom
    if isinstance(condition, Not):
        return _expanded(_positive(atom))
    if isinstance(condition, All | Any):
        parts = [_expanded(Atom(part, mode, value)) for part in condition.parts]
        return _both(parts) if isinstance(condition, All) == value else _either(parts)
    if isinstance(condition, Quantified) and condition.quantifier in ("none", "all"):
        where = condition.where
        if condition.quantifier == "all":
            if where is None:  # nothing is asked of any fact, so none can fail
                return _ALWAYS if value else _NEVER
            where = Not(part=where)
        some = Quantified(quantifier="some", kind=condition.kind, scope=condition.scope, where=where)
        return _expanded(Atom(some, _other(mode), not value))
    return ((Atom(condition, _mode(condition, mode), value),),)


def _both(parts: Sequence[Sequence[Conjunction]]) -> Sequence[Conjunction]:
    """All of several formulas: one alternative of each, in every combination."""
    found: Sequence[Conjunction] = _ALWAYS
    for part in parts:
        merged = (tuple(dict.fromkeys((*one, *other))) for one, other in product(found, part))
        found = _bounded(conjunction for conjunction in merged if not _contradictory(conjunction))
    return found


def _either(parts: Sequence[Sequence[Conjunction]]) -> Sequence[Conjunction]:
    return _bounded(conjunction for part in parts for conjunction in part)


def _bounded(conjunctions: Iterable[Conjunction]) -> Sequence[Conjunction]:
    found: dict[frozenset[Atom], Conjunction] = {}
    for conjunction in conjunctions:
        found.setdefault(frozenset(conjunction), conjunction)
        if len(found) > MAX_CONJUNCTIONS:
            raise _TooMany
    return list(found.values())


def _contradictory(conjunction: Conjunction) -> bool:
    asked = set(conjunction)
    return any(Atom(condition, mode, not value) in asked for condition, mode, value in conjunction)


def _other(mode: Mode) -> Mode:
    return "possible" if mode == "certain" else "certain"


def _mode(condition: Condition, mode: Mode) -> Mode:
    """What is never unknown is possible where it is certain: one flag for both."""
    return "certain" if is_two_valued(condition) else mode


_plans: dict[int, tuple[RuleBook, Plan]] = {}


def plan_for(rulebook: RuleBook) -> Plan:
    """The enabled rules as queries; kept for the last few rule books, by identity."""
    kept = _plans.get(id(rulebook))
    if kept is None:
        kept = (rulebook, lower([rule for rule in rulebook.rules if rule.enabled]))
        while len(_plans) >= _MAX_PLANS:
            _plans.pop(next(iter(_plans)), None)
        _plans[id(rulebook)] = kept  # holding the rule book keeps its id from being given again
    return kept[1]
