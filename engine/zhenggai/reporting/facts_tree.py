"""The facts of a document as a tree that people can read on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group
from rich.text import Text
from rich.tree import Tree

from zhenggai.model import Deadline, Facts, Issue, Measure, Notice, Owner, Span
from zhenggai.reporting.gap_lines import kind_name, place, shortened
from zhenggai.reporting.safe_text import for_log
from zhenggai.reporting.screen import printed
from zhenggai.reporting.words import Language, Words

NOTICE_FIELDS = (
    "title",
    "issuer",
    "inspection_body",
    "inspection_round",
    "inspected_from",
    "inspected_to",
    "feedback_date",
    "signed_by",
    "signed_date",
    "published_date",
)
TRAITS = ("study_only", "institutional")
CONTACT_FIELDS = ("phone", "email", "post", "postcode")
TEXT_LENGTH = 100
"""Characters of a measure's text that the tree shows at most."""


def render(facts: Sequence[Facts], language: Language, *, width: int, colour: bool, why: bool) -> str:
    """One tree for each document in lines of at most ``width`` cells."""
    branches = _Branches(Words(language), why)
    return printed(Group(*map(branches.document, facts)), width=width, colour=colour)


class _Branches:
    """Builds the branches in one language, with or without the reasons for each fact."""

    def __init__(self, words: Words, why: bool) -> None:
        self.words = words
        self.with_why = why

    def document(self, facts: Facts) -> Tree:
        source = facts.document
        head = Text(for_log(source.source), "bold")
        details = (kind_name(facts.kind, self.words), source.format, source.encoding or "")
        size = self.words("facts.characters", characters=source.characters)
        head.append(f"  {' · '.join(filter(None, (*details, size)))}", "dim")
        tree = Tree(head, guide_style="dim")
        if self.with_why:
            for reason in facts.kind_evidence:
                tree.add(self.leaf(self.words("gap.why"), reason))
        self.notice(tree, facts.notice)
        self.claims(tree, facts)
        measures = sum(len(issue.measures) for issue in facts.issues)
        branch = tree.add(
            Text(self.words("facts.issues", issues=len(facts.issues), measures=measures), "bold")
        )
        self.issues(branch, facts.issues)
        if facts.anomalies:
            branch = tree.add(Text(f"{self.words('subject.anomaly')} {len(facts.anomalies)}", "bold yellow"))
            for each in facts.anomalies:
                name = self.words.title("anomaly", each.kind)
                branch.add(self.leaf(name, self.quoted(each.text), each.span, each.why))
        return tree

    def notice(self, tree: Tree, notice: Notice) -> None:
        branch = tree.add(Text(self.words("subject.notice"), "bold"))
        for field in NOTICE_FIELDS:
            if value := getattr(notice, field):
                branch.add(self.leaf(self.words(f"notice.{field}"), value, notice.spans.get(field)))
        for field in CONTACT_FIELDS:
            if value := getattr(notice.contact, field):
                span = notice.spans.get(f"contact.{field}")
                branch.add(self.leaf(self.words(f"notice.{field}"), value, span))
        self.owners(branch, notice.responsibility)
        for section in notice.sections:
            name = self.words("facts.section", role=self.words.title("role", section.role))
            branch.add(self.leaf(name, section.heading, section.span))

    def claims(self, tree: Tree, facts: Facts) -> None:
        if not facts.claims:
            return
        branch = tree.add(Text(f"{self.words('subject.claim')} {len(facts.claims)}", "bold"))
        for claim in facts.claims:
            name = self.words.title("claim", claim.subject)
            value = f"{claim.value:g}{claim.unit}  {self.quoted(claim.text)}"
            branch.add(self.leaf(name, value, claim.span, claim.why))

    def issues(self, tree: Tree, issues: Iterable[Issue]) -> None:
        group: str | None = None
        for issue in issues:
            if issue.group != group:
                group = issue.group
                if group:
                    tree.add(Text(for_log(group), "italic"))
            label = Text(for_log(f"{issue.label or f'{issue.no}.'}{issue.heading}"), "bold")
            status = self.words.title("status", issue.status) if issue.status else ""
            stated = "" if issue.stated else self.words("facts.unstated")
            notes = filter(None, (status, stated, place(issue.span, self.words), self.reason(issue.why)))
            label.append(f"  {' · '.join(notes)}", "not bold dim")
            branch = tree.add(label)
            self.details(branch, issue)
            for measure in issue.measures:
                self.measure(branch, measure)

    def measure(self, tree: Tree, measure: Measure) -> None:
        # No blank after the ordinal: a line would be broken there, for lack of other blanks.
        label = Text(for_log(measure.ordinal or "·"), "bold")
        label.append(for_log(shortened(measure.text, TEXT_LENGTH)), "not bold")
        traits = [self.words(f"trait.{name}") for name in TRAITS if getattr(measure.traits, name)]
        notes = filter(None, (*traits, place(measure.span, self.words), self.reason(measure.why)))
        label.append(f"  {' · '.join(notes)}", "not bold dim")
        self.details(tree.add(label), measure)

    def details(self, tree: Tree, holder: Issue | Measure) -> None:
        self.owners(tree, holder.owners)
        for deadline in holder.deadlines:
            name = self.words("subject.deadline")
            tree.add(self.leaf(name, self.deadline(deadline), deadline.span, deadline.why))
        for outcome in holder.outcomes:
            text = self.with_kind(outcome.text, "outcome", outcome.kind)
            tree.add(self.leaf(self.words("subject.outcome"), text, outcome.span, outcome.why))
        for document in holder.documents:
            text = self.with_kind(document.title, "action", document.action)
            tree.add(self.leaf(self.words("subject.document"), text, document.span, document.why))

    def owners(self, tree: Tree, owners: Iterable[Owner]) -> None:
        for owner in owners:
            text = self.with_kind(owner.text, "owner", owner.kind)
            tree.add(self.leaf(self.words("subject.owner"), text, owner.span, owner.why))

    def deadline(self, deadline: Deadline) -> str:
        dates = "–".join(dict.fromkeys(filter(None, (deadline.start, deadline.end))))
        resolved = " ".join(filter(None, (dates, deadline.recurrence)))
        text = self.with_kind(deadline.text, "deadline", deadline.kind)
        return f"{text} → {resolved}" if resolved else text

    def with_kind(self, text: str, family: str, kind: str) -> str:
        return self.words("placed", text=text, place=self.words.title(family, kind))

    def quoted(self, text: str) -> str:
        return self.words("quoted", text=shortened(text, TEXT_LENGTH))

    def reason(self, why: str) -> str:
        return for_log(why) if self.with_why else ""

    def leaf(self, name: str, text: str, span: Span | None = None, why: str = "") -> Text:
        line = Text(f"{for_log(name)} ", "cyan")
        line.append(for_log(text), "default")
        if notes := " · ".join(filter(None, (place(span, self.words), self.reason(why)))):
            line.append(f"  {notes}", "dim")
        return line
