"""Word's automatic numbers, rendered as a reader sees them."""

from __future__ import annotations

import pytest

from zhenggai.reading.docx.numerals import numeral

from .word import Word, level, numbered, paragraph

OFFICIAL = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCountingThousand", "(%2)")
    + level(2, "decimal", "%3.")
    + level(3, "decimalEnclosedCircle", "%4")
)


def test_levels_restart_below_a_higher_one() -> None:
    word = Word().number(OFFICIAL)
    for text, depth in [
        ("a", 0),
        ("b", 1),
        ("c", 2),
        ("d", 2),
        ("e", 3),
        ("f", 1),
        ("g", 2),
        ("h", 0),
        ("i", 1),
    ]:
        word.add(numbered(text, depth))
    assert word.lines() == ["一、a", "(一)b", "1.c", "2.d", "①e", "(二)f", "1.g", "二、h", "(一)i"]


def test_numbers_of_several_levels_and_legal_figures() -> None:
    levels = (
        level(0, "chineseCounting", "第%1章", gap="space")
        + level(1, "decimal", "%1.%2", gap="tab")
        + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    word = Word(numbered("a"), numbered("b", 1), numbered("c", 2), numbered("d", 2)).number(levels)
    assert word.lines() == ["第一章 a", "一.1 b", "1.1.1c", "1.1.2d"]


def test_level_that_goes_on_over_chapters() -> None:
    levels = level(0, "decimal", "%1、") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    word = Word(*(numbered("x", depth) for depth in (0, 1, 1, 0, 1))).number(levels)
    assert word.lines() == ["1、x", "1.x", "2.x", "2、x", "3.x"]


def test_start_values_and_lists_that_share_their_counter() -> None:
    plain = '<w:num w:numId="{}"><w:abstractNumId w:val="900"/>{}</w:num>'
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    word = Word(*(numbered("x", 0, list_id) for list_id in (901, 901, 902, 903, 903, 901)))
    word.number(
        level(0, "decimal", "%1.", start=3),
        plain.format(901, ""),
        plain.format(902, ""),
        plain.format(903, restart),
    )
    assert word.lines() == ["3.x", "4.x", "5.x", "5.x", "6.x", "7.x"]


def test_override_may_change_a_whole_level() -> None:
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    word = Word(numbered("x"), numbered("y")).number(
        level(0, "decimal", "%1."), f'<w:num w:numId="900"><w:abstractNumId w:val="900"/>{changed}</w:num>'
    )
    assert word.lines() == ["A)x", "B)y"]


def test_numbering_by_style_and_switched_off() -> None:
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="Heading1"/>') + level(
        1, "chineseCounting", "(%2)", '<w:pStyle w:val="Heading2"/>'
    )
    word = Word().number(levels)
    for name in ("Heading 1", "Heading 2"):
        properties = word.file.styles[name].element.get_or_add_pPr()
        properties._insert_numPr(properties._new_numPr())
        properties.numPr._add_numId().val = 900
    child = word.file.styles.add_style("子标题", 1)
    child.base_style = word.file.styles["Heading 2"]
    word.file.add_heading("a", 1)
    word.file.add_heading("b", 2)
    word.file.add_paragraph("c", style="子标题")
    word.add(paragraph("d", '<w:pStyle w:val="Heading2"/><w:numPr><w:numId w:val="0"/></w:numPr>'))
    word.file.add_heading("e", 1)
    assert word.lines() == ["一、a", "(一)b", "(二)c", "d", "二、e"]


def test_empty_paragraphs_count_and_unknown_lists_do_not() -> None:
    word = Word(numbered("a"), numbered(""), numbered("b"), numbered("c", 0, 12345), numbered("d", 7)).number(
        level(0, "decimal", "%1.")
    )
    assert word.lines() == ["1.a", "3.b", "c", "d"]


def test_bullets_show_as_one_mark() -> None:
    word = Word(numbered("甲"), numbered("乙")).number(level(0, "bullet", "\uf0b7"))
    assert word.lines() == ["• 甲", "• 乙"]


def test_numbers_in_cells_count_in_text_order() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    cells = row.format(paragraph("问题"), paragraph("措施")) + row.format(
        numbered("甲"), numbered("做") + numbered("办")
    )
    word = Word(f"<w:tbl>{cells}</w:tbl>", numbered("后")).number(level(0, "decimal", "%1."))
    assert word.lines() == ["问题", "措施", "1.甲", "2.做\n3.办", "4.后"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 99: "九十九", 105: "一〇五"},
        ),
        (
            "chineseCountingThousand",
            {
                10: "十",
                19: "十九",
                100: "一百",
                101: "一百零一",
                110: "一百一十",
                2024: "二千零二十四",
                10005: "一万零五",
            },
        ),
        ("japaneseCounting", {10: "十", 11: "十一", 20: "二十", 101: "百一", 1100: "千百"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 2: "乙丑"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 9: "⒐"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉"}),
        ("decimalFullWidth", {1: "\uff11", 10: "\uff11\uff10"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 4000: "4000"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 10**8: "100000000"}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {1: ""}),
        ("someFutureFormat", {7: "7"}),
    ],
)
def test_number_formats(form: str, numbers: dict[int, str]) -> None:
    assert {number: numeral(number, form) for number in numbers} == numbers


@pytest.mark.parametrize(
    "form", ["chineseCounting", "lowerRoman", "upperLetter", "decimalEnclosedCircle", "decimal"]
)
def test_zero_has_no_sign_of_its_own(form: str) -> None:
    assert numeral(0, form) == "0"
