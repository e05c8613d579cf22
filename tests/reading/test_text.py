"""Plain text and Markdown: nothing but line endings changes, every line and cell has its block."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.errors import ReadingError
from zhenggai.model import Document
from zhenggai.reading import read_bytes, read_text


def texts(document: Document) -> list[str]:
    """What the document's blocks say."""
    return [document.text[block.start : block.end] for block in document.blocks]


def cells(document: Document) -> dict[str, str]:
    """Cell names and what stands there."""
    return {b.name: document.text[b.start : b.end] for b in document.blocks if b.cell and b.name}


def assert_blocks_are_in_order(document: Document) -> None:
    """Every block lies in the text, after the one before it, and nothing but separators is left out."""
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
    for earlier, later in pairwise(document.blocks):
        assert earlier.end <= later.start
        assert earlier.start < later.start


def test_line_endings_become_one_and_the_rest_stays() -> None:
    document = read_bytes("甲\r\n乙\r丙\n\n 丁\t\u3000\x0c\u2028".encode(), "a.txt")
    assert document.text == "甲\n乙\n丙\n\n 丁\t\u3000\x0c\u2028"
    assert texts(document) == ["甲", "乙", "丙", " 丁\t\u3000\x0c\u2028"]
    assert [block.name for block in document.blocks] == [None] * 4


def test_what_is_said_of_the_source() -> None:
    data = b"\xef\xbb\xbf" + "整改".encode()
    document = read_bytes(data, "某局/通报.TXT")
    assert (document.source, document.format, document.encoding) == ("某局/通报.TXT", "txt", "utf-8")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert read_text("整改").encoding is None
    assert read_text("整改", "x.md").format == "md"


@given(st.text())
def test_blocks_of_any_text(text: str) -> None:
    try:
        document = read_text(text)
    except ReadingError:
        assert "\0" in text or not text.strip("\ufeff\u200b").strip()
        return
    assert_blocks_are_in_order(document)
    # half a surrogate pair cannot be written out, so it is replaced, one for one
    clean = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert document.text == clean.replace("\r\n", "\n").replace("\r", "\n")
    covered = "".join(texts(document))
    assert [char for char in covered if not char.isspace()] == [
        char for char in document.text if not char.isspace()
    ]


TABLE_LINES = st.lists(st.text("|-: \\\t责任单位\n", max_size=30), max_size=12)


@given(TABLE_LINES, st.sampled_from(["a.md", "a.txt"]))
def test_blocks_of_anything_like_a_table(lines: list[str], name: str) -> None:
    try:
        document = read_text("\n".join([*lines, "完"]), name)
    except ReadingError:
        return
    assert_blocks_are_in_order(document)


MARKDOWN = """# 清单

| 序号 | 问题 | 责任单位 |
|:---:|---|:---:|
| 1 | 甲\\|乙 |  |
| 2 | 丙<br>丁 | 办公室

完"""


def test_pipe_table() -> None:
    document = read_text(MARKDOWN, "a.md")
    assert document.text == MARKDOWN
    assert cells(document) == {
        "t1.r1.c1": "序号", "t1.r1.c2": "问题", "t1.r1.c3": "责任单位",
        "t1.r2.c1": "1", "t1.r2.c2": "甲\\|乙", "t1.r2.c3": "",
        "t1.r3.c1": "2", "t1.r3.c2": "丙<br>丁", "t1.r3.c3": "办公室",
    }  # fmt: skip
    assert texts(document)[0] == "# 清单"
    assert texts(document)[-1] == "完"
    places = [
        (block.cell.table, block.cell.row, block.cell.column) for block in document.blocks if block.cell
    ]
    assert places == [(0, row, column) for row in range(3) for column in range(3)]
    assert_blocks_are_in_order(document)


def test_tab_and_pipe_tables_in_plain_text() -> None:
    document = read_text("附件\n序号\t问题\t责任单位\n1\t甲\t办公室\n2\t乙\n\n序号|问题|时限\n1|丙|6月底\n")
    assert cells(document) == {
        "t1.r1.c1": "序号", "t1.r1.c2": "问题", "t1.r1.c3": "责任单位",
        "t1.r2.c1": "1", "t1.r2.c2": "甲", "t1.r2.c3": "办公室",
        "t1.r3.c1": "2", "t1.r3.c2": "乙",
        "t2.r1.c1": "序号", "t2.r1.c2": "问题", "t2.r1.c3": "时限",
        "t2.r2.c1": "1", "t2.r2.c2": "丙", "t2.r2.c3": "6月底",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "首页|邮箱|登录\n\n正文",
        "责任领导:张三\t责任单位:办公室\n责任领导:李四\t责任单位:财务科\n责任领导:王五\t责任单位:人事科",
        "\t一、第一\n\t二、第二\n\t三、第三",
        "一是抓学习,落实到位。|二是抓整改。|三是抓长效。\n甲|乙|丙",
        "索引号\t0110/2023-15342\t分类\t其他\n发布机构\t某厅\t日期\t2023-06-20",
    ],
)
def test_lines_with_bars_or_tabs_are_not_yet_a_table(text: str) -> None:
    assert not cells(read_text(text))


def test_markdown_needs_its_row_of_dashes() -> None:
    assert not cells(read_text("序号|问题|时限\n1|丙|6月底", "a.md"))


@pytest.mark.parametrize("text", ["", " \n\t\u3000", "\ufeff"])
def test_blank_text_is_refused(text: str) -> None:
    with pytest.raises(ReadingError):
        read_bytes(text.encode("utf-8-sig"), "a.txt")


def test_too_many_lines_are_refused_and_too_many_cells_are_lines() -> None:
    with pytest.raises(ReadingError, match="行数过多"):
        read_text("甲\n" * 1_000_001)
    document = read_text("甲|乙|丙|丁\n" + "1|2|3|4\n" * 60_000)
    assert len([block for block in document.blocks if block.cell]) <= 200_100


def test_a_long_line_and_many_lines_take_linear_time() -> None:
    assert len(read_text("整改落实" * 250_000).blocks) == 1
    assert len(read_text(" " * 1_000_000 + "x").blocks) == 1
    assert len(read_text("|" * 300_000 + "\n" + "-|" * 150_000).blocks) == 2
    assert len(read_text("甲\n" * 50_000).blocks) == 50_000
