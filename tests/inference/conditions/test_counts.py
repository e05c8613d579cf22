"""Counts of properties, and shares of facts."""

from __future__ import annotations

import pytest
from tests.inference.asking import answers, holds, quotes
from tests.inference.notices import NoticeBuilder

from zhenggai.model import Traits


def test_present_count() -> None:
    build = NoticeBuilder(contact={"phone": "0571", "post": "信箱"})
    of = ("contact.phone", "contact.email", "contact.post")
    for at_least, truth in ((1, True), (2, True), (3, False)):
        assert holds(build, "notice", "present_count", of=of, at_least=at_least) == [truth]


@pytest.fixture
def build() -> NoticeBuilder:
    made = (
        NoticeBuilder()
        .issue("甲")
        .measure("学习一", traits=Traits(study_only=True))
        .measure("学习二", traits=Traits(study_only=True))
    )
    return made.measure("追回").issue("乙")


@pytest.mark.parametrize(
    ("bounds", "truths"),
    [
        ({"at_most": 0.5}, [False, True]),
        ({"at_most": 2 / 3}, [True, True]),
        ({"at_least": 0.7}, [False, True]),
        ({"at_least": 0.6}, [True, True]),
    ],
)
def test_share(build: NoticeBuilder, bounds: dict[str, float], truths: list[bool]) -> None:
    assert holds(build, "issue", "share", of="measure", property="traits.study_only", **bounds) == truths


def test_evidence_of_a_share_is_what_is_too_many_or_what_is_not_so(build: NoticeBuilder) -> None:
    many = answers(build, "issue", "share", of="measure", property="traits.study_only", at_most=0.5)[0]
    assert quotes(many) == ["学习一", "学习二"]
    few = answers(build, "issue", "share", of="measure", property="traits.study_only", at_least=0.9)[0]
    assert quotes(few) == ["追回"]
