"""The nodes of a notice's tree, and how the classes of numbers rank."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

RANK = {
    "chapter": 0.0,
    "bare": 0.5,
    "cn": 1.0,
    "cn_paren": 2.0,
    "word": 2.5,
    "ar": 3.0,
    "ar2": 4.0,
    "ar3": 5.0,
    "issue": 5.5,
    "ar_paren": 6.0,
    "circled": 7.0,
    "shi": 9.0,
    "di": 9.0,
    "qi": 9.0,
    "xian": 9.0,
    "bullet": 9.0,
}
FLOATING = frozenset({"shi", "di", "qi", "xian", "bullet", "circled"})


class Node(msgspec.Struct, eq=False):
    """A point of the notice.

    ``kind`` is a numbering class, ``label``, ``text`` (a paragraph without a number),
    ``bare`` (a heading without a number) or ``issue`` (针对“…”问题). ``[start, end)`` is the node's
    own text with its mark, ``body`` is where the text behind the mark begins;
    ``extent`` reaches to the end of the last descendant, ``title_end`` is set where the
    grammar knows where a heading ends. ``depth`` is 0 for the root; ``kinds`` counts the children
    of each kind, ``filled`` those that have children themselves.
    """

    kind: str
    number: int
    start: int
    body: int
    end: int
    head: bool
    parent: Node | None = None
    role: str = ""
    level: int | None = None
    title_end: int = 0
    depth: int = 0
    children: list[Node] = msgspec.field(default_factory=list)
    kinds: dict[str, int] = msgspec.field(default_factory=dict)
    filled: dict[str, int] = msgspec.field(default_factory=dict)

    def adopt(self, child: Node) -> None:
        """Put ``child`` behind the other children."""
        if not self.children and self.parent is not None:
            self.parent.filled[self.kind] = self.parent.filled.get(self.kind, 0) + 1
        child.parent, child.depth = self, self.depth + 1
        self.children.append(child)
        self.kinds[child.kind] = self.kinds.get(child.kind, 0) + 1

    @property
    def extent(self) -> int:
        """End of the node with everything below it."""
        return max(self.end, self.children[-1].extent) if self.children else self.end

    def walk(self) -> Iterator[Node]:
        """The node and everything below it, in text order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        """Parents, nearest first, without the root."""
        node = self.parent
        while node is not None and node.parent is not None:
            yield node
            node = node.parent


def rank_of(node: Node) -> float:
    """Seniority by GB/T 9704: the smaller, the higher; a label ranks just below what it labels."""
    if node.kind == "label":
        return rank_of(node.parent) + 0.1 if node.parent else 0.0
    return RANK.get(node.kind, -1.0)
