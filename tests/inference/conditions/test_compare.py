"""Equality, membership, presence and numeric order, and what is absent."""

from __future__ import annotations

import pytest
from tests.inference.asking import compared
from tests.inference.notices import NoticeBuilder

from zhenggai.rulebook.syntax import Reference


@pytest.fixture
def build() -> NoticeBuilder:
    made = NoticeBuilder().claim("measures", 3, "条", "3条").field("issuer", "水务局")
    made.issue(
        "甲",
        status="completed",
        group="（一）财务",
        line="5万元、6个、好转",
        outcomes=[
            {"text": "5万元", "value": 5.0, "unit": "万元"},
            {"text": "6个", "value": 6.0, "unit": "个"},
            {"text": "好转"},
        ],
    )
    return made.issue("乙")


@pytest.mark.parametrize(
    ("comparison", "truths"),
    [
        ({"eq": "completed"}, [True, False]),
        ({"ne": "completed"}, [False, True]),
        ({"in": ("ongoing", "completed")}, [True, False]),
        ({"not_in": ("ongoing", "completed")}, [False, True]),
        ({"in": ()}, [False, False]),
        ({"present": True}, [True, False]),
        ({"present": False}, [False, True]),
    ],
)
def test_what_is_not_stated_equals_nothing(
    build: NoticeBuilder, comparison: dict[str, object], truths: list[bool]
) -> None:
    assert compared(build, "issue", "status", **comparison) == truths


def test_texts_are_compared_folded_and_without_white_space(build: NoticeBuilder) -> None:
    assert compared(build, "issue", "group", eq="(一) 财务") == [True, False]
    assert compared(build, "issue", "group", **{"in": ("(一)财务",)}) == [True, False]


@pytest.mark.parametrize(
    ("comparison", "truths"),
    [
        ({"lt": 6}, [True, False, None]),
        ({"at_most": 6}, [True, True, None]),
        ({"gt": 5}, [False, True, None]),
        ({"at_least": 5.5}, [False, True, None]),
        ({"gt": Reference(path="claim.measures")}, [True, True, None]),
        ({"gt": Reference(path="claim.documents")}, [None, None, None]),
        ({"gt": Reference(path="notice.issuer")}, [None, None, None]),
        ({"lt": Reference(path="self.value")}, [False, False, None]),
    ],
)
def test_numbers_of_which_one_is_absent_cannot_be_compared(
    build: NoticeBuilder, comparison: dict[str, object], truths: list[bool | None]
) -> None:
    assert compared(build, "outcome", "value", **comparison) == truths


def test_an_absent_reference_leaves_equality_unknown_but_an_absent_property_does_not(
    build: NoticeBuilder,
) -> None:
    assert compared(build, "issue", "heading", eq=Reference(path="notice.signed_by")) == [None, None]
    assert compared(build, "issue", "heading", ne=Reference(path="notice.signed_by")) == [None, None]
    assert compared(build, "issue", "status", eq=Reference(path="notice.signed_by")) == [None, False]
    assert compared(build, "notice", "issuer", eq=Reference(path="notice.issuer")) == [True]
    assert compared(build, "issue", "heading", ne=Reference(path="notice.issuer")) == [True, True]
