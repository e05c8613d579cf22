"""Word files: the text a reader sees, in order, once."""

from __future__ import annotations

import io
import zipfile

import pytest

from zhenggai.reading import read_bytes

from .word import Word, lines, paragraph, repacked


def test_paragraphs_are_named_and_blank_ones_counted() -> None:
    document = Word(paragraph("甲"), "<w:p/>", paragraph("乙"), paragraph("  ")).read()
    assert document.text == "甲\n乙"
    assert [(block.name, block.level, block.cell) for block in document.blocks] == [
        ("p1", None, None),
        ("p3", None, None),
    ]
    assert (document.format, document.encoding) == ("docx", None)


def test_tracked_changes_show_the_final_text() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = (
        f"<w:p>{run.format('整改')}<w:ins w:id='1'>{run.format('措施')}</w:ins>"
        "<w:del w:id='2'><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3'>{run.format('移走')}</w:moveFrom><w:moveTo w:id='4'>{run.format('移来')}</w:moveTo></w:p>"
    )
    joined = "<w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>"
    removed = "<w:p><w:pPr><w:rPr><w:del w:id='6'/></w:rPr></w:pPr><w:del w:id='7'><w:r><w:delText>全删</w:delText></w:r></w:del></w:p>"
    assert Word(changed, joined, paragraph("后半"), removed, paragraph("末")).lines() == [
        "整改措施移来",
        "前半后半",
        "末",
    ]


def test_what_runs_hold_besides_text() -> None:
    xml = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:br/><w:t>丙</w:t></w:r>"
        '<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:fldSimple w:instr="DATE"><w:r><w:t>域</w:t></w:r></w:fldSimple>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>'
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
        '<w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>'
        "<w:r><w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    )
    document = Word(xml).read()
    assert document.text == "甲\t乙-\n丙链域显控☑□字x=1"
    assert [block.name for block in document.blocks] == ["p1", "p1"]


def test_text_box_stands_behind_its_paragraph_once() -> None:
    box = "<w:txbxContent>" + paragraph("框一") + paragraph("框二") + "</w:txbxContent>"
    xml = (
        f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert Word(xml, f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>").lines() == [
        "正文", "框一", "框二", "框一", "框二",
    ]  # fmt: skip


def test_heading_levels_by_style_and_by_paragraph() -> None:
    word = Word()
    word.file.add_heading("总题", 0)
    word.file.add_heading("一级", 1)
    word.file.add_heading("三级", 3)
    word.add(paragraph("大纲", '<w:outlineLvl w:val="1"/>'))
    word.add(paragraph("正文", '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>'))
    word.add(paragraph("普通"))
    assert [block.level for block in word.read().blocks] == [1, 1, 3, 2, None, None]


def test_level_is_inherited_through_styles() -> None:
    word = Word()
    style = word.file.styles.add_style("我的标题", 1)
    style.base_style = word.file.styles["Heading 2"]
    word.file.add_paragraph("题", style="我的标题")
    assert [block.level for block in word.read().blocks] == [2]


def test_table_of_contents_is_left_out() -> None:
    word = Word(paragraph("标题"))
    word.file.styles.add_style("toc 1", 1)
    word.file.add_paragraph("一、情况\t1", style="toc 1")
    word.add(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
    )
    word.add(f"<w:sdt><w:sdtContent>{paragraph('控件中的正文')}</w:sdtContent></w:sdt>")
    assert word.lines() == ["标题", "控件中的正文"]


def cell(text: str, properties: str = "") -> str:
    """A ``w:tc`` with a paragraph for each line."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(part) for part in text.split('|'))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


RESTART, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells() -> None:
    document = Word(
        paragraph("前"),
        table(
            cell("序号") + cell("问题") + cell("措施") + cell("单位"),
            cell("一、小标题", '<w:gridSpan w:val="4"/>'),
            cell("1", RESTART) + cell("甲", RESTART) + cell("一是做。|二是办。") + cell("办公室"),
            cell("", GO_ON) + cell("", GO_ON) + cell("三是改。", '<w:gridSpan w:val="2"/>'),
            cell("", GO_ON) + cell("", GO_ON) + cell("四是查。") + cell(""),
        ),
        paragraph("后"),
    ).read()
    found = {
        block.name: (document.text[block.start : block.end], block.cell.rows, block.cell.columns)
        for block in document.blocks
        if block.cell
    }
    assert found == {
        "t1.r1.c1": ("序号", 1, 1), "t1.r1.c2": ("问题", 1, 1), "t1.r1.c3": ("措施", 1, 1), "t1.r1.c4": ("单位", 1, 1),
        "t1.r2.c1": ("一、小标题", 1, 4),
        "t1.r3.c1": ("1", 3, 1), "t1.r3.c2": ("甲", 3, 1), "t1.r3.c3": ("一是做。\n二是办。", 1, 1), "t1.r3.c4": ("办公室", 1, 1),
        "t1.r4.c3": ("三是改。", 1, 2),
        "t1.r5.c3": ("四是查。", 1, 1), "t1.r5.c4": ("", 1, 1),
    }  # fmt: skip
    assert [block.name for block in document.blocks if not block.cell] == ["p1", "p2"]
    places = [(block.cell.row, block.cell.column) for block in document.blocks if block.cell]
    assert places == sorted(places)


def test_rows_that_begin_further_right_and_removed_rows() -> None:
    shifted = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("乙") + "</w:tr>"
    deleted = "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>" + cell("删") + "</w:tr>"
    inner = table(cell("问题") + cell("措施"), cell("甲") + cell("丙"))[:-8] + shifted + deleted + "</w:tbl>"
    document = Word(inner).read()
    assert {block.name: document.text[block.start : block.end] for block in document.blocks} == {
        "t1.r1.c1": "问题", "t1.r1.c2": "措施", "t1.r2.c1": "甲", "t1.r2.c2": "丙", "t1.r3.c2": "乙",
    }  # fmt: skip


def test_nested_table_belongs_to_its_cell_and_a_frame_is_text() -> None:
    nested = f"<w:tc>{paragraph('外')}{table(cell('内一') + cell('内二'))}<w:p/></w:tc>"
    document = Word(table(cell("一段|两段")), table(cell("问题") + cell("措施"), cell("甲") + nested)).read()
    assert [(block.name, document.text[block.start : block.end]) for block in document.blocks] == [
        ("t1.r1.c1", "一段"), ("t1.r1.c1", "两段"), ("t2.r1.c1", "问题"), ("t2.r1.c2", "措施"),
        ("t2.r2.c1", "甲"), ("t2.r2.c2", "外\n内一\n内二"),
    ]  # fmt: skip
    assert [block.cell is None for block in document.blocks] == [True, True, False, False, False, False]


def test_footnotes_are_appended_in_the_order_of_their_references() -> None:
    word = Word(
        '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>',
        '<w:p><w:r><w:t>乙</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    )
    notes = (
        '<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("二注")}</w:footnote><w:footnote w:id="3">{paragraph("一注")}</w:footnote></w:footnotes>'
    )
    data = word.data()
    relations = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    old = zipfile.ZipFile(io.BytesIO(data))
    types = old.read("[Content_Types].xml").replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
    )
    linked = old.read(relations).replace(
        b"</Relationships>",
        f'<Relationship Id="rId900" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    changed = repacked(
        data, {"word/footnotes.xml": notes.encode(), relations: linked, "[Content_Types].xml": types}
    )
    document = read_bytes(changed, "a.docx")
    assert lines(document) == ["甲", "乙", "[1] 一注", "[2] 二注"]
    assert [block.name for block in document.blocks] == ["p1", "p2", "fn1", "fn2"]


def test_relationship_without_its_part_does_no_harm() -> None:
    data = Word(paragraph("正文")).data()
    relations = "word/_rels/document.xml.rels"
    old = zipfile.ZipFile(io.BytesIO(data)).read(relations)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    broken = old.replace(
        b"</Relationships>",
        f'<Relationship Id="rId901" Type="{kind}" Target="NULL"/></Relationships>'.encode(),
    )
    assert read_bytes(repacked(data, {relations: broken}), "a.docx").text == "正文"


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.wps", "a.txt", "-", "无后缀"])
def test_content_decides_over_the_suffix(name: str) -> None:
    assert read_bytes(Word(paragraph("正文")).data(), name).format == "docx"
