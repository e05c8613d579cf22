"""Lines that a page width broke: what is told without a look at the widths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhenggai.extraction.wrapping import columns, may_be_broken, page_width


@st.composite
def _pages(draw: st.DrawFn) -> list[str]:
    """Lines about as long as each other, of wide and narrow characters, some of which end a sentence."""
    usual = draw(st.integers(5, 60))
    lengths = draw(st.lists(st.integers(max(1, usual - 8), usual + 1), min_size=6, max_size=14))
    return [
        draw(st.sampled_from(["国", "a", "国a"])) * length + draw(st.sampled_from("国。"))
        for length in lengths
    ]


@given(_pages())
def test_a_page_width_is_never_ruled_out_where_there_is_one(lines: list[str]) -> None:
    assert may_be_broken(lines) or page_width(lines, columns) is page_width(lines, len) is None


def test_most_notices_are_told_by_their_headings_alone() -> None:
    notice = ["一、整改落实情况", *["一是修订制度并逐项对照检查整改落实情况。" * 3] * 9]
    assert not may_be_broken(notice)
