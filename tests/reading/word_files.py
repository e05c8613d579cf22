"""A Word file with a bit of everything that a change could harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from .word import Word, level, numbered, paragraph, repacked

_RUN = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
_TRACKED = 'w:author="甲" w:date="2024-01-01T00:00:00Z"'


def rich_file(*before: str) -> bytes:
    """Numbering, runs in bold type, a picture, tracked changes, a table with merged cells, a text box, a note.

    ``before`` are snippets at the beginning of its body.
    """
    word = Word(*before)
    word.add(numbered("自动编号的段落"))
    word.number(level(0, "chineseCounting", "%1、"))
    word.add(
        f"<w:p>{_RUN.format('保留')}<w:ins w:id='901' {_TRACKED}>{_RUN.format('增加')}{_RUN.format('的字')}</w:ins>"
        f"<w:del w:id='902' {_TRACKED}><w:r><w:delText>删去的字</w:delText></w:r></w:del>"
        "<w:bookmarkStart w:id='903' w:name='mark'/><w:r><w:tab/><w:t xml:space='preserve"
        "'> 空格 </w:t></w:r><w:bookmarkEnd w:id='903'/></w:p>"
    )
    merged = '<w:tcPr><w:vMerge w:val="{}"/></w:tcPr>'
    word.add(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        f"<w:tr><w:tc>{paragraph('问题')}</w:tc><w:tc>{paragraph('措施')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{merged.format('restart')}{paragraph('第一格')}</w:tc><w:tc>{paragraph('第二格')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{merged.format('continue')}<w:p/></w:tc><w:tc>{paragraph('第三格')}{paragraph('又一段')}</w:tc></w:tr>"
        "</w:tbl>"
    )
    box = f"<w:txbxContent>{paragraph('框内文字')}</w:txbxContent>"
    word.add(f"<w:p>{_RUN.format('正文')}<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>")
    word.add(f'<w:p>{_RUN.format("引用")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    word.file.add_picture(io.BytesIO(_picture()))
    return _with_footnotes(word.data(), f'<w:footnote w:id="2">{paragraph("脚注文字")}</w:footnote>')


def _with_footnotes(data: bytes, notes: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types, relations = archive.read("[Content_Types].xml"), archive.read("word/_rels/document.xml.rels")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    relation = (
        '<Relationship Id="rId900" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships/footnotes"/></Relationships>'
    )
    root = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    changes: dict[str, bytes | None] = {
        "word/footnotes.xml": f'<?xml version="1.0"?><w:footnotes {root}>{notes}</w:footnotes>'.encode(),
        "word/_rels/document.xml.rels": relations.replace(b"</Relationships>", relation.encode()),
        "[Content_Types].xml": types.replace(b"</Types>", override.encode()),
    }
    return repacked(data, changes)


def _picture() -> bytes:
    """A PNG of one pixel."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )
