"""Ask one condition of a notice that was built for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any as Anything
from typing import get_args

from tests.inference.notices import NoticeBuilder

from zhenggai.inference.conditions import Answer
from zhenggai.inference.evaluate import Evaluator
from zhenggai.inference.notes import note
from zhenggai.inference.world import World
from zhenggai.rulebook.syntax import Condition, Language, Predicate, Test
from zhenggai.rulebook.vocabulary import PREDICATES


def evaluator(build: NoticeBuilder, lexicons: Mapping[str, Sequence[str]] | None = None) -> Evaluator:
    """An evaluator of what was built."""
    return Evaluator(World(build.facts, build.document), lexicons)


def truths(
    build: NoticeBuilder,
    kind: Anything,
    condition: Condition,
    lexicons: Mapping[str, Sequence[str]] | None = None,
) -> list[bool | None]:
    """The truth of a condition for each fact of a kind, None for unknown."""
    asked = evaluator(build, lexicons)
    truth = asked.truth(kind, condition)
    return [truth.at(position) for position in range(len(asked.world.table(kind).facts))]


def compared(build: NoticeBuilder, kind: Anything, name: str, **comparison: Anything) -> list[bool | None]:
    """The truth of one test for each fact of a kind: ``compared(build, "issue", "no", gt=1)``."""
    ((operator, operand),) = comparison.items()
    return truths(build, kind, Test(property=name, operator=operator, operand=operand))  # type: ignore[arg-type]  # a name


def answers(
    build: NoticeBuilder,
    kind: Anything,
    name: str,
    lexicons: Mapping[str, Sequence[str]] | None = None,
    **arguments: Anything,
) -> list[Answer]:
    """A predicate's answers about each fact of a kind, with the defaults that the rule book fills in."""
    known = PREDICATES[name].arguments
    filled = {key: spec.default for key, spec in known.items() if spec.default is not None} | arguments
    found = evaluator(build, lexicons).answers(kind, Predicate(name=name, arguments=tuple(filled.items())))
    for clue in (clue for answer in found for clue in answer.clues):
        assert build.text[clue.span.start : clue.span.end] == clue.text
        for language in get_args(Language):
            note(clue.note, clue.values, language)  # which must be known, with so many values
    return found


def holds(build: NoticeBuilder, kind: Anything, name: str, **arguments: Anything) -> list[bool | None]:
    """Only whether a predicate holds of each fact of a kind."""
    return [answer.holds for answer in answers(build, kind, name, **arguments)]


def quotes(answer: Answer) -> list[str]:
    """What an answer quotes."""
    return [clue.text for clue in answer.clues]
