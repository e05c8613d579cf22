"""Word files that are damaged or built to harm are refused in bounded time."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pytest

from zhenggai.errors import ReadingError
from zhenggai.reading import read_bytes

from .word import Word, numbered, paragraph, repacked

DATA = Word(paragraph("正文")).data()
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def with_body(xml: str) -> bytes:
    return repacked(DATA, {"word/document.xml": BODY.format(xml).encode()})


def refused(data: bytes, reason: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadingError, match=reason) as caught:
        read_bytes(data, "a.docx")
    assert caught.value.source == "a.docx"
    assert time.monotonic() - began < 5


def test_zip_bomb() -> None:
    refused(repacked(DATA, {f"word/media/{index}.bin": bytes(30 << 20) for index in range(10)}), "压缩炸弹")


def test_too_many_entries() -> None:
    refused(repacked(DATA, {f"word/media/{index}": b"" for index in range(6000)}), "压缩炸弹")


def test_oversized_part_and_too_many_elements() -> None:
    refused(repacked(DATA, {"word/document.xml": b" " * (65 << 20)}), "正文")
    refused(with_body("<w:p/>" * 2_100_000), "正文")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + BODY.format(
        "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
    )
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    refused(repacked(DATA, {"word/document.xml": (head + bomb).encode(encoding)}), "实体")


def test_encrypted_entries_and_password() -> None:
    data = bytearray(DATA)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    refused(bytes(data), "密码")
    refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(600),
        "密码",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"word/document.xml": b"<w:document"},
        {"word/document.xml": b""},
        {
            "word/document.xml": BODY.format(
                "<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300
            ).encode()
        },
        {"[Content_Types].xml": None},
        {"_rels/.rels": None},
        {"word/numbering.xml": b"\xff\xfe\x00"},
    ],
)
def test_damaged_parts(changes: dict[str, bytes | None]) -> None:
    refused(repacked(DATA, changes), "损坏")


def test_missing_or_foreign_body() -> None:
    refused(repacked(DATA, {"word/document.xml": b"<a><b/></a>"}), "文字")
    refused(with_body(""), "文字")


def test_other_archives() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    refused(stream.getvalue(), "Excel")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "x")
    refused(stream.getvalue(), "压缩包")


def test_cut_and_scrambled_files_never_end_in_another_error() -> None:
    chance = random.Random(7)
    data = Word(*(numbered(f"第{number}段", number % 3, 1) for number in range(20))).data()
    for _ in range(80):
        broken = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
        for _ in range(chance.randrange(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_bytes(bytes(broken), "a.docx")
        except ReadingError:
            continue


def test_scrambled_xml_never_ends_in_another_error() -> None:
    chance = random.Random(8)
    parts = (
        "word/document.xml",
        "word/numbering.xml",
        "word/styles.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    )
    data = Word(*(numbered(f"第{number}段", number % 3, 1) for number in range(20))).data()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        originals = {name: archive.read(name) for name in parts}
    for _ in range(80):
        name = chance.choice(parts)
        text = bytearray(originals[name])
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(text))
            text[at : at + chance.randrange(12)] = bytes(
                chance.choices(b'<>/"= w:p019-\xe4\xb8', k=chance.randrange(6))
            )
        try:
            read_bytes(repacked(data, {name: bytes(text)}), "a.docx")
        except ReadingError:
            continue


def test_rings_of_styles_and_huge_numbers_end() -> None:
    word = Word(*(numbered("x", 0) for _ in range(3)))
    levels = '<w:lvl w:ilvl="0"><w:start w:val="99999999"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl>'
    word.number(levels)
    style = word.file.styles["Heading 1"]
    style.element.basedOn_val = "Heading1"
    word.file.add_heading("题", 1)
    assert word.lines() == ["99999999. x", "100000000. x", "100000001. x", "题"]
