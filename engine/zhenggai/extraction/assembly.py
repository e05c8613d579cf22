"""Drafts and the extractors of single facts put together: a document's facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice
from typing import TypeVar

import msgspec

from zhenggai.extraction.anomalies import find_anomalies
from zhenggai.extraction.claims import find_claims
from zhenggai.extraction.context import Context
from zhenggai.extraction.deadlines import deadlines_of_all, deadlines_of_field, find_deadlines
from zhenggai.extraction.documents import find_documents
from zhenggai.extraction.grammar.times import Times
from zhenggai.extraction.kind import Decision, KindJudge
from zhenggai.extraction.notice import read_notice
from zhenggai.extraction.outcomes import find_outcomes, outcomes_of_field
from zhenggai.extraction.outline.drafts import Bounds, FieldDraft, IssueDraft, Layout
from zhenggai.extraction.outline.frame import Frame, FrameFinder
from zhenggai.extraction.outline.labels import labels_for
from zhenggai.extraction.outline.layout import LayoutReader
from zhenggai.extraction.outline.node import Node
from zhenggai.extraction.outline.tables import read_tables
from zhenggai.extraction.outline.tasks import TaskReader
from zhenggai.extraction.outline.tree import build_tree
from zhenggai.extraction.outline.units import paragraphs
from zhenggai.extraction.owners import declared_aliases, find_owners, owners_of_field
from zhenggai.extraction.source import SourceText
from zhenggai.extraction.status import issue_status
from zhenggai.extraction.traits import reader_for
from zhenggai.extraction.verbatim import verbatim
from zhenggai.lexicon import Lexicon, builtin_lexicon
from zhenggai.model import (
    AUDITED,
    FACTS_SCHEMA,
    Deadline,
    Document,
    Facts,
    Issue,
    Kind,
    Measure,
    NamedDocument,
    Outcome,
    OutcomeKind,
    Owner,
    Source,
)

_UNIT_IN_HEAD = re.compile(r"[((](?:单位:)?([\u4e00-\u9fff%]{1,4})[))]")
Fact = TypeVar("Fact", Owner, Deadline, Outcome, NamedDocument)


class Extractor:
    """Extracts the facts of documents with one set of word lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.labels = labels_for(lexicon)
        self.judge = KindJudge(lexicon)
        self._problem = lexicon.pattern("problem_words")
        self._traits = reader_for(lexicon)

    def extract(
        self, document: Document, treat_as: Kind | None = None, itemised: Collection[Kind] = AUDITED
    ) -> Facts:
        """All facts of one document; see ``extract_facts``."""
        text = SourceText(document, self.lexicon)
        units = paragraphs(text)
        frame = FrameFinder(text, self.lexicon).find(units)
        layout, tree = self._layout(text, frame)
        title = text.folded[slice(*frame.title)] if frame.title else ""
        body = text.folded[frame.body[0].start : frame.body[-1].end] if frame.body else ""
        decision = self.judge.judge(title, body, layout)
        if treat_as is not None and treat_as != decision.kind:
            decision = Decision(treat_as, (*decision.evidence, "按指定的文种处理"))
        drafts = layout.issues if decision.kind in AUDITED else []
        if decision.kind in itemised and decision.kind not in AUDITED:
            drafts = self._tasks(text, frame, layout, tree)
        opening = self._opening(text, frame, layout)
        notice = read_notice(text, frame, layout, opening, inspected=decision.kind in AUDITED)
        times = Times(text.folded, frame.stretch or (0, 0))
        context = Context(
            text=text,
            lexicon=self.lexicon,
            signed_date=notice.signed_date or notice.published_date,
            feedback_date=notice.feedback_date,
            issuer=notice.issuer,
            aliases=declared_aliases(text.folded, 0, len(text.folded)),
            times=times,
        )
        around = self._around_issues(frame, drafts, layout) if decision.kind in AUDITED else []
        plans = [section.extent for section in layout.sections if section.role == "next_steps"]
        facts = Facts(
            schema=FACTS_SCHEMA,
            document=Source(
                source=document.source,
                format=document.format,
                encoding=document.encoding,
                sha256=document.sha256,
                characters=len(document.text),
            ),
            kind=decision.kind,
            kind_evidence=decision.evidence,
            notice=notice,
            claims=find_claims(context, around, plans if around else ()),
            issues=self._issues(context, drafts),
            anomalies=find_anomalies(text, frame, units, drafts, times),
        )
        return verbatim(facts, document.text) if text.rejoined else facts

    # -- regions ------------------------------------------------------------

    def _layout(self, text: SourceText, frame: Frame) -> tuple[Layout, Node]:
        plain = [unit for unit in frame.body if unit.cell is None]
        tree = build_tree(text, plain, self.labels)
        layout = LayoutReader(text, self.lexicon).read(tree)
        tabled = read_tables(text, frame.body, self.lexicon)
        if tabled and len(tabled) >= len([i for i in layout.issues if i.measures]):
            layout.issues = tabled
        return layout, tree

    def _tasks(self, text: SourceText, frame: Frame, layout: Layout, tree: Node) -> list[IssueDraft]:
        """The tasks of a document that answers no problems: the rows of its table, else its points."""
        if any(draft.why.startswith("table") for draft in layout.issues):
            return layout.issues
        return TaskReader(text, self.lexicon).read(tree, [unit for unit in frame.body if unit.cell is None])

    def _opening(self, text: SourceText, frame: Frame, layout: Layout) -> Bounds:
        if not frame.body:
            return 0, 0
        start = frame.body[0].start
        heads = [section.extent[0] for section in layout.sections if section.extent[0] > start]
        heads += [issue.extent[0] for issue in layout.issues if issue.extent[0] > start]
        end = min([*heads, frame.body[-1].end])
        return start, min(end, start + 1500)

    def _around_issues(self, frame: Frame, drafts: list[IssueDraft], layout: Layout) -> list[Bounds]:
        """The stretches of the body that no issue covers, without the next steps."""
        if not frame.body:
            return []
        away = [s.extent for s in layout.sections if s.role == "next_steps"]
        covered = sorted([draft.extent for draft in drafts] + away)
        regions, position = [], frame.body[0].start
        for start, end in covered:
            if start > position:
                regions.append((position, start))
            position = max(position, end)
        last = frame.body[-1].end
        return [*regions, (position, last)] if position < last else regions

    # -- issues ---------------------------------------------------------------

    def _issues(self, context: Context, drafts: list[IssueDraft]) -> tuple[Issue, ...]:
        measures = self._measures(context, drafts)
        return tuple(
            self._issue(context, draft, number, tuple(islice(measures, len(draft.measures))))
            for number, draft in enumerate(drafts, 1)
        )

    def _issue(
        self, context: Context, draft: IssueDraft, number: int, measures: tuple[Measure, ...]
    ) -> Issue:
        text = context.text
        ident = f"issue-{number}"
        owners, deadlines, outcomes = self._fields(context, draft, ident)
        documents = self._outcome_documents(context, draft, ident)
        status = issue_status(text, self.lexicon, draft)
        heading = text.raw[slice(*draft.heading)]
        return Issue(
            id=ident,
            no=number,
            label=text.raw[slice(*draft.label)] if draft.label else None,
            heading=heading,
            stated=self._stated(text.folded[slice(*draft.heading)], draft),
            group=text.raw[slice(*draft.group)] if draft.group else None,
            status=status[0] if status else None,
            status_span=text.span(*status[1]) if status else None,
            span=text.span(*draft.heading),
            extent=text.span(*draft.extent),
            owners=owners,
            deadlines=deadlines,
            outcomes=outcomes,
            documents=documents,
            measures=measures,
            why=draft.why,
        )

    def _stated(self, heading: str, draft: IssueDraft) -> bool:
        """Whether the heading names the problem, not only what was done about it."""
        return (
            draft.why.startswith(("label", "table"))
            or heading.startswith(("关于", "针对", "“"))
            or bool(self._problem.search(heading))
        )

    def _measures(self, context: Context, issues: list[IssueDraft]) -> Iterator[Measure]:
        """The measures of all issues, in order.

        Each extractor reads all of them before the next one begins: what it works with then stays in the
        processor's cache, which takes a seventh less time than one measure after another.
        """
        text = context.text
        drafts = [
            (draft, f"issue-{number}/measure-{position}")
            for number, issue in enumerate(issues, 1)
            for position, draft in enumerate(issue.measures, 1)
        ]
        places = [(*draft.bounds, ident) for draft, ident in drafts]
        documents = [find_documents(context, *place) for place in places]
        outcomes = find_outcomes(context, places)
        owners = find_owners(context, places)
        deadlines = deadlines_of_all(context, places)
        for index, (draft, ident) in enumerate(drafts):
            start, end = draft.bounds
            yield Measure(
                id=ident,
                ordinal=text.raw[slice(*draft.ordinal)] if draft.ordinal else None,
                text=text.raw[start:end],
                span=text.span(start, end),
                owners=owners[index],
                deadlines=deadlines[index],
                outcomes=outcomes[index],
                documents=documents[index],
                traits=self._traits.read(text.folded, start, end, documents[index], outcomes[index]),
                why=draft.why,
            )

    def _fields(
        self, context: Context, draft: IssueDraft, ident: str
    ) -> tuple[tuple[Owner, ...], tuple[Deadline, ...], tuple[Outcome, ...]]:
        """Facts of the issue's labels, brackets and table columns, numbered through."""
        if not draft.fields:
            return (), (), ()
        owners: list[Owner] = []
        deadlines: list[Deadline] = []
        outcomes: list[Outcome] = []
        for item in draft.fields:
            start, end = item.bounds
            if item.role in {"lead", "body", "support"}:
                owners += owners_of_field(context, item.word, start, end, ident)
            elif item.role == "deadline":
                deadlines += deadlines_of_field(context, start, end, ident)
            elif item.role in {"outcome", "goal"}:
                outcomes += self._field_outcomes(context, item, ident)
                if item.role == "goal":
                    deadlines += find_deadlines(context, start, end, ident)
            elif item.role == "status":
                found = find_deadlines(context, start, end, ident)
                deadlines += [one for one in found if one.kind != "long_term"]  # 长期坚持 is the status
                outcomes += outcomes_of_field(context, start, end, ident)
        return (
            tuple(_numbered(fact, f"{ident}/owner-{n}") for n, fact in enumerate(owners, 1)),
            tuple(_numbered(fact, f"{ident}/deadline-{n}") for n, fact in enumerate(deadlines, 1)),
            tuple(_numbered(fact, f"{ident}/outcome-{n}") for n, fact in enumerate(outcomes, 1)),
        )

    def _field_outcomes(self, context: Context, item: FieldDraft, ident: str) -> tuple[Outcome, ...]:
        """Outcomes of a label or column; 已整改金额(万元) gives its bare numbers their unit."""
        unit = _UNIT_IN_HEAD.search(item.word)
        kind: OutcomeKind | None = "target" if item.role == "goal" else None
        return outcomes_of_field(
            context, *item.bounds, ident, unit=unit.group(1) if unit else None, kind=kind
        )

    def _outcome_documents(
        self, context: Context, draft: IssueDraft, ident: str
    ) -> tuple[NamedDocument, ...]:
        found: list[NamedDocument] = []
        for item in draft.fields:
            if item.role in {"outcome", "status"}:
                found += find_documents(context, *item.bounds, ident)
        return tuple(_numbered(fact, f"{ident}/document-{n}") for n, fact in enumerate(found, 1))


def _numbered(fact: Fact, ident: str) -> Fact:
    return msgspec.structs.replace(fact, id=ident)


@lru_cache(maxsize=4)
def _extractor(lexicon: Lexicon) -> Extractor:
    return Extractor(lexicon)


def extract_facts(
    document: Document,
    lexicon: Lexicon | None = None,
    *,
    treat_as: Kind | None = None,
    itemised: Collection[Kind] = AUDITED,
) -> Facts:
    """Facts of a document. The word lists of a lexicon are compiled once per process.

    ``treat_as`` overrules the kind that is recognised, where the caller knows it. Issues are
    read off documents of the kinds ``itemised`` only; those of a work plan or a report are its tasks.
    """
    return _extractor(lexicon or builtin_lexicon()).extract(document, treat_as, itemised)
