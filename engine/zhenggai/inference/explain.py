"""Why a condition is true, false or unknown of a fact: clues quoted from the notice, and a reason.

Only gaps (and other verdicts that are asked for) are explained, so this looks at single facts
again, in what the evaluator has computed already.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

import msgspec

from zhenggai.inference.conditions.registry import Clue, clue_of, property_clue
from zhenggai.inference.evaluate import Evaluator
from zhenggai.inference.notes import kind_name, path_name, value_name
from zhenggai.model import Span
from zhenggai.rulebook.syntax import (
    Any,
    Condition,
    Language,
    Not,
    Operand,
    Predicate,
    Quantified,
    Reference,
    SubjectKind,
    Test,
)

MAX_CLUES = 5
_WORDS = frozenset({"matches", "contains", "lexicon"})
# What holds other facts: of a whole notice it is no evidence that none of its measures says something.
_HOLDERS = frozenset({"paragraph", "issue", "measure"})
_SHORT = 40  # characters of a value that a note may hold; longer ones are seen in the quote


class Explanation(msgspec.Struct):
    """What speaks for a verdict: clues in the order found, and notes (name, values) that say why."""

    clues: list[Clue] = msgspec.field(default_factory=list)
    reasons: list[tuple[str, tuple[str, ...]]] = msgspec.field(default_factory=list)


class Explainer:
    """Explains what one evaluator found."""

    def __init__(self, evaluator: Evaluator, language: Language) -> None:
        self.evaluator = evaluator
        self.world = evaluator.world
        self.language: Language = language

    # ------------------------------------------------------------ true, false

    def explanations(
        self, kind: SubjectKind, positions: Iterable[int], condition: Condition
    ) -> Iterator[Explanation]:
        """Why ``condition`` is false of each of these facts, of which it must be.

        Those that lack just what is asked for, which are most of all gaps, share one explanation.
        """
        having = self._having(kind, condition)
        lacking: Explanation | None = None
        for position in positions:
            why = lacking
            if why is None or position in having:
                why = Explanation()
                self.explain(kind, position, condition, False, why)
                if position not in having:
                    lacking = why
            yield why

    def _having(self, kind: SubjectKind, condition: Condition) -> Container[int]:
        """Facts of which there is something to look at to tell why ``condition`` is false of them."""
        if isinstance(condition, Quantified) and condition.quantifier != "count":
            return self.world.groups(condition.kind, kind, condition.scope)
        if isinstance(condition, Test):
            values = self.world.values(kind, condition.property)
            return {position for position, value in enumerate(values) if value is not None}
        return self.world.table(kind).everything

    def explain(
        self, kind: SubjectKind, position: int, condition: Condition, value: bool, into: Explanation
    ) -> None:
        """Add why ``condition`` has the truth ``value`` of a fact, which it must have."""
        if isinstance(condition, Quantified):
            self._quantified(kind, position, condition, value, into)
        elif isinstance(condition, Test):
            self._test(kind, position, condition, value, into)
        elif isinstance(condition, Not):
            self.explain(kind, position, condition.part, not value, into)
        elif isinstance(condition, Predicate):
            self._predicate(kind, position, condition, into)
        else:
            clues, reasons = len(into.clues), len(into.reasons)
            for part in condition.parts:
                if len(into.clues) < MAX_CLUES and self._is(kind, position, part, value):
                    self.explain(kind, position, part, value, into)
            # Where one alternative is a missing value, the others often say when it may be missing.
            if isinstance(condition, Any) and "not_stated" in (name for name, _ in into.reasons[reasons:]):
                del into.clues[clues:]
        del into.clues[MAX_CLUES:]

    def _is(self, kind: SubjectKind, position: int, condition: Condition, value: bool) -> bool:
        return self.evaluator.truth(kind, condition).at(position) is value

    def _predicate(self, kind: SubjectKind, position: int, condition: Predicate, into: Explanation) -> None:
        clues = self.evaluator.answers(kind, condition)[position].clues
        into.clues += clues
        into.reasons += [(clue.note, clue.values) for clue in clues if clue.note][:1]

    def _test(self, kind: SubjectKind, position: int, test: Test, value: bool, into: Explanation) -> None:
        stated = self.world.values(kind, test.property)[position]
        name = self._name(f"{kind}.{test.property}")
        if stated is None:
            into.reasons.append(("not_stated", (name,)))
            return
        if test.operator in _WORDS:
            reason: tuple[str, tuple[str, ...]] = ("such_words" if value else "no_such_words", ())
        elif isinstance(stated, bool):
            reason = ("holds" if stated else "holds_not", (name,))
        elif test.operator == "present":
            reason = ("stated", (name,))
        elif isinstance(stated, str) and len(stated) > _SHORT:
            reason = ("", ())
        else:
            reason = ("value_is", (name, value_name(stated, self.language)))
        found = self._match(kind, position, test, str(stated)) if value and test.operator in _WORDS else None
        into.reasons += [reason] if reason[0] else []
        into.clues += found or property_clue(self.world, kind, position, test.property, reason[0], *reason[1])
        into.clues += self._operand(kind, position, test.operand)

    def _match(self, kind: SubjectKind, position: int, test: Test, text: str) -> tuple[Clue, ...]:
        """The very words that a pattern or word list found, where they can be told."""
        from zhenggai.inference.conditions.text import first_match, pattern_of, words_of

        start = self._start(kind, position, test.property, text)
        words = test.operator != "matches"
        bounds = first_match(
            text, words_of(self.evaluator.context, test) if words else pattern_of(test.operand)
        )
        if start is None or bounds is None:
            return ()
        span = self.world.source.span(start + bounds[0], start + bounds[1])
        return (Clue(text=text[slice(*bounds)], span=span, note="such_words"),)

    def _start(self, kind: SubjectKind, position: int, name: str, text: str) -> int | None:
        """Where in the document a property's text begins, if it stands there as it is."""
        if kind == "notice" and name == "text":
            return 0
        span: Span | None
        if kind == "notice":
            span = self.world.facts.notice.spans.get(name)
        elif kind == "issue" and name == "text":
            span = self.world.facts.issues[position].extent
        else:
            span = self.world.span(kind, position)
        at = self.world.document.text.find(text, span.start, span.end) if span else -1
        return at if at >= 0 else None

    def _operand(self, kind: SubjectKind, position: int, operand: Operand | None) -> tuple[Clue, ...]:
        """What a comparison refers to: the notice's field, the claim, or the fact meant."""
        if not isinstance(operand, Reference):
            return ()
        head, _, name = operand.path.partition(".")
        if head == "claim":
            claims = self.world.facts.claims
            largest = self.world.claims.get(name)
            at = (n for n, claim in enumerate(claims) if (claim.subject, claim.value) == (name, largest))
            return next((clue_of(self.world, "claim", n, "claimed") for n in at), ())
        if head == "notice":
            return property_clue(self.world, "notice", 0, name, "compared_with")
        return ()

    def _quantified(
        self, kind: SubjectKind, position: int, condition: Quantified, value: bool, into: Explanation
    ) -> None:
        group = self.world.groups(condition.kind, kind, condition.scope).get(position, [])
        if condition.quantifier == "count":
            self._counted(kind, position, condition, group, into)
            return
        if not group:
            into.reasons.append(("none_found", (kind_name(condition.kind, self.language),)))
            return
        # Of "some" or "all" that does not hold the facts that fail are of interest, else those that do not.
        failing = condition.quantifier in ("some", "all") and not value
        shown = group if condition.where is None else self._with(condition, group, not failing)
        into.reasons.append(self._how_many(condition, len(shown), failing))
        if not (failing and kind == "notice" and condition.kind in _HOLDERS):
            self._children(condition, shown, not failing, into)

    def _how_many(self, condition: Quantified, number: int, failing: bool) -> tuple[str, tuple[str, ...]]:
        """The reason that a quantifier gives: so many facts, and what they are not."""
        told = (kind_name(condition.kind, self.language), str(number))
        if not failing:
            return "some_fit", told
        if condition.quantifier == "all":
            return "some_fail", told
        where = condition.where
        while isinstance(where, Any) and where.parts:
            where = where.parts[0]
        if isinstance(where, Test) and where.operator in _WORDS:
            return "none_has", told
        if isinstance(where, Test) and where.operator in ("eq", "in") and not isinstance(where.operand, bool):
            wanted = where.operand if isinstance(where.operand, tuple) else (where.operand,)
            return "none_is", (*told, self._listed(value_name(one, self.language) for one in wanted))
        return "none_fits", told

    def _counted(
        self, kind: SubjectKind, position: int, condition: Quantified, group: Sequence[int], into: Explanation
    ) -> None:
        counted = self._with(condition, group, True)
        number = len(counted)
        if condition.distinct:
            values = self.world.values(condition.kind, condition.distinct)
            number = len({values[child] for child in counted} - {None})
        reason = "count_is" if condition.where is None else "count_fits"
        into.reasons.append((reason, (kind_name(condition.kind, self.language), str(number))))
        into.clues += self._operand(kind, position, condition.operand)
        operand = self.evaluator.context.operands(kind, condition.operand or 0)[position]
        if not isinstance(operand, int | float) or number >= operand:  # what is missing cannot be quoted
            self._children(condition, counted, True, into)

    def _with(self, condition: Quantified, group: Sequence[int], value: bool) -> Sequence[int]:
        if condition.where is None:
            return group if value else []
        truth = self.evaluator.truth(condition.kind, condition.where)
        return [child for child in group if truth.at(child) is value]

    def _children(
        self, condition: Quantified, children: Sequence[int], value: bool, into: Explanation
    ) -> None:
        """Each child as a clue, with what decided its case as the note."""
        for child in children[: MAX_CLUES - len(into.clues)]:
            why = Explanation()
            if condition.where is not None:
                self.explain(condition.kind, child, condition.where, value, why)
            note, values = next(iter(why.reasons), ("", ()))
            if value and why.clues:  # the very words are better evidence than the whole fact
                into.clues.append(why.clues[0])
            elif note != "no_such_words":  # any fact that says something else lacks the words
                into.clues += clue_of(self.world, condition.kind, child, note, *values)

    # ---------------------------------------------------------------- unknown

    def absent(self, kind: SubjectKind, position: int, condition: Condition | None) -> tuple[str, ...]:
        """Names of the values whose absence leaves a condition unknown of a fact; () where it is not."""
        if condition is None or self.evaluator.truth(kind, condition).at(position) is not None:
            return ()
        if isinstance(condition, Not):
            return self.absent(kind, position, condition.part)
        if isinstance(condition, Predicate):
            return self.evaluator.answers(kind, condition)[position].absent
        if not isinstance(condition, Test | Quantified):
            return _distinct(name for part in condition.parts for name in self.absent(kind, position, part))
        operand = condition.operand
        if isinstance(operand, Reference) and self.world.referred(kind, operand)[position] is None:
            return (operand.path,)
        if isinstance(condition, Test):
            return (f"{kind}.{condition.property}",)
        group = self.world.groups(condition.kind, kind, condition.scope).get(position, [])
        return _distinct(
            name for child in group for name in self.absent(condition.kind, child, condition.where)
        )

    def names(self, paths: Iterable[str]) -> str:
        """Names of absent values as one phrase in the reader's words."""
        return self._listed(map(self._name, paths))

    def _listed(self, words: Iterable[str]) -> str:
        return {"zh": "、", "en": ", "}[self.language].join(words)

    def _name(self, path: str) -> str:
        return path_name(path, self.language)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
