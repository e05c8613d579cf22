"""What the rule language names is what is implemented, and the other way round."""

from __future__ import annotations

import inspect

import pytest

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions import operator_named, predicate_named, registry
from zhenggai.rulebook.vocabulary import OPERATORS, PREDICATES


@pytest.mark.parametrize("name", OPERATORS)
def test_every_operator_of_the_language_is_implemented(name: str) -> None:
    assert (operator_named(name).__doc__ or "").strip()


@pytest.mark.parametrize("name", PREDICATES)
def test_every_predicate_of_the_language_is_implemented_with_its_arguments(name: str) -> None:
    function = predicate_named(name).function
    assert (function.__doc__ or "").strip()
    parameters = inspect.signature(function).parameters
    of_one = "at" in parameters
    arguments = [*parameters.values()][1 if of_one else 2 :]
    specified = PREDICATES[name].arguments
    assert [argument.name for argument in arguments] == list(specified)
    for argument in arguments:
        spec = specified[argument.name]
        given = spec.default is not None or spec.optional
        assert (argument.default is not argument.empty) == given
        if spec.default is not None:
            assert argument.default == spec.default


def test_nothing_is_implemented_that_the_language_does_not_know() -> None:
    with pytest.raises(InferenceError):  # which loads all families
        predicate_named("no_such_predicate")
    assert set(registry._operators) == set(OPERATORS)
    assert set(registry._predicates) == set(PREDICATES)


def test_unknown_names_are_told() -> None:
    with pytest.raises(InferenceError, match="no_such"):
        operator_named("no_such")
