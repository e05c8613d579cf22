"""A rule's message about its facts: ``问题{no}未写明责任主体`` filled with what the notice says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from zhenggai.inference.notes import value_name
from zhenggai.inference.world import Value, World
from zhenggai.rulebook.syntax import Language, Reference, SubjectKind
from zhenggai.rulebook.vocabulary import KINDS, PROPERTIES

_FIELD = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")


class Message:
    """A template about the facts of one kind.

    A field is a property of the fact (``{no}``), a reference (``{issue.no}``, ``{claim.measures}``)
    or a number of facts below it (``{count.measure}``); what is not stated becomes a dash. Anything
    else in braces stays as it is.
    """

    def __init__(self, template: str, world: World, kind: SubjectKind, language: Language) -> None:
        self._start, fields = _parsed(template)
        self._columns = [(_column(field, world, kind), rest) for field, rest in fields]
        self._language: Language = language

    def about(self, positions: Sequence[int]) -> list[str]:
        """The messages about these facts."""
        texts = [self._start] * len(positions)
        for column, rest in self._columns:
            names = [value_name(column[position], self._language) for position in positions]
            texts = [text + name + rest for text, name in zip(texts, names, strict=True)]
        return texts


@lru_cache(maxsize=4096)
def _parsed(template: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What stands before the first field, and each field with what stands behind it."""
    start, *parts = _FIELD.split(template)
    return start, tuple(zip(parts[::2], parts[1::2], strict=True))


def _column(name: str, world: World, kind: SubjectKind) -> Sequence[Value]:
    """What a field means for each fact of a kind."""
    if name in PROPERTIES[kind]:
        return world.values(kind, name)
    size = len(world.table(kind).facts)
    head, _, rest = name.partition(".")
    if head == "count" and rest in KINDS:
        groups = world.groups(rest, kind, "below")
        return [len(groups.get(position, ())) for position in range(size)]
    if head in ("claim", "self") or (head in KINDS and rest in PROPERTIES[head]):
        return world.referred(kind, Reference(path=name))
    return [f"{{{name}}}"] * size
