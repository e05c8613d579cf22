"""What stands under an issue: its heading, its measures, the values of its labels."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from zhenggai.extraction.outline.drafts import Bounds, FieldDraft, IssueDraft, MeasureDraft
from zhenggai.extraction.outline.labels import FIELD_ROLES, labels_for
from zhenggai.extraction.outline.node import Node
from zhenggai.extraction.outline.sections import is_closing
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon

# Where a heading may stop, and quotations and brackets, in which it does not.
_HEADING_STOP = re.compile(r"“[^”]{0,300}”|《[^》]{0,300}》|\([^()]*\)|。|\*\*|:(?<=(?:问题|方面|整改):)")
_STOPS = ("。", "*", ":")
_COMMA_HEADING = re.compile(
    r"(?:针对|关于|对于?|就)?\s?(?:“[^”\n]{2,200}”|[^,。;:“\n]){2,120}?(?:问题|方面)(?:的整改)?(?=[,:])"
)
# one bracket may stand inside: (责任单位:相关县(市、区)人民政府)
_BRACKET = re.compile(
    r"\((?P<inside>(?:[^():]|\([^()]{0,20}\)){2,60}:(?:[^()]|\([^()]{0,20}\)){1,240})\)\s*+(?:[。;]\s*+)?$"
)
# …问题(县粮食局牵头,各科室落实): who answers, without a label
_BARE_BRACKET = re.compile(
    r"\((?P<inside>[^():。;]{2,80}(?:牵头|负责|配合|落实|承办|主办|协办))\)\s*+(?:[。;]\s*+)?$"
)
# …比重偏高(涉及1个部门,1.38亿元): how large the problem is, behind its name
_SCALE_BRACKET = re.compile(r"\((?:共?涉及?|问题金额)[^()]{0,60}?\d[^()]{0,60}\)\s*+(?:[。;]\s*+)?$")
_STATUS = re.compile(
    r"^\s*(?:该|此|本|以上|上述|目前|截至目前|现|,|、|反馈|问题|项|整改|任务|工作|事项|均|已经?|全部|基本|按期|如期)*"
    r"(?:已|基本|部分|正在|长期|未|持续|完成|推进|整改|销号|坚持|到位|进行|并|取得|阶段性|成效|办结|按照|序时|进度|完毕|分阶段|中|尚)+[。;,]?\s*$"
)
_NAMED_ITEM = re.compile(r"(?:目前,?)?(?:该|此|本|上述|以上)")
_LONGEST_STATUS = 40
_DASH = "--"  # as it is folded
_STATE = re.compile(r"完成|推进|销号|坚持|办结|整改中")
_WHEN = re.compile(r"\d[年月日]|[月年]底|[上中下]旬|季度|立行立改|立查立改|即知即改")
_SYMBOLS = re.compile(r"^[^\w(《“]+")  # ✅ 已完成
_TRAILING = "。;；,，:：* \n"


def _points(label: Node) -> bool:
    return any(child.kind not in {"text", "label"} for child in label.children)


def _unanswered(children: list[Node]) -> bool:
    return not any(child.kind == "label" and child.role == "measures" for child in children)


class ContentReader:
    """Reads the content of issue nodes of one text."""

    def __init__(self, text: SourceText, lexicon: Lexicon) -> None:
        self.text = text
        self._labels = labels_for(lexicon)
        self._headings = cache(self._heading)

    # -- headings -----------------------------------------------------------

    def heading(self, node: Node) -> Bounds:
        """Bounds of the heading of a point: the text behind its number, without a closing mark."""
        return self._headings(node)

    def is_dashed(self, node: Node) -> bool:
        """Whether a point is one line of the parts 问题——整改情况——责任人——完成时间."""
        return self.text.folded.count(_DASH, node.body, node.end) >= 2

    def _heading(self, node: Node) -> Bounds:
        start, end = self.text.trimmed(node.body, node.end)
        if node.title_end:
            return self._clean(start, node.title_end)
        folded = self.text.folded
        if self.is_dashed(node):
            return self._clean(start, folded.find(_DASH, start, end))
        for match in _HEADING_STOP.finditer(folded, start, end):
            if match[0].startswith(_STOPS) and match.end() < end:
                return self._clean(start, match.start())
        if not node.children and end - start > 30:
            comma = _COMMA_HEADING.match(folded, start, end)
            if comma and comma.end() + 6 < end:
                return self._clean(start, comma.end())
        return self._clean(start, end)

    def _clean(self, start: int, end: int) -> Bounds:
        folded = self.text.folded
        if folded.find("(", start, end) >= 0:
            end = self._before_bracket(start, end)
        while end > start and folded[end - 1] in _TRAILING:
            end -= 1
        while start < end and folded[start] in ",、:; ":
            start += 1
        return start, end

    def _before_bracket(self, start: int, end: int) -> int:
        """The end of a heading without the bracket that says who answers or how large the problem is."""
        folded = self.text.folded
        bare = _BARE_BRACKET.search(folded, start, end) or _SCALE_BRACKET.search(folded, start, end)
        if bare and bare.start() > start:
            return bare.start()
        bracket = _BRACKET.search(folded, start, end)
        labelled = bracket and self._labels.at(folded, bracket.start() + 1, end)
        return bracket.start() if bracket and labelled else end

    # -- issues ---------------------------------------------------------------

    def issue(self, node: Node, group: Bounds | None) -> IssueDraft:
        """The issue that a point holds."""
        heading = self.heading(node)
        draft = IssueDraft(
            heading=heading,
            extent=(node.start, node.extent),
            label=(node.start, self._trim_end(node.start, node.body)) if node.body > node.start else None,
            group=group,
            why=f"numbering:{node.kind}",
        )
        if heading[0] >= heading[1]:
            self._heading_from_label(node, draft)
        self._bracket_fields(heading[1], node.end, draft)
        rest = self._rest(node, draft.heading[1])
        if rest and self.text.folded.startswith(_DASH, rest[0]):
            rest = self._between_dashes(draft, *rest)
        self._fill(draft, rest, node.children)
        return draft

    def _between_dashes(self, draft: IssueDraft, start: int, end: int) -> Bounds | None:
        """问题——整改情况——责任人——完成时间 in one line: what was done; the rest become fields."""
        folded, parts = self.text.folded, []
        while start < end:
            start += len(_DASH)
            stop = folded.find(_DASH, start, end)
            parts.append(self.text.trimmed(start, stop if stop >= 0 else end))
            start = stop if stop >= 0 else end
        said = [part for part in parts if part[0] < part[1]]
        for bounds in said[1:]:
            words = folded[slice(*bounds)]
            role = "status" if _STATE.search(words) else "deadline" if _WHEN.search(words) else "lead"
            draft.fields.append(FieldDraft(role, "", bounds))
        return said[0] if said else None

    def labelled_issue(self, label: Node, others: list[Node]) -> IssueDraft:
        """An issue that a problem label opens, with the labels that follow it."""
        heading = self._clean(*self.text.trimmed(label.body, label.end))
        extent = (label.start, max([label.extent, *(node.extent for node in others)]))
        draft = IssueDraft(heading=heading, extent=extent, why="label:problem")
        self._fill(draft, None, others)
        return draft

    def _heading_from_label(self, node: Node, draft: IssueDraft) -> None:
        for child in node.children:
            if child.kind == "label" and child.role == "problem":
                draft.heading = self._clean(*self.text.trimmed(child.body, child.end))
                return

    def _rest(self, node: Node, heading_end: int) -> Bounds | None:
        """Text of the point's own paragraph behind its heading."""
        start = heading_end
        while start < node.end and self.text.folded[start] in _TRAILING:
            start += 1
        start, end = self.text.trimmed(start, node.end)
        folded = self.text.folded
        if end - start <= 4 or _BRACKET.match(folded, start, end) or _SCALE_BRACKET.match(folded, start, end):
            return None
        return start, end

    def _trim_end(self, start: int, end: int) -> int:
        return self.text.trimmed(start, end)[1]

    # -- measures and fields ------------------------------------------------------

    def _fill(self, draft: IssueDraft, rest: Bounds | None, children: list[Node]) -> None:
        paragraphs = [rest] if rest else []
        marked: list[Node] = []
        planned: list[Bounds] = []
        self._gather(draft, children, paragraphs, marked, planned)
        marked = self._listed_through(marked)
        lead = [p for p in paragraphs if self.is_status(p)]
        if marked:
            draft.statements.extend(paragraphs)
            for node in marked:
                draft.measures.append(self._measure(node))
        else:
            draft.statements.extend(lead)
            for paragraph in paragraphs:
                if paragraph not in lead:
                    draft.measures.append(
                        MeasureDraft(self._behind_status(draft, paragraph), why="paragraph")
                    )
        draft.measures.extend(MeasureDraft(self._behind_status(draft, p), why="label") for p in planned)
        draft.measures.sort(key=lambda measure: measure.bounds)

    def _listed_through(self, marked: list[Node]) -> list[Node]:
        """The points below titles, where one list goes on through all of them: 1)… ①… ②… 2)… ③…"""
        if len(marked) < 2 or not all(_points(node) for node in marked):
            return marked
        points = [
            [child for child in node.children if child.kind not in {"text", "label"}] for node in marked
        ]
        goes_on = all(
            later[0].kind == earlier[0].kind and later[0].number == earlier[-1].number + 1
            for earlier, later in pairwise(points)
        )
        return [point for below in points for point in below] if goes_on else marked

    def _gather(
        self,
        draft: IssueDraft,
        children: list[Node],
        paragraphs: list[Bounds],
        marked: list[Node],
        planned: list[Bounds],
    ) -> None:
        """Sort what hangs under an issue or its content label into points, paragraphs and fields.

        ``planned`` takes the paragraph of 下一步计划:, a measure still to be taken whatever else is numbered.
        """
        for child in children:
            if child.kind == "label":
                value = self.text.trimmed(child.body, child.end)
                if child.role in FIELD_ROLES and not self._holds_measures(child):
                    self._field(draft, child, value)
                elif child.role == "status" and self._begins_with_status(value, alone=_unanswered(children)):
                    self._field(draft, child, value)
                    self._gather(draft, child.children, paragraphs, marked, planned)
                elif child.role == "problem":
                    draft.statements.append(value)
                else:
                    if value[1] - value[0] > 4 or self.is_status(value):
                        # the paragraph of a label of its own is a measure, whatever else is numbered
                        alone = child.role == "next" or (child.role == "measures" and not _points(child))
                        target = planned if alone and not self.is_status(value) else paragraphs
                        target.append(value)
                    self._gather(draft, child.children, paragraphs, marked, planned)
            elif child.kind == "text":
                bounds = self.text.trimmed(child.start, child.end)
                if _BRACKET.match(self.text.folded, *bounds):
                    self._bracket_fields(*bounds, draft)
                elif not is_closing(self.text.folded[child.start : child.end]):
                    paragraphs.append(bounds)
                    self._gather(draft, child.children, paragraphs, marked, planned)
            else:
                marked.append(child)
                if child.children:
                    self._fields_below(draft, child)

    def _holds_measures(self, label: Node) -> bool:
        """完成情况: 1、… 2、… holds measures although its word names a status."""
        if label.role != "status":
            return False
        listed = sum(1 for child in label.children if child.kind not in {"text", "label"})
        prose = max([label.end, *(child.end for child in label.children if child.kind == "text")])
        return listed >= 2 or (prose - label.body > 40 and not self.is_status((label.body, prose)))

    def _field(self, draft: IssueDraft, label: Node, value: Bounds) -> None:
        end = value[1]
        if value[0] >= value[1]:  # the value stands on the line below its label
            end = max([end, *(child.extent for child in label.children[:1])])
        elif label.children and label.children[0].kind not in {"text", "label"}:
            end = label.extent  # the value is a list
        bounds = self.text.trimmed(value[0], end)
        if bounds[0] < bounds[1]:
            word = self.text.folded[label.start : label.body].strip(" :【】[]()*")
            draft.fields.append(FieldDraft(label.role, word, bounds))

    def _fields_below(self, draft: IssueDraft, node: Node) -> None:
        for below in node.walk():
            if below.kind == "label" and below.role in FIELD_ROLES:
                self._field(draft, below, self.text.trimmed(below.body, below.end))
            elif below.kind == "text":
                bounds = self.text.trimmed(below.body, below.end)
                if self.text.folded.startswith("(", bounds[0]):
                    self._bracket_fields(*bounds, draft)

    def _bracket_fields(self, start: int, end: int, draft: IssueDraft) -> None:
        """(牵头单位:…;责任单位:…) at the end of a heading or a measure."""
        folded = self.text.folded
        if folded.find(")", start, end) < 0:
            return
        bare = _BARE_BRACKET.search(folded, start, end)
        if bare:
            draft.fields.append(FieldDraft("body", "", bare.span("inside")))
            return
        bracket = _BRACKET.search(folded, start, end)
        if bracket is None:
            return
        inner_start, inner_end = bracket.span("inside")
        self.labelled_fields(inner_start, inner_end, draft)

    def labelled_fields(self, start: int, end: int, draft: IssueDraft) -> bool:
        """Take the fields of a stretch that begins with a label (责任部门:… 进展:…); whether it does."""
        first = self._labels.at(self.text.folded, start, end)
        if first is None or first.role not in FIELD_ROLES:
            return False
        labels = [first, *self._labels.inside(self.text.folded, first.end, end)]
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            bounds = self._clean(*self.text.trimmed(label.end, following.start if following else end))
            if bounds[0] < bounds[1] and label.role in FIELD_ROLES:
                draft.fields.append(FieldDraft(label.role, label.word, bounds))
        return True

    def is_status(self, bounds: Bounds) -> bool:
        """Whether a stretch says nothing but how far the item is: 已完成整改。 or (已整改)"""
        if bounds[1] - bounds[0] > _LONGEST_STATUS:
            return False
        said = _SYMBOLS.sub("", self.text.folded[bounds[0] : bounds[1]].strip())
        if said[:1] == "(" and said.rstrip("。;")[-1:] == ")":
            said = said.rstrip("。;")[1:-1]
        return bool(_STATUS.match(said))

    def _begins_with_status(self, bounds: Bounds, *, alone: bool) -> bool:
        """Whether a line begins with a status: 已整改。已整改金额1.38亿元。

        Where nothing else says what was done (``alone``), a longer line says that, too.
        """
        stop = self.text.folded.find("。", *bounds) + 1
        longest = _LONGEST_STATUS if alone else bounds[1]
        return 0 < stop <= bounds[1] and bounds[1] - stop <= longest and self.is_status((bounds[0], stop))

    def _behind_status(self, draft: IssueDraft, bounds: Bounds) -> Bounds:
        """该问题已完成整改。… : the status sentence at the head of a paragraph is no part of the measure.

        Nor is a status in brackets: (已整改)由镇经管站牵头,…
        """
        bracketed = self.text.folded[bounds[0]] == "("
        stop = self.text.folded.find(")" if bracketed else "。", *bounds) + 1
        named = bracketed or _NAMED_ITEM.match(self.text.folded, bounds[0])
        if named and 0 < stop < bounds[1] and self.is_status((bounds[0], stop)):
            draft.statements.append((bounds[0], stop))
            return self.text.trimmed(stop, bounds[1])
        return bounds

    def _measure(self, node: Node) -> MeasureDraft:
        start, end = self.text.trimmed(node.body, self._measure_end(node) if node.children else node.end)
        if start < end and self.text.folded[start] in ",、:":
            while start < end and self.text.folded[start] in ",、:":
                start += 1
            start, end = self.text.trimmed(start, end)
        ordinal = self.text.trimmed(node.start, node.body) if node.body > node.start else None
        return MeasureDraft((start, end), ordinal, why=f"numbering:{node.kind}")

    def _measure_end(self, node: Node) -> int:
        """A measure keeps its sub-points, and paragraphs where its own text is a heading or unfinished."""
        end = node.end
        own = self.text.folded[node.body : node.end].strip()
        keeps_text = own[-1:] not in "。;!?”)" or len(own) <= 30
        for child in node.children:
            if child.kind == "label":
                continue
            if child.kind == "text":
                if not keeps_text or is_closing(self.text.folded[child.start : child.end]):
                    continue
                keeps_text = len(own) <= 30
            end = max(end, child.extent)
        return end
