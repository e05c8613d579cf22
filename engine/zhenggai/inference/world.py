"""The facts of one notice with the properties that conditions read, each computed when first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from zhenggai.errors import InferenceError
from zhenggai.inference.folding import squeeze
from zhenggai.inference.tables import NOTICE_ID, NOWHERE, Paragraph, Table, build_table
from zhenggai.model import Document, Facts, Span, Subject
from zhenggai.rulebook.syntax import Reference, Scalar, Scope, SubjectKind
from zhenggai.rulebook.vocabulary import KINDS, PROPERTIES

if TYPE_CHECKING:
    from zhenggai.extraction.source import SourceText

Value = Scalar | None
_CODES: Mapping[SubjectKind, int] = {kind: code for code, kind in enumerate(KINDS)}
# Properties that, where they stand at the fact's own span, need not be folded again.
_QUOTED = frozenset({"text", "heading", "title"})
_KINDS_ROOM = 16  # keys of different kinds must differ, so the kind is the last hexadecimal digit


class Named(NamedTuple):
    """How a report names a fact: ``issue`` is the id of the issue that it is or belongs to."""

    subject: Subject
    issue: str | None
    span: Span | None
    quote: str | None


class World:
    """Tables of facts, their properties, and what belongs to what.

    Property values are str, int, float, bool or None where the notice does not state them
    (an empty text counts as not stated). A fact is named by its kind and position.
    """

    def __init__(self, facts: Facts, document: Document, source: SourceText | None = None) -> None:
        self.facts = facts
        self.document = document
        self._source = source
        self._tables: dict[SubjectKind, Table] = {}
        self._values: dict[tuple[SubjectKind, str], Sequence[Value]] = {}
        self._plain: dict[tuple[SubjectKind, str], Sequence[Value]] = {}
        self._referred: dict[tuple[SubjectKind, str], Sequence[Value]] = {}
        self._index: dict[tuple[SubjectKind, str], Mapping[Value, set[int]]] = {}
        self._named: dict[tuple[SubjectKind, int], Named] = {}
        self._children: dict[tuple[SubjectKind, SubjectKind, Scope], Sequence[int]] = {}
        self._groups: dict[tuple[SubjectKind, SubjectKind, Scope], Mapping[int, list[int]]] = {}

    def table(self, kind: SubjectKind) -> Table:
        """All facts of a kind."""
        if kind not in self._tables:
            self._tables[kind] = build_table(kind, self.facts, self.document.text)
        return self._tables[kind]

    # ------------------------------------------------------------ properties

    def values(self, kind: SubjectKind, name: str) -> Sequence[Value]:
        """One property of all facts of a kind, by position. Raises InferenceError for an unknown one."""
        known = self._values.get((kind, name))
        if known is None:
            if name not in PROPERTIES[kind]:
                raise InferenceError(f"{kind} 没有属性“{name}”")
            known = [None if value == "" else value for value in self._read(kind, name)]
            self._values[kind, name] = known
        return known

    def _read(self, kind: SubjectKind, name: str) -> Sequence[Value]:
        rows = self.table(kind).facts
        text = self.document.text
        if name == "position":
            return self._positions(kind)
        if kind == "notice":
            return [self._of_notice(name)]
        if kind == "issue" and name == "text":
            return [text[issue.extent.start : issue.extent.end] for issue in rows]
        if kind == "section" and name == "text":
            return [text[section.span.start : section.span.end] for section in rows]
        return list(map(attrgetter(name), rows))

    def _of_notice(self, name: str) -> Value:
        if name == "text":
            return self.document.text
        if name == "kind":
            return self.facts.kind
        if name.endswith(".text"):
            span = self.facts.notice.spans.get(name.removesuffix(".text"))
            return self.document.text[span.start : span.end] if span else None
        value: Value = attrgetter(name)(self.facts.notice)
        return value

    def _positions(self, kind: SubjectKind) -> list[Value]:
        if kind == "issue":
            return [position + 1 for position in range(len(self.facts.issues))]
        return [place + 1 for issue in self.facts.issues for place in range(len(issue.measures))]

    def plain(self, kind: SubjectKind, name: str) -> Sequence[Value]:
        """A property as conditions compare it: texts folded and without white space."""
        known = self._plain.get((kind, name))
        if known is None:
            values = self.values(kind, name)
            rows = self.table(kind).facts
            if kind == "paragraph" and name == "text":
                known = [self._plain_text(row.start, row.start + len(row.text)) for row in rows]
            elif name in _QUOTED and kind != "notice":
                known = [self._plain_quote(value, row.span) for value, row in zip(values, rows, strict=True)]
            else:
                folded = {value: comparable(value) for value in set(values)}
                known = [folded[value] for value in values]
            self._plain[kind, name] = known
        return known

    def _plain_quote(self, value: Value, span: Span) -> Value:
        if isinstance(value, str) and span.end - span.start == len(value):
            return self._plain_text(span.start, span.end)
        return comparable(value)

    def _plain_text(self, start: int, end: int) -> str:
        """A piece of the document, which was folded as a whole already, without white space."""
        text = self.source.folded[start:end]
        return "".join(text.split()) if " " in text or "\n" in text else text

    def index(self, kind: SubjectKind, name: str) -> Mapping[Value, set[int]]:
        """Positions of the facts by the value of a property as ``plain`` gives it."""
        found = self._index.get((kind, name))
        if found is None:
            found = defaultdict(set)
            for position, value in enumerate(self.plain(kind, name)):
                found[value].add(position)
            found.pop(None, None)
            self._index[kind, name] = found
        return found

    def referred(self, kind: SubjectKind, reference: Reference) -> Sequence[Value]:
        """What a reference means for each fact of a kind; its ``days`` are not yet added.

        ``self.x`` is a property of the fact itself, ``issue.x`` of the issue it belongs to,
        ``claim.x`` the largest value that the notice claims of ``x``.
        """
        known = self._referred.get((kind, reference.path))
        if known is None:
            known = self._referred[kind, reference.path] = self._refer(kind, reference.path)
        return known

    def _refer(self, kind: SubjectKind, path: str) -> Sequence[Value]:
        head, _, name = path.partition(".")
        if head == "claim":
            return [self.claims.get(name)] * len(self.table(kind).facts)
        if head == "self" or head == kind:
            return self.values(kind, name)
        holder = next((known for known in KINDS if known == head), None)
        if holder is None:
            raise InferenceError(f"无法解析引用“{path}”")
        values = self.values(holder, name)
        return [None if at == NOWHERE else values[at] for at in self.table(kind).owners(holder)]

    @cached_property
    def claims(self) -> Mapping[str, float]:
        """The largest value the notice claims of each subject."""
        largest: dict[str, float] = {}
        for claim in self.facts.claims:
            largest[claim.subject] = max(claim.value, largest.get(claim.subject, claim.value))
        return largest

    # ------------------------------------------------------------- relations

    def parents(self, child: SubjectKind, subject: SubjectKind, scope: Scope) -> Sequence[int]:
        """For each fact of kind ``child`` the position of the subject in whose scope it is, or NOWHERE."""
        known = self._children.get((child, subject, scope))
        if known is None:
            table = self.table(child)
            if scope == "below":
                known = [NOWHERE] * len(table.facts) if child == subject else table.owners(subject)
            else:
                known = [at if kind == subject else NOWHERE for kind, at in table.parent]
            self._children[child, subject, scope] = known
        return known

    def groups(self, child: SubjectKind, subject: SubjectKind, scope: Scope) -> Mapping[int, list[int]]:
        """Positions of the facts of kind ``child`` in the scope of each subject that has some, in text order.

        ``above``: the subject's own and those of the measure and issue it belongs to, nearest
        first; what hangs on the notice itself answers for none of its parts.
        """
        known = self._groups.get((child, subject, scope))
        if known is None:
            own = scope != "above"
            known = self._own(child, subject, scope) if own else self._inherited(child, subject)
            self._groups[child, subject, scope] = known
        return known

    def _own(self, child: SubjectKind, subject: SubjectKind, scope: Scope) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for position, parent in enumerate(self.parents(child, subject, scope)):
            if parent != NOWHERE:
                found.setdefault(parent, []).append(position)
        return found

    def _inherited(self, child: SubjectKind, kind: SubjectKind) -> Mapping[int, list[int]]:
        own = self.groups(child, kind, "self")
        if kind in ("notice", "issue"):
            return own
        found: dict[int, list[int]] = {}
        for position, (holder, at) in enumerate(self.table(kind).parent):
            handed_down = self.groups(child, holder, "above").get(at) if holder != "notice" else None
            if position in own or handed_down:
                found[position] = [*own.get(position, ()), *(handed_down or ())]
        return found

    # ---------------------------------------------------------------- naming

    def keys(self, kind: SubjectKind) -> Sequence[int]:
        """For each fact of a kind a number that no other fact of any kind has."""
        code = _CODES[kind]
        return range(code, code + len(self.table(kind).facts) * _KINDS_ROOM, _KINDS_ROOM)

    def position(self, key: int) -> int:
        """The position that a key stands for."""
        return key // _KINDS_ROOM

    def id(self, kind: SubjectKind, position: int) -> str:
        """The id of a fact (``issue-7/measure-2``)."""
        return NOTICE_ID if kind == "notice" else str(self.table(kind).facts[position].id)

    def named(self, kind: SubjectKind, position: int) -> Named:
        """A fact's id, issue, place and words; many rules ask for those of one fact."""
        known = self._named.get((kind, position))
        if known is None:
            table = self.table(kind)
            issue = table.owners("issue")[position]
            span = self.span(kind, position)
            known = self._named[kind, position] = Named(
                Subject(type=kind, id=NOTICE_ID if kind == "notice" else table.facts[position].id),
                None if issue == NOWHERE else self.facts.issues[issue].id,
                span,
                self._quoted(kind, span),
            )
        return known

    def span(self, kind: SubjectKind, position: int) -> Span | None:
        """Where a fact stands; of the notice itself its title."""
        if kind == "notice":
            return self.facts.notice.spans.get("title")
        fact: Any = self.table(kind).facts[position]
        if isinstance(fact, Paragraph):
            return self.source.span(fact.start, fact.start + len(fact.text))
        span: Span = fact.span
        return span

    def _quoted(self, kind: SubjectKind, span: Span | None) -> str | None:
        if kind == "notice":
            return self.facts.notice.title
        return self.document.text[span.start : span.end] if span else None

    @cached_property
    def source(self) -> SourceText:
        """The document's text with lines and places; facts name offsets of the document itself."""
        from zhenggai.extraction.source import SourceText

        given = self._source
        return given if given and not given.rejoined else SourceText(self.document, rejoin=False)


def comparable(value: Value) -> Value:
    """A value as equality sees it: texts folded and without white space."""
    return squeeze(value) if isinstance(value, str) else value
