"""Both engines against each other, and whole rules against their meaning said slowly."""

from __future__ import annotations

import os
from typing import Any as Anything

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.inference.meaning import Meaning
from tests.inference.notices import NoticeBuilder, make_rule, make_rulebook
from zhenggai.errors import InferenceError
from zhenggai.inference.engines import engine_named
from zhenggai.inference.plain import PlainEngine
from zhenggai.inference.queries import Child, Engine, Item, Query
from zhenggai.inference.verdicts import assess
from zhenggai.model import Traits
from zhenggai.rulebook.syntax import All, Any, Condition, Not, Quantified, Reference, Rule
from zhenggai.rulebook.syntax import Test as PropertyTest

# The proof that the engines agree is worth 2,000 cases in every run; more are asked for by the variable.
EXAMPLES = int(os.environ.get("ZHENGGAI_EXAMPLES", "1100"))
thoroughly = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def durable() -> Engine:
    """durable-rules, where it can be had."""
    try:
        return engine_named("durable-rules")
    except InferenceError as error:
        pytest.skip(str(error))


# ------------------------------------------------------- queries and items

KINDS = ("notice", "issue", "measure", "owner")
JOINS = ("notice", "issue", "parent")
FLAGS = st.integers(0, 6)
CHILDREN = st.builds(
    lambda kind, join, flag, value, negated: Child(
        kind=kind, join=join, flag=flag, value=value, negated=negated
    ),
    st.sampled_from(KINDS),
    st.sampled_from(JOINS),
    st.none() | FLAGS,
    st.booleans(),
    st.booleans(),
)
QUERIES = st.lists(
    st.builds(
        lambda kind, literals, child: Query(rule=0, kind=kind, literals=tuple(literals.items()), child=child),
        st.sampled_from(KINDS),
        st.dictionaries(FLAGS, st.booleans(), max_size=4),
        st.none() | CHILDREN,
    ),
    min_size=1,
    max_size=24,
)


@st.composite
def item_lists(draw: st.DrawFn) -> list[Item]:
    """Items with links among each other, also to themselves and to keys that no item has."""
    size = draw(st.integers(0, 14))
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(KINDS),
                st.dictionaries(st.sampled_from(JOINS), st.integers(0, size), max_size=3),
                st.frozensets(FLAGS),
            ),
            min_size=size,
            max_size=size,
        )
    )
    return [
        Item(kind=kind, key=key, links=links, flags=flags) for key, (kind, links, flags) in enumerate(rows)
    ]


@thoroughly
@given(queries=QUERIES, items=item_lists())
def test_engines_answer_alike(durable: Engine, queries: list[Query], items: list[Item]) -> None:
    assert durable.match(queries, items) == PlainEngine().match(queries, items)


@settings(thoroughly, max_examples=40)
@given(queries=QUERIES, items=item_lists(), copies=st.integers(20, 60))
def test_engines_answer_alike_over_many_batches(
    durable: Engine, queries: list[Query], items: list[Item], copies: int
) -> None:
    size = len(items) + 1
    many = [
        Item(
            kind=item.kind,
            key=item.key + size * copy,
            # Some hang on the same subject, which then has more children than a batch holds.
            links={join: key if join == "notice" else key + size * copy for join, key in item.links.items()},
            flags=item.flags,
        )
        for copy in range(copies)
        for item in items
    ]
    assert durable.match(queries, many) == PlainEngine().match(queries, many)


# --------------------------------------------------------- rules and worlds

DATES = (None, "2023", "2023-06", "2023-06-18", "2023-07-01", "2024")
WORDS = ("学习", "资金5万元", "修订办法", "")
LEXICONS = {"money": ("资金", "万元"), "study": ("学习",)}
REFERENCES = ("notice.signed_date", "notice.feedback_date", "self.end", "self.start")
PROPERTIES: dict[str, dict[str, str]] = {
    "notice": {"signed_date": "date", "feedback_date": "date", "issuer": "text"},
    "claim": {"value": "number", "subject": "word"},
    "issue": {
        "no": "number",
        "position": "number",
        "heading": "text",
        "status": "word",
        "group": "text",
        "stated": "boolean",
    },
    "measure": {"text": "text", "position": "number", "ordinal": "text", "traits.study_only": "boolean"},
    "owner": {"kind": "word", "text": "text"},
    "deadline": {"start": "date", "end": "date", "kind": "word"},
    "outcome": {"value": "number", "unit": "text", "approximate": "boolean"},
    "document": {"title": "text", "action": "word", "verb": "text"},
}
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
BELOW = {
    "notice": ("claim", "issue", "measure", "owner", "deadline", "outcome", "document"),
    "issue": ("measure", "owner", "deadline", "outcome", "document"),
    "measure": ("owner", "deadline", "outcome", "document"),
}


@st.composite
def property_tests(draw: st.DrawFn, kind: str) -> PropertyTest:
    """A test of a property of the kind that its type allows."""
    name = draw(st.sampled_from(sorted(PROPERTIES[kind])))
    types = PROPERTIES[kind][name]
    operator: str
    operand: Anything
    if draw(st.integers(0, 5)) == 0:
        operator, operand = "present", draw(st.booleans())
    elif types == "date":
        operator = draw(st.sampled_from(("before", "not_after", "after", "not_before")))
        reference = st.builds(
            lambda path, days: Reference(path=path, days=days),
            st.sampled_from(REFERENCES[: 4 if kind == "deadline" else 2]),
            st.sampled_from((0, 0, 13, -400)),
        )
        operand = draw(st.sampled_from(DATES[1:]) | reference)
    elif types == "number":
        operator = draw(st.sampled_from(("eq", "ne", "lt", "at_most", "gt", "at_least")))
        operand = draw(
            st.integers(0, 3)
            | st.builds(
                lambda path: Reference(path=path), st.sampled_from(("claim.measures", "claim.issues"))
            )
        )
    elif types == "boolean":
        operator, operand = draw(st.sampled_from(("eq", "ne"))), draw(st.booleans())
    elif types == "word":
        operator = draw(st.sampled_from(("eq", "ne", "in", "not_in")))
        chosen = draw(st.lists(st.sampled_from(CHOICES), min_size=1, max_size=3))
        operand = chosen[0] if operator in ("eq", "ne") else tuple(chosen)
    else:
        operator = draw(st.sampled_from(("contains", "lexicon", "matches", "eq")))
        operand = draw(
            {
                "contains": st.sampled_from((("资金",), ("办法", "学习"))),
                "lexicon": st.sampled_from((("money",), ("study", "money"))),
                "matches": st.sampled_from(("资金|办法", "[0-9]+万元$", "^学")),
                "eq": st.sampled_from(("学习", "个")),
            }[operator]
        )
    return PropertyTest(property=name, operator=operator, operand=operand)  # type: ignore[arg-type]  # one of the operators


def conditions(kind: str, depth: int = 3) -> st.SearchStrategy[Condition]:
    """Conditions on a kind, of connectives, tests and quantifiers (with quantifiers in their ``where``, too)."""
    simple = property_tests(kind)
    if depth == 0:
        return simple
    deeper = st.deferred(lambda: conditions(kind, depth - 1))
    parts = st.lists(deeper, max_size=3).map(tuple)
    choices: list[st.SearchStrategy[Condition]] = [
        simple,
        st.builds(lambda parts: All(parts=parts), parts),
        st.builds(lambda parts: Any(parts=parts), parts),
        st.builds(lambda part: Not(part=part), deeper),
    ]
    if kind in BELOW or kind in ("owner", "deadline"):
        choices += [quantified(kind, depth), quantified(kind, depth)]
    return st.one_of(choices)


@st.composite
def quantified(draw: st.DrawFn, kind: str, depth: int) -> Quantified:
    """A quantifier over facts of another kind."""
    scope = draw(st.sampled_from(("below", "self", "above") if kind in BELOW else ("above",)))
    parts = ("owner", "deadline", "outcome", "document")
    child = draw(st.sampled_from(parts if scope == "above" else BELOW[kind]))
    quantifier = draw(st.sampled_from(("some", "none", "all", "count")))
    where = draw(st.none() | conditions(child, min(depth - 1, 1)))
    counting: dict[str, Anything] = {}
    if quantifier == "count":
        counting["operator"] = draw(st.sampled_from(("eq", "ne", "lt", "at_most", "gt", "at_least")))
        counting["operand"] = draw(st.integers(0, 3) | st.builds(lambda: Reference(path="claim.measures")))
        counting["distinct"] = draw(st.none() | st.sampled_from(sorted(PROPERTIES[child])))
    return Quantified(quantifier=quantifier, kind=child, scope=scope, where=where, **counting)  # type: ignore[arg-type]  # as drawn


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """A rule with or without a scope of its own."""
    kind = draw(st.sampled_from(sorted(PROPERTIES)))
    optional = st.none() | conditions(kind, 1)
    return make_rule(draw(conditions(kind)), kind, when=draw(optional), unless=draw(optional))


@st.composite
def notices(draw: st.DrawFn) -> NoticeBuilder:
    """A small notice in which anything may be missing."""
    build = NoticeBuilder(issuer=draw(st.sampled_from(("水务局", None))))
    for name in ("signed_date", "feedback_date"):
        value = draw(st.sampled_from(DATES))
        if value:
            build.field(name, value)
    for subject, value in draw(
        st.lists(st.tuples(st.sampled_from(("measures", "issues")), st.integers(0, 3)), max_size=3)
    ):
        build.claim(subject, value, "条", f"共{value}条")
    if draw(st.booleans()):
        build.responsible("局长", kind=draw(st.sampled_from(("assigned", "partner"))))
    for _ in range(draw(st.integers(0, 3))):
        build.issue(
            draw(st.sampled_from(("资金管理不严", "学风不实"))),
            stated=draw(st.booleans()),
            status=draw(st.sampled_from((None, "completed", "ongoing"))),
            group=draw(st.sampled_from((None, "(一)学习"))),
            line="办公室,财务科;2023年底;5万元;《办法》",
            **draw(parts()),
        )
        for _ in range(draw(st.integers(0, 2))):
            build.measure(
                draw(st.sampled_from(WORDS)) + ":办公室,财务科;2023年底;5万元;《办法》",
                draw(st.sampled_from((None, "一是"))),
                Traits(study_only=draw(st.booleans())),
                **draw(parts()),
            )
    return build


@st.composite
def parts(draw: st.DrawFn) -> dict[str, list[dict[str, Anything]]]:
    """Facts of an issue or a measure."""
    return {
        "owners": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "text": st.sampled_from(("办公室", "财务科")),
                        "kind": st.sampled_from(("subject", "partner")),
                    }
                ),
                max_size=2,
            )
        ),
        "deadlines": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "text": st.just("2023年底"),
                        "kind": st.sampled_from(("target", "period")),
                        "start": st.sampled_from(DATES),
                        "end": st.sampled_from(DATES),
                    }
                ),
                max_size=2,
            )
        ),
        "outcomes": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "text": st.just("5万元"),
                        "value": st.sampled_from((None, 1.0, 2.0)),
                        "unit": st.sampled_from((None, "个")),
                        "approximate": st.booleans(),
                    }
                ),
                max_size=2,
            )
        ),
        "documents": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "title": st.just("《办法》"),
                        "action": st.sampled_from(("issued", "drafted")),
                        "verb": st.sampled_from((None, "印发")),
                    }
                ),
                max_size=1,
            )
        ),
    }


@thoroughly
@given(build=notices(), drawn=st.lists(rules(), min_size=1, max_size=4))
def test_rules_mean_what_they_say(durable: Engine, build: NoticeBuilder, drawn: list[Rule]) -> None:
    facts, document = build.facts, build.document
    meaning = Meaning(facts, LEXICONS)
    expected = [
        [meaning.verdict(rule, item) for item in meaning.items if item.kind == rule.subject] for rule in drawn
    ]
    for engine in (PlainEngine(), durable):
        book = make_rulebook(*drawn, lexicons=LEXICONS)
        assessment = assess(book, facts, document, engine, every_verdict=True)
        verdicts: list[list[str]] = [[] for _ in drawn]
        for tally, row in zip(assessment.tallies, verdicts, strict=True):
            row += [finding.verdict for finding in assessment.findings if finding.rule is tally.rule]
        assert verdicts == expected, engine.name
