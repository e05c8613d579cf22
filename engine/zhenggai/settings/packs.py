"""Which packs audit a document: those asked for that are for its kind, else the kind's own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import get_args

from zhenggai.model import AUDITED, Kind
from zhenggai.resources import rules_folder
from zhenggai.rulebook.catalogue import kinds_of
from zhenggai.rulebook.loading import DEFAULT_PACKS
from zhenggai.rulebook.packs import DESCRIPTION, find_pack

Packs = tuple[str | Path, ...]
_KINDS: tuple[Kind, ...] = get_args(Kind)
_UNASKED = frozenset(kind for kind in _KINDS if kind in AUDITED)
_known: dict[Path, tuple[int, tuple[Kind, ...]]] = {}


def unasked_kinds() -> Collection[Kind]:
    """The kinds of document that are audited where nobody asked for a pack."""
    return _UNASKED


def default_packs(kind: Kind) -> Packs:
    """The built-in pack for a kind that is audited unasked; none for other kinds."""
    if kind not in _UNASKED:
        return ()
    return (kind,) if (rules_folder() / kind / DESCRIPTION).is_file() else DEFAULT_PACKS


def wanted_kinds(packs: Sequence[str | Path]) -> Collection[Kind]:
    """The kinds of document that packs are for; notices and plans where none of them names any.

    Raises RuleErrors where a pack is not there.
    """
    return {kind for pack in packs for kind in _kinds(pack)} or _UNASKED


def packs_for(kind: Kind, packs: Sequence[str | Path]) -> Packs:
    """Those of the packs that are for documents of a kind; none where the kind was not asked for.

    A pack that names no kinds goes along with the others. Raises RuleErrors where a pack is not there.
    """
    wanted = wanted_kinds(packs)
    return tuple(pack for pack in packs if kind in (_kinds(pack) or wanted))


def _kinds(pack: str | Path) -> tuple[Kind, ...]:
    path = find_pack(pack).absolute()
    description = path if path.is_file() else path / DESCRIPTION
    changed = description.stat().st_mtime_ns
    kept = _known.get(path)
    if kept is None or kept[0] != changed:
        kept = _known[path] = (changed, tuple(kind for kind in _KINDS if kind in kinds_of(path)))
    return kept[1]
