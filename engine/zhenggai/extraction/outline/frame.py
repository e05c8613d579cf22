"""What is notice and what is page: title, front matter, body, signature, the page's own words."""

from __future__ import annotations

import re

import msgspec

from zhenggai.extraction.outline.numbering import head_mark
from zhenggai.extraction.outline.units import Unit
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon

_TITLE_KIND = re.compile(
    r"(?:通报|报告|公告|公示|方案|情况|说明|清单|要点|总结|办法|规定|通知|讲话|发言|复函|函|答复|回复|进展|意见"
    r"|计划|台账|解读|纪要|简报|简介|细则|制度|规则|动态|表|信息|启事)"
    r"(?:\([^()]{1,24}\)|<[^<>]{1,24}>)*$"
)
_TOPIC = re.compile("整改|巡视|巡察|督察|审计|督查|检查|反馈")
_BODY_NAME = re.compile(
    r"^(?:中共|中国共产党)?[^\s,。:;、]{2,40}(?:委员会|党组|党委|党工委|党总支|支部|委|局|厅|部|院|府|办公室|公司"
    r"|中心|大学|学院|学校|中学|小学|医院|集团|镇|乡|街道|处|站|所|会|办|署|社|馆)$"
)
_FULL_DATE = (
    r"(?:\d{4}|[二〇○零一二三四五六七八九]{4})\s?[年./-]\s?[\d一二三四五六七八九十]{1,3}\s?[月./-]"
    r"\s?[\d一二三四五六七八九十]{1,3}\s?日?"
)
_DATE_LINE = re.compile(rf"\(?\s*(?:{_FULL_DATE})\s*\)?$")
_DATED_TAIL = re.compile(rf"(?P<body>\S[^。,;:]{{3,60}}?)\s+(?P<date>{_FULL_DATE})$")
_ANY_DATE = re.compile(_FULL_DATE)
_FRONT_DATE = re.compile(rf"{_FULL_DATE}(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?(?:\s+[^。]{{0,60}})?$")
_SUBTITLE = re.compile(r"\(.{4,40}\)$|-{1,3}\s?\S[^。]{4,60}$")
_EDITION = re.compile(
    r"\((?:试行|暂行|草案|节选|摘要|全文|公开稿|公示稿|公开版|征求意见稿|审议稿|修订稿|[一二三上下])\)$"
)
_HEAD_LINES, _TAIL_LINES = 40, 25


class Frame(msgspec.Struct):
    """Bounds in the text: pairs ``(start, end)`` or None; ``first``/``last`` bound the body's units.

    ``front`` are the units before the body without the title, ``tail`` those behind it.
    """

    title: tuple[int, int] | None
    signed_by: tuple[int, int] | None
    signed_date: tuple[int, int] | None
    body: list[Unit]
    front: list[Unit]
    tail: list[Unit]

    @property
    def stretch(self) -> tuple[int, int] | None:
        """From the beginning of the body to its end, or to the date of the signature below it."""
        if not self.body:
            return None
        end = self.body[-1].end
        return self.body[0].start, max(end, self.signed_date[1]) if self.signed_date else end


class FrameFinder:
    """Finds the frame of one text."""

    def __init__(self, text: SourceText, lexicon: Lexicon) -> None:
        self.text = text
        self._page = lexicon.pattern("page_frame")

    def find(self, units: list[Unit]) -> Frame:
        """The frame round the body of these units."""
        title, first = self._title(units)
        last, signed_by, signed_date = self._signature(units, first)
        front = [u for u in units[:first] if title is None or not title[0] <= u.start < title[1]]
        return Frame(title, signed_by, signed_date, units[first:last], front, units[last:])

    def _line(self, unit: Unit) -> str:
        return self.text.folded[unit.start : unit.end]

    # -- title and front matter -----------------------------------------

    def _title(self, units: list[Unit]) -> tuple[tuple[int, int] | None, int]:
        best, best_score = None, 2
        for index, unit in enumerate(units[:_HEAD_LINES]):
            line = self._line(unit)
            if unit.cell is None and len(line) > 60 and line.endswith("。") and best is not None:
                break
            score = self._title_score(unit, line)
            if score > best_score:
                best, best_score = index, score
        if best is None:
            best = self._headline(units)
        if best is None:
            return None, self._body_begin(units, -1)
        first = last = best
        while first > 0 and self._extends_title(units[first - 1], units[first]):
            first -= 1
        while last + 1 < len(units) and self._continues_title(units[last], units[last + 1]):
            last += 1
        bounds = (units[first].start, units[last].end)
        return bounds, self._body_begin(units, last)

    def _headline(self, units: list[Unit]) -> int | None:
        """The first line where it reads like a headline and longer paragraphs follow."""
        for index, unit in enumerate(units[:5]):
            line = re.sub(r"\s", "", self._line(unit))
            mark = head_mark(self.text.folded, unit.start, unit.end)
            if unit.cell or "|" in line or re.match(r"第\d+版", line):
                continue
            if self._is_front(self._line(unit)) or _FRONT_DATE.match(line):
                continue
            if (
                mark is None
                and 8 <= len(line) <= 60
                and not re.search(r"[。;:]", line)
                and len(units) > index + 1
            ):
                return index
            return None
        return None

    def _title_score(self, unit: Unit, line: str) -> int:
        compact = re.sub(r"\s", "", line)
        if unit.cell or not 5 <= len(compact) <= 90 or compact[-1] in "。;:,、!?" or "|" in line:
            return 0
        if re.search(r"[。;]", re.sub(r"“.*?”|《.*?》", "", compact)):
            return 0
        mark = head_mark(self.text.folded, unit.start, unit.end)
        if mark and mark.kind not in {"bullet"}:
            return 0
        if re.match(
            r"(?:-|第\d+版|来源|发布|时间|当前|您|索|关于进一步|标题)", compact
        ) and not compact.startswith("关于"):
            return 0
        score = 2 * bool(_TOPIC.search(compact)) + 3 * bool(_TITLE_KIND.search(compact))
        return score + 2 * ("关于" in compact) + 2 * (unit.level == 1)

    def _extends_title(self, above: Unit, unit: Unit) -> bool:
        """A body's name alone on the line above 关于… belongs to the title."""
        line = self._line(unit)
        name = re.sub(r"\s", "", self._line(above))
        if (
            above.cell is not None
            or not 3 < len(name) <= 45
            or name[-1] in "。;:,、)"
            or self._is_front(name)
        ):
            return False
        if line.startswith("关于") or line.startswith("落实"):
            return bool(_BODY_NAME.match(name))
        return "关于" in name and not _TITLE_KIND.search(name)

    def _continues_title(self, unit: Unit, below: Unit) -> bool:
        """A line that lacks its kind goes on: …整改进展 / 情况的通报."""
        line, following = self._line(unit), re.sub(r"\s", "", self._line(below))
        if _TITLE_KIND.search(line):
            return bool(_EDITION.match(following))
        if head_mark(self.text.folded, below.start, below.end):  # 一、2024年工作完成情况
            return False
        return len(following) <= 40 and bool(_TITLE_KIND.search(following)) and "。" not in following

    def _body_begin(self, units: list[Unit], title: int) -> int:
        index = title + 1
        name = re.sub(r"\s", "", self._line(units[title])) if title >= 0 else ""
        while index < len(units) and index < title + 30:
            unit = units[index]
            line = self._line(unit)
            repeated = bool(name) and re.sub(r"\s", "", line) == name
            dated = (
                bool(_DATE_LINE.match(line)) or bool(_FRONT_DATE.match(line)) or bool(_SUBTITLE.match(line))
            )
            framed = len(line) < 80 and not re.search("[。;]$", line) and self._is_front(line)
            if not (repeated or dated or framed) or unit.cell is not None:
                break
            index += 1
        return index

    def _is_front(self, line: str) -> bool:
        return bool(self._page.search(line) or self._page.search(re.sub(r"\s", "", line))) and bool(
            re.search(r"[:|/【]|\s{2}|\d{4}[-年]|^\S{2,4}$", line) or len(line) < 12
        )

    # -- signature and tail -----------------------------------------------

    def _signature(
        self, units: list[Unit], first: int
    ) -> tuple[int, tuple[int, int] | None, tuple[int, int] | None]:
        stop = max(first, len(units) - _TAIL_LINES)
        for index in range(len(units) - 1, stop - 1, -1):
            unit = units[index]
            line = self._line(unit)
            if unit.cell or len(line) > 80:
                continue
            if _DATE_LINE.match(line):
                return self._signed(units, first, index, self.text.trimmed(unit.start, unit.end))
            tail = _DATED_TAIL.match(line)
            if tail and _BODY_NAME.match(re.sub(r"\s", "", tail.group("body"))):
                base = unit.start
                body = (base + tail.start("body"), base + tail.end("body"))
                return index, body, (base + tail.start("date"), base + tail.end("date"))
        last = len(units)
        while last > first and self._is_residue(self._line(units[last - 1])):
            last -= 1
        if last > first:
            name = re.sub(r"\s", "", self._line(units[last - 1]))
            if units[last - 1].cell is None and _BODY_NAME.match(name) and len(name) < 40:
                unit = units[last - 1]
                return last - 1, (unit.start, unit.end), None
        return last, None, None

    def _signed(
        self, units: list[Unit], first: int, index: int, date: tuple[int, int]
    ) -> tuple[int, tuple[int, int] | None, tuple[int, int] | None]:
        inner = _ANY_DATE.search(self.text.folded, *date)
        if inner:
            date = inner.span()
        top = index
        while top - 1 > first and index - top < 3:
            name = re.sub(r"\s", "", self._line(units[top - 1]))
            if units[top - 1].cell or not _BODY_NAME.match(name) or len(name) > 45:
                break
            top -= 1
        if top == index:
            return index, None, date
        return top, (units[top].start, units[index - 1].end), date

    def _is_residue(self, line: str) -> bool:
        return (
            len(line) < 60
            and not line.endswith("。")
            and bool(self._page.search(line) or re.match(r"附件\s?:?$", line))
        )
