"""The numbering grammar: what is a number at the head of a point, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.extraction.outline.numbering import cn_number, head_mark, inline_marks, numbered


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("一、整改情况", "cn", 1),
        ("十二、其他", "cn", 12),
        ("(三)在落实方面", "cn_paren", 3),
        ("3.关于制度", "ar", 3),
        ("12、关于制度", "ar", 12),
        ("(4)关于制度", "ar_paren", 4),
        ("4)关于制度", "ar_paren", 4),
        ("⑤修订办法", "circled", 5),
        ("二是健全制度", "shi", 2),
        ("问题七:经费", "word", 7),
        ("反馈问题3:经费", "word", 3),
        ("第二部分 进展", "chapter", 2),
        ("第三,加强督办", "di", 3),
        ("2.1 完善机制", "ar2", 1),
        ("1.2024年3月印发办法", "ar", 1),
    ],
)
def test_heads(line: str, kind: str, number: int) -> None:
    mark = head_mark(line, 0, len(line))
    assert mark is not None
    assert (mark.kind, mark.number) == (kind, number)


@pytest.mark.parametrize(
    "line",
    [
        "3.5亿元资金",
        "3.2024亿元",
        "2023年以来",
        "12.6%的企业",
        "一家独大",
        "是否完成",
        "(见附件)",
        "第一时间",
    ],
)
def test_look_alikes(line: str) -> None:
    assert head_mark(line, 0, len(line)) is None


def test_inline_points_stand_behind_a_clause_mark() -> None:
    line = "要求统一是关键。一是健全制度。二是唯一是从,三是督办"
    assert [(m.kind, m.number) for m in inline_marks(line, 0, len(line))] == [
        ("shi", 1),
        ("shi", 2),
        ("shi", 3),
    ]


@given(st.integers(1, 199))
def test_chinese_numerals(number: int) -> None:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    word = (digits[hundreds] + "百" if hundreds else "") + (
        digits[tens] + "十" if tens else "零" if hundreds and ones else ""
    )
    assert cn_number(word + (digits[ones] if ones else "")) == number


@given(st.text(alphabet="一二十是、.()1234①问题第条章:,。 关于", max_size=40))
def test_marks_lie_in_the_text(line: str) -> None:
    mark = head_mark(line, 0, len(line))
    assert mark is None or 0 <= mark.start < mark.end <= len(line)
    for inner in inline_marks(line, 0, len(line)):
        assert 0 < inner.start < inner.end <= len(line)


@given(
    st.sampled_from(["一是", "十、", "(三)", "(12)", "7.", "50、", "⑤", "二为", "问题一:", "1)", "-"]),
    st.text("否非不、.至和与及 \n12是为的一(加强健全关于", max_size=3),
)
def test_a_number_told_by_its_text_is_that_of_the_grammar(mark: str, behind: str) -> None:
    text = mark + behind
    read = head_mark(text, 0, min(len(text), len(mark) + 2))
    assert numbered(text, 0, len(mark)) == (read and (read.kind, read.number))
