"""Totals that the notice claims, held against their parts and rates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from zhenggai.inference.conditions.registry import YES, Answer, At, Clue, clue_of, predicate
from zhenggai.inference.folding import squeeze
from zhenggai.model import Claim

# Claims that parts may be parts of: a part belongs to the nearest of these before it.
_WHOLES = frozenset({"issues", "measures"})
# A remainder that is told without its number: 其余事项正在推进.
_REMAINDER = re.compile(r"其余|余下|剩余|其他|其它")
_DECIMALS = re.compile(r"\d+(?:\.(\d+))?")
_SLACK = 1e-9


@predicate("sums_to")
def sums_to(at: At, total: str, parts: Sequence[str]) -> Answer:
    """The claims of the subjects ``parts`` that belong to a claim of ``total`` add up to it.

    A part belongs to the nearest whole of its unit before it, else the first after it. False where
    parts exceed their total, or two or more are stated and do not make it, and the sentence tells
    of no remainder. Of numbers said twice the first counts; where it does not fit, or where no
    total or no part of one is stated, the answer is open.
    """
    claims = sorted(at.world.facts.claims, key=lambda claim: claim.span.start)
    wholes = [claim for claim in claims if claim.subject == total or claim.subject in _WHOLES]
    of_unit = _Wholes(wholes)
    belonging: dict[str, dict[str, Claim]] = {claim.id: {} for claim in wholes}
    unclear: dict[str, set[str]] = {claim.id: set() for claim in wholes}
    for claim in claims:
        whole = of_unit.nearest(claim) if claim.subject in parts else None
        if whole is not None and belonging[whole.id].setdefault(claim.subject, claim).value != claim.value:
            unclear[whole.id].add(claim.subject)
    known = False
    for whole in wholes:
        members = belonging[whole.id].values()
        if whole.subject != total or not members:
            continue
        value = sum(claim.value for claim in members)
        lacking = len(members) > 1 and value < whole.value - _SLACK and not _remains(at, whole, members)
        if value <= whole.value + _SLACK and not lacking:
            known = True
        elif not unclear[whole.id]:
            return Answer(holds=False, clues=(*_clue(at, whole, "total"), *_clues(at, members, "part")))
    if known:
        return YES
    clear = {claim.subject for claim in claims}.difference(*unclear.values())
    return Answer(holds=None, absent=tuple(f"claim.{name}" for name in (total, *parts) if name not in clear))


def _remains(at: At, whole: Claim, members: Iterable[Claim]) -> bool:
    """Whether the sentence of a total and its parts tells of a remainder without a number."""
    text = at.world.source.folded
    ends = [claim.span.end for claim in members]
    stop = text.find("。", max(ends))
    return _REMAINDER.search(text, whole.span.end, stop if stop >= 0 else max(ends)) is not None


class _Row:
    """Claims in text order."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = sorted(claims, key=lambda claim: claim.span.start)
        self._starts = [claim.span.start for claim in self.claims]

    def before(self, place: Claim) -> Claim | None:
        """The nearest claim that begins before another one."""
        at = bisect_left(self._starts, place.span.start)
        return self.claims[at - 1] if at else None

    def nearest(self, place: Claim) -> Claim | None:
        """The nearest claim before another one, else the first that is not that one."""
        before = self.before(place)
        return before or next((claim for claim in self.claims[:2] if claim is not place), None)


class _Wholes:
    """The wholes that a part may belong to: those of its unit, and those whose unit is not written."""

    def __init__(self, wholes: Sequence[Claim]) -> None:
        units: dict[str, list[Claim]] = defaultdict(list)
        for whole in wholes:
            units[whole.unit or ""].append(whole)
        self._rows = {unit: _Row(claims) for unit, claims in units.items()}
        self._all = _Row(wholes)

    def nearest(self, part: Claim) -> Claim | None:
        """The nearest fitting whole before a part, else the first one."""
        if not part.unit:
            return self._all.nearest(part)
        rows = [self._rows[unit] for unit in (part.unit, "") if unit in self._rows]
        before = [whole for row in rows if (whole := row.before(part)) is not None]
        if before:
            return max(before, key=lambda whole: whole.span.start)
        after = [whole for row in rows if (whole := row.nearest(part)) is not None]
        return min(after, key=lambda whole: whole.span.start, default=None)


@predicate("rate_agrees")
def rate_agrees(at: At, rate: str, part: str, total: str) -> Answer:
    """A claimed percentage is part/total to the digits with which it is written, rounded or cut.

    Part and total are the claims of those subjects nearest before the rate, else the first after it.
    A rate behind an amount of money is a share of the money.
    """
    found = {
        name: [claim for claim in at.world.facts.claims if claim.subject == name]
        for name in (rate, part, total)
    }
    absent = tuple(f"claim.{name}" for name, claims in found.items() if not claims)
    if absent:
        return Answer(holds=None, absent=absent)
    everything, somes, wholes = _Row(at.world.facts.claims), _Row(found[part]), _Row(found[total])
    for written in found[rate]:
        beside = everything.nearest(written)
        if beside is None or beside.subject == "money":
            continue
        some, whole = (row.before(written) or row.claims[0] for row in (somes, wholes))
        if not whole.value:
            return Answer(holds=None, absent=(f"claim.{total}",))
        exact = 100 * some.value / whole.value
        step = _last_digit(written.text)
        if abs(written.value - exact) > step / 2 + _SLACK and not -_SLACK <= exact - written.value < step:
            computed = _clue(at, written, "rate", f"{exact:.2f}".rstrip("0").rstrip("."))
            return Answer(
                holds=False, clues=(*computed, *_clue(at, some, "part"), *_clue(at, whole, "total"))
            )
    return YES


def _last_digit(text: str) -> float:
    """Worth of the last digit of the number in a text: 0.1 for 98.5%."""
    number = _DECIMALS.search(squeeze(text))
    return float(10 ** -len(number[1])) if number and number[1] else 1.0


def _clues(at: At, claims: Iterable[Claim], note: str) -> tuple[Clue, ...]:
    return tuple(clue for claim in claims for clue in _clue(at, claim, note))


def _clue(at: At, claim: Claim, note: str, *values: str) -> tuple[Clue, ...]:
    return clue_of(at.world, "claim", at.world.facts.claims.index(claim), note, *values)
