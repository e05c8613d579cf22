"""Lines broken as Chinese is set."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from zhenggai.reporting.folding import folded

TEXT = st.text(alphabet="整改措施abc 12,。、《》“”()\uff0c\uff1a-")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("一二三四五", ["一二三四五"]),
        ("一二三四五六", ["一二三四五", "六"]),
        ("一二三四五。六", ["一二三四", "五。六"]),
        ("一二三四《五六》", ["一二三四", "《五六》"]),
        ("一二三abcdefg", ["一二三abcd", "efg"]),
        ("一二三 abcdef", ["一二三", "abcdef"]),
        ("abcdefghijklm", ["abcdefghij", "klm"]),
    ],
)
def test_lines_of_ten_cells(text: str, lines: list[str]) -> None:
    assert folded(text, 10) == lines


@given(TEXT, st.integers(2, 30))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = folded(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(cell_len, lines)) <= width


def test_cost_is_linear() -> None:
    folded("整改" * 100, 80)
    started = time.process_time()
    assert len(folded("整改" * 100_000, 80)) == 5_000
    assert time.process_time() - started < 5
