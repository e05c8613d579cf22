"""Equality, membership, presence and numeric order."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from typing import Any

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions.registry import Context, operator
from zhenggai.inference.truth import Truth, negation, three_valued, two_valued
from zhenggai.inference.world import comparable
from zhenggai.rulebook.syntax import Reference, SubjectKind, Test

_NOTHING: frozenset[int] = frozenset()


@operator("eq", "in")
def equal(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The property is stated and equals the operand (any of them for ``in``).

    Texts are compared after folding width and dropping white space. A property that is not
    stated equals nothing; a reference that means nothing leaves it unknown.
    """
    operand = test.operand
    if isinstance(operand, Reference):
        return _equal_to_reference(context, kind, test, operand)
    index = context.world.index(kind, test.property)
    if not isinstance(operand, tuple):
        return two_valued(index.get(comparable(operand), _NOTHING))
    return two_valued(_NOTHING.union(*(index.get(comparable(value), _NOTHING) for value in operand)))


@operator("ne", "not_in")
def unequal(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The opposite of ``eq``/``in``: true where the property is not stated."""
    return negation(equal(context, kind, test), context.world.table(kind).everything)


@operator("present")
def present(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The property is stated (operand true) or is not (false)."""
    values = context.world.values(kind, test.property)
    return two_valued({at for at, value in enumerate(values) if (value is not None) == test.operand})


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "lt": python.lt,
    "at_most": python.le,
    "gt": python.gt,
    "at_least": python.ge,
}


@operator(*_COMPARISONS)
def ordered(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The property is a number and stands in this order to the operand; unknown where either is no number."""
    compare = _COMPARISONS[test.operator]
    values = context.world.values(kind, test.property)
    operands = context.operands(kind, test.operand)
    certain: set[int] = set()
    unknown: set[int] = set()
    for at, (value, operand) in enumerate(zip(values, operands, strict=True)):
        if not isinstance(value, int | float) or not isinstance(operand, int | float):
            unknown.add(at)
        elif compare(value, operand):
            certain.add(at)
    return three_valued(certain, unknown)


def compare_numbers(operator: str, value: float, operand: float) -> bool:
    """One comparison by the name of its operator, ``eq`` and ``ne`` among them. Raises InferenceError."""
    if operator == "eq":
        return value == operand
    if operator == "ne":
        return value != operand
    if operator not in _COMPARISONS:
        raise InferenceError(f"数目不能用“{operator}”比较")
    return _COMPARISONS[operator](value, operand)


def _equal_to_reference(context: Context, kind: SubjectKind, test: Test, reference: Reference) -> Truth:
    certain: set[int] = set()
    unknown: set[int] = set()
    operands = context.operands(kind, reference)
    folded = {operand: comparable(operand) for operand in set(operands)}
    for at, (value, operand) in enumerate(
        zip(context.world.plain(kind, test.property), operands, strict=True)
    ):
        if value is None:
            continue
        if operand is None:
            unknown.add(at)
        elif value == folded[operand]:
            certain.add(at)
    return three_valued(certain, unknown)
