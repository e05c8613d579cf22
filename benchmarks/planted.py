"""Complete notices into which known defects are planted, each in an issue of its own.

A planted defect counts as found where a tool reports, by a rule that is meant for it, any line of
the issue (or the line of the opening) that holds it. What the same tool reports by those rules on the
same notice without the defects is a false alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.notices import ORDINALS, Item, Notice, Sentences, make_notice, measure

ISSUES = 40


@dataclass(frozen=True, slots=True)
class Planted:
    """A defect of a kind on the lines ``[first, last]``, 1-based."""

    kind: str
    first: int
    last: int


def clean_notice(seed: int | str) -> Notice:
    """A notice in which every issue names owner, deadline and status."""
    notice = make_notice(f"planted {seed}", ISSUES)
    drawing = Sentences(f"tails {seed}")
    for item in notice.items:
        item.points = [_point(drawing, at) for at in range(3)]
        item.tail = [
            drawing.fill(line, {}) for line in ("责任单位:{body}。", "完成时限:{day}。", "完成情况:已完成。")
        ]
    measures = sum(len(item.points) for item in notice.items)
    notice.opening = [_recounted(line, measures) for line in notice.opening]
    return notice


def planted_notice(seed: int | str) -> tuple[str, list[Planted]]:
    """A notice with one defect of each kind, and where they are."""
    notice = clean_notice(seed)
    places: dict[str, int | None] = {}
    for at, (kind, plant) in enumerate(PLANTS.items()):
        # from the end, since a number that is left out shifts the items behind it
        place = len(notice.items) - 2 - 2 * at
        plant(notice, place)
        places[kind] = place if kind not in IN_OPENING else None
    lines = notice.lines()
    found = []
    for kind, place in places.items():
        first, last = _lines_of(notice, lines, place)
        found.append(Planted(kind, first, last))
    return notice.text(), found


def _lines_of(notice: Notice, lines: list[str], place: int | None) -> tuple[int, int]:
    if place is None:
        return 2, 1 + len(notice.opening)
    first = lines.index(notice.items[place].lines()[0]) + 1
    return first, first + len(notice.items[place].lines()) - 1


def _point(drawing: Sentences, at: int) -> str:
    """A measure without bodies and days, so that only the labels name them."""
    words = {name: drawing.fill(f"{{{name}}}", {}) for name in ("trade", "matter")}
    plain = [act for act in drawing.words["acts"] if "{body}" not in act and "{day}" not in act]
    return f"{ORDINALS[at]}是{measure(drawing, drawing.chance.choice(plain), words)}"


def _recounted(line: str, measures: int) -> str:
    head, found, rest = line.partition("整改措施")
    return f"{head}{found}{measures}条{rest.partition('条')[2]}" if found else line


# ---------------------------------------------------------------- the defects


def _with(sentence: str) -> Callable[[Notice, int], None]:
    """Plants a sentence at the end of an issue's last measure."""

    def plant(notice: Notice, place: int) -> None:
        points = notice.items[place].points
        points[-1] = points[-1].removesuffix("。") + f",{sentence}。"

    return plant


def _without(label: str) -> Callable[[Notice, int], None]:
    """Takes a label line away."""

    def plant(notice: Notice, place: int) -> None:
        item = notice.items[place]
        item.tail = [line for line in item.tail if not line.startswith(label)]

    return plant


def _no_second_point(notice: Notice, place: int) -> None:
    del notice.items[place].points[1]


def _no_measure(notice: Notice, place: int) -> None:
    notice.items[place].points = []


def _number_left_out(notice: Notice, place: int) -> None:
    for item in notice.items[place:]:
        item.number = f"{int(item.number[:-1]) + 1}."


def _copied(notice: Notice, place: int) -> None:
    notice.items[place].points = list(notice.items[place - 1].points)


def _only_study(notice: Notice, place: int) -> None:
    notice.items[place] = Item(
        notice.items[place].number,
        notice.items[place].heading,
        [
            "一是组织全体干部认真学习有关文件精神,进一步统一思想认识。",
            "二是召开专题会议传达学习上级要求,深刻领会精神实质。",
            "三是开展集中学习研讨,切实提高政治站位。",
        ],
        notice.items[place].tail,
    )


def _wrong_total(notice: Notice, place: int) -> None:
    measures = sum(len(item.points) for item in notice.items)
    notice.opening = [_recounted(line, measures + 23) for line in notice.opening]


PLANTS: Mapping[str, Callable[[Notice, int], None]] = {
    "impossible date": _with("2024年2月30日前完成复核"),
    "placeholder": _with("20xx年底前全部到位"),
    "open title mark": _with("印发《资金使用管理办法,明确审批程序"),
    "impossible rate": _with("群众满意率达到9620%"),
    "vague deadline": _with("将尽快修订有关规定"),
    "identity number": _with("经办人身份证号11010119900307461X"),
    "document before the inspection": _with("2023年6月5日印发《公务接待管理办法》"),
    "ordinal left out": _no_second_point,
    "number left out": _number_left_out,
    "no measure": _no_measure,
    "no owner": _without("责任单位"),
    "no deadline": _without("完成时限"),
    "no status": _without("完成情况"),
    "copied measures": _copied,
    "only study": _only_study,
    "wrong total": _wrong_total,
}
IN_OPENING = frozenset({"wrong total"})
RULES: Mapping[str, frozenset[str]] = {
    "impossible date": frozenset({"notice-date-valid"}),
    "placeholder": frozenset({"notice-placeholder"}),
    "open title mark": frozenset({"title-marks-paired"}),
    "impossible rate": frozenset({"measure-figure-plausible"}),
    "vague deadline": frozenset({"measure-vague-deadline"}),
    "identity number": frozenset({"notice-personal-data"}),
    "document before the inspection": frozenset(
        {"measure-document-after-feedback", "measure-outcome-after-feedback"}
    ),
    "ordinal left out": frozenset({"measure-numbering"}),
    "number left out": frozenset({"issue-numbering"}),
    "no measure": frozenset({"issue-measure"}),
    "no owner": frozenset({"issue-owner"}),
    "no deadline": frozenset({"issue-deadline"}),
    "no status": frozenset({"issue-status"}),
    "copied measures": frozenset({"measure-not-copied"}),
    "only study": frozenset({"issue-all-study", "issue-not-only-study"}),
    "wrong total": frozenset({"notice-measure-count-matches"}),
}
"""The rules of the built-in pack that are meant for each kind."""
