"""Random rules and random notices for them to be about, small and full of absent values."""

from __future__ import annotations

from typing import Any as Anything

from tests.inference.choices import Choices
from tests.inference.notices import NoticeBuilder, make_rule

from zhenggai.model import Traits
from zhenggai.rulebook.syntax import All, Any, Condition, Not, Quantified, Reference, Rule, Test

LEXICONS = {"money": ("资金", "万元"), "study": ("学习",)}
DATES = ("2023-06-18", "2023", "2023-06", "2023-07-01", "2024")
CHOICES = (
    "subject",
    "partner",
    "completed",
    "ongoing",
    "issued",
    "drafted",
    "target",
    "period",
    "measures",
    "issues",
)
PROPERTIES: dict[str, dict[str, str]] = {
    "issue": {
        "no": "number",
        "position": "number",
        "heading": "text",
        "status": "word",
        "group": "text",
        "stated": "boolean",
    },
    "measure": {"text": "text", "position": "number", "ordinal": "text", "traits.study_only": "boolean"},
    "notice": {"signed_date": "date", "feedback_date": "date", "issuer": "text"},
    "owner": {"kind": "word", "text": "text"},
    "deadline": {"start": "date", "end": "date", "kind": "word"},
    "outcome": {"value": "number", "unit": "text", "approximate": "boolean"},
    "document": {"title": "text", "action": "word", "verb": "text"},
    "claim": {"value": "number", "subject": "word"},
}
PARTS = ("owner", "deadline", "outcome", "document")
BELOW = {
    "issue": ("measure", *PARTS),
    "measure": PARTS,
    "notice": ("claim", "issue", "measure", *PARTS),
}
NUMERIC = ("eq", "ne", "lt", "at_most", "gt", "at_least")


def drawn_rule(choose: Choices) -> Rule:
    """A rule with or without a scope of its own."""
    kind = choose.of(tuple(PROPERTIES))
    require = drawn_condition(choose, kind, 3)
    when, unless = (drawn_condition(choose, kind, 1) if choose.below(3) == 1 else None for _ in range(2))
    return make_rule(require, kind, when=when, unless=unless)


def drawn_condition(choose: Choices, kind: str, depth: int) -> Condition:
    """Connectives, tests and quantifiers, with quantifiers in their ``where``, too."""
    shape = choose.below(8) if depth else 0
    if shape in (3, 4):
        parts = tuple(drawn_condition(choose, kind, depth - 1) for _ in range(choose.below(4)))
        return All(parts=parts) if shape == 3 else Any(parts=parts)
    if shape == 5:
        return Not(part=drawn_condition(choose, kind, depth - 1))
    if shape > 5 and kind != "claim":
        return _quantified(choose, kind, depth)
    return _test(choose, kind)


def _quantified(choose: Choices, kind: str, depth: int) -> Quantified:
    scope = choose.of(("below", "self", "above") if kind in BELOW else ("above",))
    child = choose.of(PARTS if scope == "above" else BELOW[kind])
    quantifier = choose.of(("some", "none", "all", "count"))
    where = drawn_condition(choose, child, min(depth - 1, 1)) if choose.below(4) else None
    counting: dict[str, Anything] = {}
    if quantifier == "count":
        distinct = choose.of(tuple(PROPERTIES[child])) if choose.yes() else None
        counting = {"operator": choose.of(NUMERIC), "operand": _number(choose), "distinct": distinct}
    return Quantified(quantifier=quantifier, kind=child, scope=scope, where=where, **counting)  # type: ignore[arg-type]  # as drawn


def _number(choose: Choices) -> int | Reference:
    return choose.of((0, 1, 2, Reference(path="claim.measures"), Reference(path="claim.issues")))


def _test(choose: Choices, kind: str) -> Test:
    name = choose.of(tuple(PROPERTIES[kind]))
    operator, operand = _comparison(choose, kind, PROPERTIES[kind][name])
    return Test(property=name, operator=operator, operand=operand)


def _comparison(choose: Choices, kind: str, types: str) -> tuple[Anything, Anything]:
    """An operator that the type allows, and an operand for it."""
    if choose.below(6) == 5:
        return "present", choose.yes()
    if types == "date":
        paths = ("notice.signed_date", "notice.feedback_date", "self.end", "self.start")[
            : 4 if kind == "deadline" else 2
        ]
        reference = Reference(path=choose.of(paths), days=choose.of((0, 0, 13, -400)))
        return choose.of(("before", "not_after", "after", "not_before")), choose.of(
            (*DATES, reference, reference)
        )
    if types == "number":
        return choose.of(NUMERIC), _number(choose)
    if types == "boolean":
        return choose.of(("eq", "ne")), choose.yes()
    if types == "word":
        operator = choose.of(("eq", "ne", "in", "not_in"))
        return operator, choose.of(CHOICES) if operator in ("eq", "ne") else tuple(choose.some(CHOICES, 4))
    return choose.of(
        (
            ("contains", ("资金",)),
            ("contains", ("办法", "学习")),
            ("lexicon", ("money",)),
            ("lexicon", ("study", "money")),
            ("matches", "资金|办法"),
            ("matches", "[0-9]+万元;"),
            ("matches", "^学"),
            ("eq", "学习"),
            ("ne", "个"),
        )
    )


def drawn_notice(choose: Choices) -> NoticeBuilder:
    """A small notice in which anything may be missing."""
    build = NoticeBuilder(issuer=choose.of(("水务局", None)))
    for name in ("signed_date", "feedback_date"):
        value = choose.of((*DATES, None))
        if value:
            build.field(name, value)
    for _ in range(choose.below(3)):
        value = choose.below(4)
        build.claim(choose.of(("measures", "issues")), value, "条", f"共{value}条")
    if choose.yes():
        build.responsible("局长", kind=choose.of(("assigned", "partner")))
    for _ in range(choose.below(4)):
        build.issue(
            choose.of(("资金管理不严", "学风不实")),
            stated=choose.yes(),
            status=choose.of((None, "completed", "ongoing")),
            group=choose.of((None, "(一)学习")),
            line="办公室,财务科;2023年底;5万元;《办法》",
            **_parts(choose),
        )
        for _ in range(choose.below(3)):
            text = choose.of(("学习", "资金5万元", "修订办法", ""))
            ordinal = choose.of((None, "一是"))
            traits = Traits(study_only=choose.yes())
            build.measure(f"{text}:办公室,财务科;2023年底;5万元;《办法》", ordinal, traits, **_parts(choose))
    return build


def _parts(choose: Choices) -> dict[str, list[dict[str, Anything]]]:
    dates = (None, *DATES)
    return {
        "owners": [
            {"text": choose.of(("办公室", "财务科")), "kind": choose.of(CHOICES[:2])}
            for _ in range(choose.below(3))
        ],
        "deadlines": [
            {
                "text": "2023年底",
                "kind": choose.of(("target", "period")),
                "start": choose.of(dates),
                "end": choose.of(dates),
            }
            for _ in range(choose.below(3))
        ],
        "outcomes": [
            {
                "text": "5万元",
                "value": choose.of((None, 1.0, 2.0)),
                "unit": choose.of((None, "个")),
                "approximate": choose.yes(),
            }
            for _ in range(choose.below(3))
        ],
        "documents": [
            {
                "title": "《办法》",
                "action": choose.of(("issued", "drafted")),
                "verb": choose.of((None, "印发")),
            }
            for _ in range(choose.below(2))
        ],
    }
