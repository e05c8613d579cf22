"""The rule language as frozen types: what a rule file means, without YAML and without facts.

A condition is two-valued for presence, membership and counts; a comparison with an
absent operand is *unknown*. ``require`` asks for what must hold of a subject, ``when``
and ``unless`` say to which subjects it applies. All types are hashable, so that equal
conditions of different rules are computed once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from zhenggai.model import Basis, Severity

Language = Literal["zh", "en"]
Scalar = str | int | float | bool
Scope = Literal["self", "below", "above"]
Quantifier = Literal["some", "none", "all", "count"]
SubjectKind = Literal[
    "notice",
    "section",
    "paragraph",
    "claim",
    "issue",
    "measure",
    "owner",
    "deadline",
    "outcome",
    "document",
    "anomaly",
]
Operator = Literal[
    "eq",
    "ne",
    "lt",
    "at_most",
    "gt",
    "at_least",
    "in",
    "not_in",
    "present",
    "matches",
    "contains",
    "lexicon",
    "similar_to",
    "before",
    "not_after",
    "after",
    "not_before",
]


class Node(msgspec.Struct, frozen=True, kw_only=True, tag=True, cache_hash=True):
    """Base of every part of a condition."""


class Reference(Node, frozen=True):
    """A value of another fact: ``notice.feedback_date``, or ``self.value``; ``days`` are added to a date."""

    path: str
    days: int = 0


Operand = Scalar | tuple[Scalar, ...] | Reference


class Test(Node, frozen=True):
    """One property of the item at hand against one operand.

    ``contains`` holds where any of the words stands in the text, ``lexicon`` where any word of
    any of the named lists does. ``similar_to`` compares texts by similarity; ``threshold``
    (0–1) belongs to it alone.
    """

    property: str
    operator: Operator
    operand: Operand
    threshold: float | None = None


class All(Node, frozen=True):
    """Every part holds."""

    parts: tuple[Condition, ...]


class Any(Node, frozen=True):
    """At least one part holds."""

    parts: tuple[Condition, ...]


class Not(Node, frozen=True):
    """The part does not hold."""

    part: Condition


class Quantified(Node, frozen=True):
    """How many facts of ``kind`` in ``scope`` satisfy ``where``.

    ``self``: facts that hang directly on the item; ``below``: those and its descendants';
    ``above``: its own and those of what it belongs to. ``count`` is compared by
    ``operator`` with ``operand``, the other quantifiers have neither. ``distinct``
    names a property by which facts are counted once.
    """

    quantifier: Quantifier
    kind: SubjectKind
    scope: Scope
    where: Condition | None = None
    operator: Operator | None = None
    operand: Operand | None = None
    distinct: str | None = None


class Predicate(Node, frozen=True):
    """A named, registered Python predicate on the item (``in_order``, ``claim_agrees``, …)."""

    name: str
    arguments: tuple[tuple[str, Operand], ...] = ()


Condition = Test | All | Any | Not | Quantified | Predicate


class Place(msgspec.Struct, frozen=True):
    """Where in a rule file something stands, 1-based."""

    source: str
    line: int
    column: int


class Example(msgspec.Struct, frozen=True):
    """A notice fragment that must (``gap``) or must not (``pass``) make the rule fire."""

    expect: Literal["gap", "pass"]
    text: str
    place: Place
    note: str | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule with its parameters already filled in.

    Texts map a language to a template with ``{no}``-like fields of the subject (see
    ``texts.py``). ``meanings`` says in words what a parameter means.
    """

    id: str
    pack: str
    title: Mapping[Language, str]
    subject: SubjectKind
    require: Condition
    when: Condition | None
    unless: Condition | None
    severity: Severity
    message: Mapping[Language, str]
    hint: Mapping[Language, str]
    why: Mapping[Language, str]
    basis: tuple[Basis, ...]
    column: str | None
    fold: bool
    enabled: bool
    params: Mapping[str, Operand]
    since: str
    examples: tuple[Example, ...]
    place: Place
    meanings: Mapping[str, Mapping[Language, str]] = {}


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A pack's own description (``pack.yaml``): its columns, the kinds of document it is for."""

    name: str
    version: str
    title: Mapping[Language, str]
    kinds: tuple[str, ...]
    columns: tuple[tuple[str, Mapping[Language, str]], ...]


class RuleBook(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one audit, in pack order, with the word lists they read.

    ``kinds`` are the kinds of document that the packs asked for name, without those of the packs
    that they only extend; empty where none is named.
    """

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    lexicons: Mapping[str, tuple[str, ...]]
    kinds: tuple[str, ...] = ()
