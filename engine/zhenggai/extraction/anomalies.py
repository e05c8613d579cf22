"""Damage and doubt, reported with their place: impossible dates, broken numbering, lost marks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from zhenggai.extraction.grammar.moments import TimeExpression
from zhenggai.extraction.grammar.times import Times
from zhenggai.extraction.outline.drafts import Bounds, IssueDraft
from zhenggai.extraction.outline.frame import Frame
from zhenggai.extraction.outline.numbering import head_mark, numbered
from zhenggai.extraction.outline.units import Unit
from zhenggai.extraction.source import SourceText
from zhenggai.model import Anomaly

_PERCENT = re.compile(r"%(?<=\d%)")
_HUNDREDS = re.compile(r"(?<![\d.])\d{3,12}(?:\.\d{1,6})?\Z")  # fewer digits are not beyond reason
_LONGEST_FIGURE = 19
_LEAD = re.compile(r"[\u4e00-\u9fff]{1,8}$")
_RATE = re.compile(r"(?:率|占比|比重|比例)(?:达到?|为|提高[到至]|提升[到至])?$")
# Between a number with its unit and the next number a mark is lost; 由20家增长到35家 is whole.
_GROWTH = re.compile(r"(?:增长|下降)了?\d[\d.]{0,8}(?:%|个百分点)")
_GROWN = re.compile(
    r"(?<![\d.,])(?<![由从比较])\d[\d.,]{0,12}[余多]?(?:家|户|个|人|名|项|件|条|亩|吨|公里|人次|万元|亿元)(?:同比)?$"
)
_LONGEST_GROWN = 18  # characters: 1,234,567.1234多公里同比
_FUSED_RANK = re.compile(r"第\d{1,3}(?:新增|新备案|新认定|新建)")
_MARK = re.compile(r"[《》“”()【】]")
_NO_MARK = "[^《》“”()【】]*+"
_PAIRED = re.compile(
    rf"{_NO_MARK}(?:(?:《{_NO_MARK}》|“{_NO_MARK}”|\({_NO_MARK}\)|【{_NO_MARK}】){_NO_MARK})*+"
)
_PAIRS = {"《": "》", "“": "”", "(": ")", "【": "】"}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}
_STATUS_KIND = {"impossible": "impossible_date", "damaged": "impossible_date", "masked": "masked_date"}
_MAX_PERCENT = 1000.0
# What stands below 附件: where something is attached.
_ATTACHED = re.compile(r"\s*(?:\d{1,2}\s?[.、]|《)")

Found = tuple[str, Bounds, str]


def find_anomalies(
    text: SourceText,
    frame: Frame,
    units: list[Unit],
    issues: list[IssueDraft],
    times: Times,
) -> tuple[Anomaly, ...]:
    """All anomalies of a notice in text order; ids ``notice/anomaly-n``.

    ``times`` are the time expressions of the text.
    """
    found: list[Found] = []
    stretch = frame.stretch
    if stretch:
        found += _dates(times.within(*stretch))
        found += _figures(text, stretch)
        found += _fused(text, stretch)
    found += _marks(text, frame.body)
    found += _numbering(text, issues)
    found += _endings(text, issues)
    found += _residue(text, frame, units)
    found.sort(key=lambda item: item[1])
    return tuple(
        Anomaly(
            id=f"notice/anomaly-{number}",
            kind=kind,
            text=text.raw[slice(*bounds)],
            span=text.span(*bounds),
            why=why,
        )
        for number, (kind, bounds, why) in enumerate(found, 1)
    )


def _dates(expressions: Iterable[TimeExpression]) -> Iterator[Found]:
    for expression in expressions:
        kind = _STATUS_KIND.get(expression.status)
        if kind:
            yield kind, (expression.start, expression.end), f"times:{expression.status}"


def _figures(text: SourceText, stretch: Bounds) -> Iterator[Found]:
    """Percentages beyond reason, and rates above the whole."""
    for percent in _PERCENT.finditer(text.folded, *stretch):
        place = percent.start()
        match = _HUNDREDS.search(text.folded, max(stretch[0], place - _LONGEST_FIGURE), place)
        if match is None or (value := float(match.group())) <= 100:
            continue
        before = text.folded[max(stretch[0], match.start() - 10) : match.start()]
        if value > _MAX_PERCENT or _RATE.search(before):
            lead = _LEAD.search(before)
            start = match.start() - len(lead.group() if lead else "")
            if re.match(r"\d", text.folded[start - 1]):  # the unit of the figure before belongs to that
                start += 1
            yield "implausible_figure", (start, percent.end()), "figures:percent"


def _fused(text: SourceText, stretch: Bounds) -> Iterator[Found]:
    """A count that runs into its own growth (1347家增长2216%), or a rank into what follows (第12新增)."""
    for growth in _GROWTH.finditer(text.folded, *stretch):
        place = growth.start()
        grown = _GROWN.search(text.folded, max(stretch[0], place - _LONGEST_GROWN), place)
        if grown:
            yield "fused_number", (grown.start(), growth.end()), "figures:fused"
    for rank in _FUSED_RANK.finditer(text.folded, *stretch):
        yield "fused_number", rank.span(), "figures:fused"


def _marks(text: SourceText, body: list[Unit]) -> Iterator[Found]:
    """Quotation marks and brackets without their partner, paragraph by paragraph."""
    for unit in body:
        if _PAIRED.fullmatch(text.folded, unit.start, unit.end):  # most are, and none inside another
            continue
        stack: list[int] = []
        for match in _MARK.finditer(text.folded, unit.start, unit.end):
            position, char = match.start(), match.group()
            if char in _PAIRS:
                stack.append(position)
            elif char in _CLOSERS:
                if stack and text.folded[stack[-1]] == _CLOSERS[char]:
                    stack.pop()
                elif char != ")" or not re.match(
                    r"[\d一二三四五六七八九十]{1,3}\)",
                    text.folded[max(unit.start, position - 2) : position + 1].lstrip(),
                ):
                    yield "unpaired_mark", _around(text, unit, position), "marks:close"
        for position in stack:
            yield "unpaired_mark", _around(text, unit, position), "marks:open"


def _around(text: SourceText, unit: Unit, position: int) -> Bounds:
    return max(unit.start, position - 6), min(unit.end, position + 7)


def _numbering(text: SourceText, issues: list[IssueDraft]) -> Iterator[Found]:
    """Numbers that are skipped, printed twice or printed in another style than the others."""
    yield from _sequence(text, [issue.label for issue in issues if issue.label])
    for issue in issues:
        yield from _sequence(text, [measure.ordinal for measure in issue.measures if measure.ordinal])
    styles: dict[str, list[Bounds]] = {}
    for issue in issues:
        if issue.label is None:
            continue
        start, end = issue.label
        mark = head_mark(text.folded, start, end) or head_mark(text.folded, start, end + 2)
        if mark and mark.kind == "ar":
            styles.setdefault(text.folded[end - 1], []).append(issue.label)
    if len(styles) > 1:
        usual = max(styles, key=lambda style: len(styles[style]))
        for style, labels in styles.items():
            if style != usual and len(labels) * 2 < len(styles[usual]):
                for label in labels:
                    yield "mixed_numbering", label, "numbering:style"


def _sequence(text: SourceText, labels: list[Bounds]) -> Iterator[Found]:
    previous: dict[str, int] = {}
    for bounds in labels:
        kind, number = numbered(text.folded, *bounds) or ("bullet", 0)
        if kind == "bullet":
            continue
        before = previous.get(kind)
        if before is not None and number == before:
            yield "duplicate_number", bounds, "numbering:twice"
        elif (before is not None and number > before + 1) or (
            before is None and 1 < number <= 3 and kind == "shi"
        ):
            yield "enumerator_gap", bounds, "numbering:gap"
        previous[kind] = number


def _endings(text: SourceText, issues: list[IssueDraft]) -> Iterator[Found]:
    """Measures that end without a closing mark: their end may be lost."""
    folded = text.folded
    measures = [measure.bounds for issue in issues for measure in issue.measures]
    loose = [(start, end) for start, end in measures if folded[end - 1] not in "。;!?”)》"]
    if 2 * len(loose) > len(measures):
        return
    for start, end in loose:
        if end - start > 10 and folded[end - 1] not in "…:,、":
            yield "broken_sentence", (max(start, end - 14), end), "sentence:end"


def _residue(text: SourceText, frame: Frame, units: list[Unit]) -> Iterator[Found]:
    """The page's own words that were published with the notice."""
    title = text.folded[slice(*frame.title)] if frame.title else None
    printed = [*frame.front, *frame.tail]
    for unit, below in itertools.zip_longest(printed, printed[1:]):
        line = text.folded[unit.start : unit.end]
        if line.startswith("附件") and below and _ATTACHED.match(text.folded, below.start, below.end):
            continue
        if (frame.signed_date and unit.start <= frame.signed_date[0] < unit.end) or frame.signed_by == (
            unit.start,
            unit.end,
        ):
            continue
        if title and "".join(line.split()) == "".join(title.split()):
            yield "page_residue", (unit.start, unit.end), "residue:title"
        elif re.search(r"打印|关闭|\|.*\||^附件\s?:?$|登录|首页|已阅|上一篇|下一篇|分享", line):
            yield "page_residue", (unit.start, unit.end), "residue:page"
