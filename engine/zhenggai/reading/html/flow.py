"""A page laid out as lines, as a reader sees them, with the elements that they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from zhenggai.reading.html.names import is_article_name, is_frame_name

_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot"
    " th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_UNSHOWN_TAGS = (
    "script style noscript template iframe object svg math head select option button input textarea audio"
    " video canvas map datalist"
)
_LEFT_OUT = frozenset(_UNSHOWN_TAGS.split())
_FRAME_TAGS = frozenset(("nav", "footer", "aside"))
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ol", "ul", "dir", "menu"))
_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNMARKED = re.compile(r"list-style(?:-type)?\s*:\s*none", re.I)
_BULLET = "• "
_HEAD_TEXT = 500  # characters of a title or meta entry
_SPACE = re.compile(r"[ \t\n\r\f]+")
# A line break of the source between two wide characters is no space: a browser shows none.
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u2018-\u201d]"
_BROKEN = re.compile(rf"(?<={_WIDE})[\t ]*[\n\r][\t\n\r ]*(?={_WIDE})")
# No-break spaces are spaces; byte order marks, zero-width spaces and soft hyphens are left-overs of editors.
_UNSEEN = str.maketrans({"\xa0": " ", "\ufeff": None, "\u200b": None, "\u00ad": None})


@dataclass(slots=True)
class Line:
    """A line of the page; ``links`` is how many of its characters stand in links."""

    text: str
    level: int | None
    links: int
    framed: bool
    hidden: bool


@dataclass(slots=True)
class Element:
    """A block of the page and its lines ``[first, last)``; ``names`` are its id and classes in lower case."""

    names: str
    first: int
    last: int = 0


@dataclass(slots=True)
class TableSource:
    """A <table>: for each row its cells as (index in ``Page.elements``, rowspan, colspan)."""

    element: int
    outer: int | None
    rows: list[list[tuple[int, int, int]]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What a page shows (``lines``), in what (``elements``, ``tables``), and what its head says."""

    lines: list[Line]
    elements: list[Element]
    tables: list[TableSource]
    title: str
    metas: dict[str, str]


def lay_out(text: str) -> Page:
    """The page in a string of HTML."""
    parser = LexborHTMLParser(text)
    flow = _Flow()
    if parser.body is not None:
        flow.walk(parser.body)
    title, metas = "", {}
    for node in parser.head.traverse() if parser.head is not None else ():
        if node.tag == "title" and not title:
            title = _SPACE.sub(" ", node.text()).strip()[:_HEAD_TEXT]
        elif node.tag == "meta" and node.attributes.get("name"):
            content = node.attributes.get("content") or ""
            metas[str(node.attributes["name"]).lower()] = content.strip()[:_HEAD_TEXT]
    return Page(flow.lines, flow.elements, flow.tables, title, metas)


@dataclass(slots=True)
class _Opened:
    """What entering an element changed, to be undone when it is left."""

    tag: str
    element: int | None
    framed: bool
    hidden: bool


class _Flow:
    """One walk over the tree, without recursion: a page may be nested thousands deep."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.elements: list[Element] = []
        self.tables: list[TableSource] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._link = self._frame = self._hidden = self._pre = 0
        self._level: int | None = None
        self._prefix = ""
        self._open_tables: list[int] = []
        self._lists: list[int | str] = []  # the next number of each open list, or the mark of its items

    def walk(self, body: LexborNode) -> None:
        """Lay out everything in ``body``."""
        stack: list[tuple[LexborNode, _Opened]] = []
        node: LexborNode | None = body
        while node is not None:
            following = None
            if node.is_text_node:
                self._text(node.text_content or "")
            elif node.is_element_node and node.tag not in _LEFT_OUT:
                opened = self._enter(node)
                stack.append((node, opened))
                following = node.first_child
                if following is None:
                    stack.pop()
                    self._leave(opened)
            if following is None and stack:
                following = node.next
            while following is None and stack:
                left, opened = stack.pop()
                self._leave(opened)
                following = left.next if stack else None
            node = following

    def _text(self, text: str) -> None:
        if self._link:
            self._linked += len(text.strip())
        if not self._pre:
            self._pieces.append(text)
            return
        for index, line in enumerate(text.splitlines()):
            if index:
                self._end_line()
            self._pieces.append(line)

    def _enter(self, node: LexborNode) -> _Opened:
        tag, attributes = node.tag or "", node.attributes
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".strip().lower()
        if tag == "br":
            self._end_line()
        opened = _Opened(
            tag,
            None,
            tag in _FRAME_TAGS or (tag != "body" and is_frame_name(names)),
            "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or "")),
        )
        if tag in _BLOCKS or is_article_name(names):
            self._end_line()
            opened.element = len(self.elements)
            self.elements.append(Element(names, len(self.lines)))
        self._link += tag == "a"
        self._pre += tag == "pre"
        self._frame += opened.framed
        self._hidden += opened.hidden
        self._level = _LEVELS.get(tag, self._level)
        if tag in _LISTS or tag == "li":
            self._enter_list(tag, attributes)
        elif opened.element is not None:
            self._enter_table(tag, attributes, opened.element)
        return opened

    def _enter_list(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Count as a browser does, so that the number can be shown before the item."""
        if tag in _LISTS:
            if _UNMARKED.search(attributes.get("style") or ""):
                self._lists.append("")
            else:
                self._lists.append(_whole(attributes.get("start"), 1) if tag == "ol" else _BULLET)
        elif self._lists and isinstance(number := self._lists[-1], int):
            number = _whole(attributes.get("value"), number)
            self._prefix = f"{number}. "
            self._lists[-1] = number + 1
        elif self._lists:
            self._prefix = str(self._lists[-1])

    def _enter_table(self, tag: str, attributes: dict[str, str | None], element: int) -> None:
        if tag == "table":
            outer = self._open_tables[-1] if self._open_tables else None
            self._open_tables.append(len(self.tables))
            self.tables.append(TableSource(element, outer))
        elif self._open_tables and tag == "tr":
            self.tables[self._open_tables[-1]].rows.append([])
        elif self._open_tables and tag in _CELLS:
            rows = self.tables[self._open_tables[-1]].rows
            spans = _whole(attributes.get("rowspan"), 1), _whole(attributes.get("colspan"), 1)
            rows[-1].append((element, *spans))

    def _leave(self, opened: _Opened) -> None:
        tag = opened.tag
        if opened.element is not None:
            self._end_line()
            self.elements[opened.element].last = len(self.lines)
        self._link -= tag == "a"
        self._pre -= tag == "pre"
        self._frame -= opened.framed
        self._hidden -= opened.hidden
        if tag in _LEVELS:
            self._level = None
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._prefix = ""
        elif tag == "table":
            self._open_tables.pop()

    def _end_line(self) -> None:
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces.clear()
        links, self._linked = self._linked, 0
        if not self._pre:
            if "\n" in text or "\r" in text:
                text = _BROKEN.sub("", text)
            # No-break and ideographic spaces in front stay: they are the indentation that a reader sees.
            text = _SPACE.sub(" ", text).strip(" ")
        text = text.translate(_UNSEEN).rstrip()
        if not text:
            return
        if self._prefix:
            text, self._prefix = self._prefix + text.lstrip(), ""
        self.lines.append(Line(text, self._level, links, self._frame > 0, self._hidden > 0))


def _whole(value: str | None, default: int) -> int:
    """The whole number in an attribute, as far as a page can mean it seriously."""
    digits = (value or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else default
