"""The report as Markdown, held against a Markdown parser."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from zhenggai.reporting.markdown import escaped
from zhenggai.reporting.writers import Presentation, writer

from . import samples

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def flat(text: str) -> list[Token]:
    return [each for token in PARSER.parse(text) for each in (token, *(token.children or ()))]


def rendered(report: samples.GapReport, **presentation: bool) -> str:
    return writer("markdown").render(report, Presentation(**presentation)).decode()


@pytest.mark.parametrize(
    "hostile", [*samples.HOSTILE, "http://example.org", "www.example.org", ":smile:", "a  \nb", "1. x", "# x"]
)
def test_escaped_text_is_only_text(hostile: str) -> None:
    kinds = {token.type for token in flat(f"- gap: {escaped(hostile)} x")}
    assert kinds <= {
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
        *("paragraph_open", "paragraph_close", "inline", "text", "text_special"),
    }


def test_hostile_texts_make_no_markup() -> None:
    tokens = flat(rendered(samples.hostile()))
    markup = [token for token in tokens if token.type in ("html_block", "html_inline")]
    assert all(token.content.startswith("<!-- gap ") and token.content.count("-->") == 1 for token in markup)
    assert not [token for token in tokens if token.type in ("link_open", "image", "fence", "s_open")]


def test_matrix_is_one_table_with_a_row_for_each_issue() -> None:
    tokens = flat(rendered(samples.hostile()))
    cells = len(samples.COLUMNS) + 2
    assert sum(token.type == "tr_open" for token in tokens) == len(samples.HOSTILE) + 2
    assert sum(token.type in ("td_open", "th_open") for token in tokens) == cells * (len(samples.HOSTILE) + 2)


def test_parts_come_in_the_order_of_the_terminal() -> None:
    text = rendered(samples.typical())
    places = [text.index(part) for part in ("### 完整性矩阵", "#### 通报整体", "#### 多处相同", "#### 问题1")]
    assert places == sorted(places)
    assert "- **✗ 错误** 每个问题都有明确的责任主体: 2/3处: 问题1、2 `issue-owner`" in text


def test_per_item_lists_folded_gaps() -> None:
    assert rendered(samples.typical(), per_item=True).count("`issue-owner`") == 2
