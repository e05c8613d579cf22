"""The grammar of quantities against a table of expressions, and its behaviour in a text."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhenggai.extraction.grammar.quantities import Quantity, scan
from zhenggai.extraction.source import fold_table
from zhenggai.lexicon import builtin_lexicon

TABLE: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8")
)


def quantities(text: str) -> list[Quantity]:
    folded = text.translate(fold_table(builtin_lexicon()))
    return scan(folded, 0, len(folded))


def test_table_is_large_enough() -> None:
    assert len(TABLE) >= 120
    assert len({row["in"] for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", TABLE, ids=[row["in"] for row in TABLE])
def test_expression(row: dict[str, Any]) -> None:
    found = quantities(row["in"])
    assert [(one.value, one.unit) for one in found] == [(value, unit) for value, unit, *_ in row["is"]]
    for one, (_, _, *rest) in zip(found, row["is"], strict=True):
        more = rest[0] if rest else {}
        assert one.upper == more.get("upper")
        assert one.base == more.get("base")
        assert one.approximate is more.get("approx", False)
        assert one.comparator == more.get("cmp")
        if "text" in more:
            assert row["in"][one.start : one.end] == more["text"]


def test_places_point_into_the_text() -> None:
    text = "一是排查隐患387条,其中重大隐患近30余条,整改率由63%提升至100%。"
    found = quantities(text)
    assert [text[one.start : one.end] for one in found] == ["387条", "近30余条", "由63%提升至100%"]
    assert [text[slice(*one.number)] for one in found] == ["387条", "30余条", "100%"]
    assert [text[slice(*one.unit_place)] for one in found if one.unit_place] == ["条", "条", "%"]


def test_full_width_is_read_like_half_width() -> None:
    assert [(one.value, one.unit) for one in quantities("完成１２．５％、２０～３０家")] == [
        (12.5, "%"),
        (20.0, "家"),
    ]


def test_only_the_stretch_is_read() -> None:
    text = "建成3座,新增5台,拆除7处"
    assert [one.value for one in scan(text, 5, 10)] == [5.0]


def test_units_can_be_added() -> None:
    lexicon = builtin_lexicon().extended({"unit_count": ["丘"]})
    text = "平整田块12丘"
    assert scan(text, 0, len(text)) == []
    assert [(one.value, one.unit) for one in scan(text, 0, len(text), lexicon)] == [(12.0, "丘")]


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "一" * 200_000,
        "1," * 100_000,
        "《" * 100_000,
        "“1" * 60_000,
        "3家" * 40_000,
        "由3%" * 30_000,
    ],
    ids=["digits", "numerals", "commas", "title marks", "quotation marks", "figures", "changes"],
)
def test_odd_texts_take_no_longer_than_their_length(text: str) -> None:
    started = time.perf_counter()
    quantities(text)
    assert time.perf_counter() - started < 5
