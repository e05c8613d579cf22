"""Figures of plans that must fit each other: a base with its increase, a list with its count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zhenggai.inference.conditions.registry import (
    YES,
    Answer,
    At,
    Clue,
    Context,
    predicate,
    predicate_across,
)
from zhenggai.inference.folding import fold
from zhenggai.model import Span
from zhenggai.rulebook.syntax import Scalar, SubjectKind

_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,4})?"
_UNIT = r"(?:万|亿)?(?:家|个|人|名|户|项|件|所|座|处|亩|公里|元|吨|辆|台|张|平方米|家次|人次|万元|亿元)"
_MORE = r"(?:以上|左右|余|多)"
# 新增高新技术企业175家以上,总数达到750家以上
_INCREASE = re.compile(
    rf"(?:新增|净增|新认定|新培育|新建|新设|新引进|认定|培育)(?P<name>[^0-9,。;:、\n]{{2,20}}?)(?P<new>{_NUMBER})(?P<unit>{_UNIT})"
    rf"(?P<more>{_MORE})?[,、][^。;0-9\n]{{0,10}}?总(?:数|量|规模)[^。;0-9\n]{{0,6}}?(?P<total>{_NUMBER})(?P=unit)"
)
# 由591家增加到750家,增长26.9%
_CHANGE = re.compile(
    rf"(?:由|从)[^0-9,。;\n]{{0,14}}?(?P<old>{_NUMBER})(?P<unit>{_UNIT})[^0-9,。;%\n]{{0,6}}?(?:到|至|为)(?P<now>{_NUMBER})(?P=unit)"
    rf"[^。;0-9\n]{{0,10}}?(?P<way>增长|增加|增幅|提高|上升|下降|减少|降低|降幅)[^0-9。;,\n]{{0,3}}(?P<rate>{_NUMBER})%"
)
_FALLS = frozenset({"下降", "减少", "降低", "降幅"})
_COUNT = (
    r"(?P<open>等)?(?P<count>[0-9]{1,3}|[一二三四五六七八九十两]{1,3})(?:个|项|类|大|条|家|种)"
    r"[^,。;、0-9]{0,4}?"  # 重点, 主要 before the noun
)
_LONGEST_LIST = 300  # characters before a count that are looked at
_ASIDE = re.compile(r"\([^()]*\)|“[^”]*”|《[^》]*》")
_SEPARATOR = re.compile(r"、|以及|及|和(?!谐|解)")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_COMPLETE = 5  # members from which a list closed by 等 and its count is meant to be whole


class _Increase(NamedTuple):
    """新增 ``new``, 总数 ``total``, at ``[start, end)`` of the document's text."""

    start: int
    end: int
    new: float
    total: float


@predicate_across("base_adds_up", otherwise=YES)
def base_adds_up(context: Context, kind: SubjectKind, attrition: float = 0.1) -> Mapping[int, Answer]:
    """Stated totals follow from their base and increase, stated growth from its two values.

    The total that stands with an earlier increase of the same name and unit is the base of a later
    one: with the increase it must reach the later total, and exceed it by no more than ``attrition``
    (0-1) of the base. 由A到B, 增长C% must be right to its last digit. Two-valued.
    """
    contradictions = _contradictions(context, attrition)
    return {at: Answer(holds=False, clues=clues) for at, clues in contradictions.items()}


def _contradictions(context: Context, attrition: float) -> dict[int, tuple[Clue, ...]]:
    world = context.world
    found: dict[int, tuple[Clue, ...]] = {}
    bases: dict[tuple[str, str], _Increase] = {}
    for position, paragraph in enumerate(world.table("paragraph").facts):
        text = fold(paragraph.text)
        for match in _INCREASE.finditer(text) if "总" in text else ():
            key = ("".join(match["name"].split()), match["unit"])
            place = (paragraph.start + match.start(), paragraph.start + match.end())
            increase = _Increase(*place, float(match["new"]), float(match["total"]))
            base = bases.get(key)
            if base is not None and not _reaches(base, increase, attrition):
                total = f"{base.total:g}+{increase.new:g}={base.total + increase.new:g}"
                found[position] = (
                    _clue(context, increase.start, increase.end, "computed", total),
                    _clue(context, base.start, base.end, "base"),
                )
            bases[key] = increase
        for match in _CHANGE.finditer(text) if "%" in text else ():
            if (computed := _growth(match)) is not None:
                start = paragraph.start + match.start()
                clue = _clue(context, start, paragraph.start + match.end(), "computed", computed)
                found.setdefault(position, (clue,))
    return found


def _reaches(base: _Increase, increase: _Increase, attrition: float) -> bool:
    surplus = base.total + increase.new - increase.total
    return 0 <= surplus <= attrition * base.total


def _growth(match: re.Match[str]) -> str | None:
    """The percentage that two values give, where another one is written."""
    old, now, rate = float(match["old"]), float(match["now"]), match["rate"]
    if not old:
        return None
    exact = 100 * (now - old) / old * (-1 if match["way"] in _FALLS else 1)
    step = 10.0 ** -len(rate.partition(".")[2])
    return None if abs(exact - float(rate)) <= step else f"{exact:.2f}%"


def _clue(context: Context, start: int, end: int, note: str, *values: str) -> Clue:
    world = context.world
    text = world.document.text
    line = text.count("\n", 0, start) + 1
    span = Span(start=start, end=end, line=line, column=start - text.rfind("\n", 0, start))
    return Clue(text=text[start:end], span=span, note=note, values=values)


@predicate("list_complete")
def list_complete(at: At, nouns: Sequence[Scalar]) -> Answer:
    """A list that its own count follows (A、B、C等3项指标) has as many members.

    Counted are lists of at least three members before a number and one of the ``nouns``; one closed
    by 等 may name fewer unless it names five or more, and never more. Two-valued.
    """
    pattern = at.context.once(
        ("list", tuple(nouns)),
        lambda: re.compile(_COUNT + rf"(?:{'|'.join(re.escape(str(noun)) for noun in nouns)})"),
    )
    paragraph = at.fact
    text = fold(paragraph.text)
    for match in pattern.finditer(text):
        start = _list_start(text, match.start())
        members = len(_SEPARATOR.split(_ASIDE.sub("·", text[start : match.start()])))
        claimed = _value(match["count"])
        fewer_allowed = match["open"] is not None and members < _COMPLETE
        if members >= 3 and (members > claimed or (members < claimed and not fewer_allowed)):
            bounds = paragraph.start + start, paragraph.start + match.end()
            clue = _clue(at.context, *bounds, "members", str(members), str(claimed))
            return Answer(holds=False, clues=(clue,))
    return YES


def _list_start(text: str, end: int) -> int:
    """Where the clause that ends at ``end`` begins."""
    start = max(0, end - _LONGEST_LIST)
    return max(start, *(text.rfind(mark, start, end) + 1 for mark in ",。;:!?"))


def _value(count: str) -> int:
    if count.isdigit():
        return int(count)
    tens, _, ones = count.rpartition("十")
    if "十" in count:
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return _DIGITS[count[-1]]
