"""Dates that must ascend, and numbering levels that must nest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from zhenggai.inference.conditions.dates import Days, days_of, is_before
from zhenggai.inference.conditions.registry import YES, Answer, At, Clue, predicate, property_clue

# The levels that GB/T 9704 orders, and ① below them, as groups from the highest down.
_CN = "[一二三四五六七八九十百]{1,4}"
_LEVEL = re.compile(rf"({_CN}、)|(\({_CN}\))|(\d{{1,3}}[.、](?!\d))|(\(\d{{1,3}}\))|([①-⑳])")


@predicate("in_order")
def in_order(at: At, of: Sequence[str], strict: bool = True) -> Answer:
    """The dates that ``of`` refers to ascend; on one day is out of order where ``strict``.

    False as soon as one pair is certainly out of order; else unknown where a date is absent, or not
    precise enough to tell.
    """
    dates = {path: _days(at, path) for path in of}
    undecided = [path for path, days in dates.items() if days is None]
    for (earlier, one), (later, other) in combinations(dates.items(), 2):
        if one is None or other is None:
            continue
        ascending = is_before(one, other) if strict else _not_after(one, other)
        if ascending is False:
            return Answer(holds=False, clues=(*_clue(at, earlier), *_clue(at, later, "out_of_order")))
        if ascending is None:
            undecided += (earlier, later)
    return Answer(holds=None if undecided else True, absent=tuple(dict.fromkeys(undecided)))


def _days(at: At, path: str) -> Days | None:
    value = at.referred(path)
    return days_of(value) if isinstance(value, str) else None


def _not_after(one: Days, other: Days) -> bool | None:
    after = is_before(other, one)
    return None if after is None else not after


def _clue(at: At, path: str, note: str = "") -> tuple[Clue, ...]:
    """What a reference means, at its place, as far as it has one of its own; else the fact."""
    head, _, name = path.partition(".")
    if head == "notice":
        return property_clue(at.world, "notice", 0, name, note)
    if head in ("self", at.kind):
        return property_clue(at.world, at.kind, at.position, name, note)
    return at.clue(note)


@predicate("levels_in_order")
def levels_in_order(at: At) -> Answer:
    """Numbers at the heads of lines nest downwards as 一、 (一) 1. (1) ①; some may be skipped.

    A level that was opened already is returned to, whatever lies between.
    """
    world = at.world
    folded = world.source.folded
    open_levels: list[tuple[int, str]] = []
    for line in world.table("paragraph").facts:
        mark = _LEVEL.match(folded, line.start)
        if mark is None or mark.lastindex is None:
            continue
        rank = mark.lastindex
        seen = next((depth for depth, (level, _) in enumerate(open_levels) if level == rank), None)
        if seen is not None:
            del open_levels[seen:]
        elif open_levels and open_levels[-1][0] > rank:
            clue = Clue(
                text=line.text,
                span=world.source.span(line.start, line.start + len(line.text)),
                note="higher_level_inside",
                values=(open_levels[-1][1],),
            )
            return Answer(holds=False, clues=(clue,))
        open_levels.append((rank, world.document.text[mark.start() : mark.end()]))
    return YES
