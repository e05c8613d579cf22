"""A rule's message about one fact: ``问题{no}未写明责任主体`` filled with what the notice says."""

from __future__ import annotations

import re
from functools import lru_cache

from zhenggai.inference.notes import value_name
from zhenggai.inference.world import World
from zhenggai.rulebook.syntax import Language, Reference, SubjectKind
from zhenggai.rulebook.vocabulary import KINDS, PROPERTIES

_FIELD = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")
_SELF = "self."


def fill(template: str, world: World, kind: SubjectKind, position: int, language: Language) -> str:
    """The template with each field replaced; what is not stated becomes a dash.

    A field is a property of the fact (``{no}``), a reference (``{issue.no}``, ``{claim.measures}``)
    or a number of facts below it (``{count.measure}``). Anything else in braces stays as it is.
    """
    texts, fields = _parsed(template)
    if not fields:
        return template
    parts = [texts[0]]
    for field, text in zip(fields, texts[1:], strict=True):
        parts += (_field(field, world, kind, position, language), text)
    return "".join(parts)


@lru_cache(maxsize=4096)
def _parsed(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = _FIELD.split(template)
    return tuple(parts[::2]), tuple(parts[1::2])


def _field(name: str, world: World, kind: SubjectKind, position: int, language: Language) -> str:
    if name in PROPERTIES[kind]:
        return value_name(world.values(kind, name)[position], language)
    head, _, rest = name.partition(".")
    if head == "count" and rest in KINDS:
        return str(len(world.groups(rest, kind, "below").get(position, ())))
    if head == "claim" or name.startswith(_SELF) or (head in KINDS and rest in PROPERTIES[head]):
        return value_name(world.referred(kind, Reference(path=name))[position], language)
    return f"{{{name}}}"
