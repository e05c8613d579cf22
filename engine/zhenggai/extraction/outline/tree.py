"""One tree of points for any layout: numbers and labels open nodes, paragraphs fill them.

The nesting is found, not assumed: a number of a class that is open continues that list,
a number of a new class goes below what is open, unless its class is senior by
GB/T 9704 (一、 over (一) over 1. over (1)). Points inside a paragraph count only where
they continue or begin a list, so that 统一是 or 3.5 never become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.extraction.outline.labels import FIELD_ROLES, Label, Labels
from zhenggai.extraction.outline.node import FLOATING, RANK, Node, rank_of
from zhenggai.extraction.outline.numbering import Mark, head_mark, inline_marks
from zhenggai.extraction.outline.units import Unit
from zhenggai.extraction.source import SourceText

_CLOSING_UNITS = 4
_DEEPEST = 40  # levels: what is nested deeper in a text hangs on the level above
# How a problem is named where nothing numbers it.
_ISSUE_HEAD = re.compile(
    r"(?:针对|关于|对于?|就)\s?[“《][^”\n]{2,150}”[^,。:;\n]{0,40}?(?:问题|方面|情况|不足|的反馈)[^,。:;\n]{0,12}(?=[,。:;]|$)"
    r"|针对[^,。:;\n]{4,120}?(?:的?问题|不足|短板|薄弱环节)[^,。:;\n]{0,6}(?=[,。:;]|$)"
    r"|关于[^。:;\n]{4,150}?(?:的?问题|方面)(?:的?整改(?:落实|进展)?(?:情况)?)?[。:]?$"
)
_CLOSED = re.compile(r"[。;:!?)]$|[:;。|]|\d{4}年|^针对|^关于")
_NUMBER_FIGURE = re.compile(r"(\d{1,2})[.、](?=\d)")
# A paragraph on the next steps near the end, or behind items without numbers, is no part of the last item.
_NEXT_STEPS = re.compile(r"(?:下一步|下步|今后|往后|接下来|下一阶段|下阶段)(?:,|[^。;:]{0,12}(?:将|要))")
_READS_LIKE_ISSUE = re.compile(
    r"\s?(?:关于|针对|对|反馈|“|“?存在|[^。;:\n]{2,60}(?:问题|不够|不到位|不足|不力|不严|不强)(?:[。:\n]|$))"
)
_SECTION_WORDS = re.compile(
    r"(?:整改|组织领导|进展|成效|落实|下一步|下步|打算|工作|主要做法|总体|基本情况|今后|后续|存在的?问题)"
)


Token = Mark | Label


class TreeBuilder:
    """Feeds paragraphs into a tree; ``build`` gives its root."""

    def __init__(self, text: SourceText, labels: Labels) -> None:
        self.text = text
        self.labels = labels
        self.root = Node("root", 0, 0, 0, 0, True)
        self.top = self.root
        self._open: list[Node] = []  # the open node and those above it, nearest first, without the root
        self._near_end = 0
        self._last_figure = 0
        self._numbered = True

    def build(self, units: list[Unit]) -> Node:
        """The tree of these paragraphs."""
        self._near_end = units[-_CLOSING_UNITS].start if len(units) >= _CLOSING_UNITS else 0
        self._numbered = any(self._is_numbered_head(unit) for unit in units)
        for unit in units:
            self._unit(unit)
        return self.root

    # -- one paragraph ------------------------------------------------

    def _unit(self, unit: Unit) -> None:
        folded = self.text.folded
        position = self._head(unit)
        marks = inline_marks(folded, position, unit.end)
        labels = self.labels.inside(folded, position, unit.end)
        if not (labels or marks):
            self._close(unit.end)
            return
        tokens: list[Token] = [*labels, *marks]  # of two at one place the label counts
        if labels:
            tokens.sort(key=lambda token: token.start)
        # where the last 2 of each class of numbers stands
        seconds = {mark.kind: mark.start for mark in marks if mark.number == 2}
        for token in tokens:
            if token.start < position:
                continue
            if isinstance(token, Label):
                if _depth(folded, unit.start, token.start):
                    continue
                self._close(token.start)
                self._open_label(token, head=False)
                position = self._nested_head(token.end, unit.end)
            elif not _quoted(folded, unit.start, token.start) and self._counts(
                token, seconds.get(token.kind, -1)
            ):
                self._close(token.start)
                self._open_mark(token, head=False)
                position = self._nested_head(token.end, unit.end)
        self._close(unit.end)

    def _head(self, unit: Unit) -> int:
        """Open the node that the paragraph begins with; returns where its text goes on."""
        folded = self.text.folded
        mark = self._head_mark(unit)
        if mark:
            self._open_mark(mark, head=True, level=unit.level)
            return self._nested_head(mark.end, unit.end)
        label = self.labels.at(folded, unit.start, unit.end)
        if label and self._opens_next_steps(label, unit):
            self._open_heading(unit)
            return unit.end
        if label:
            self._open_label(label, head=True)
            return self._nested_head(label.end, unit.end)
        if unit.level or self._is_bare_heading(unit):
            self._open_heading(unit)
            return unit.end
        issue = _ISSUE_HEAD.match(folded, unit.start, unit.end)
        if issue:
            self._place(Node("issue", 0, unit.start, unit.start, issue.end(), True, title_end=issue.end()))
            return issue.end()
        self._open_text(unit)
        return unit.start

    def _head_mark(self, unit: Unit) -> Mark | None:
        """The number a paragraph begins with; behind a list's bullet the number counts."""
        mark = head_mark(self.text.folded, unit.start, unit.end)
        if mark and mark.kind == "bullet":
            position = mark.end
            while position < unit.end and self.text.folded[position] == " ":
                position += 1
            number = head_mark(self.text.folded, position, unit.end)
            return number if number and number.kind != "article" else mark
        if mark is None:
            return self._figure_behind_number(unit)
        return None if mark.kind == "article" else mark

    def _opens_next_steps(self, label: Label, unit: Unit) -> bool:
        """下一步打算 alone on its line near the end, or behind items without numbers, is a section."""
        if label.role != "next" or self._is_closed(label):
            return False
        return self._among_unnumbered() or unit.start >= self._near_end > 0

    def _is_closed(self, label: Label) -> bool:
        return self.text.folded[label.start : label.end].rstrip(" *")[-1:] in ":】]"

    def _among_unnumbered(self) -> bool:
        return any(node.kind == "issue" for node in self._open)

    def _figure_behind_number(self, unit: Unit) -> Mark | None:
        """4.3个部门… is point 4 where point 3 stands before it, and a figure elsewhere."""
        match = _NUMBER_FIGURE.match(self.text.folded, unit.start, unit.end)
        if match is None:
            return None
        number = int(match.group(1))
        # 1、5个园区 can be nothing else; 1.5 is a figure unless point 0 stood before
        if self._last_figure + 1 == number or (number == 1 and match.group().endswith("、")):
            return Mark("ar", number, match.start(), match.end())
        return None

    def _nested_head(self, position: int, end: int) -> int:
        """A label or a second number right behind a mark opens a node of its own."""
        folded = self.text.folded
        while position < end and folded[position].isspace():
            position += 1
        label = self.labels.at(folded, position, end)
        if label and self.top.kind != "label" and self._is_label_here(label):
            self._close(position)
            self._open_label(label, head=False)
            return self._nested_head(label.end, end)
        mark = head_mark(folded, position, end) if self.top.kind == "label" else None
        if mark and mark.number == 1 and mark.kind not in {"article", "chapter", "word"}:
            self._close(position)
            self._open_mark(mark, head=False)
            return mark.end
        return position

    def _is_label_here(self, label: Label) -> bool:
        """二、整改进展情况 is a heading; (二)整改情况 on its line or 1.整改情况: is a label."""
        return self._is_closed(label) or (
            rank_of(self.top) >= RANK["cn_paren"] and label.role in {"problem", "measures", "next"}
        )

    def _is_bare_heading(self, unit: Unit) -> bool:
        """A short line without closing mark that names a section."""
        line = self.text.folded[unit.start : unit.end]
        if not self._numbered and unit.cell is None and 6 <= len(line) <= 40 and not _CLOSED.search(line):
            return True  # nothing is numbered: short lines without a closing mark are the headings
        return (
            4 <= len(line) <= 30
            and not re.search(r"[。;:,!?、\d|《]", line)
            and bool(_SECTION_WORDS.search(line))
            and not _ISSUE_HEAD.match(line)
            and unit.cell is None
        )

    def _is_numbered_head(self, unit: Unit) -> bool:
        mark = head_mark(self.text.folded, unit.start, unit.end)
        return mark is not None and mark.kind in {"chapter", "cn", "cn_paren", "word", "ar"}

    # -- opening nodes ------------------------------------------------

    def _close(self, end: int) -> None:
        """End the own text of the node that is open."""
        if self.top is not self.root and self.top.end < end:
            self.top.end = end

    def _place(self, node: Node, parent: Node | None = None) -> None:
        if parent is None:
            parent, rank = self.root, rank_of(node)
            for open_node in self._open:
                if open_node.kind not in {"text", "label"} and rank_of(open_node) < rank:
                    parent = open_node
                    break
        while parent.depth >= _DEEPEST and parent.parent is not None:
            parent = parent.parent
        parent.adopt(node)
        above = self._open[self._open.index(parent) :] if parent is not self.root else ()
        self.top, self._open = node, [node, *above]

    def _open_text(self, unit: Unit) -> None:
        ends_items = _NEXT_STEPS.match(self.text.folded, unit.start, unit.end)
        if ends_items and (self._among_unnumbered() or unit.start >= self._near_end > 0):
            self._place(Node("bare", 0, unit.start, unit.start, unit.start, True), self.root)
            return
        parent = next((node for node in self._open if node.kind != "text"), self.root)
        self._place(Node("text", 0, unit.start, unit.start, unit.start, True), parent)

    def _open_heading(self, unit: Unit) -> None:
        node = Node("bare", 0, unit.start, unit.start, unit.end, True, level=unit.level)
        for open_node in self._open:
            senior = open_node.kind == "bare" and (open_node.level or 0) < (unit.level or 0)
            if senior or (open_node.kind != "bare" and unit.level and _styled_above(open_node, unit.level)):
                self._place(node, open_node)
                return
        self._place(node, self.root)

    def _open_label(self, label: Label, *, head: bool) -> None:
        node = Node("label", 0, label.start, label.end, label.end, head, role=label.role)
        outer = self._outer_label()
        field_of_point = label.role in FIELD_ROLES and outer is not None and outer.role not in FIELD_ROLES
        if field_of_point and self.top is not outer:
            parent = next(n for n in self._open if n.kind != "text")
            self._place(node, parent if parent.kind != "label" else outer)
            return
        if outer is not None:
            self._place(node, outer.parent)
            return
        parent = next(
            (n for n in self._open if n.kind != "text" and not (head and n.kind in FLOATING)),
            self.root,
        )
        if head and label.role in FIELD_ROLES and self._ends_list(parent):
            parent = parent.parent or self.root
        self._place(node, parent)

    def _ends_list(self, node: Node) -> bool:
        """Whether a point is the last measure of a list: a label line behind it speaks of the whole issue."""
        folded = self.text.folded
        if node.kind not in {"ar", "ar_paren"} or node.parent is None:
            return False
        others = node.parent.kinds.get(node.kind, 0) - 1
        filled = node.parent.filled.get(node.kind, 0) - bool(node.children)
        return (
            node.parent.kind in {"cn_paren", "ar", "word", "issue"}
            and others > 0
            and filled == 0
            and folded[node.body : node.end].rstrip()[-1:] in {"。", ";"}
            and not looks_like_issue(folded, node.body)
        )

    def _outer_label(self) -> Node | None:
        """The open label that a new one stands beside; a label above the issue at hand is none."""
        for node in self._open:
            if node.kind == "label":
                return node
            if node.kind == "issue" or (
                node.kind not in FLOATING and looks_like_issue(self.text.folded, node.body)
            ):
                return None
        return None

    def _open_mark(self, mark: Mark, *, head: bool, level: int | None = None) -> None:
        node = Node(mark.kind, mark.number, mark.start, mark.end, mark.end, head, level=level)
        if mark.kind == "ar" and (head or looks_like_issue(self.text.folded, mark.end)):
            self._last_figure = mark.number
        sibling = self._sibling(mark)
        if sibling is not None:
            self._place(node, sibling.parent)
            return
        self._place(node, self._new_parent(mark, head=head))

    def _sibling(self, mark: Mark) -> Node | None:
        """The open node whose list the mark continues."""
        kind, number = mark.kind, mark.number
        for node in self._open:
            if node.kind == kind and node.number + 1 == number:
                return node
        same = [node for node in self._open if node.kind == kind]
        if not same:
            return None
        for node in same:
            if node.number < number <= node.number + 4:
                return node
        nearest = same[0]
        folded = self.text.folded
        restarts = looks_like_issue(folded, mark.end) and looks_like_issue(folded, nearest.body)
        if number == 1 and nearest.number >= 1 and self._label_below(nearest) and not restarts:
            return None
        return nearest

    def _label_below(self, node: Node) -> bool:
        """Whether a label has been opened below ``node`` since: then a list from 1 is its content."""
        return any(n.kind == "label" and n.role not in FIELD_ROLES for n in self._open_until(node))

    def _open_until(self, node: Node) -> Iterator[Node]:
        for open_node in self._open:
            if open_node is node:
                return
            yield open_node

    def _new_parent(self, mark: Mark, *, head: bool) -> Node:
        rank = RANK[mark.kind]
        folded = self.text.folded
        for node in self._open:
            if node.kind == "text":
                continue
            if node.kind == "label":
                if node.role in FIELD_ROLES and node.end > node.body + 1 and head and rank < 9:
                    continue
                if node.parent is not None and rank < rank_of(node.parent):
                    continue
                return node
            if node.kind in FLOATING and mark.kind not in FLOATING:
                ends = folded[self.text.trimmed(node.start, node.extent)[1] - 1] if head else ":"
                if ends != ":" or rank < RANK["cn_paren"] or looks_like_issue(folded, mark.end):
                    continue
                return node
            if rank_of(node) < rank or node.kind in FLOATING:
                return node
        return self.root

    # -- points inside a paragraph --------------------------------------

    def _counts(self, mark: Mark, second: int) -> bool:
        """Whether a mark inside a paragraph is a point of a list; ``second`` is where its last 2 stands."""
        for node in self._open:
            if node.kind == mark.kind:
                step = mark.number - node.number
                skips = mark.kind in ("shi", "circled") and not _loose(self.text.folded, mark)
                if step == 1 or (skips and 1 < step <= 3):
                    return True
        if mark.kind == "ar" and mark.number == self._last_figure + 1 > 1:
            # a numbering that runs on through the chapters
            return looks_like_issue(self.text.folded, mark.end)
        if _loose(self.text.folded, mark) or mark.number != 1:
            return False
        if mark.kind == "shi":
            return True
        return second > mark.start


def _styled_above(node: Node, level: int) -> bool:
    return node.level is not None and node.level < level


def _loose(folded: str, mark: Mark) -> bool:
    return mark.kind == "shi" and folded[mark.start - 1] not in "。;:!?”)】》… \n,、*"


def looks_like_issue(folded: str, start: int) -> bool:
    """Whether the text behind a mark reads like the heading of an issue."""
    return bool(_READS_LIKE_ISSUE.match(folded, start))


def _quoted(folded: str, start: int, position: int) -> bool:
    """Whether an odd number of quotation marks or brackets is open before ``position``."""
    begin = max(start, position - 400)
    for opening, closing in ("“”", "《》"):
        opened = folded.count(opening, begin, position)
        if opened and opened > folded.count(closing, begin, position):
            return True
    return False


def _depth(folded: str, start: int, position: int) -> bool:
    """Whether a round bracket is open before ``position``: its labels belong to the bracket."""
    stretch = folded[max(start, position - 300) : position]
    return stretch.count("(") > stretch.count(")")


def build_tree(text: SourceText, units: list[Unit], labels: Labels) -> Node:
    """The tree of a notice's paragraphs; the root has kind ``root``."""
    return TreeBuilder(text, labels).build(units)
