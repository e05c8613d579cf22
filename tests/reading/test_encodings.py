"""Every encoding that Chinese offices write is recognised; what is no text is refused."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhenggai.errors import ReadingError
from zhenggai.reading import read_bytes
from zhenggai.reading.encodings import decode, reads_chinese

SIMPLIFIED = (
    "关于市委巡察反馈意见整改情况的通报\n根据市委统一部署，2024年3月至5月，市委第一巡察组对我局开展了巡察。\n"
    "1.关于“制度执行不严”的问题\n整改情况：一是由办公室修订《财务管理办法》，6月底前完成；二是收回资金12.5万元。\n"
)
TRADITIONAL = (
    "關於市委巡察反饋意見整改情況的通報\n根據市委統一部署，市委第一巡察組對我局開展了巡察，現將整改情況予以公布。\n"
    "1.關於「制度執行不嚴」的問題\n整改情況：一是由辦公室修訂《財務管理辦法》，六月底前完成；二是收回資金。\n"
)
ENCODINGS = ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_without_a_byte_order_mark(encoding: str) -> None:
    text, name = decode(SIMPLIFIED.encode(encoding), "x")
    assert text == SIMPLIFIED
    assert name == {"gbk": "gb18030"}.get(encoding, encoding)


@pytest.mark.parametrize("encoding", MARKS)
def test_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    assert decode(MARKS[encoding] + SIMPLIFIED.encode(encoding), "x") == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("encoding", ["big5", "cp950", "gb18030", "utf-8", "utf-16-le"])
def test_traditional_characters(encoding: str) -> None:
    text, name = decode(TRADITIONAL.encode(encoding), "x")
    assert text == TRADITIONAL
    assert name == {"cp950": "big5"}.get(encoding, encoding)


@pytest.mark.parametrize("line", SIMPLIFIED.splitlines())
def test_a_single_line_is_enough(line: str) -> None:
    assert decode(line.encode("gb18030"), "x")[0] == line
    assert decode(line.encode("utf-16-le"), "x")[0] == line


COMMON = "的一是在不了有和人这中大为上国我以要时来用们生到作地于出就分对成会可主发年同工也能下过子说产种面方后多定行学法所民得经十三之进着等部度整改落实责任问题、。"


@given(st.lists(st.sampled_from(COMMON + "0123456789\n"), min_size=40, max_size=200).map("".join))
def test_frequent_characters_survive_every_encoding(text: str) -> None:
    # Digits alone are the same bytes in all of them.
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding), "x")[0] == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
@example("\u202e整改\u202c")
def test_any_utf8_text_is_kept_as_it_is(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8"), "x") == (text, "utf-8")


def test_wrong_readings_score_far_below_right_ones() -> None:
    data = SIMPLIFIED.encode("gb18030")
    assert reads_chinese(SIMPLIFIED) > 0.7
    for wrong in ("big5", "utf-16-le", "utf-16-be"):
        assert reads_chinese(data.decode(wrong, "replace")) < 0.15


def test_a_few_lost_bytes_are_damage_not_another_encoding() -> None:
    for encoding in ("utf-8", "gb18030"):
        data = (SIMPLIFIED * 4).encode(encoding)
        text, name = decode(data[:-2], "x")  # cut inside the last character
        assert name == encoding
        assert text[:-3] == (SIMPLIFIED * 4)[: len(text) - 3]
    broken = (SIMPLIFIED * 4).encode("utf-8").replace("巡察组".encode(), b"\xe5\xb7", 1)
    text, name = decode(broken, "x")
    assert (name, text.count("\ufffd")) == ("utf-8", 1)


@pytest.mark.parametrize(
    "data",
    [
        "関係者各位、ご連絡いたします。よろしくお願いします。今後ともどうぞ。".encode("shift_jis"),
        bytes(range(128, 256)) * 4,
        b"\xff" * 200,
    ],
)
def test_what_no_chinese_encoding_explains_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="编码"):
        decode(data, "x")


@pytest.mark.parametrize(
    "data",
    [b"\0" * 100, b"abc\0def" * 20, bytes(range(32)) * 10, "整改\0落实".encode() * 20, b"\x01\x02\x03ab"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="二进制"):
        decode(data, "x")


def test_labelled_notices_in_their_encodings(fixtures: Path) -> None:
    seen = {
        read_bytes(path.read_bytes(), path.name).encoding
        for path in sorted(fixtures.glob("*/*.txt"))
        if not path.read_bytes().isascii()
    }
    assert {"utf-8", "gb18030", "big5", "utf-16-le"} <= seen
