"""The gaps of a Word file as review comments in a copy of it.

Nothing but comments is new in the copy: marks are put between the children of paragraphs, into the bytes
of the XML as they are, so that whoever takes them out has the original again. No run is split; a comment
therefore stands at whole runs, and quotes the words it means where those are only a part of them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from zhenggai.errors import ReportingError
from zhenggai.model import GapReport, Result, Span
from zhenggai.reading.docx.places import Place, PlaceMap, place_map
from zhenggai.reporting.annotation.archive import comments_part, copied
from zhenggai.reporting.annotation.comments import W, comment_lines, comment_xml
from zhenggai.reporting.annotation.xml_edits import Insertion, appended, extents, inserted, refusal
from zhenggai.reporting.arrangement import SEVERITIES, gaps_of
from zhenggai.reporting.words import Words

# As Word's own style has it: the mark of a comment does not make its line higher.
_SMALL = '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'
_MARKED = ("commentRangeStart", "commentRangeEnd", "commentReference", "comment")


class Comment(NamedTuple):
    """A comment to be made: its number in the file, its gap and where it stands."""

    number: int
    gap: Result
    place: Place


def annotated(data: bytes, report: GapReport) -> bytes:
    """A copy of a .docx file with a comment for each gap of its report, in text order.

    Gaps without a place stand at the title. ``report`` is about this one file. Raises ReportingError where
    it is about something else, and ReadingError where the file is damaged.
    """
    source = report.inputs[0].source
    try:
        return _annotated(data, report, source)
    # a comments part that Word might still mend, but that nothing can be added to
    except ElementTree.ParseError as error:
        raise refusal(source) from error


def _annotated(data: bytes, report: GapReport, source: str) -> bytes:
    places = place_map(data, source)
    title = _title(report)
    found = [(gap, _place(gap, places, title)) for gap in gaps_of(report)]
    ordered = sorted(
        ((gap, place) for gap, place in found if place is not None),
        key=lambda each: (each[1].start, SEVERITIES.index(each[0].severity)),
    )
    if len(ordered) < len(found):
        raise ReportingError("这个 Word 文件的正文中没有可加批注的文字", source=source)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read(places.part)
        part = comments_part(archive, places.part, source)
        first = max(_numbers((document, part.xml)), default=-1) + 1
        comments = [Comment(first + n, gap, place) for n, (gap, place) in enumerate(ordered)]
        content = "".join(_comment(each, report, places) for each in comments)
        changes = {
            places.part: inserted(document, _marks(comments, document, source)),
            part.name: appended(part.xml, content.encode(), source),
        }
        return copied(archive, {**changes, **part.others})


def _title(report: GapReport) -> Span | None:
    spans = (each.facts.notice.spans.get("title") for each in report.documents)
    return next((span for span in spans if span), None)


def _place(gap: Result, places: PlaceMap, title: Span | None) -> Place | None:
    span = gap.span or title
    return places.place(span.start, span.end) if span else places.place(0, 1)


def _numbers(parts: Iterable[bytes]) -> Iterator[int]:
    """The numbers that comments and their marks have already."""
    names = {f"{{{W}}}{name}" for name in _MARKED}
    for xml in parts:
        for _, element in ElementTree.iterparse(io.BytesIO(xml)):
            number = element.get(f"{{{W}}}id", "")
            if element.tag in names and number.isascii() and number.isdecimal():
                yield int(number)
            element.clear()


def _comment(comment: Comment, report: GapReport, places: PlaceMap) -> str:
    rules = {rule.id: rule for rule in report.rules}
    gap, place = comment.gap, comment.place
    marked = places.text[place.start : place.end].strip()
    lines = comment_lines(
        gap,
        rules.get(gap.rule),
        Words(report.language),
        with_quote=gap.subject.type != "notice" and marked != (gap.quote or "").strip(),
    )
    return comment_xml(comment.number, list(lines), report.date)


def _marks(comments: Sequence[Comment], document: bytes, source: str) -> Iterator[Insertion]:
    """The marks of all comments. At one offset ends stand before beginnings, by number."""
    wanted = {0, *(each.place.first for each in comments), *(each.place.last for each in comments)}
    where = extents(document, wanted, source)
    head = document[where[0].start : document.index(b">", where[0].start)]
    namespace = f'xmlns:w="{W}"'
    declared = "" if namespace.encode() in head else f" {namespace}"
    for each in comments:
        mark = f'<w:commentRangeEnd{declared} w:id="{each.number}"/>'
        reference = f'<w:r{declared}>{_SMALL}<w:commentReference w:id="{each.number}"/></w:r>'
        yield Insertion(where[each.place.last].end, (mark + reference).encode())
    for each in comments:
        mark = f'<w:commentRangeStart{declared} w:id="{each.number}"/>'
        yield Insertion(where[each.place.first].start, mark.encode())
