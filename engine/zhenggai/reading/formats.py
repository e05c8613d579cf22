"""Which module reads which format, and how a format is told from a name and the first bytes."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol, cast

from zhenggai.errors import ReadingError
from zhenggai.model import Document

_MEGABYTE = 1 << 20


class Reader(Protocol):
    """What each format's module offers as ``read``.

    Returns the document; raises ReadingError with ``source`` where the bytes are not readable.
    """

    def __call__(self, data: bytes, source: str, form: str) -> Document: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the registry: the module is imported when a document of the format is read."""

    module: str
    suffixes: tuple[str, ...]
    limit: int = 64 * _MEGABYTE


FORMATS: dict[str, Format] = {
    "txt": Format("text", (".txt", ".text"), 32 * _MEGABYTE),
    "md": Format("text", (".md", ".markdown"), 32 * _MEGABYTE),
    "html": Format("html", (".html", ".htm", ".xhtml", ".shtml"), 32 * _MEGABYTE),
    "docx": Format("docx", (".docx", ".docm")),
    "pdf": Format("pdf", (".pdf",)),
    "doc": Format("office", (".doc",)),
    "wps": Format("office", (".wps",)),
    "rtf": Format("office", (".rtf",)),
    "odt": Format("office", (".odt",)),
}
_BY_SUFFIX = {suffix: name for name, form in FORMATS.items() for suffix in form.suffixes}

_SUPPORTED = "可读的格式: txt、md、html、docx、pdf, 以及 doc、wps (需要 LibreOffice)"
_TEXT = ("txt", "md", "html")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_HEAD = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html)\b", re.I | re.S
)
_TAG = re.compile(rb"<(?:p|div|br|td|span|body|meta|table|h[1-6]|font|li|title)\b", re.I)
_WORD_XML = b'progid="Word.Document"'
_MIME = re.compile(rb"\s*MIME-Version:\s*1\.0", re.I)
_OTHER_BINARY = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3", "数据库"),
)
_OTHER_PACKED = (
    (b"xl/workbook", "Excel 表格"),
    (b"ppt/presentation", "演示文稿"),
    (b"OFD.xml", "OFD 版式文件"),
)
_OTHER_COMPOUND = (("Workbook", "Excel 表格"), ("PowerPoint Document", "演示文稿"))


def largest_limit() -> int:
    """The size in bytes over which no format is accepted."""
    return max(form.limit for form in FORMATS.values())


def reader_of(form: str) -> Reader:
    """The reader of a format, its module imported now."""
    module = importlib.import_module(f"zhenggai.reading.{FORMATS[form].module}")
    return cast(Reader, module.read)


def text_format(name: str) -> str:
    """``md`` or ``txt`` by the suffix of a name."""
    return "md" if _BY_SUFFIX.get(PurePath(name).suffix.lower()) == "md" else "txt"


def choose(data: bytes, name: str, limit: int | None = None) -> str:
    """The format of ``data``: what its first bytes prove, else what the suffix says, else text.

    Raises ReadingError for an empty or too large input and for kinds of file that no reader takes.
    """
    if not data:
        raise ReadingError("文件是空的", source=name, mend="请确认文件内容已保存")
    form = _proven(data, name) or _claimed(data, name)
    most = limit or FORMATS[form].limit
    if len(data) > most:
        raise ReadingError(
            f"文件过大 ({len(data) / _MEGABYTE:.0f} MB, 上限 {most / _MEGABYTE:.0f} MB)",
            source=name,
            mend="请拆分后再审, 或去掉其中的图片",
        )
    return form


def _proven(data: bytes, name: str) -> str | None:
    """The format that the content itself proves, None for plain text and the unknown."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if data.startswith(_OLE):
        return _compound(data, name, suffix)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if _WORD_XML in data[:2048]:
        return "doc"
    if _MIME.match(data):
        raise ReadingError(
            "这是单一文件网页 (MHT), 不是文稿", source=name, mend="请用 Word 打开并另存为 docx"
        )
    for magic, kind in _OTHER_BINARY:
        if data.startswith(magic):
            raise ReadingError(f"这是{kind}, 不是文稿", source=name, mend=_SUPPORTED)
    if _HTML_HEAD.match(data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):
        return "html"
    return None


def _packed(data: bytes, name: str) -> str:
    if b"word/document" in data or b"word/_rels" in data:
        return "docx"
    if b"application/vnd.oasis.opendocument.text" in data[:256]:
        return "odt"
    for mark, kind in _OTHER_PACKED:
        if mark in data:
            raise ReadingError(f"这是 {kind}, 不是文稿", source=name, mend="请另存为 docx 或 pdf")
    raise ReadingError("压缩包中没有 Word 正文", source=name, mend="请解压后再审, " + _SUPPORTED)


def _compound(data: bytes, name: str, suffix: str) -> str:
    """An OLE container: an old Word file, or a new one under a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadingError("文件设有打开密码", source=name, mend="请去掉密码后另存")
    for mark, kind in _OTHER_COMPOUND:
        if mark.encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data:
            raise ReadingError(f"这是 {kind}, 不是文稿", source=name, mend="请另存为 docx 或 pdf")
    return "wps" if suffix == ".wps" else "doc"


def _claimed(data: bytes, name: str) -> str:
    """The format by suffix, corrected where the content cannot be it."""
    form = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if form == "html":
        return "html" if _TAG.search(data.replace(b"\0", b"") if b"\0" in data else data) else "txt"
    if form in _TEXT:
        return form
    if form is not None and b"\0" in data[:4096]:
        raise ReadingError(f"内容不是 {form} 文件", source=name, mend="请用 Word 或 WPS 打开并另存为 docx")
    return "txt"
