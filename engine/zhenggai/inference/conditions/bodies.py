"""Names of bodies: the same one under two names, and one under several abbreviations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhenggai.inference.conditions.registry import YES, Answer, At, Clue, predicate, property_clue
from zhenggai.inference.folding import squeeze

_PARTY_HEAD = re.compile(r"^中国共产党|^中共")
# 县医院党委 signs as 中共县医院委员会.
_COMMITTEES = (
    (re.compile(r"党委$"), "委员会"),
    (re.compile(r"党工委$"), "工作委员会"),
    (re.compile(r"党总支(?:部)?$"), "总支部委员会"),
    (re.compile(r"党支部$"), "支部委员会"),
)
_PARTY_TAIL = re.compile(r"(?:党组|党委|党总支|党支部)$")
_DECLARED = re.compile(r"(?:以下)?简称[为:]?[“\"‘]?([^”\"’,。;)]{2,30})")
_BETWEEN = 8  # characters that may stand between a name and the declaration of its abbreviation
_SUFFIX = re.compile(
    r"(?:人民政府|委员会|办公室|办事处|研究院|中心|集团|公司|学院|大学|学校|医院|总队|支队|大队|[局厅委办院校部署社会站所处])$"
)
_PLACE = re.compile(r"^.{1,8}?[省市县区州盟旗镇乡]")
_LEVEL = re.compile(r"[省市县区州盟旗镇乡]")
_SHORTEST = 3
_LONGEST = 30


@predicate("same_body")
def same_body(at: At, of: Sequence[str]) -> Answer:
    """Two references name the same body.

    Equal but for 中共 in front and 党委 for 委员会; or one is declared as the other's abbreviation in
    the text; or one ends with the other; or the shorter (three characters at least) is the longer
    with characters left out and the same last one.
    """
    one, other = (at.referred(path) for path in of)
    absent = tuple(path for path, value in zip(of, (one, other), strict=True) if value is None)
    if absent:
        return Answer(holds=None, absent=absent)
    first, second = (_PARTY_HEAD.sub("", squeeze(str(name))) for name in (one, other))
    if (
        _same(first, second)
        or _same(_full(first), _full(second))
        or _declared(squeeze(at.world.document.text), first, second)
    ):
        return YES
    clues = (*_clue(at, of[0]), *_clue(at, of[1], "same_body"))
    return Answer(holds=False, clues=clues)


def _full(name: str) -> str:
    for short, full in _COMMITTEES:
        name = short.sub(full, name)
    return name


def _clue(at: At, path: str, note: str = "") -> tuple[Clue, ...]:
    head, _, name = path.partition(".")
    return property_clue(at.world, "notice", 0, name, note) if head == "notice" else at.clue(note)


def _same(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if shorter and longer.endswith(shorter):
        return True
    return len(shorter) >= _SHORTEST and shorter[-1] == longer[-1] and _is_within(shorter, longer)


def _declared(text: str, one: str, other: str) -> bool:
    """Whether the text says of one name that it is called the other."""
    for match in _DECLARED.finditer(text):
        short = _PARTY_HEAD.sub("", match[1])
        for name, alias in ((one, other), (other, one)):
            before = text[max(0, match.start() - len(name) - _BETWEEN) : match.start()]
            if short.endswith(alias) and name in before:
                return True
    return False


def _is_within(shorter: str, longer: str) -> bool:
    """Whether the shorter is the longer with characters left out, order kept."""
    at = -1
    for character in shorter:
        at = longer.find(character, at + 1)
        if at < 0:
            return False
    return True


@predicate("abbreviations_uniform")
def abbreviations_uniform(at: At, of: str) -> Answer:
    """The text does not use two different abbreviations of equal length for the body.

    An abbreviation has three characters at least, ends like the body's name, begins with its
    place or the place's level (市科创局), and is the name with characters left out.
    """
    body = at.referred(of)
    if body is None:
        return Answer(holds=None, absent=(of,))
    full = _PARTY_TAIL.sub("", _PARTY_HEAD.sub("", squeeze(str(body))))[-_LONGEST:]
    suffix = _SUFFIX.search(full)
    ending = full[suffix.start() :] if suffix else full[-1:]
    place = _PLACE.match(full)
    used: dict[str, int] = {}
    text = at.world.source.folded
    for match in re.finditer(re.escape(ending), text) if ending else ():
        name = _abbreviation(
            text[max(0, match.end() - len(full)) : match.end()], full, place[0][:-1] if place else ""
        )
        if name:
            used.setdefault(name, match.end() - len(name))
    of_length: dict[int, str] = {}
    for name in used:
        known = of_length.setdefault(len(name), name)
        if known != name:
            return Answer(
                holds=False, clues=(_used(at, known, used), _used(at, name, used, "other_abbreviation"))
            )
    return YES


def _abbreviation(before: str, full: str, place: str) -> str | None:
    """The longest abbreviation of ``full`` at the end of a text; None for none, and for the name in full."""
    starts = [match.start() for match in _LEVEL.finditer(before) if match[0] in full]
    if len(place) > 1 and place in before:
        starts = sorted({*starts, *(at for at in range(len(before)) if before.startswith(place, at))})
    for start in starts:
        name = before[start:]
        if len(name) >= _SHORTEST and _is_within(name, full):
            return None if name == full else name
    return None


def _used(at: At, name: str, used: dict[str, int], note: str = "") -> Clue:
    start = used[name]
    return Clue(
        text=at.world.document.text[start : start + len(name)],
        span=at.world.source.span(start, start + len(name)),
        note=note,
    )
