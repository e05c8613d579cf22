"""Tables, properties and relations of facts, held against the vocabulary that rules are checked by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.inference.notices import NoticeBuilder

from zhenggai.errors import InferenceError
from zhenggai.extraction.assembly import extract_facts
from zhenggai.extraction.source import SourceText
from zhenggai.inference.folding import squeeze
from zhenggai.inference.tables import NOWHERE
from zhenggai.inference.world import World
from zhenggai.model import Traits
from zhenggai.reading import read_text
from zhenggai.rulebook.syntax import Reference, Scope, SubjectKind
from zhenggai.rulebook.vocabulary import ABOVE, BELOW, KINDS, PROPERTIES, REFERABLE, SELF

ALL_PARTS: dict[str, Any] = {
    "owners": [{"text": "办公室"}],
    "deadlines": [{"text": "2023年底", "start": "2023-01-01", "end": "2023-12-31", "recurrence": "R/P1M"}],
    "outcomes": [{"text": "5万元", "value": 5.0, "unit": "万元", "upper": 6.0, "comparator": "over"}],
    "documents": [{"title": "《办法》", "verb": "印发"}],
}
LINE = "办公室2023年底前印发《办法》,追回5万元。20228下旬9"


@pytest.fixture
def build() -> NoticeBuilder:
    """A notice with two facts of every kind, or one on each level where it may be on several."""
    made = NoticeBuilder(
        inspection_round="第五轮", contact={"phone": "1", "email": "a@b", "post": "信箱", "postcode": "4"}
    )
    made.field("title", "关于整改的通报").field("issuer", "水务局").field("inspection_body", "巡察组")
    for name in ("inspected_from", "inspected_to", "feedback_date", "signed_date", "published_date"):
        made.field(name, "2023年6月18日", "2023-06-18")
    made.field("signed_by", "水务局").section("progress", "二、进展").claim("measures", 3, "条", "措施3条")
    made.claim("measures", 5, "条", "措施5条").responsible("局长").write("").write("　有空白的一行 ")
    made.write("2022年114日").anomaly("impossible_date", "2022年114日")
    made.issue("资金管理不严", "1.", line=LINE, status="completed", group="(一)财务", **ALL_PARTS).anomaly(
        "impossible_date", "20228下旬9"
    )
    made.measure(LINE, "一是", Traits(study_only=True), **ALL_PARTS).anomaly("impossible_date", "20228下旬9")
    return made.issue("学风不实", "2.").measure("改进", "一是")


@pytest.fixture
def world(build: NoticeBuilder) -> World:
    return World(build.facts, build.document)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in KINDS for name in PROPERTIES[kind]])
def test_every_property_of_the_vocabulary_has_values_of_its_type(
    world: World, kind: SubjectKind, name: str
) -> None:
    values = [value for value in world.values(kind, name) if value is not None]
    assert values, "the fixture should state every property"
    types = {"number": (int, float), "boolean": bool}.get(PROPERTIES[kind][name].type, str)
    assert all(isinstance(value, types) for value in values)


def test_only_properties_of_the_vocabulary_can_be_read(world: World) -> None:
    with pytest.raises(InferenceError, match="why"):
        world.values("issue", "why")


def test_texts_are_what_the_document_says(world: World, build: NoticeBuilder) -> None:
    assert world.values("notice", "text") == [build.text]
    assert world.values("notice", "signed_date.text") == ["2023年6月18日"]
    first, second = (str(text) for text in world.values("issue", "text"))
    assert first.startswith("1.资金管理不严\n") and first.endswith("20228下旬9\n")
    assert first + second == build.text[build.text.index("1.资金") :]
    assert "有空白的一行" in world.values("paragraph", "text")
    assert "" not in world.values("paragraph", "text")


def test_positions_count_siblings(world: World) -> None:
    assert world.values("issue", "position") == [1, 2]
    assert world.values("measure", "position") == [1, 1]


def test_what_is_not_stated_is_none(build: NoticeBuilder) -> None:
    build.notice["issuer"] = ""
    assert World(build.facts, build.document).values("notice", "issuer") == [None]


@pytest.mark.parametrize(("scope", "allowed"), [("below", BELOW), ("self", SELF)])
def test_relations_are_those_of_the_vocabulary(
    world: World, scope: Scope, allowed: Mapping[SubjectKind, tuple[SubjectKind, ...]]
) -> None:
    for subject in KINDS:
        related = {child for child in KINDS if world.groups(child, subject, scope)}
        assert related == set(allowed[subject]), subject


def test_what_the_vocabulary_lets_a_rule_look_for_above_can_be_there(world: World) -> None:
    for subject in KINDS:
        related = {child for child in KINDS if world.groups(child, subject, "above")}
        assert related >= set(ABOVE[subject]), subject


def test_an_anomaly_hangs_on_the_innermost_fact_around_it(world: World) -> None:
    table = world.table("anomaly")
    assert list(table.parent) == [("notice", 0), ("issue", 0), ("measure", 0)]
    assert list(world.parents("anomaly", "issue", "below")) == [NOWHERE, 0, 0]
    assert list(world.parents("anomaly", "measure", "below")) == [NOWHERE, NOWHERE, 0]


def test_references_reach_what_a_fact_belongs_to(world: World) -> None:
    for kind in KINDS:
        for head in REFERABLE[kind]:
            name = next(iter(PROPERTIES[head]))
            assert any(
                value is not None for value in world.referred(kind, Reference(path=f"{head}.{name}"))
            ), (kind, head)
    assert world.referred("issue", Reference(path="claim.measures")) == [5, 5]
    assert world.referred("issue", Reference(path="claim.documents")) == [None, None]
    assert world.referred("owner", Reference(path="issue.no")) == [None, 1, 1]
    assert world.referred("measure", Reference(path="self.ordinal")) == ["一是", "一是"]


def test_no_two_facts_have_one_key(world: World) -> None:
    keys = [key for kind in KINDS for key in world.keys(kind)]
    assert len(set(keys)) == len(keys)
    assert [world.position(key) for key in world.keys("measure")] == [0, 1]


def test_every_fact_can_be_named(world: World) -> None:
    for kind in KINDS:
        for position in world.table(kind).everything:
            named = world.named(kind, position)
            assert named.subject.type == kind and named.subject.id
            assert named.span is not None
            assert named.quote == world.document.text[named.span.start : named.span.end]
    assert world.named("owner", 2).issue == "issue-1"
    assert world.named("claim", 0).issue is None
    assert world.named("paragraph", 0).subject.id == "notice/paragraph-1"


def test_a_hard_wrapped_notice_is_read_at_its_own_offsets() -> None:
    """The extraction joins lines that a page width broke; facts keep the document's offsets."""
    paragraphs = [
        "1.关于库存管理不规范,台账与实物长期对不上、盘点走过场的问题整改情况如下所列",
        "一是修订《库存管理办法》,由仓储科按月盘点,2023年组织清仓查库3次,核对台账与实物,补登漏记的物资42件。",
        "二是由办公室约谈责任人2名,在全局通报,并要求各站点对照检查,逐一整改到位,防止同类问题再次发生。",
        "2.关于轮换计划执行不到位,个别批次储备粮超期存放、轮换手续不全的问题整改情况",
        "一是由仓储科制定轮换计划,2023年底前轮换超期储备粮1200吨,逐批补齐轮换手续,报粮食局备案后入账管理。",
    ]
    wrapped = "".join(
        f"{paragraph[at : at + 30]}\n" for paragraph in paragraphs for at in range(0, len(paragraph), 30)
    )
    document = read_text(wrapped)
    source = SourceText(document)
    facts = extract_facts(document, treat_as="rectification-notice")
    assert source.rejoined and sum(len(issue.measures) for issue in facts.issues) == 3
    for world in (World(facts, document), World(facts, document, source)):
        assert world.plain("measure", "text") == [
            squeeze(str(text)) for text in world.values("measure", "text")
        ]
        for position in world.table("paragraph").everything:
            span = world.span("paragraph", position)
            assert span and wrapped[span.start : span.end] == world.values("paragraph", "text")[position]
