"""Figures of one indicator that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from zhenggai.inference.conditions.registry import NO, Answer, Context, predicate_across
from zhenggai.inference.conditions.repetition import earlier_facts
from zhenggai.rulebook.syntax import SubjectKind

_KINDS = frozenset({"effect", "scale"})
_SHORTEST_NAME = 4
_LONGEST_CLAUSE = 80  # characters before a figure in which its name and year are looked for
_CLAUSE_END = re.compile(r"[,。;:!?、\n(]")
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[。;!?\n]")
# The run of Chinese characters before the number; in it, the name and the verb behind it.
_RUN = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]++$")
_NAME = re.compile(
    r"([\u4e00-\u9fff]+?)(?:由|从|达到|达|为|是|共计|共有|共|有|增长至|增至|增长|增加到|增加|提升至|提升到|提高到|提高至|提升|提高|下降至|下降到|降至|下降|突破|超过|超|近|约|完成|实现|累计|的)*+$"
)
# A place in a ranking is no indicator, and a bare total names none.
_NO_NAME = re.compile(r"总数|第$|(?:居|列|排名|排)(?:全国|全省|全市|全区|全县)?$")
# What one issue recovered is no indicator of the whole: other issues recover other sums.
_RECOVERED = re.compile("追[回缴]|清[退缴]|退[还缴赔]|收缴|上缴|挽回")
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月)?|\d{1,2}月|今年|去年|上年|(?:上|下)半年|[一二三四]季度")


class _Figure(NamedTuple):
    position: int
    value: float


@predicate_across("contradicted_across", otherwise=NO)
def contradicted_across(context: Context, kind: SubjectKind) -> Mapping[int, Answer]:
    """An earlier outcome gives another value for the same indicator, unit and date.

    The indicator is named by the characters directly before the number in its clause, four at
    least; only effects and stocks are compared, sums recovered only within an issue. True is what
    rules object to.
    """
    return earlier_facts(context, kind, _contradicted(context), "earlier_value")


def _contradicted(context: Context) -> dict[int, int]:
    world = context.world
    folded = world.source.folded
    outcomes = world.table("outcome").facts
    found: dict[int, int] = {}
    # The first figure of an indicator, and the first that differs from it, answer for any later one.
    kept: dict[tuple[str, str | None, tuple[str, ...], int | None], list[_Figure]] = {}
    issues = world.table("outcome").owners("issue")
    for at in sorted(range(len(outcomes)), key=lambda position: outcomes[position].span.start):
        outcome = outcomes[at]
        if outcome.kind not in _KINDS or outcome.value is None:
            continue
        start = max(0, outcome.span.start - _LONGEST_CLAUSE)
        digit = _DIGIT.search(folded, outcome.span.start, outcome.span.end)
        lead = folded[start : digit.start() if digit else outcome.span.start]
        sentence = _SENTENCE_END.split(lead)[-1]
        name = _name(_CLAUSE_END.split(lead)[-1])
        if len(name) < _SHORTEST_NAME:
            continue
        dates = tuple(sorted(set(_DATE.findall(sentence))))
        scope = issues[at] if _RECOVERED.match(name) else None
        figures = kept.setdefault((name, outcome.unit, dates, scope), [])
        other = next((figure for figure in figures if figure.value != outcome.value), None)
        if other is not None:
            found[at] = other.position
        if len(figures) < 2 and all(figure.value != outcome.value for figure in figures):
            figures.append(_Figure(at, outcome.value))
    return found


def _name(clause: str) -> str:
    run = _RUN.search("".join(clause.split()))
    match = _NAME.match(run[0]) if run else None
    return match[1] if match and not _NO_NAME.search(clause) else ""
