"""Files that are built to harm, each by a function that gives its bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from tests.fuzz.seeds import SHORT
from tests.reading.word import Word, paragraph, repacked

NOTICE = SHORT
"""A notice with two issues."""
SECRET = "绝密项目甲号资金流向清查"
"""Words that no message may repeat."""
_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def word(**members: bytes | None) -> bytes:
    """A notice as a Word file, with members (``__`` in a name stands for a slash) changed or added."""
    data = Word(*map(paragraph, NOTICE.splitlines())).data()
    return repacked(data, {name.replace("__", "/"): content for name, content in members.items()})


def with_body(xml: str, before: str = "") -> bytes:
    """A Word file with this body."""
    data = Word(paragraph("x")).data()
    return repacked(data, {"word/document.xml": (before + _BODY.format(xml)).encode()})


def zip_bomb() -> bytes:
    """300 MB in 300 kB."""
    return repacked(word(), {f"word/media/{number}.bin": bytes(30 << 20) for number in range(10)})


def with_large_dictionary() -> bytes:
    """A Word file packed by LZMA, whose members ask for a dictionary of 4 GB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    # version and size of the properties, then a byte of them and the size of the dictionary
    data, mark = bytearray(stream.getvalue()), b"\x09\x04\x05\x00"
    at = data.find(mark)
    while at >= 0:
        data[at + 5 : at + 9] = b"\xff\xff\xff\xff"
        at = data.find(mark, at + 9)
    return bytes(data)


def with_entities(declaration: str) -> bytes:
    """A Word file whose body uses an entity."""
    return with_body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", f"<!DOCTYPE x [{declaration}]>")


def body_elsewhere(xml: str, name: str) -> bytes:
    """A Word file whose body is in a part with this name, as its relations say."""
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        types, links = archive.read("[Content_Types].xml"), archive.read("_rels/.rels")
    part = f"word/{name}".encode()
    changes: dict[str, bytes | None] = {
        "[Content_Types].xml": types.replace(b"word/document.xml", part),
        "_rels/.rels": links.replace(b"word/document.xml", part),
        "word/document.xml": None,
        f"word/{name}": _BODY.format(xml).encode(),
    }
    return repacked(word(), changes)


def relations_without_end() -> bytes:
    """60,000 tags that never end, in 2 kB."""
    return repacked(word(), {"word/_rels/document.xml.rels": b"<a/>" + b"<Relationship " * 60_000})


def many_entries(number: int = 600_000) -> bytes:
    """An archive with a table of contents of many entries, all for one member."""
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0, 0, 0, 0, 13, 0) + b"word/document"
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    table = (entry + b"a") * number
    counted = number & 0xFFFF
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, counted, counted, len(table), len(local), 0)
    return local + table + end


LAUGHS = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghix", strict=True)
)
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'


def pdf_objects(*objects: bytes) -> bytes:
    """A PDF file of these objects, the first of which is the catalogue."""
    data, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    return bytes(data) + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def _stream(content: bytes, entries: bytes = b"", packed: int = 0) -> bytes:
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = b"/Filter [%s] " % (b"/FlateDecode " * packed)
    return b"<< %s%s /Length %d >>\nstream\n%s\nendstream" % (filters, entries, len(content), content)


_CATALOGUE = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
)


def pdf_of_forms(depth: int = 12, each: int = 10) -> bytes:
    """A page that draws a form, which draws the next one ten times, and so on: 2 kB for 10 ** 12 drawings."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    forms = [_stream(b"/X Do " * each, form % number) for number in range(7, 7 + depth)]
    last = _stream(b"0 0 m 1 1 l S", form % 3)
    return pdf_objects(*_CATALOGUE, _PAGE, _stream(b"/X Do"), _FONT, *forms, last)


def pdf_of_paths(million: float = 1) -> bytes:
    """A page with many million lines, packed twice: some kilobytes."""
    content = b"0 0 m 1 1 l S " * int(million * 1_000_000)
    return pdf_objects(*_CATALOGUE, _PAGE, _stream(content, packed=2), _FONT)


def yaml_laughs() -> str:
    """Ten million billion words by aliases."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]" for number in range(1, 17)]
    return "\n".join(lines) + "\n"
