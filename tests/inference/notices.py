"""Notices built piece by piece, so that each test shows the facts that it is about.

The builder writes the text and the facts together: every span is right by construction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhenggai.model import (
    FACTS_SCHEMA,
    Anomaly,
    Claim,
    Contact,
    Deadline,
    Document,
    Facts,
    Issue,
    Measure,
    NamedDocument,
    Notice,
    Outcome,
    Owner,
    Section,
    Source,
    Span,
    Traits,
)
from zhenggai.rulebook.syntax import Condition, Place, Rule, RuleBook

Parts = Sequence[Mapping[str, Any]]


class NoticeBuilder:
    """Writes a notice line by line; ``facts`` and ``document`` give what was written."""

    def __init__(self, **notice: Any) -> None:
        self.text = ""
        self.notice = notice
        self.spans: dict[str, Span] = {}
        self.responsibility: tuple[Owner, ...] = ()
        self.sections: list[Section] = []
        self.claims: list[Claim] = []
        self.issues: list[dict[str, Any]] = []
        self.anomalies: list[Anomaly] = []

    def line(self, text: str) -> Span:
        """Add a line; its place."""
        start = len(self.text)
        self.text += text + "\n"
        return self.span(start, start + len(text))

    def span(self, start: int, end: int) -> Span:
        """A place in what is written so far."""
        before = self.text[:start]
        return Span(start=start, end=end, line=before.count("\n") + 1, column=start - before.rfind("\n"))

    def within(self, span: Span, text: str) -> Span:
        """Place of a text inside a place."""
        at = self.text.index(text, span.start, span.end)
        return self.span(at, at + len(text))

    def write(self, text: str) -> NoticeBuilder:
        """Lines that state no fact."""
        self.line(text)
        return self

    def field(self, name: str, text: str, value: str | None = None) -> NoticeBuilder:
        """A line that states a field of the notice."""
        self.spans[name] = self.line(text)
        self.notice[name] = text if value is None else value
        return self

    def section(self, role: Any, heading: str) -> NoticeBuilder:
        """A section's heading."""
        span = self.line(heading)
        self.sections.append(
            Section(id=f"notice/section-{len(self.sections) + 1}", role=role, heading=heading, span=span)
        )
        return self

    def claim(self, subject: str, value: float, unit: str, text: str) -> NoticeBuilder:
        """A claimed total on a line of its own."""
        span = self.line(text)
        claim_id = f"notice/claim-{len(self.claims) + 1}"
        self.claims.append(Claim(id=claim_id, subject=subject, value=value, unit=unit, text=text, span=span))
        return self

    def anomaly(self, kind: str, text: str) -> NoticeBuilder:
        """An anomaly at the last place where its text stands."""
        at = self.text.rindex(text)
        anomaly_id = f"notice/anomaly-{len(self.anomalies) + 1}"
        self.anomalies.append(
            Anomaly(id=anomaly_id, kind=kind, text=text, span=self.span(at, at + len(text)))
        )
        return self

    def responsible(self, text: str, **owner: Any) -> NoticeBuilder:
        """Someone in charge of the rectification as a whole."""
        span = self.line(text)
        self.responsibility += (
            Owner(**{"id": "notice/owner-1", "text": text, "kind": "assigned", "span": span, **owner}),
        )
        return self

    def issue(self, heading: str, label: str | None = None, **facts: Any) -> NoticeBuilder:
        """An issue's heading line; parts such as ``owners`` must stand in ``line``, written below it."""
        number = len(self.issues) + 1
        line = self.line(f"{label or ''}{heading}")
        span = self.within(line, heading)
        issue = {"id": f"issue-{number}", "no": number, "label": label, "heading": heading, "span": span}
        below = facts.pop("line", None)
        place = self.line(below) if below else span
        parts = self._parts(issue["id"], place, facts)
        issue |= {
            "stated": True,
            "group": None,
            "status": None,
            "measures": [],
            "start": line.start,
            **facts,
            **parts,
        }
        self.issues.append(issue)
        return self

    def measure(
        self, text: str, ordinal: str | None = None, traits: Traits | None = None, **facts: Any
    ) -> NoticeBuilder:
        """A measure of the last issue on a line of its own."""
        issue = self.issues[-1]
        span = self.within(self.line(f"{ordinal or ''}{text}"), text)
        measure_id = f"{issue['id']}/measure-{len(issue['measures']) + 1}"
        parts = self._parts(measure_id, span, facts)
        issue["measures"].append(
            Measure(id=measure_id, ordinal=ordinal, text=text, span=span, traits=traits or Traits(), **parts)
        )
        return self

    def _parts(self, parent: str, place: Span, facts: dict[str, Any]) -> dict[str, Any]:
        made = {}
        for name, kind, make in (
            ("owners", "owner", _owner),
            ("deadlines", "deadline", _deadline),
            ("outcomes", "outcome", _outcome),
            ("documents", "document", _document),
        ):
            rows: Parts = facts.pop(name, ())
            made[name] = tuple(
                make(
                    id=f"{parent}/{kind}-{number}",
                    span=self.within(place, row.get("text") or row["title"]),
                    **row,
                )
                for number, row in enumerate(rows, 1)
            )
        return made

    @property
    def document(self) -> Document:
        """The notice as a document."""
        return Document(
            source="notice.txt", format="txt", encoding="utf-8", sha256="0", text=self.text, blocks=()
        )

    @property
    def facts(self) -> Facts:
        """The facts written so far."""
        fields = {key: value for key, value in self.notice.items() if key != "kind"}
        contact = fields.pop("contact", {})
        issues = []
        for number, issue in enumerate(self.issues):
            start = issue.pop("start") if "start" in issue else issue["extent"].start
            end = (
                self.issues[number + 1].get("start", len(self.text))
                if number + 1 < len(self.issues)
                else len(self.text)
            )
            issue["extent"] = self.span(start, end)
            issues.append(Issue(**{**issue, "measures": tuple(issue["measures"])}))
        return Facts(
            schema=FACTS_SCHEMA,
            document=Source(
                source="notice.txt", format="txt", encoding="utf-8", sha256="0", characters=len(self.text)
            ),
            kind=self.notice.get("kind", "rectification-notice"),
            kind_evidence=(),
            notice=Notice(
                contact=Contact(**contact),
                responsibility=self.responsibility,
                sections=tuple(self.sections),
                spans=self.spans,
                **fields,
            ),
            claims=tuple(self.claims),
            issues=tuple(issues),
            anomalies=tuple(self.anomalies),
        )


def _owner(**row: Any) -> Owner:
    return Owner(**{"kind": "subject", **row})


def _deadline(**row: Any) -> Deadline:
    return Deadline(**{"kind": "target", "start": None, "end": None, "recurrence": None, **row})


def _outcome(**row: Any) -> Outcome:
    return Outcome(**{"value": None, "unit": None, "kind": "output", "approximate": False, **row})


def _document(**row: Any) -> NamedDocument:
    return NamedDocument(**{"action": "issued", **row})


def make_rule(require: Condition, subject: Any = "issue", **other: Any) -> Rule:
    """A rule that asks for ``require``; everything else has a default."""
    known = set(Rule.__struct_fields__)
    texts = {"zh": "问题{no}", "en": "issue {no}"}
    rule = {
        "id": "a-rule",
        "pack": "tests",
        "title": texts,
        "subject": subject,
        "require": require,
        "when": None,
        "unless": None,
        "severity": "error",
        "message": texts,
        "hint": texts,
        "why": texts,
        "basis": (),
        "column": None,
        "fold": False,
        "enabled": True,
        "params": {},
        "meanings": {},
        "since": "1.0",
        "examples": (),
        "place": Place(source="a-rule.yaml", line=1, column=1),
    }
    return Rule(**{key: value for key, value in (rule | other).items() if key in known})


def make_rulebook(*rules: Rule, lexicons: Mapping[str, Sequence[str]] | None = None) -> RuleBook:
    """A rule book of these rules."""
    return RuleBook(
        packs=(), rules=rules, lexicons={key: tuple(words) for key, words in (lexicons or {}).items()}
    )
