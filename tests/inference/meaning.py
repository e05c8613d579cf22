"""The rule language said once more, slowly: one fact and one condition at a time.

Written from the documentation of the language, not from the evaluator, whose answers (whole
kinds at once, sets, memory, lowering to queries) are held against these.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any as Anything

from zhenggai.inference.folding import squeeze
from zhenggai.model import Facts, Issue, Measure
from zhenggai.rulebook.syntax import All, Any, Condition, Not, Quantified, Reference, Rule, Test

PARTS = {"owner": "owners", "deadline": "deadlines", "outcome": "outcomes", "document": "documents"}


class Item:
    """A fact with what it hangs on."""

    def __init__(self, kind: str, fact: Anything, parent: Item | None) -> None:
        self.kind, self.fact, self.parent = kind, fact, parent

    def holders(self) -> Iterable[Item]:
        """What it hangs on, the nearest first."""
        holder = self.parent
        while holder is not None:
            yield holder
            holder = holder.parent


def items(facts: Facts) -> list[Item]:
    """All facts but paragraphs, sections and anomalies, in text order within each kind."""
    notice = Item("notice", facts.notice, None)
    found = [notice, *(Item("claim", claim, notice) for claim in facts.claims)]
    found += [Item("owner", owner, notice) for owner in facts.notice.responsibility]
    for issue in facts.issues:
        holder = Item("issue", issue, notice)
        found += [holder, *_parts(issue, holder)]
        for measure in issue.measures:
            inner = Item("measure", measure, holder)
            found += [inner, *_parts(measure, inner)]
    return found


def _parts(fact: Issue | Measure, holder: Item) -> Iterable[Item]:
    for kind, name in PARTS.items():
        for part in getattr(fact, name):
            yield Item(kind, part, holder)


class Meaning:
    """What conditions mean of the facts of one notice."""

    def __init__(self, facts: Facts, lexicons: Mapping[str, Sequence[str]]) -> None:
        self.facts = facts
        self.lexicons = lexicons
        self.items = items(facts)

    def verdict(self, rule: Rule, item: Item) -> str:
        """The verdict of a rule on a fact."""
        if rule.when is not None and self.holds(item, rule.when) is not True:
            return "not_applicable"
        if rule.unless is not None and self.holds(item, rule.unless) is True:
            return "not_applicable"
        return {True: "pass", False: "gap", None: "not_assessed"}[self.holds(item, rule.require)]

    def holds(self, item: Item, condition: Condition) -> bool | None:
        """True, False, or None for unknown."""
        if isinstance(condition, All):
            return _every(self.holds(item, part) for part in condition.parts)
        if isinstance(condition, Any):
            return _not(_every(_not(self.holds(item, part)) for part in condition.parts))
        if isinstance(condition, Not):
            return _not(self.holds(item, condition.part))
        if isinstance(condition, Quantified):
            return self._quantified(item, condition)
        assert isinstance(condition, Test)
        return self._test(item, condition)

    def _quantified(self, item: Item, condition: Quantified) -> bool | None:
        children = self._scope(item, condition.kind, condition.scope)
        each = [True if condition.where is None else self.holds(child, condition.where) for child in children]
        if condition.quantifier == "all":
            return _every(each)
        if condition.quantifier in ("some", "none"):
            none = _every(_not(answer) for answer in each)
            return none if condition.quantifier == "none" else _not(none)
        operand = self._operand(item, condition.operand)
        if operand is None:
            return None
        # Every way the unknown ones may turn out.
        results = set()
        unknown = [child for child, answer in zip(children, each, strict=True) if answer is None]
        sure = [child for child, answer in zip(children, each, strict=True) if answer]
        for chosen in range(2 ** len(unknown)):
            counted = sure + [child for bit, child in enumerate(unknown) if chosen >> bit & 1]
            number = len(counted)
            if condition.distinct:
                number = len({self._value(child, condition.distinct) for child in counted} - {None})
            results.add(_compare(condition.operator, number, operand))
        return results.pop() if len(results) == 1 else None

    def _scope(self, item: Item, kind: str, scope: str) -> list[Item]:
        def own(holder: Item) -> list[Item]:
            return [other for other in self.items if other.kind == kind and other.parent is holder]

        if scope == "self":
            return own(item)
        if scope == "below":
            return [other for other in self.items if other.kind == kind and item in other.holders()]
        holders = [holder for holder in item.holders() if holder.kind != "notice"]
        return [fact for holder in (item, *holders) for fact in own(holder)]

    def _test(self, item: Item, test: Test) -> bool | None:
        value = self._value(item, test.property)
        if test.operator == "present":
            return (value is not None) == test.operand
        if test.operator in ("ne", "not_in"):
            opposite = {"ne": "eq", "not_in": "in"}[test.operator]
            return _not(
                self._test(item, Test(property=test.property, operator=opposite, operand=test.operand))
            )
        if test.operator in ("eq", "in", "matches", "contains", "lexicon") and value is None:
            return False
        if test.operator in ("contains", "lexicon", "matches"):
            return self._in_text(squeeze(str(value)), test)
        if test.operator == "in":
            return value in test.operand
        operand = self._operand(item, test.operand)
        if value is None or operand is None:
            return None
        if test.operator in ("eq", "lt", "at_most", "gt", "at_least"):
            return _compare(test.operator, value, operand)
        return _dated(test.operator, _days(value), _days(operand, test.operand))

    def _in_text(self, text: str, test: Test) -> bool:
        if test.operator == "matches":
            return re.search(test.operand, text) is not None
        words = test.operand if isinstance(test.operand, tuple) else (test.operand,)
        if test.operator == "lexicon":
            words = tuple(word for name in words for word in self.lexicons[name])
        return any(word in text for word in words)

    def _value(self, item: Item, name: str) -> Anything:
        if name == "position":
            siblings = [
                other for other in self.items if other.kind == item.kind and other.parent is item.parent
            ]
            return siblings.index(item) + 1
        fact = item.fact
        for part in name.split("."):
            fact = getattr(fact, part)
        return None if fact == "" else fact

    def _operand(self, item: Item, operand: Anything) -> Anything:
        if not isinstance(operand, Reference):
            return operand
        head, _, name = operand.path.partition(".")
        if head == "claim":
            return max((claim.value for claim in self.facts.claims if claim.subject == name), default=None)
        meant = [holder for holder in (item, *item.holders()) if head in ("self", holder.kind)]
        return self._value(meant[0], name) if meant else None


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _every(answers: Iterable[bool | None]) -> bool | None:
    known = list(answers)
    if False in known:
        return False
    return None if None in known else True


def _compare(operator: str | None, value: Anything, operand: Anything) -> bool:
    return bool(
        {
            "eq": value == operand,
            "ne": value != operand,
            "lt": operator == "lt" and value < operand,
            "at_most": operator == "at_most" and value <= operand,
            "gt": operator == "gt" and value > operand,
            "at_least": operator == "at_least" and value >= operand,
        }[operator or ""]
    )


def _days(text: str, operand: Anything = None) -> tuple[int, int]:
    shift = operand.days if isinstance(operand, Reference) else 0
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return first.toordinal() + shift, last.toordinal() + shift


def _dated(operator: str, one: tuple[int, int], other: tuple[int, int]) -> bool | None:
    """By trying all pairs of days that the two dates may mean."""
    if operator in ("after", "not_after"):
        one, other = other, one
    answers = {a < b for a in one for b in other}
    known = answers.pop() if len(answers) == 1 else None
    return _not(known) if operator.startswith("not_") else known
