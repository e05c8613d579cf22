"""Rectification notices made for measuring: complete ones, each text different from all others.

A notice is drawn from a seed. Places, bodies, titles, dates and figures are put together from the
characters and words of ``sentences.yaml``, so that nothing an earlier audit kept helps with the next one.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ORDINALS = "一二三四五六七八九十"
_BLANK = re.compile(r"\{(\w+)(?::(\d+)(?:-(\d+))?)?\}")
_LISTS = {"trade": "trades", "matter": "matters", "body": "offices"}
_GROUP = 40
"""Issues under one heading; longer notices number theirs anew in each part."""


@dataclass(slots=True)
class Item:
    """One issue of a notice: its heading, points with their ordinals, and lines below them."""

    number: str
    heading: str
    points: list[str]
    tail: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The lines of the item."""
        body = [f"整改情况:{''.join(self.points)}"] if self.points else []
        return [f"{self.number}{self.heading}", *body, *self.tail]


@dataclass(slots=True)
class Notice:
    """A notice in parts, which may be changed before it is written."""

    title: str
    opening: list[str]
    items: list[Item]
    closing: list[str]

    def lines(self) -> list[str]:
        """All lines from the title to the date."""
        body = []
        for at, item in enumerate(self.items):
            if len(self.items) > _GROUP and at % _GROUP == 0:
                body.append(f"({numeral(at // _GROUP + 1)})第{at // _GROUP + 1}方面")
            body += item.lines()
        return [self.title, *self.opening, *body, *self.closing]

    def text(self) -> str:
        """The notice as the text of a file."""
        return "\n".join(self.lines()) + "\n"


class Sentences:
    """Sentences filled with names and figures drawn from one source of chance."""

    def __init__(self, seed: int | str) -> None:
        self.chance = random.Random(f"notice {seed}")
        self.words = _words()

    def fill(self, sentence: str, fixed: Mapping[str, str]) -> str:
        """The sentence with each blank filled, by ``fixed`` where that has its name."""
        return _BLANK.sub(lambda blank: fixed.get(blank[1]) or self._draw(*blank.groups()), sentence)

    def _draw(self, name: str, low: str | None, high: str | None) -> str:
        if name == "name":
            return "".join(self.chance.choices(self.words["characters"], k=int(low or 2)))
        if name == "number":
            return str(self.chance.randint(int(low or 0), int(high or 0)))
        if name == "money":
            return f"{self.chance.randrange(100, 99999) / 100:.2f}"
        if name == "day":
            day = datetime.date(2024, 1, 1) + datetime.timedelta(days=self.chance.randrange(150))
            return f"{day.year}年{day.month}月{day.day}日"
        drawn = self.chance.choice(self.words[_LISTS.get(name, name)])
        return f"局{drawn}" if name == "body" else str(drawn)


def make_notice(seed: int | str, issues: int = 34) -> Notice:
    """A complete notice with so many issues of about 250 characters each."""
    drawing = Sentences(seed)
    place = drawing.fill("{name:2}市", {})
    trade = drawing.fill("{trade}", {})
    items = [_item(drawing, at % _GROUP + 1) for at in range(issues)]
    fixed = {
        "issuer": f"{place}{trade}局",
        "trade": trade,
        "issues": str(issues),
        "points": str(sum(len(item.points) for item in items)),
        "round": drawing.chance.choice(ORDINALS),
    }
    title = "中共{issuer}党组关于" + place + "委第{round}轮巡察集中整改进展情况的通报"
    return Notice(
        title=drawing.fill(title, fixed),
        opening=[drawing.fill(line, fixed) for line in drawing.words["opening"]],
        items=items,
        closing=[drawing.fill(line, fixed) for line in drawing.words["closing"]],
    )


def _item(drawing: Sentences, number: int) -> Item:
    fixed = {name: drawing.fill(f"{{{name}}}", {}) for name in ("trade", "matter")}
    heading = drawing.fill(drawing.chance.choice(drawing.words["headings"]), fixed)
    acts = drawing.chance.sample(drawing.words["acts"], drawing.chance.choice((3, 3, 3, 4)))
    points = [f"{ORDINALS[at]}是{measure(drawing, act, fixed)}" for at, act in enumerate(acts)]
    return Item(f"{number}.", heading, points)


def measure(drawing: Sentences, act: str, fixed: Mapping[str, str]) -> str:
    """A measure that begins with an act; ``fixed`` is what its issue is about."""
    return drawing.fill(f"{act},{drawing.chance.choice(drawing.words['ends'])}", fixed)


def numeral(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("十" if tens == 1 else f"{ORDINALS[tens - 1]}十" if tens else "") + (
        ORDINALS[ones - 1] if ones else ""
    )


@cache
def _words() -> dict[str, Any]:
    return load_lines(Path(__file__).with_name("sentences.yaml"))


def load_lines(path: Path) -> dict[str, Any]:
    """Lists of sentences by name. A line broken in the file for its length is one line of the notice."""
    lines: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        name: [_unbroken(line) if isinstance(line, str) else line for line in value]
        if isinstance(value, list)
        else value
        for name, value in lines.items()
    }


def _unbroken(line: str) -> str:
    return line.replace(", ", ",").replace("; ", ";").replace("。 ", "。")
