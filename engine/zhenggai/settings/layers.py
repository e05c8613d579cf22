"""A configuration as read: layers of changes, each with the place where it is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from zhenggai.errors import RuleError
from zhenggai.model import Severity
from zhenggai.rulebook.syntax import Operand, Place

Value = TypeVar("Value")


class Stated(msgspec.Struct, Generic[Value], frozen=True):
    """A value and where it is written."""

    value: Value
    place: Place


class RuleChange(msgspec.Struct, frozen=True, kw_only=True):
    """What one layer changes of one rule; None: nothing."""

    place: Place
    severity: Stated[Severity] | None
    enabled: Stated[bool] | None
    params: Mapping[str, Stated[Operand]]


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """Changes for all documents, or for those that ``glob`` means; None where a layer says nothing.

    ``include`` and ``exclude`` hold rule ids and patterns of them.
    """

    glob: str | None
    extends: tuple[Stated[str], ...] | None
    include: tuple[Stated[str], ...] | None
    exclude: tuple[Stated[str], ...]
    rules: Mapping[str, RuleChange]
    lexicon: Mapping[str, Stated[tuple[str, ...]]]


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """A gap that is accepted until a day (inclusive), and why; see ``waiving`` for what it means.

    ``until`` is as written, which need not be a day.
    """

    rule: str
    subject: str | int
    document: str
    reason: str
    until: str
    place: Place


class Configuration(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One configuration file: its layers, the one for all documents first, and its waivers.

    Paths in it are relative to ``folder``; ``files`` are those it was read from. With ``mistakes``
    it is not to be used, and holds what could be read.
    """

    path: Path
    folder: Path
    layers: tuple[Layer, ...]
    waivers: tuple[Waiver, ...]
    files: tuple[Path, ...]
    mistakes: tuple[RuleError, ...] = ()
