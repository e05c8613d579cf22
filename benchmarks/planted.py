"""Complete notices into which known defects are planted, each in an issue of its own.

A planted defect counts as found where a tool reports, by a rule that is meant for its kind, a line of
the issue that holds it. For defects between two issues (a number left out, copied measures) either issue
will do. What a tool reports elsewhere, or on the same notice without the defects, is a false alarm.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.notices import ORDINALS, Sentences, load_lines, numeral

ISSUES = 40
_WIDE = str.maketrans(",:;()", "，：；（）")


@dataclass(frozen=True, slots=True)
class Planted:
    """A defect of a kind on the lines ``[first, last]``, 1-based."""

    kind: str
    first: int
    last: int


@dataclass(slots=True)
class Issue:
    """An issue before it is laid out: ``points`` without their ordinals, ``fields`` by meaning."""

    number: int
    heading: str
    points: list[str]
    fields: dict[str, str]
    ordinals: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ordinals = list(range(1, len(self.points) + 1))

    def lines(self, layout: Mapping[str, Any]) -> list[str]:
        """The lines in a layout of ``planted.yaml``."""
        points = [
            layout["point"].format(
                arabic=ordinal, chinese=ORDINALS[ordinal - 1], circle=chr(ord("①") + ordinal - 1), text=text
            )
            for ordinal, text in zip(self.ordinals, self.points, strict=True)
        ]
        made = [
            layout["issue"].format(arabic=self.number, chinese=numeral(self.number), heading=self.heading)
        ]
        if points:
            made += [layout["lead"] + "".join(points)] if layout["joined"] else [layout["lead"], *points]
        labels = [layout["fields"][name].format(value=value) for name, value in self.fields.items()]
        return [*made, f"({';'.join(labels)})"] if layout["fields_joined"] else [*made, *labels]


@dataclass(slots=True)
class Draft:
    """A notice of a seed, into which defects can be planted before it is laid out."""

    drawing: Sentences
    layout: Mapping[str, Any]
    fixed: dict[str, str]
    issues: list[Issue]
    days: Callable[[int, int], str]
    miscount: int = 0

    def lines(self) -> tuple[list[str], list[tuple[int, int]]]:
        """The lines, and the first and last one of each issue (1-based)."""
        words = _words()
        measures = sum(len(issue.points) for issue in self.issues) + self.miscount
        fixed = {**self.fixed, "points": str(measures)}
        # drawn apart, so that the notices with and without defects close alike
        closing = Sentences(f"closing {fixed['issuer']} {fixed['feedback']}")
        made = [
            f"中共{fixed['issuer']}党组关于{fixed['place']}委第{fixed['round']}轮巡察集中整改进展情况的通报"
        ]
        made += [closing.fill(line, fixed) for line in words["opening"]]
        places = []
        for issue in self.issues:
            lines = issue.lines(self.layout)
            places.append((len(made) + 1, len(made) + len(lines)))
            made += lines
        made += [closing.fill(line, fixed) for line in words["closing"]]
        made += [f"中共{fixed['issuer']}党组", fixed["signed"]]
        return [line.translate(_WIDE) for line in made] if self.layout.get("wide") else made, places


def draft_notice(seed: int | str, layouts: str = "layouts") -> Draft:
    """A notice in which nothing is missing, in a layout drawn from a list of ``planted.yaml``."""
    words = _words()
    drawing = Sentences(f"planted {seed}")
    chance = drawing.chance
    # later than February 2024, since when 180 days are allowed
    feedback = datetime.date(2024, 2, 15) + datetime.timedelta(days=chance.randrange(600))

    def day(low: int, high: int) -> str:
        drawn = feedback + datetime.timedelta(days=chance.randint(low, high))
        return f"{drawn.year}年{drawn.month}月{drawn.day}日"

    place = drawing.fill("{name:2}市", {})
    fixed = {"place": place, "trade": drawing.fill("{trade}", {}), "round": chance.choice(ORDINALS)}
    fixed |= {"began": day(-130, -110), "ended": day(-60, -40), "feedback": day(0, 0)}
    fixed |= {"signed": day(150, 170), "issuer": f"{place}{fixed['trade']}局", "issues": str(ISSUES)}
    issues = []
    for number in range(1, ISSUES + 1):
        topic = {name: drawing.fill(f"{{{name}}}", {}) for name in ("trade", "matter")}
        kinds = [words[name] for name in ("outcomes", "systems", "others")]
        chance.shuffle(kinds)
        points = [drawing.fill(chance.choice(kind), {**topic, "day": day(5, 100)}) for kind in kinds]
        heading = drawing.fill(chance.choice(drawing.words["headings"]), topic)
        fields = {"owner": drawing.fill("{body}", {}), "deadline": day(100, 140), "status": "已完成"}
        issues.append(Issue(number, heading, points, fields))
    return Draft(drawing, chance.choice(words[layouts]), fixed, issues, day)


def clean_notice(seed: int | str, layouts: str = "layouts") -> str:
    """The text of a notice without defects."""
    return "\n".join(draft_notice(seed, layouts).lines()[0]) + "\n"


def planted_notice(seed: int | str, layouts: str = "layouts") -> tuple[str, list[Planted]]:
    """The text of the same notice with one defect of each kind, and where they are."""
    draft = draft_notice(seed, layouts)
    # every second issue, so that each defect has its own
    places = draft.drawing.chance.sample(range(2, ISSUES - 1, 2), len(PLANTS))
    for place, plant in zip(places, PLANTS.values(), strict=True):
        plant(draft, place)
    lines, spans = draft.lines()
    found = []
    for place, kind in zip(places, PLANTS, strict=True):
        first, last = spans[place]
        if kind in BETWEEN_ISSUES:
            first = spans[place - 1][0]
        elif kind in IN_OPENING:
            first, last = 1, spans[0][0] - 1
        found.append(Planted(kind, first, last))
    return "\n".join(lines) + "\n", found


@cache
def _words() -> dict[str, Any]:
    return load_lines(Path(__file__).with_name("planted.yaml"))


# ---------------------------------------------------------------- the defects


def _with(kind: str) -> Callable[[Draft, int], None]:
    """Plants a sentence of the kind behind a measure."""

    def plant(draft: Draft, place: int) -> None:
        drawing, points = draft.drawing, draft.issues[place].points
        fixed = {"before": draft.days(-300, -140)}
        sentence = drawing.fill(drawing.chance.choice(_words()["sentences"][kind]), fixed)
        at = drawing.chance.randrange(len(points))
        points[at] = points[at].removesuffix("。") + f",{sentence}。"

    return plant


def _identity_number(draft: Draft, place: int) -> None:
    chance, points = draft.drawing.chance, draft.issues[place].points
    born = datetime.date(1960, 1, 1) + datetime.timedelta(days=chance.randrange(14000))
    # no region has the number 999999, so this is nobody's
    digits = f"999999{born:%Y%m%d}{chance.randrange(1000):03}"
    check = "10X98765432"[sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(digits)) % 11]
    points[-1] = points[-1].removesuffix("。") + f",经办人身份证号{digits}{check}。"


def _without(name: str) -> Callable[[Draft, int], None]:
    """Takes a label away."""

    def plant(draft: Draft, place: int) -> None:
        del draft.issues[place].fields[name]

    return plant


def _no_deadline(draft: Draft, place: int) -> None:
    """No label, and in the measures no word that may be taken for a deadline."""
    issue = draft.issues[place]
    del issue.fields["deadline"]
    issue.points = [re.sub(r"\d+年\d+月\d+日|立即", "", point) for point in issue.points]


def _ordinal_left_out(draft: Draft, place: int) -> None:
    issue = draft.issues[place]
    del issue.points[1], issue.ordinals[1]


def _number_left_out(draft: Draft, place: int) -> None:
    for issue in draft.issues[place:]:
        issue.number += 1


def _no_measure(draft: Draft, place: int) -> None:
    draft.issues[place].points, draft.issues[place].ordinals = [], []


def _copied(draft: Draft, place: int) -> None:
    draft.issues[place].points = list(draft.issues[place - 1].points)


def _only_study(draft: Draft, place: int) -> None:
    issue = draft.issues[place]
    # a problem of training may be answered by training
    issue.heading = issue.heading.replace("培训", "仓储")
    issue.points = draft.drawing.chance.sample(_words()["study"], 3)


def _wrong_total(draft: Draft, _: int) -> None:
    draft.miscount = draft.drawing.chance.randint(5, 40)


PLANTS: Mapping[str, Callable[[Draft, int], None]] = {
    "impossible date": _with("impossible date"),
    "placeholder": _with("placeholder"),
    "open title mark": _with("open title mark"),
    "impossible rate": _with("impossible rate"),
    "vague deadline": _with("vague deadline"),
    "identity number": _identity_number,
    "document before the inspection": _with("document before the inspection"),
    "ordinal left out": _ordinal_left_out,
    "number left out": _number_left_out,
    "no measure": _no_measure,
    "no owner": _without("owner"),
    "no deadline": _no_deadline,
    "no status": _without("status"),
    "copied measures": _copied,
    "only study": _only_study,
    "wrong total": _wrong_total,
}
IN_OPENING = frozenset({"wrong total"})
BETWEEN_ISSUES = frozenset({"number left out", "copied measures"})
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
