"""The parts of a rule's conditions, however deep they are nested."""

from __future__ import annotations

from collections.abc import Iterator

from zhenggai.rulebook.syntax import Node, Rule, Test


def tests_of(rule: Rule) -> Iterator[Test]:
    """All property tests in the conditions of a rule."""
    for condition in (rule.require, rule.when, rule.unless):
        yield from _tests(condition)


def _tests(part: object) -> Iterator[Test]:
    if isinstance(part, Test):
        yield part
    elif isinstance(part, Node):
        for name in part.__struct_fields__:
            yield from _tests(getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from _tests(inner)


def lexicons_read(rule: Rule) -> set[str]:
    """Names of the word lists that a rule looks into."""
    names: set[str] = set()
    for test in tests_of(rule):
        if test.operator == "lexicon":
            names.update(map(str, test.operand if isinstance(test.operand, tuple) else (test.operand,)))
    return names
