"""Names of operators and predicates, and what their functions are given and give back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

import msgspec

from zhenggai.errors import InferenceError
from zhenggai.inference.truth import Truth
from zhenggai.inference.world import Value, World
from zhenggai.model import Frozen, Span
from zhenggai.rulebook.syntax import Operand, Reference, SubjectKind, Test

_FAMILIES = (
    "compare",
    "dates",
    "text",
    "order",
    "numbering",
    "sums",
    "counts",
    "repetition",
    "indicators",
    "targets",
    "bodies",
    "wording",
)


class Clue(Frozen, frozen=True):
    """What was found, verbatim, where, and why it speaks against the condition.

    ``note`` is a name in ``inference.notes`` (empty for none), filled with ``values``.
    """

    text: str
    span: Span
    note: str = ""
    values: tuple[str, ...] = ()


class Answer(Frozen, frozen=True):
    """A predicate's answer about one fact: ``holds`` is None where the ``absent`` values leave it open."""

    holds: bool | None
    clues: tuple[Clue, ...] = ()
    absent: tuple[str, ...] = ()


YES = Answer(holds=True)
NO = Answer(holds=False)


class Context(msgspec.Struct, frozen=True, eq=False):
    """What conditions are evaluated in: facts, word lists, and results worth keeping for one audit."""

    world: World
    lexicons: Mapping[str, Sequence[str]] = msgspec.field(default_factory=dict)
    kept: dict[Any, Any] = msgspec.field(default_factory=dict)

    def once(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """The result of ``make``, computed once per key and audit."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def operands(self, kind: SubjectKind, operand: Operand) -> Sequence[Value]:
        """The operand of a comparison for each fact of a kind: a reference's values, else the scalar."""
        if isinstance(operand, Reference):
            return self.world.referred(kind, operand)
        if isinstance(operand, tuple):
            raise InferenceError("此处应为单个值, 而不是列表")
        return [operand] * len(self.world.table(kind).facts)

    def words(self, name: str) -> Sequence[str]:
        """A word list of the rule book, else a built-in one. Raises InferenceError for an unknown name."""
        if name in self.lexicons:
            return self.lexicons[name]
        from zhenggai.lexicon import builtin_lexicon

        try:
            return builtin_lexicon().words(name)
        except KeyError:
            raise InferenceError(f"没有词表“{name}”") from None


class At(msgspec.Struct, eq=False):
    """One fact, as a predicate is asked about it."""

    context: Context
    kind: SubjectKind
    position: int

    @property
    def world(self) -> World:
        """The notice's facts."""
        return self.context.world

    @property
    def fact(self) -> Any:
        """The fact itself."""
        return self.world.table(self.kind).facts[self.position]

    def value(self, name: str) -> Value:
        """A property of the fact."""
        return self.world.values(self.kind, name)[self.position]

    def referred(self, path: str) -> Value:
        """What a reference (``notice.signed_date``) means for the fact."""
        return self.world.referred(self.kind, Reference(path=path))[self.position]

    def clue(self, note: str = "", *values: str) -> tuple[Clue, ...]:
        """The fact itself as a clue; nothing where it has no place in the text."""
        return clue_of(self.world, self.kind, self.position, note, *values)


def clue_of(world: World, kind: SubjectKind, position: int, note: str = "", *values: str) -> tuple[Clue, ...]:
    """A fact, quoted, as a clue; nothing where it has no place in the text."""
    _, _, span, quote = world.named(kind, position)
    return (Clue(text=quote, span=span, note=note, values=values),) if span and quote else ()


def property_clue(
    world: World, kind: SubjectKind, position: int, name: str, note: str = "", *values: str
) -> tuple[Clue, ...]:
    """A property in the notice's words: a field of the notice at its own place, else the fact that has it."""
    if kind != "notice":
        return clue_of(world, kind, position, note, *values)
    span = world.facts.notice.spans.get(name.removesuffix(".text"))
    if span is None:
        return ()
    return (Clue(text=world.document.text[span.start : span.end], span=span, note=note, values=values),)


OperatorFunction = Callable[[Context, SubjectKind, Test], Truth]
_O = TypeVar("_O", bound=OperatorFunction)
_P = TypeVar("_P", bound=Callable[..., Answer])
_A = TypeVar("_A", bound=Callable[..., Mapping[int, Answer]])


class RegisteredPredicate(NamedTuple):
    """A predicate's function, and what answers it, with the rule's arguments, for all facts of a kind."""

    function: Callable[..., Answer | Mapping[int, Answer]]
    answers: Callable[[Context, SubjectKind, Mapping[str, Any]], list[Answer]]


_operators: dict[str, OperatorFunction] = {}
_predicates: dict[str, RegisteredPredicate] = {}


def operator(*names: str) -> Callable[[_O], _O]:
    """Register the function of one or more operators."""

    def register(function: _O) -> _O:
        _operators.update(dict.fromkeys(names, function))
        return function

    return register


def predicate(name: str) -> Callable[[_P], _P]:
    """Register a predicate on one fact: a function of an ``At`` and the rule's arguments by name."""

    def register(function: _P) -> _P:
        def answers(context: Context, kind: SubjectKind, arguments: Mapping[str, Any]) -> list[Answer]:
            facts = range(len(context.world.table(kind).facts))
            return [function(At(context, kind, position), **arguments) for position in facts]

        _predicates[name] = RegisteredPredicate(function, answers)
        return function

    return register


def predicate_across(name: str, otherwise: Answer) -> Callable[[_A], _A]:
    """Register a predicate on a fact among all of its kind.

    Its function gets the context, the kind and the rule's arguments by name, and gives back the
    answers, by position, that are not ``otherwise``.
    """

    def register(function: _A) -> _A:
        def answers(context: Context, kind: SubjectKind, arguments: Mapping[str, Any]) -> list[Answer]:
            found = function(context, kind, **arguments)
            return [
                found.get(position, otherwise) for position in range(len(context.world.table(kind).facts))
            ]

        _predicates[name] = RegisteredPredicate(function, answers)
        return function

    return register


def operator_named(name: str) -> OperatorFunction:
    """The function of an operator. Raises InferenceError for an unknown one."""
    return _found(name, _operators, "运算")


def predicate_named(name: str) -> RegisteredPredicate:
    """A predicate as it was registered. Raises InferenceError for an unknown one."""
    return _found(name, _predicates, "谓词")


_F = TypeVar("_F")


def _found(name: str, known: Mapping[str, _F], what: str) -> _F:
    for family in _FAMILIES:
        if name in known:
            break
        import_module(f"zhenggai.inference.conditions.{family}")
    if name not in known:
        raise InferenceError(f"没有名为“{name}”的{what}")
    return known[name]
