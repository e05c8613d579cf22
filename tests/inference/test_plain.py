"""The reference meaning of queries, by example."""

from __future__ import annotations

import pytest

from zhenggai.inference.plain import PlainEngine
from zhenggai.inference.queries import Child, Item, Query

ITEMS = [
    Item(kind="issue", key=1, links={}, flags=0b110),
    Item(kind="issue", key=2, links={}, flags=0b10),
    Item(kind="issue", key=3, links={}, flags=0),
    Item(kind="owner", key=4, links={"issue": 1, "parent": 9}, flags=0b100000),
    Item(kind="owner", key=5, links={"issue": 1, "parent": 1}, flags=0),
    Item(kind="owner", key=6, links={"issue": 2, "parent": 2}, flags=0),
    Item(kind="owner", key=7, links={}, flags=0b100000),
]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        (Query(rule=0, kind="issue"), {1, 2, 3}),
        (Query(rule=0, kind="measure"), set()),
        (Query(rule=0, kind="issue", literals=((1, True), (2, False))), {2}),
        (Query(rule=0, kind="issue", literals=((1, False),)), {3}),
        (Query(rule=0, kind="issue", child=Child(kind="owner", join="issue")), {1, 2}),
        (Query(rule=0, kind="issue", child=Child(kind="owner", join="issue", negated=True)), {3}),
        (Query(rule=0, kind="issue", child=Child(kind="owner", join="issue", flag=5)), {1}),
        (Query(rule=0, kind="issue", child=Child(kind="owner", join="issue", flag=5, value=False)), {1, 2}),
        (Query(rule=0, kind="issue", child=Child(kind="owner", join="issue", flag=5, negated=True)), {2, 3}),
        (Query(rule=0, kind="issue", child=Child(kind="owner", join="parent", flag=5)), set()),
        (Query(rule=0, kind="issue", literals=((2, True),), child=Child(kind="owner", join="parent")), {1}),
    ],
)
def test_a_query_selects(query: Query, keys: set[int]) -> None:
    assert PlainEngine().match([query], ITEMS) == {(0, key) for key in keys}


def test_answers_name_the_query() -> None:
    queries = [
        Query(rule=7, kind="issue", literals=((2, True),)),
        Query(rule=7, kind="owner", literals=((5, True),)),
    ]
    assert PlainEngine().match(queries, ITEMS) == {(0, 1), (1, 4), (1, 7)}
