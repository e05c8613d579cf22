"""The layout as a result: which class of points are the issues, and what stands under each.

One pass over the tree for every layout. Points under a content label (整改情况:) are measures;
of the other classes the deepest one that reads like problems, or that carries such
labels, and that covers the progress part holds the issues.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from zhenggai.extraction.outline.content import ContentReader
from zhenggai.extraction.outline.drafts import Bounds, IssueDraft, Layout, SectionDraft
from zhenggai.extraction.outline.node import FLOATING, Node
from zhenggai.extraction.outline.sections import SECTION_KINDS, SectionRoles, heading_bounds
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon

_STRONG = re.compile(
    r"^(?:针对|关于|对于?|就|反馈)?\s?[“\"].{2,200}[”\"]|^(?:针对|关于|反馈)[^。;]{3,160}$|[^。;,]{3,80}(?:的问题|不到位|不够|不足)$"
)

_NO_POINTS = FLOATING | {"text", "label"}
# Headings that announce items: …审计查出问题整改情况, …方面
_ANNOUNCES = re.compile(r"(?:问题|整改|落实|进展)(?:的?整改)?(?:落实|进展|完成)?(?:情况|成效)$|方面$")

_ANNOUNCED_PART = re.compile(r"(?:整改|进展|反馈|落实|巡视|巡察|审计)[^,。]{0,10}(?:情况|进展|成效|问题)")


class LayoutReader:
    """Reads sections and issues off one tree.

    What a node reads like is asked from above, from below and from beside it, and found out once.
    """

    def __init__(self, text: SourceText, lexicon: Lexicon) -> None:
        self.text = text
        self._problem = lexicon.pattern("problem_words")
        self._roles = SectionRoles(lexicon)
        self._content = ContentReader(text, lexicon)
        self._likeness = cache(self._found_likeness)
        self._holds_issues = cache(self._found_to_hold_issues)
        self._is_container = cache(self._found_container)
        self._most_hold_issues = cache(self._found_most_to_hold_issues)
        self._points = cache(self._found_points)
        self._group_of = cache(self._found_group)

    def read(self, root: Node) -> Layout:
        """Sections and issues below ``root``."""
        sections = self._sections(root)
        away = self._sections_away(sections)
        issues = self._labelled_issues(root, away)
        if not issues:
            candidates: list[Node] = []
            self._candidates(root, away, candidates)
            vague = self._vague_sections(sections)
            chosen = [n for n in self._chosen(candidates) if id(n) not in vague or self._likeness(n) >= 0.9]
            issues = [self._issue(node) for node in chosen]
        return Layout([draft for _, draft in sections], issues)

    # -- sections ---------------------------------------------------------

    def _sections(self, root: Node) -> list[tuple[Node, SectionDraft]]:
        sections = []
        for node in root.children:
            if node.kind not in SECTION_KINDS:
                continue
            heading = heading_bounds(self.text, node)
            role = self._roles.role(self.text.folded[heading[0] : heading[1]])
            sections.append((node, SectionDraft(role, heading, (node.start, node.extent))))
        if not any(draft.role == "progress" for _, draft in sections):
            self._settle_progress(sections)
        return sections

    def _settle_progress(self, sections: list[tuple[Node, SectionDraft]]) -> None:
        """Where no heading says so, the parts between leadership and next steps are the progress."""
        for node, draft in sections:
            if draft.role == "other" and node.children:
                draft.role = "progress"

    def _sections_away(self, sections: list[tuple[Node, SectionDraft]]) -> set[int]:
        """Sections that report no measures: leadership, next steps, closing."""
        away = {id(node) for node, draft in sections if draft.role in {"leadership", "next_steps", "closing"}}
        if sections and len(away) == len(sections):
            richest = max(sections, key=lambda pair: self._issue_like_below(pair[0]))
            if richest[1].role == "leadership" and self._issue_like_below(richest[0]) >= 2:
                away.discard(id(richest[0]))
                richest[1].role = "progress"
        return away

    def _vague_sections(self, sections: list[tuple[Node, SectionDraft]]) -> set[int]:
        """Sections that are no issues: the one that says it reports the progress, and those before it."""
        # as their headings say: where none does, the parts between may be the issues themselves
        roles = [self._roles.role(self.text.folded[slice(*draft.heading)]) for _, draft in sections]
        if "progress" not in roles:
            return set()
        first = roles.index("progress")
        return {
            id(node)
            for index, (node, draft) in enumerate(sections)
            if draft.role == "progress" or (draft.role == "other" and index < first)
        }

    def _issue_like_below(self, node: Node) -> int:
        return sum(1 for below in node.walk() if self._has_measures_label(below))

    # -- which points are the issues ------------------------------------------

    def _found_likeness(self, node: Node) -> float:
        """How much a point by itself reads like an issue, 0 to 1.3."""
        bounds = self._content.heading(node)
        heading = self.text.folded[slice(*bounds)]
        if not node.children and bounds[1] + 4 >= node.end:
            return 0.0
        if self._has_measures_label(node) or self._content.is_dashed(node):
            return 1.3
        if node.kind in {"word", "issue"} or _STRONG.match(heading):
            return 1.1
        if self._problem.search(heading) and len(heading) <= 120:
            return 0.9 if node.children else 0.6
        if node.children and len(heading) <= 50 and "。" not in heading:
            return 0.7
        return 0.1

    def _names_problem(self, node: Node) -> bool:
        return bool(self._problem.search(self.text.folded[slice(*self._content.heading(node))]))

    def _has_measures_label(self, node: Node) -> bool:
        return any(c.kind == "label" and c.role in {"measures", "problem", "outcome"} for c in node.children)

    def _found_container(self, node: Node) -> bool:
        if node.kind not in SECTION_KINDS or not node.children:
            return False
        heading = self.text.folded[slice(*heading_bounds(self.text, node))]
        return self._roles.is_container(heading)

    def _found_points(self, node: Node) -> list[Node]:
        return [child for child in node.children if child.kind not in _NO_POINTS]

    def _found_to_hold_issues(self, node: Node) -> int:
        """Whether the points right below are the issues (or hold them) and this one only groups them.

        2 where they read like issues, 1 where they merely have titles of their own, 0 where not.
        """
        points = self._points(node)
        if not points or any(c.kind == "label" and c.role in {"measures", "problem"} for c in node.children):
            return 0
        likeness = [self._likeness(point) for point in points]
        enough = max(1, 0.5 * len(points))
        if sum(1 for value in likeness if value >= 0.9) >= enough:
            return 2
        heading = self.text.folded[slice(*self._content.heading(node))]
        senior = node.kind in SECTION_KINDS or node.kind == "cn_paren"
        if _ANNOUNCES.search(heading) or (senior and self._problem.search(heading)):
            named = sum(1 for point in points if self._likeness(point) >= 0.6 and self._names_problem(point))
            if named >= enough:
                return 2
        inner = max(self._holds_issues(point) for point in points)
        if self._problem.search(heading):
            return 2 if inner == 2 else 0
        return 2 if inner == 2 else int(self._titled(points) or inner == 1)

    def _groups(self, node: Node) -> bool:
        """Points with titles make a group only where most of its siblings are such groups, too."""
        strength = self._holds_issues(node)
        # 针对…问题 may open a plain paragraph: by itself it makes no group of a heading
        quoted = node.kind == "bare" and all(point.kind == "issue" for point in self._points(node))
        if node.parent is None or (strength == 2 and not quoted):
            return strength == 2
        # a theme may name a problem (在防范经营风险上动真格): what its siblings are tells
        if strength == 0 and not self._titled(self._points(node)):
            return False
        return self._most_hold_issues(node.parent, node.kind)

    def _titled(self, points: list[Node]) -> bool:
        """Whether most points have titles of their own."""
        titled = sum(1 for point in points if self._likeness(point) >= 0.7)
        return titled > 0 and titled >= 0.6 * len(points)

    def _found_most_to_hold_issues(self, parent: Node, kind: str) -> bool:
        siblings = [child for child in parent.children if child.kind == kind]
        return 2 * sum(1 for child in siblings if self._holds_issues(child)) > len(siblings)

    def _candidates(self, node: Node, away: set[int], found: list[Node]) -> None:
        """Points that are issues if any are, below ``node``, in text order."""
        for child in node.children:
            if id(child) in away or child.kind in FLOATING or child.kind == "text":
                continue
            if child.kind == "label":
                if child.role in {"measures", "next"} and child.parent is not None and self._points(child):
                    self._candidates(child, away, found)
            elif self._is_container(child) or self._groups(child):
                self._candidates(child, away, found)
            elif self._likeness(child) > 0:
                found.append(child)

    def _chosen(self, candidates: list[Node]) -> list[Node]:
        """Issues among the candidates: the strong ones and the weaker ones of the same lists."""
        enough = max(1, 0.3 * len(candidates))
        sure = [node for node in candidates if self._likeness(node) >= 0.9]
        if len(sure) < enough:
            sure = [node for node in candidates if self._likeness(node) >= 0.6 and self._names_problem(node)]
        if len(sure) >= enough:
            kinds, chosen = {node.kind for node in sure}, set(map(id, sure))
            return [
                node
                for node in candidates
                if id(node) in chosen or (node.kind in kinds and self._likeness(node) >= 0.35)
            ]
        titled = [node for node in candidates if self._likeness(node) >= 0.7]
        sizes: dict[str, int] = defaultdict(int)
        for node in titled:
            sizes[node.kind] += node.extent - node.start
        if not sizes:
            return []
        kind = max(sizes, key=lambda name: sizes[name])
        return [node for node in titled if node.kind == kind]

    def _issue(self, node: Node) -> IssueDraft:
        draft = self._content.issue(node, self._group(node))
        above = [ancestor for ancestor in node.ancestors() if ancestor.parent and ancestor.kind != "text"]
        draft.above = tuple(heading_bounds(self.text, ancestor) for ancestor in above)
        return draft

    def _group(self, node: Node) -> Bounds | None:
        return self._group_of(node.parent) if node.parent is not None else None

    def _found_group(self, node: Node) -> Bounds | None:
        """The group that a node or the nearest one above it makes."""
        for ancestor in (node, *node.ancestors()) if node.parent is not None else ():
            if ancestor.kind in {"text", "label"} or self._is_container(ancestor):
                continue
            start, end = heading_bounds(self.text, ancestor)
            announces = ancestor.kind in SECTION_KINDS and _ANNOUNCED_PART.search(self.text.folded[start:end])
            return None if announces else (ancestor.start, end)
        return None

    def _labelled_issues(self, root: Node, away: set[int]) -> list[IssueDraft]:
        """Issues that only labels mark: 整改任务: … 整改完成情况: … one after another."""
        issues: list[IssueDraft] = []
        for parent in [root, *(node for node in root.children if node.kind in SECTION_KINDS)]:
            if id(parent) in away:
                continue
            siblings = parent.children
            opened = [i for i, node in enumerate(siblings) if node.kind == "label" and node.role == "problem"]
            if parent is not root and len(opened) < 2:
                continue
            for begin, end in zip(opened, [*opened, len(siblings)][1:], strict=True):
                label = siblings[begin]
                others = [*label.children, *siblings[begin + 1 : end]]
                if label.end - label.body > 6 and others:
                    issues.append(self._content.labelled_issue(label, others))
        return issues
