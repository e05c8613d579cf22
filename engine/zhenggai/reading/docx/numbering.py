"""Word's automatic numbering as the text that a reader sees: 一、 (一) 1. ① and so on.

Counters belong to an abstract list: all lists made from it go on counting, unless one of them
restarts a level by an override, which it does once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn

from zhenggai.reading.docx.numerals import numeral
from zhenggai.reading.docx.package import Element
from zhenggai.reading.docx.styles import VAL, ListPlace, Style, Styles, whole

_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"
_LEVELS = 9
_DEEPEST_LINK = 10  # numbering styles that point to lists that point to styles


@dataclass(slots=True)
class _Level:
    """One level of a list: how its number counts and looks."""

    start: int
    form: str
    text: str
    gap: str
    restart: int | None
    style: str | None
    arabic: bool


@dataclass(slots=True)
class _List:
    """A list that paragraphs name: its abstract list and the levels that it changes."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of one document; ``label`` must be asked once for each, in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def label(self, place: ListPlace | None, chain: list[tuple[str, Style]]) -> str:
        """The number in front of a paragraph, with the gap behind it; empty where it has none.

        ``place`` is the paragraph's own, ``chain`` are its styles.
        """
        list_id, level = self._resolved(place, chain)
        known = self._lists.get(list_id or "")
        if known is None or list_id is None:
            return ""
        abstract = self._target(known.abstract)
        levels = {**self._abstract.get(abstract, {}), **known.levels}
        if level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, {})
        self._count(counters, levels, level, known, list_id)
        shown = levels[level]
        if shown.form == "bullet":
            return _BULLET + " " if shown.text else ""
        return _rendered(shown, levels, counters)

    def _resolved(self, place: ListPlace | None, chain: list[tuple[str, Style]]) -> tuple[str | None, int]:
        """List and level of a paragraph: its own, else those of the nearest style that has any."""
        list_id = place.list_id if place else None
        level = place.level if place else None
        for name, style in chain:
            if list_id is None and style.place and style.place.list_id is not None:
                list_id = style.place.list_id
                level = level if level is not None else style.place.level
            if list_id is not None and level is None:
                level = self._level_of_style(list_id, name)
        return list_id, level or 0

    def _level_of_style(self, list_id: str, style: str) -> int | None:
        known = self._lists.get(list_id)
        levels = self._abstract.get(self._target(known.abstract), {}) if known else {}
        return next((level for level, shown in levels.items() if shown.style == style), None)

    def _count(
        self, counters: dict[int, int], levels: dict[int, _Level], level: int, known: _List, list_id: str
    ) -> None:
        if level in known.starts and (list_id, level) not in self._restarted:
            self._restarted.add((list_id, level))
            counters[level] = known.starts[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = levels[level].start
        for above in range(level):
            if above in levels:
                counters.setdefault(above, levels[above].start)
        for below in range(level + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or level < restart:
                counters.pop(below, None)

    def _target(self, abstract: str) -> str:
        """The abstract list that holds the levels, where this one only names a numbering style."""
        for _ in range(_DEEPEST_LINK):
            style = self._links.get(abstract)
            if style is None:
                break
            linked = [place.list_id for _, found in self._styles.chain(style) if (place := found.place)]
            known = self._lists.get(linked[0] or "") if linked else None
            if known is None:
                break
            abstract = known.abstract
        return abstract

    def _load(self, root: Element) -> None:
        for element in root.findall(qn("w:abstractNum")):
            name = element.get(qn("w:abstractNumId"))
            link = element.find(qn("w:numStyleLink"))
            if name is None:
                continue
            if link is not None and link.get(VAL):
                self._links[name] = link.get(VAL)
            self._abstract[name] = _levels(element.findall(qn("w:lvl")))
        for element in root.findall(qn("w:num")):
            abstract = element.find(qn("w:abstractNumId"))
            if abstract is None or abstract.get(VAL) is None:
                continue
            known = _List(abstract.get(VAL))
            for override in element.findall(qn("w:lvlOverride")):
                level = _small(override.get(qn("w:ilvl")))
                start = whole(override.find(qn("w:startOverride")))
                if level is not None and start is not None:
                    known.starts[level] = start
                known.levels.update(_levels(override.findall(qn("w:lvl"))))
            self._lists[element.get(qn("w:numId"), "")] = known


def _levels(elements: list[Element]) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in elements:
        number = _small(element.get(qn("w:ilvl")))
        if number is not None:
            found[number] = _level(element)
    return found


def _level(element: Element) -> _Level:
    def value(name: str, default: str | None = None) -> str | None:
        child = element.find(qn(name))
        return child.get(VAL, default) if child is not None else default

    # Newer formats stand in an alternative, the fallback of which older programs show.
    forms = element.findall(".//" + qn("w:numFmt"))
    legal = element.find(qn("w:isLgl"))
    return _Level(
        start=whole(element.find(qn("w:start")), 0) or 0,
        form=(forms[-1].get(VAL) if forms else None) or "decimal",
        text=value("w:lvlText") or "",
        gap="" if value("w:suff", "tab") == "nothing" else " ",
        restart=whole(element.find(qn("w:lvlRestart"))),
        style=value("w:pStyle"),
        arabic=legal is not None and legal.get(VAL, "1") not in ("0", "false", "off"),
    )


def _small(value: str | None) -> int | None:
    """The number of a level, 0 to 8."""
    return int(value) if value is not None and value in "012345678" and len(value) == 1 else None


def _rendered(shown: _Level, levels: dict[int, _Level], counters: dict[int, int]) -> str:
    """The level's text with each ``%n`` replaced by the number that level n has reached."""

    def number(match: re.Match[str]) -> str:
        level = int(match.group(1)) - 1
        if level not in levels or level not in counters:
            return ""
        return numeral(counters[level], "decimal" if shown.arabic else levels[level].form)

    text = _PLACE.sub(number, shown.text)
    return text + shown.gap if text else ""
