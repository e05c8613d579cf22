"""Which lines of a page are the article, with its title in front and its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from zhenggai.reading.canonical import HALF_WIDTH, GridCell
from zhenggai.reading.html import frame
from zhenggai.reading.html.flow import Element, Line, Page
from zhenggai.reading.html.names import is_article_name
from zhenggai.reading.html.tables import DataTable, data_tables

Row = list[GridCell]
Part = Line | list[Row]

_PROSE = 15  # characters of a line that, with a mark of punctuation, is prose
_LONG = 30  # characters of a line that is prose without one
_MARKS = re.compile(r"[,;:。、\uff0c\uff1b\uff1a]")
_CONTAINER_SHARE = 0.05  # of the page's prose: a known container with less holds something else
_KNOWN_SHARE = 0.5  # of the page's prose in known containers: then the article is there
_SHARE = 0.96  # of the prose: an element with less of it is not the whole article
_SIGNATURE = 4  # lines after the container in which a signature is looked for
_SITE = re.compile(r"\s*[_|]\s*|\s+[-–—]+\s+|[-–—]+(?=[^-–—]{2,30}$)|\s{2,}")
_FOLD = re.compile(r"[\s\"'“”‘’《》()\-_—]+")


@dataclass(slots=True)
class _Area:
    """Lines ``[first, last)`` of the page."""

    first: int
    last: int


def article(page: Page) -> list[Part]:
    """The article's lines and tables in page order, its title and publication date with them.

    Empty where the page shows no text.
    """
    tables = data_tables(page)
    kept = _kept(page, tables)
    if not any(kept):
        return []
    weights = _weights(page, tables, kept)
    area = _main_area(page.elements, weights, len(page.lines))
    area = _without_margins(page, kept, area)
    chosen = {number for number in range(area.first, area.last) if kept[number]}
    chosen.update(_signature(page, kept, area))
    title = _title(page, kept, area)
    chosen.update(title)
    dated = _date_lines(page, kept, area)
    chosen.update(dated)
    parts = _in_order(page, tables, chosen, area)
    head: list[Part] = []
    if not title and (name := _page_title(page)):
        head.append(Line(name, 1, 0, False, False))
    if not dated and not _dated_inside(page, chosen) and (date := _hidden_date(page, tables)):
        head.append(Line(date, None, 0, False, False))
    if head and title:
        return parts[: len(title)] + head + parts[len(title) :]
    return head + parts


# ------------------------------------------------------------- which lines


def _kept(page: Page, tables: list[DataTable]) -> list[bool]:
    """Which lines may belong to the article: shown, in no part named as frame, in no index table.

    Where hidden or framed parts hold most of the page's prose, they are the article after all.
    """
    index = [False] * len(page.lines)
    for table in tables:
        if frame.is_index_table([cell.text for row in table.rows for cell in row]):
            index[table.first : table.last] = [True] * (table.last - table.first)
    prose = [_prose(line) for line in page.lines]
    shown = [not (line.hidden or line.framed) for line in page.lines]
    if 2 * sum(size for size, show in zip(prose, shown, strict=True) if show) < sum(prose):
        shown = [not line.hidden for line in page.lines]
        if not any(size for size, show in zip(prose, shown, strict=True) if show):
            shown = [True] * len(page.lines)
    return [show and not indexed for show, indexed in zip(shown, index, strict=True)]


def _prose(line: Line) -> int:
    """The characters of a line that speak for an article: none of a list of links or a short label."""
    size = len(line.text)
    if 2 * line.links > size or frame.is_frame_line(line.text):
        return 0
    if size >= _LONG or (size >= _PROSE and _MARKS.search(line.text)):
        return size - line.links
    return 0


def _weights(page: Page, tables: list[DataTable], kept: list[bool]) -> list[int]:
    """Prose per line as running totals: ``totals[last] - totals[first]`` is that of ``[first, last)``."""
    weights = [_prose(line) if keep else 0 for line, keep in zip(page.lines, kept, strict=True)]
    for table in tables:
        for number in range(table.first, table.last):
            line = page.lines[number]
            # Short cells of a table of data are as much content as its long ones.
            if kept[number] and 2 * line.links <= len(line.text):
                weights[number] = len(line.text)
    return [0, *accumulate(weights)]


def _main_area(elements: list[Element], totals: list[int], lines: int) -> _Area:
    """The known containers if they hold most of the prose, else the innermost element with nearly all."""

    def weight(area: Element | _Area) -> int:
        return totals[area.last] - totals[area.first]

    whole = totals[-1]
    known = [element for element in elements if is_article_name(element.names)]
    known = [element for element in known if weight(element) > _CONTAINER_SHARE * whole]
    area = _Area(0, lines)
    if known:
        area = _Area(min(element.first for element in known), max(element.last for element in known))
    if not known or weight(area) < _KNOWN_SHARE * whole:
        known, area = elements, _Area(0, lines)
    if not whole:
        return area
    least = _SHARE * weight(area)
    # Elements are in the order of their opening tags: the last one that qualifies is the innermost.
    for element in known:
        if weight(element) >= least and area.first <= element.first and element.last <= area.last:
            area = _Area(element.first, element.last)
    return area


def _without_margins(page: Page, kept: list[bool], area: _Area) -> _Area:
    """The area without lines of the frame at its beginning and end; buttons inside are unmarked, too."""
    first, last = area.first, area.last
    for number in range(first, last):
        if frame.is_button_line(page.lines[number].text):
            kept[number] = False
    while first < last and (not kept[first] or frame.is_frame_line(page.lines[first].text)):
        first += 1
    while last > first and (not kept[last - 1] or frame.is_frame_line(page.lines[last - 1].text)):
        last -= 1
    return _Area(first, last) if first < last else area


def _signature(page: Page, kept: list[bool], area: _Area) -> range:
    """Lines right after the area up to the date under a signature, none where there is no such date."""
    end = min(area.last + _SIGNATURE, len(page.lines))
    for number in range(area.last, end):
        if not kept[number] or frame.is_frame_line(page.lines[number].text):
            break
        if frame.is_signing_date(page.lines[number].text):
            return range(area.last, number + 1)
    return range(0)


# -------------------------------------------------------- title and date


def _folded(text: str) -> str:
    return _FOLD.sub("", text.translate(HALF_WIDTH))


def _title(page: Page, kept: list[bool], area: _Area) -> range:
    """The lines that show the title, before the area or at its beginning.

    They are those which the page's own title or article name contains, else the last main heading
    before the area.
    """
    wanted = [_folded(name) for name in (page.metas.get("articletitle", ""), page.title) if name]
    best, size = range(0), 0
    number, end = 0, min(area.first + 6, area.last)
    while number < end:
        run, text = number, ""
        while run < end and _may_be_title(page.lines[run], kept[run]):
            longer = text + _folded(page.lines[run].text)
            if not any(longer in name for name in wanted):
                break
            text, run = longer, run + 1
        if len(text) >= 8 and len(text) >= size:
            best, size = range(number, run), len(text)
        number = max(run, number + 1)
    if size:
        return best
    for number in range(end - 1, -1, -1):
        if kept[number] and page.lines[number].level in (1, 2) and number < area.first:
            return range(number, number + 1)
    return range(0)


def _may_be_title(line: Line, kept: bool) -> bool:
    return kept and not line.links and len(line.text) <= 120


def _page_title(page: Page) -> str:
    """The article's name from the page's head, without the site's; empty where the page shows it."""
    name = page.metas.get("articletitle") or max(_SITE.split(page.title), key=len, default="").strip()
    shown = _folded("".join(line.text for line in page.lines[:60]))
    return "" if not name or _folded(name) in shown else name


def _date_lines(page: Page, kept: list[bool], area: _Area) -> list[int]:
    """The line outside the area that says when the page was published: the best before it, else after it."""
    if _dated_inside(page, {number for number in range(area.first, area.last) if kept[number]}):
        return []
    before = range(area.first - 1, max(-1, area.first - 15), -1)
    after = range(area.last, min(area.last + 8, len(page.lines)))
    for numbers, least in ((before, 2), (before, 1), (after, 2)):
        for number in numbers:
            line = page.lines[number]
            linked = 2 * line.links > len(line.text)
            if kept[number] and not linked and frame.publication_rank(line.text) >= least:
                label = number > 0 and page.lines[number - 1].text.endswith((":", "\uff1a"))
                return [number - 1, number] if label else [number]
    return []


def _dated_inside(page: Page, chosen: set[int]) -> bool:
    return any(frame.publication_rank(page.lines[number].text) == 2 for number in chosen)


def _hidden_date(page: Page, tables: list[DataTable]) -> str | None:
    """The publication date as the index-number table or the page's head gives it."""
    for table in tables:
        cells = [cell.text for row in table.rows for cell in row]
        if frame.is_index_table(cells) and (date := frame.index_date(cells)):
            return date
    published = page.metas.get("pubdate") or page.metas.get("publishdate", "")
    return f"发布日期:{published}" if frame.publication_rank(published) else None


# ------------------------------------------------------------------ output


def _in_order(page: Page, tables: list[DataTable], chosen: set[int], area: _Area) -> list[Part]:
    """Chosen lines and the tables of data that lie among them."""
    parts: list[Part] = []
    starts = {table.first: table for table in tables if area.first <= table.first and table.last <= area.last}
    number, ordered = 0, sorted(chosen)
    position = 0
    while position < len(ordered):
        number = ordered[position]
        table = starts.get(number)
        if table is None:
            parts.append(page.lines[number])
            position += 1
            continue
        parts += table.captions
        parts.append(table.rows)
        while position < len(ordered) and ordered[position] < table.last:
            position += 1
    return parts
