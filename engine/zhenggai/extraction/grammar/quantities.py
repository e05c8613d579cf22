"""A grammar of quantities in Chinese official prose: numbers with their units, as written.

``近3000余家``, ``由63%提升至100%``, ``20~30家``, ``三分之二``, ``跃居全国第5``. Not quantities:
dates and years, 第3条, enumerators, indefinite 一个, numbers inside 《》 and quotation marks.
Word lists: ``unit_*``, ``unit_not_before``, ``fixed_expressions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from zhenggai.extraction.grammar.numerals import CHINESE, numeral, spoken
from zhenggai.lexicon import Lexicon, builtin_lexicon, guarded_pattern, words_pattern

Comparator = Literal["over", "under", "at_least", "at_most", "about"]
Dimension = Literal["count", "money", "physical", "time", "ratio", "points", "rank"]

_ARABIC = r"(?:\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?)"
# 三万二千, 七点五; 二十万元 is a number and a unit
_SPOKEN = (
    f"[{CHINESE}]{{1,12}}+(?:点[零一二三四五六七八九]{{1,4}}+|[万亿](?=[{CHINESE}])[{CHINESE}]{{1,8}}+)?"
)
_SMALL = "[一二两三四五六七八九十]"
_SCALE = r"(?:万亿|千万|百万|十万|亿|万|千|百)"
_NEARLY = "[近逾超过上达]"  # before a bare 万: 近万人次, 上亿元
_QUOTED = re.compile(
    r"《[^《》\n]{0,120}(?:《[^《》\n]{0,80}》[^《》\n]{0,80}){0,4}》|“[^“”\n]{0,60}”|‘[^‘’\n]{0,40}’|\"[^\"\n]{1,40}\""
)
# Where a quantity may begin: the cheap test that keeps most of the text from the grammar. One class
# first, so that the search runs over the text in C; then, by the character found, the rest.
_HINT = re.compile(
    rf"[0-9第万亿{CHINESE}](?:(?<=[0-9])[0-9]*+|(?<=第)|(?<={_NEARLY}[万亿])|"
    rf"(?<=[{CHINESE}])(?:(?<!一)|(?![^{CHINESE}成倍万亿]))[{CHINESE}]*+)"
)
_PAIRS = "套次件个组辆台人户家条项座处名类批间块份期场"  # second units: 台(套), 家(次)
_IN_UNITS = "亿万千百十余多个分点%‰成()/日月季时"  # what a unit is written with, besides its word
# A bare 第5 followed by one of these numbers a thing and is no rank: 第5条, 第一书记.
_NUMBERED = (
    "0-9.一二三四五六七八九十个项章条届次批轮期号季节卷讲楼类种代党产学版集部只支师局所院组阶线责议方时年"
    "书要手步站梯财把任环资审巡督"
)
_BEFORE: tuple[tuple[str, Comparator], ...] = (
    ("不少于|不低于|不小于|至少|最低|不得少于|不得低于|最少", "at_least"),
    ("不超过|不高于|不多于|不大于|不得超过|至多|最多|最高|最长", "at_most"),
    ("超过|突破|高于|多于|大于|逾|超|(?<![以通经])[上过]", "over"),
    ("不到|不足|低于|少于|小于|未满|将近|接近|(?<![附最邻临靠])近", "under"),
    ("大约|大概|(?<![签节预契合履违公邀制简])约|约为|近似|合计约", "about"),
)
_COMPARATORS: dict[str, Comparator] = {kind: kind for _, kind in _BEFORE}
_INFIX = re.compile(r"[余多\s]")
_LEAD = re.compile(rf"(?:{'|'.join(f'(?P<{kind}>{words})' for words, kind in _BEFORE)})(?:达到?|了)?\s?$")
_LEAD_ENDS = frozenset("于少低过高多长破逾超上到足满近约概为似达了")  # the last characters of the above
_CLOSED = r"(?:\(含[^()]{0,4}\))?"
_TRAIL = re.compile(
    rf"{_CLOSED}(?:(?P<at_least>(?:及|或|含)?以上)|(?P<at_most>(?:及|或|含)?以[下内]|之?内(?![容部外设务控]))|"
    rf"(?P<about>左右|上下))"
)
_TURN = (
    "提升|提高|增加|增长|增|上升|上涨|升|扩大|扩充|扩容|跃升|攀升|下降|降低|降|减少|减|缩短|缩减|压缩|压减|压降|削减|精简|"
    "涨|抬高|拉高|加快|放缓|收窄|压低|提|优化|调整|整合|合并|回落|回升|变|改|提速|提前|延长|拓展|发展|扩展|扩|缩|恢复"
)
_CHANGE = re.compile(
    rf"[一-龥()A-Za-z]{{0,12}}?(?:{_TURN})(?:至|到|为|成|了?为)"
    r"(?:了|目前的?|现在的?|今年的?|\d{4}年的?|全[省市国县区]|近|约|达)?\s?$"
)
_FROM = re.compile(r"(?:由|从)[^由从,。;\n]{0,14}$|(?:将|把)?原(?:来|有|先)?的?$")
_RANK_BEFORE = re.compile(
    r"(?:居|列|至|到|升|排|名|位|为|获|跻身|跃|进|保持|得|占|由|从|全[国省市县区州]|系统)[^,。;\n、第]{0,6}$"
)
_RANK_SPOKEN = re.compile(r"(?:排名?|[列居至到]|升|全[国省市县区州]|由|从)(?:全[国省市县区州])?$")
_LARGEST = 1e18  # far more would be infinite, which is no number of JSON
_PLACE = re.compile(r"(?:进入?|跻身|居|列|升|排|跃)[^,。;\n]{0,6}前$")


class Quantity(msgspec.Struct, frozen=True):
    """One quantity at ``[start, end)`` of the folded text, comparator words and base included.

    ``number`` is the place of the deciding number with its unit; ``unit`` is what the text
    writes, without an infixed 余 or 多 (1100余万元: 1100 万元), and ``unit_place`` where it
    stands (None where it is not written: 七成 is 70 %). ``upper`` closes a range, ``base`` is
    the figure before a change (由63%提升至100%). A bare rank (全国第5) has the unit 名次.
    ``bound`` is set where 以上, 以下, 以内 follow the unit, ``spoken`` for Chinese numerals.
    """

    start: int
    end: int
    number: tuple[int, int]
    value: float
    unit: str
    dimension: Dimension
    unit_place: tuple[int, int] | None = None
    upper: float | None = None
    base: float | None = None
    comparator: Comparator | None = None
    approximate: bool = False
    spoken: bool = False
    bound: bool = False


class QuantityGrammar:
    """The grammar over one set of word lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        kinds: tuple[Dimension, ...] = ("count", "money", "physical", "time")
        self._dimension: dict[str, Dimension] = {}
        for kind in kinds:
            for word in lexicon.words(f"unit_{kind}"):
                self._dimension.setdefault(word, kind)
        plain, first = words_pattern(self._dimension), guarded_pattern(self._dimension)
        wrong = lexicon.guarded("unit_not_before")
        unit = (
            rf"个?百分点|[%‰]|成(?=[,。;、)以多左]|$|\s)|"
            rf"{_SCALE}?[余多]?(?!{wrong})(?:{first})(?:\([{_PAIRS}]\))?(?:/(?:{plain}|日|月|季|时))*|"
            rf"[万亿](?=[,。;、)\s]|$)"
        )
        # The cheap test for 20~30家 and 20家至30家: at most a unit stands between the number and the mark.
        written = set("".join(self._dimension) + _PAIRS + _IN_UNITS) - set("~至到-,。;、")
        ahead = rf"(?=[{re.escape(''.join(sorted(written)))}\s]{{0,60}}+[~至到\-])"
        number = rf"{_ARABIC}|{_SPOKEN}"
        ranked = rf"(?P<rank>\d{{1,4}}+|{_SMALL}{{1,3}}+)(?P<place>位次?|名)?(?![{_NUMBERED}])"
        self._item = re.compile(
            rf"百分之(?P<hundredth>{number})|"
            rf"(?P<below>{_SMALL}{{1,3}})分之(?P<above>{_SMALL}{{1,3}})|"
            rf"第\s?{ranked}|"
            rf"(?<![0-9A-Za-z第{CHINESE}])(?<!\d[.:/])(?P<low>{number}|(?<={_NEARLY})(?=[万亿]))"
            rf"\s?(?P<infix>[余多来])?"
            rf"(?:{ahead}\s?(?:{unit})?\s?(?:[~至到]|-{{1,2}})\s?(?P<high>{number}))?"
            rf"\s?(?P<infix2>[余多来])?\s?(?P<unit>{unit})"
        )
        self._fixed = lexicon.pattern("fixed_expressions")

    def scan(self, folded: str, start: int, end: int) -> list[Quantity]:
        """Quantities of ``folded[start:end]`` in text order; they do not overlap."""
        hint = _HINT.search(folded, start, end)
        if hint is None:  # as in many measures
            return []
        found: list[Quantity] = []
        titles = _QUOTED.finditer(folded, start, end)  # and slogans, whose numbers are part of a name
        title: tuple[int, int] | None = None
        while hint is not None:
            match = self._item.match(folded, hint.start(), end)
            hint = _HINT.search(folded, match.end() if match else hint.end(), end)
            if match is None:
                continue
            while title is None or title[1] <= match.start():
                following = next(titles, None)
                title = following.span() if following else (end, end + 1)
            quantity = None if title[0] < match.start() else self._read(folded, match, start, end)
            if quantity is None:
                continue
            if found:
                found[-1:] = _joined(folded, found[-1], quantity)
            else:
                found.append(quantity)
        return found

    # -- one match --------------------------------------------------------------

    def _read(self, folded: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
        if match.lastgroup == "unit":
            return self._counted(folded, match, start, end)
        if match["hundredth"]:
            return _sized(folded, match.span(), _value(match["hundredth"]), "%", "ratio", start, end)
        if match["below"]:
            below, above = numeral(match["below"]), numeral(match["above"])
            share = round(100 * above / below, 2) if below and above else None
            return _sized(folded, match.span(), share, "%", "ratio", start, end)
        return self._ranked(folded, match, start)

    def _counted(self, folded: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
        """A number with its unit."""
        low, written = match["low"], match["unit"]
        value, upper = _value(low) if low else 1.0, _value(match["high"])
        spoken = bool(low) and not low[0].isdigit()
        if value is None or (spoken and self._indefinite(folded, match, value, upper)):
            return None
        place: tuple[int, int] | None = match.span("unit")
        infix = match["infix"] or match["infix2"] or "余" in written or "多" in written
        unit = _INFIX.sub("", written)
        if unit == "成":
            value, upper, unit, place = 10 * value, 10 * upper if upper is not None else None, "%", None
        dimension = self._dimension_of(unit)
        if unit == "年" and not _plain_length(folded, match, value):
            return None
        if unit in {"位", "名"} and match.start() > start and folded[match.start() - 1] == "前":
            if not _PLACE.search(folded, max(start, match.start() - 10), match.start()):
                return None
            dimension = "rank"
        more = upper, place, bool(infix), spoken
        return _sized(folded, match.span(), value, unit, dimension, start, end, *more)

    def _indefinite(self, folded: str, match: re.Match[str], value: float, upper: float | None) -> bool:
        """Whether a Chinese numeral counts nothing: 一个, 数十家, 千名干部, 四个意识."""
        if value < 2 and upper is None and match["unit"] not in {"成", "%", "倍"}:
            return True
        before = folded[match.start() - 1 : match.start()]
        if before in {"数", "几", "成"} and match["low"][0] in "十百千":
            return True
        if match["low"] in {"百", "千"} and not match["infix"] and not re.match(_NEARLY, before):
            return True
        at = max(0, match.start() - 3)
        return any(
            hit.start() <= match.start() < hit.end()
            for hit in self._fixed.finditer(folded, at, match.end() + 6)
        )

    def _dimension_of(self, unit: str) -> Dimension:
        if unit in {"%", "‰", "倍"}:
            return "ratio"
        if unit.endswith("百分点"):
            return "points"
        if unit in self._dimension:
            return self._dimension[unit]
        head = unit.split("/")[0].split("(")[0]
        plain = head if head in self._dimension else re.sub(rf"^{_SCALE}", "", head)
        return self._dimension.get(plain, "count")

    def _ranked(self, folded: str, match: re.Match[str], start: int) -> Quantity | None:
        value = _value(match["rank"])
        before = _RANK_BEFORE.search(folded, max(start, match.start() - 12), match.start())
        after = folded[match.end() : match.end() + 1]
        if value is None or not before or (match["place"] and after in {"的", "学", "党"}):
            return None
        spoken, place = not match["rank"].isdigit(), match.span("place") if match["place"] else None
        bare = spoken and place is None
        if bare and (
            after not in ",。;、)\n" or not _RANK_SPOKEN.search(folded, before.start(), match.start())
        ):
            return None
        spot = match.span()
        return Quantity(*spot, spot, value, match["place"] or "名次", "rank", place, spoken=spoken)


def _sized(
    folded: str,
    spot: tuple[int, int],
    value: float | None,
    unit: str,
    dimension: Dimension,
    start: int,
    end: int,
    upper: float | None = None,
    place: tuple[int, int] | None = None,
    infix: bool = False,
    spoken: bool = False,
) -> Quantity | None:
    """The quantity with the comparator words around it; ``infix`` says that 余 or 多 stands inside."""
    if value is None:
        return None
    comparator: Comparator | None = None
    begin, stop, bound, near = *spot, False, False
    led = begin > start and (folded[begin - 1] in _LEAD_ENDS or folded[begin - 1].isspace())
    lead = _LEAD.search(folded, max(start, begin - 6), begin) if led else None
    if lead and (lead.group() not in {"上", "过"} or folded[begin] in "百千万亿"):
        comparator, begin = _kind(lead), lead.start()
        near = comparator in {"over", "about"} or "近" in lead.group()
    trail = _TRAIL.match(folded, stop, min(end, stop + 9))
    if trail:
        comparator, stop, bound = _kind(trail), trail.end(), trail.lastgroup != "about"
        near = near or not bound
    return Quantity(
        begin,
        stop,
        spot,
        value,
        unit,
        dimension,
        place,
        upper,
        None,
        comparator or ("over" if infix else None),
        near or infix,
        spoken,
        bound,
    )


def _kind(match: re.Match[str]) -> Comparator:
    kind: Comparator = _COMPARATORS[match.lastgroup or "about"]
    return "about" if kind == "under" and "近" in match.group() else kind


def figure(digits: str) -> float | None:
    """Value of Arabic digits with or without commas; None where there are so many that it is no figure."""
    value = float(digits.replace(",", ""))
    return value if value <= _LARGEST else None


def _value(text: str | None) -> float | None:
    if not text:
        return None
    if text[0].isdigit():
        return figure(text)
    value = spoken(text)
    return None if value is None else float(value)


def _plain_length(folded: str, match: re.Match[str], value: float) -> bool:
    """Whether N年 is a length of time and not a piece of a date."""
    before, after = folded[max(0, match.start() - 1) : match.start()], folded[match.end() : match.end() + 1]
    return value < 100 and before not in {"月", "年", "-", "至", "到"} and not after.isdigit()


def _joined(folded: str, first: Quantity, second: Quantity) -> Iterator[Quantity]:
    """由63%提升至100% as one quantity: the later figure with the earlier as its base."""
    same = first.dimension == second.dimension
    gap = second.number[0] - first.end
    if same and 0 < gap <= 24 and _CHANGE.match(folded, first.end, second.number[0]):
        source = _FROM.search(folded, max(0, first.start - 18), first.start)
        direct = gap <= 8
        if source or direct:
            begin = source.start() if source else first.start
            yield replace(second, start=begin, base=first.value)
            return
    yield first
    yield second


@lru_cache(maxsize=4)
def grammar_for(lexicon: Lexicon) -> QuantityGrammar:
    """The grammar of a lexicon, compiled once."""
    return QuantityGrammar(lexicon)


def scan(folded: str, start: int, end: int, lexicon: Lexicon | None = None) -> list[Quantity]:
    """Quantities of ``folded[start:end]`` in text order, by the units of ``lexicon`` (default: built-in)."""
    return grammar_for(lexicon or builtin_lexicon()).scan(folded, start, end)
