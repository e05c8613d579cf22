"""A Word file's archive: its parts by name, and a copy with some of them changed or added."""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from zhenggai.reporting.annotation.comments import W
from zhenggai.reporting.annotation.xml_edits import appended

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class CommentsPart(NamedTuple):
    """The part that holds comments: its name, its XML, and what else changes where it is a new one."""

    name: str
    xml: bytes
    others: Mapping[str, bytes]


def entry(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of an entry, None where there is none."""
    try:
        return archive.read(name)
    except KeyError:
        return None


def comments_part(archive: zipfile.ZipFile, main: str, source: str) -> CommentsPart:
    """The comments of the main part with this name; an empty part, and the links to it, where it has none."""
    folder, file = posixpath.split(main)
    links = posixpath.join(folder, "_rels", f"{file}.rels")
    relations = entry(archive, links) or _DECLARATION + f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
    ids = set()
    for each in ElementTree.fromstring(relations):
        ids.add(each.get("Id"))
        name = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        if each.get("Type") == _RELATION and (xml := entry(archive, name)) is not None:
            return CommentsPart(name, xml, {})
    name = _free(archive, posixpath.join(folder, "comments"))
    number = next(n for n in range(1, len(ids) + 2) if f"rIdZhenggai{n}" not in ids)
    relation = (
        f'<Relationship xmlns="{_RELATIONS}" Id="rIdZhenggai{number}" Type="{_RELATION}"'
        f" Target={quoteattr('/' + name)}/>"
    )
    kind = f'<Override xmlns="{_TYPES}" PartName={quoteattr("/" + name)} ContentType="{_TYPE}"/>'
    changed = {
        links: appended(relations, relation.encode(), source),
        _CONTENT_TYPES: appended(archive.read(_CONTENT_TYPES), kind.encode(), source),
    }
    return CommentsPart(name, _DECLARATION + f'<w:comments xmlns:w="{W}"/>'.encode(), changed)


def copied(archive: zipfile.ZipFile, changes: Mapping[str, bytes]) -> bytes:
    """The archive with changed entries in their places and new ones at the end; all others as they were."""
    stream = io.BytesIO()
    names = set()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for info in archive.infolist():
            if info.filename not in names:
                names.add(info.filename)
                content = changes.get(info.filename) or archive.read(info.filename)
                # writing changes the entry's record, which the archive still needs
                target.writestr(copy.copy(info), content)
        for name, content in changes.items():
            if name not in names:
                target.writestr(name, content)
    return stream.getvalue()


def _free(archive: zipfile.ZipFile, stem: str) -> str:
    """A name for a new XML part that no entry has, in whatever case."""
    taken = {name.lower() for name in archive.namelist()}
    names = (f"{stem}{number or ''}.xml" for number in range(len(taken) + 1))
    return next(name for name in names if name.lower() not in taken)
