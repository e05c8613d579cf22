"""The numbering grammar: what stands before a point, and which number it gives.

Classes, from GB/T 9704 and practice: ``cn`` 一、 · ``cn_paren`` (一) · ``ar`` 1. 1、 · ``ar_paren`` (1)
· ``circled`` ① · ``shi`` 一是 · ``di`` 第一, · ``word`` 问题一: · ``ar2`` 1.1 · ``chapter`` 第一章
· ``qi`` 其一, · ``xian`` 首先, 其次,.
A full stop and a comma after the figure are one class: offices mix them.
"""

from __future__ import annotations

import re

import msgspec

_NUMERAL = "[一二三四五六七八九十百零〇两]"
_CN = _NUMERAL + "{1,4}"
_ORDER_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 4, "最后": 5}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

_GRAMMAR = rf"""
    (?P<cn_paren>\(\s?(?:{_CN})\s?\)[、.]?(?!\s*[、至和与及]\s*\())
  | (?P<ar_paren>\(\s?\d{{1,3}}\s?\)[、.]?|\d{{1,2}}\)(?!\d))
  | (?P<circled>[①-⑳])
  | (?P<shi>(?:{_CN})(?:是(?!否|非|不是)|为(?=[加强健全完善推进强化压实深化聚焦紧盯]{{2}})))
  | (?P<word>[【\[]?(?:(?:巡[察视]|督察|审计|检查)?(?:反馈|整改|存在|发现|指出)的?)?(?:具体)?
      (?:问题|意见|事项|任务)\s?
      (?:{_CN}|\d{{1,3}}|\((?:{_CN}|\d{{1,3}})\))\s?(?:[】\]]\s?[、:.,]?|[、:.,]|(?=关于|“|\s)))
  | (?P<qi>其[一二三四五六七八九](?=[,、:是]))
  | (?P<xian>(?:首先|其次|再次|再者|最后)[,、:])
  | (?P<chapter>第(?:{_CN}|\d{{1,3}})(?:章|部分|编|节))
  | (?P<article>第(?:{_CN}|\d{{1,3}})条)
  | (?P<di>第(?:{_CN})(?:[、,:]|是))
  | (?P<cn>(?:{_CN})(?:、|[.](?!\d)|\s(?=\S)))
  | (?P<ar3>\d{{1,3}}\.\d{{1,2}}\.\d{{1,2}}(?!\d)[、.]?)
  | (?P<ar2>\d{{1,3}}\.\d{{1,2}}(?![\d%.])[、.]?(?=\s?[^\d\s个万亿元倍%家条项人次名公米吨分年月日]))
  | (?P<ar>\d{{1,3}}(?:[、.](?!\d(?!\d{{3}}(?:[至-]\d{{4}})?年|\d?月\d{{1,2}}日))|,(?=\s?关于)|\s(?=关于|“)))
  | (?P<bullet>[•●■◆▪○◇★☆](?=\s?\S)|[-*+]\s(?=\S)|--(?=\s?[^\s-]))
"""
_MARK = re.compile(_GRAMMAR, re.VERBOSE)
# How a mark may begin, besides with a digit.
_FIRST = frozenset(
    "(【[巡督审检反整存发指具问意事任其首再最第一二三四五六七八九十百零〇两①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳•●■◆▪○◇★☆-*+"
)
# Where a point may begin inside a paragraph: behind a mark that closes a clause. What follows the mark is
# looked at without being taken, since the mark of one point closes the number of the one before: (1)(2).
# Its first character tells almost everywhere that there is none.
_INLINE = re.compile(
    rf"[。;:!?”)】》…\s,、*](?=[{re.escape(''.join(sorted(_FIRST)))}\d\s])(?=\s?(?:{_GRAMMAR}))", re.VERBOSE
)
_LOOSE = re.compile(_NUMERAL + _NUMERAL + "{0,3}是")
_BEFORE_LOOSE = set("统唯万单专逐同每有这其第另原本也就只都才还不正总初之成合归为如若")
INLINE_CLASSES = frozenset({"cn_paren", "ar_paren", "circled", "shi", "word", "di", "cn", "ar", "qi", "xian"})


class Mark(msgspec.Struct, frozen=True):
    """A number at ``[start, end)``: its class and value; ``bold`` marks need no line of their own."""

    kind: str
    number: int
    start: int
    end: int


def cn_number(word: str) -> int:
    """Value of a Chinese numeral up to 999. Unknown characters count nothing."""
    total, digit = 0, 0
    for char in word:
        if char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = (
                digit * 10 + _DIGITS.get(char, 0)
                if char in _DIGITS and total == 0 and digit
                else _DIGITS.get(char, 0)
            )
    return total + digit


# How the usual marks are written.
_USUAL = {
    writing.format(numeral): (kind, number)
    for numerals, kinds in (
        ("一二三四五六七八九十", {"shi": ("{}是",), "cn_paren": ("({})",), "cn": ("{}、",)}),
        ([str(number) for number in range(1, 51)], {"ar_paren": ("({})",), "ar": ("{}.", "{}、")}),
        ("①②③④⑤⑥⑦⑧⑨⑩", {"circled": ("{}",)}),
    )
    for number, numeral in enumerate(numerals, 1)
    for kind, writings in kinds.items()
    for writing in writings
}
_USUAL_SIZES: dict[str, set[int]] = {}  # by their first character
for _writing in _USUAL:
    _USUAL_SIZES.setdefault(_writing[0], set()).add(len(_writing))
# What makes another mark of one of them, or none, besides space and digits: 一是否, 1.5, (一)至(三).
_DOUBTS = frozenset("否非不、.至和与及")


def _value(text: str) -> int:
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits.group()) if "." not in text.rstrip(".、") else int(re.findall(r"\d+", text)[-1])
    if text[:2] in _ORDER_WORDS:
        return _ORDER_WORDS[text[:2]]
    if "①" <= text[0] <= "⑳":
        return ord(text[0]) - ord("①") + 1
    numeral = re.search(_CN, text)
    return cn_number(numeral.group()) if numeral else 0


def _mark(match: re.Match[str]) -> Mark:
    kind = match.lastgroup or ""
    text = match[kind]
    usual = _USUAL.get(text)
    return Mark(kind, usual[1] if usual else _value(text), *match.span(kind))


def head_mark(folded: str, start: int, end: int) -> Mark | None:
    """The mark at the very head of ``[start, end)``, if there is one with text behind it."""
    if start >= end or not (folded[start] in _FIRST or folded[start].isdecimal()):
        return None
    for size in _USUAL_SIZES.get(folded[start], ()):
        after = start + size
        usual = _usual(folded, start, after)
        if usual and after <= end:
            return Mark(*usual, start, after)
    match = _MARK.match(folded, start, end)
    if match is None:
        return None
    mark = _mark(match)
    if mark.kind == "cn" and folded[mark.end - 1] == " " and mark.number > 30:
        return None
    return mark


def _usual(folded: str, start: int, end: int) -> tuple[str, int] | None:
    """Class and value of a usual mark at ``[start, end)``, unless what stands behind may make it another."""
    usual = _USUAL.get(folded[start:end])
    if usual is None:
        return None
    behind = folded[end : end + 1]
    return None if behind in _DOUBTS or behind.isspace() or behind.isdecimal() else usual


def numbered(folded: str, start: int, end: int) -> tuple[str, int] | None:
    """Class and value of a mark whose place is known; up to two characters behind it are looked at."""
    usual = _usual(folded, start, end)
    if usual:
        return usual
    mark = head_mark(folded, start, min(len(folded), end + 2))
    return (mark.kind, mark.number) if mark else None


def inline_marks(folded: str, start: int, end: int) -> list[Mark]:
    """Candidates inside a paragraph, in order; which of them count, the tree decides.

    A mark without closing punctuation before it (``loose``) is only offered for 二是 and
    up, and not where the character before makes a word of it (统一是).
    """
    marks: list[Mark] = []
    places: set[int] = set()
    said = 0  # how many of the places are of 一是, 二是, …
    after = start
    for match in _INLINE.finditer(folded, max(0, start - 1), end):
        mark = _mark(match)
        if mark.start < after:  # inside the number before, as 1) in ( 1)
            continue
        places.add(mark.start)
        said += mark.kind == "shi" and folded[mark.end - 1] == "是"
        after = mark.end
        if mark.kind not in INLINE_CLASSES or mark.start == start:
            continue
        if mark.kind in {"ar", "cn"} and folded[mark.start - 1] in ",、)":
            continue
        marks.append(mark)
    count = len(marks)
    if folded.count("是", start, end) == said:  # no number is left that could be loose
        return marks
    for match in _LOOSE.finditer(folded, start, end):
        place = match.start()
        if place in places or place == start or folded[place - 1] in _BEFORE_LOOSE:
            continue
        number = _value(match[0])
        if number >= 2:
            marks.append(Mark("shi", number, place, match.end()))
    if 0 < count < len(marks):
        marks.sort(key=lambda mark: mark.start)
    return marks
