"""PDF files: paragraphs whole, frames away, ruled tables as cells, nothing that harms."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from zhenggai.errors import ReadingError
from zhenggai.model import Document
from zhenggai.reading import read, read_bytes

from .pdf_file import Page, Typesetter, pdf, wrapped

TITLE = "中共某市水务局党组关于市委第三巡察组反馈意见整改进展情况的通报"
PARAGRAPHS = [
    "根据市委统一部署，2024年3月5日至5月10日，市委第一巡察组对我局党组开展了巡察，6月21日反馈了意见。现将整改情况予以公布。",
    "一、整改工作组织情况",
    "局党组召开专题会议4次，成立整改工作领导小组，对照反馈意见梳理问题18个，制定整改措施52条，明确责任单位、责任人和完成时限，实行挂图作战、对账销号。",
    "1.关于“制度执行不严”的问题",
    "整改情况：一是由办公室牵头修订《财务管理办法》，2024年6月底前完成；二是收回违规发放的资金12.5万元，全部上缴财政。",
    "责任领导：张立本",
    "二、下一步工作打算",
    "持续推进整改，建立长效机制。",
]
SIGNATURE = ["中共某市水务局党组", "2024年9月2日"]


def lines(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def read_pdf(data: bytes) -> Document:
    return read_bytes(data, "a.pdf")


@pytest.mark.parametrize(
    "layout",
    [
        {"indent": 32.0},
        {"indent": 32.0, "head": "某市水务局文件", "gap": 6.0},
        {"indent": 0.0, "gap": 8.0, "size": 10.5},
    ],
    ids=["indented", "indented with head", "flush with gaps"],
)
def test_broken_lines_are_joined_and_frames_removed(layout: dict[str, float]) -> None:
    typeset = Typesetter(**layout).title(TITLE)  # type: ignore[arg-type]  # one mapping for keywords of two types
    for text in PARAGRAPHS * 4:
        typeset.paragraph(text)
    for text in SIGNATURE:
        typeset.signature(text)
    document = read_pdf(typeset.data())
    assert len(typeset.pages) >= 2
    assert lines(document) == [TITLE, *PARAGRAPHS * 4, *SIGNATURE]
    pages = [block.page for block in document.blocks]
    assert pages == sorted(pages, key=int)
    assert set(pages) == set(range(1, len(typeset.pages) + 1))


def test_head_of_a_single_page() -> None:
    typeset = Typesetter(head="某市水务局 内部资料").title(TITLE)
    for text in PARAGRAPHS:
        typeset.paragraph(text)
    assert lines(read_pdf(typeset.data())) == [TITLE, *PARAGRAPHS]


def test_labelled_notices_come_back_line_by_line(fixtures: Path) -> None:
    wrong, total = [], 0
    for path in sorted(fixtures.glob("[abc]-*/*.txt")):
        expected = [line.strip() for line in lines(read(path))]
        if max(map(len, expected)) > 3000:
            continue
        typeset = Typesetter()
        for text in expected:
            typeset.paragraph(text)
        found = {"".join(text.split()) for text in lines(read_pdf(typeset.data()))}
        wrong += [text for text in expected if "".join(text.split()) not in found]
        total += len(expected)
    assert total > 200
    # Where a paragraph happens to end at the margin and the next has no indent, nothing shows their border.
    assert len(wrong) <= 0.02 * total, wrong


def test_hanging_indents_belong_to_their_item() -> None:
    page = Page()
    y = 740.0
    for text in [
        "1. " + "整改措施落实到位，" * 8 + "完成。",
        "2. " + "责任单位逐项对账销号，" * 7 + "完成。",
    ] * 3:
        first, *rest = wrapped(text, 432, 0)
        body = wrapped("".join(rest), 432 - 24, 0)
        page.text(80, y, first)
        for line in body:
            y -= 25
            page.text(104, y, line)
        y -= 25
    assert [line[:3] for line in lines(read_pdf(pdf(page)))] == ["1. ", "2. "] * 3


def test_gaps_become_spaces_and_bold_doubles_are_one() -> None:
    page = (
        Page()
        .text(80, 700, "责任领导：张三")
        .text(260, 700, "时限：6月")
        .text(80.3, 660, "整改")
        .text(80, 660, "整改")
    )
    assert lines(read_pdf(pdf(page))) == ["责任领导：张三 时限：6月", "整改"]


def test_a_space_at_the_end_of_a_line_is_kept() -> None:
    page = Page()
    full = "责任领导：" + "张" * 22
    page.text(80, 700, full + " ").text(80, 675, "责任单位：办公室")
    for number in range(4):
        page.text(80, 600 - 25 * number, "整改措施" * 6 + "整改情" if number < 3 else "完成。")
    assert lines(read_pdf(pdf(page))) == [
        full + " 责任单位：办公室",
        "整改措施" * 6 + "整改情" + ("整改措施" * 6 + "整改情") * 2 + "完成。",
    ]


def test_watermarks_and_look_alike_radicals() -> None:
    page = Page().text(80, 700, "⼀是⻓期坚持").text(150, 690, "内部资料", 40, angle=45)
    assert lines(read_pdf(pdf(page))) == ["一是长期坚持"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_rotated_pages_read_as_shown(rotation: int) -> None:
    page = Page(rotation=rotation)
    place = {
        90: lambda x, y: (595 - y, x),
        180: lambda x, y: (595 - x, 842 - y),
        270: lambda x, y: (y, 842 - x),
    }[rotation]
    for number, text in enumerate(["一、整改情况", "二、责任落实", "三、下一步"]):
        page.text(*place(100, 400 - 30 * number), text, angle=rotation)
    assert lines(read_pdf(pdf(page))) == ["一、整改情况", "二、责任落实", "三、下一步"]


XS = [60.0, 100.0, 260.0, 460.0, 540.0]


def cell_lines(page: Page, column: int, top: float, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        page.text(XS[column] + 5, top - 16 - 16 * number, text, 12)


def found_cells(document: Document) -> dict[str | None, tuple[str, int, int]]:
    return {
        block.name: (document.text[block.start : block.end], block.cell.rows, block.cell.columns)
        for block in document.blocks
        if block.cell
    }


HEADER = ["序号", "问题", "整改措施", "责任单位"]


def test_ruled_table_with_merged_cells() -> None:
    page = Page().text(60, 760, "附件：整改清单")
    ys = [740.0, 715.0, 690.0, 620.0, 570.0]
    for y in ys:
        if y == 620.0:
            page.line(XS[2], y, XS[3], y)
        else:
            page.line(XS[0], y, XS[4], y)
    for x in XS:
        page.bar(x - 0.3, 570, 0.6, 690 - 570).bar(x - 0.3, 715, 0.6, 25)
    page.line(XS[0], 690, XS[0], 715).line(XS[4], 690, XS[4], 715)
    for column, text in enumerate(HEADER):
        cell_lines(page, column, 740, [text])
    cell_lines(page, 0, 715, ["一、组织建设方面"])
    cell_lines(page, 0, 690, ["1"])
    cell_lines(page, 1, 690, ["党组织生活制度执行不严格且", "整改不彻底的问题"])
    cell_lines(page, 2, 690, ["一是修订制度，明确责任和时限要", "求，抓好落实。", "二是开展检查。"])
    cell_lines(page, 2, 620, ["三是通报情况。"])
    cell_lines(page, 3, 690, ["办公室", "人事科"])
    page.text(60, 540, "以上清单按月更新。")
    document = read_pdf(pdf(page))
    assert found_cells(document) == {
        "t1.r1.c1": ("序号", 1, 1), "t1.r1.c2": ("问题", 1, 1), "t1.r1.c3": ("整改措施", 1, 1), "t1.r1.c4": ("责任单位", 1, 1),
        "t1.r2.c1": ("一、组织建设方面", 1, 4),
        "t1.r3.c1": ("1", 2, 1), "t1.r3.c2": ("党组织生活制度执行不严格且整改不彻底的问题", 2, 1),
        "t1.r3.c3": ("一是修订制度，明确责任和时限要求，抓好落实。\n二是开展检查。", 1, 1), "t1.r3.c4": ("办公室\n人事科", 2, 1),
        "t1.r4.c3": ("三是通报情况。", 1, 1),
    }  # fmt: skip
    assert [text for text, block in zip(lines(document), document.blocks, strict=True) if not block.cell] == [
        "附件：整改清单",
        "以上清单按月更新。",
    ]


def test_table_goes_on_over_pages() -> None:
    first, second = Page(), Page()
    first.text(60, 780, "整改清单").grid(XS, [740, 715, 660, 100])
    second.grid(XS, [760, 735, 700, 600, 560])
    for page, top in ((first, 740.0), (second, 760.0)):
        for column, text in enumerate(HEADER):
            cell_lines(page, column, top, [text])
    for column, texts in enumerate([["1"], ["甲问题"], ["一是做好。"], ["办公室"]]):
        cell_lines(first, column, 715, texts)
    for column, texts in enumerate([["2"], ["乙问题"], ["一是制定台账，明确责任并且逐", "项"], ["财务科"]]):
        cell_lines(first, column, 660, texts)
    cell_lines(second, 2, 735, ["对账销号。"])
    for column, texts in enumerate([["3"], ["丙问题"], ["一是问责。"], []]):
        cell_lines(second, column, 700, texts)
    cell_lines(second, 0, 600, ["4"])
    first.text(290, 40, "1", 9)
    second.text(290, 40, "2", 9)
    document = read_pdf(pdf(first, second))
    texts = {name: text for name, (text, _, _) in found_cells(document).items()}
    assert texts == {
        "t1.r1.c1": "序号", "t1.r1.c2": "问题", "t1.r1.c3": "整改措施", "t1.r1.c4": "责任单位",
        "t1.r2.c1": "1", "t1.r2.c2": "甲问题", "t1.r2.c3": "一是做好。", "t1.r2.c4": "办公室",
        "t1.r3.c1": "2", "t1.r3.c2": "乙问题", "t1.r3.c3": "一是制定台账，明确责任并且逐项对账销号。", "t1.r3.c4": "财务科",
        "t1.r4.c1": "3", "t1.r4.c2": "丙问题", "t1.r4.c3": "一是问责。", "t1.r4.c4": "",
        "t1.r5.c1": "4", "t1.r5.c2": "", "t1.r5.c3": "", "t1.r5.c4": "",
    }  # fmt: skip
    assert {block.page for block in document.blocks if block.name and block.name.startswith("t1.r4")} == {2}


def test_a_frame_around_text_is_no_table() -> None:
    page = (
        Page()
        .grid([70, 500], [720, 600])
        .text(80, 690, "整改情况的通报")
        .line(80, 560, 400, 560)
        .text(80, 540, "正文")
    )
    assert [block.cell for block in read_pdf(pdf(page)).blocks] == [None, None]


def test_scans_locked_and_damaged_files_are_refused() -> None:
    with pytest.raises(ReadingError, match="文字层"):
        read_pdf(pdf(Page().line(0, 0, 100, 100)))
    with pytest.raises(ReadingError, match="损坏"):
        read_pdf(b"%PDF-1.7\n" + bytes(500))
    locked = pdf(Page().text(80, 700, "整改")).replace(
        b"trailer <<",
        b"trailer << /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>",
    )
    with pytest.raises(ReadingError, match="密码"):
        read_pdf(locked)


def test_ten_thousand_pages_are_refused_at_once() -> None:
    data = pdf(*[Page().text(80, 700, "整改")] * 10_000)
    began = time.monotonic()
    with pytest.raises(ReadingError, match="页数过多"):
        read_pdf(data)
    assert time.monotonic() - began < 5


def test_drawings_with_many_lines_end_in_time() -> None:
    page = Page().text(80, 700, "整改")
    for index in range(3_000):
        page.line(index % 590, 0, index % 590, 800).line(0, index % 800, 590, index % 800)
    began = time.monotonic()
    assert "整改" in read_pdf(pdf(page)).text
    assert time.monotonic() - began < 10


def test_scrambled_files_never_end_in_another_error() -> None:
    chance = random.Random(9)
    data = pdf(*[Page().text(80, 700, "整改情况").grid(XS, [600, 500, 400])] * 3)
    for _ in range(120):
        broken = bytearray(data[: chance.randrange(20, len(data))] if chance.random() < 0.2 else data)
        for _ in range(chance.randrange(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_pdf(bytes(broken))
        except ReadingError:
            continue
