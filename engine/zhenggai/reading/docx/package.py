"""A .docx file opened with care: a zip archive of XML, either of which can be built to harm."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from zhenggai.errors import ReadingError

_MEGABYTE = 1 << 20
_ENTRIES = 5_000
_ENTRY = b"PK\x01\x02"  # begins each entry of the table of contents
_UNPACKED = 256 * _MEGABYTE
_PART = 64 * _MEGABYTE  # of XML
_TAGS = 2_000_000  # in one part; an element takes some 150 bytes of memory
_XML = (".xml", ".rels")
_HEAD = 4096  # bytes
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_XML_BEGINS = (b"<", b"\x4c\x6f\xa7\x94")  # the latter is "<?xm" in EBCDIC, which the parser knows
_TARGET = re.compile(rb"<Relationship\b[^<>]*>")  # no "<" either: tags without an end must not be read anew
_ATTRIBUTE = re.compile(rb"\b(Target|TargetMode)\s*=\s*[\"']([^\"']*)[\"']")

# lxml has no types of its own.
Element = Any


class Package:
    """The parts of a Word file that hold text, each as the root element of its XML or None.

    ``name`` is that of the main part in the archive.
    """

    def __init__(self, data: bytes, source: str) -> None:
        """Raises ReadingError where the file is damaged, encrypted, oversized or not a Word file."""
        checked = _checked(data, source)
        try:
            main = OpcPackage.open(io.BytesIO(checked)).main_document_part
            self.name = str(main.partname).removeprefix("/")
            self.document: Element = parse_xml(main.blob)
            self.styles = _related(main, RT.STYLES)
            self.numbering = _related(main, RT.NUMBERING)
            self.footnotes = _related(main, RT.FOOTNOTES)
            self.endnotes = _related(main, RT.ENDNOTES)
        # What a damaged package raises inside two libraries is not to be foreseen.
        except Exception as error:
            raise _damaged(source) from error


def _related(main: Part, relation: str) -> Element | None:
    try:
        return parse_xml(main.part_related_by(relation).blob)
    except KeyError:
        return None


def _checked(data: bytes, source: str) -> bytes:
    """``data``, without its dangling relationships if it has any. Raises ReadingError."""
    if data.count(_ENTRY) > 2 * _ENTRIES:  # before each takes half a kilobyte of memory
        raise _bomb(source)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise ReadingError("文件设有打开密码", source=source, mend="请去掉密码后另存")
            sizes = [entry.file_size for entry in entries]
            if len(entries) > _ENTRIES or sum(sizes) > _UNPACKED:
                raise _bomb(source)
            # The relations name the parts that are parsed, whatever their suffix.
            texts = {
                entry.filename: text
                for entry in entries
                if (text := _checked_part(archive, entry, source)) is not None
            }
            names = {entry.filename.lower() for entry in entries}
            dangling = {
                name: cleaned
                for name, text in texts.items()
                if name.endswith(".rels") and (cleaned := _without_dangling(name, text, names)) != text
            }
            return _repacked(archive, dangling) if dangling else data
    except ReadingError:
        raise
    # zipfile raises a dozen kinds of errors for damaged archives.
    except Exception as error:
        raise _damaged(source) from error


def _checked_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str) -> bytes | None:
    """The bytes of an XML part, None for another. Raises ReadingError for one that could do harm."""
    named = entry.filename.lower().endswith(_XML)
    if not named:
        with archive.open(entry) as stream:
            begins = stream.read(_HEAD).lstrip(_BEFORE_XML)
        if begins and not begins.startswith(_XML_BEGINS):
            return None
    if entry.file_size > _PART:
        raise _too_large(source)
    text = archive.read(entry)
    if text.count(b"<") > _TAGS:
        raise _too_large(source)
    # Office never writes one; it could only serve to declare entities. UTF-16 has NUL bytes between.
    # Under another suffix it may be that of an embedded page; the parser expands no entity.
    if named and b"<!DOCTYPE" in text.replace(b"\0", b""):
        raise ReadingError("文件含有 XML 实体声明, 已拒绝", source=source, mend="请用 Word 打开并另存")
    return text


def _too_large(source: str) -> ReadingError:
    return ReadingError("正文过大", source=source, mend="请拆分后再审")


def _without_dangling(name: str, text: bytes, names: set[str]) -> bytes:
    """The relationships of a part without those whose target is not in the archive (WPS leaves such)."""
    folder = posixpath.dirname(posixpath.dirname(name))

    def kept(match: re.Match[bytes]) -> bytes:
        found = dict(_ATTRIBUTE.findall(match.group()))
        target = found.get(b"Target", b"").decode("utf-8", "replace")
        if found.get(b"TargetMode") == b"External":
            return match.group()
        inside = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        return match.group() if inside.lower() in names else b""

    return _TARGET.sub(kept, text) if text.count(b"/>") else text


def _repacked(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    repacked = io.BytesIO()
    with zipfile.ZipFile(repacked, "w") as copy:
        for name, data in _entries(archive):
            copy.writestr(name, changed.get(name, data))
    return repacked.getvalue()


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in dict.fromkeys(archive.namelist()):
        yield name, archive.read(name)


def _bomb(source: str) -> ReadingError:
    return ReadingError("解压后过大, 疑为压缩炸弹", source=source, mend="请用 Word 打开并另存")


def _damaged(source: str) -> ReadingError:
    return ReadingError("Word 文件已损坏或不完整", source=source, mend="请用 Word 或 WPS 打开并另存为 docx")
