"""The gaps as a Word document for circulation: a table, one row each, input by input."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from zhenggai.model import GapReport, Input
from zhenggai.reporting.gap_lines import (
    FINGERPRINT_LENGTH,
    SYMBOLS,
    found,
    gap_place,
    input_state,
    kind_name,
    quoted,
    waiver_text,
)
from zhenggai.reporting.gap_rows import GapRow, gap_rows, shown_message
from zhenggai.reporting.safe_text import one_line
from zhenggai.reporting.summary import summary_lines
from zhenggai.reporting.word_table import Heading, Run, add_table
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation

COLUMNS = (
    ("matrix.no", 680),
    ("matrix.heading", 2500),
    ("input.line", 800),
    ("gap.reason", 3000),
    ("list.missing", 3100),
    ("gap.hint", 2700),
    ("gap.rule", 1500),
    ("input.severity", 820),
)
"""Keys of the words that head the columns, and their widths in twentieths of a point."""

_LATIN, _CHINESE, _CHINESE_HEADING = "Times New Roman", "SimSun", "SimHei"


def render(report: GapReport, presentation: Presentation) -> bytes:
    """The document as the bytes of a .docx file."""
    words = Words(report.language)
    file = docx.Document()
    _set_up(file, report, words)
    file.add_heading(words("list.title"), 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    tool = report.tool
    made = words("report.made", tool=tool.name, version=tool.version, date=report.date)
    for line in (made, *summary_lines(report, words)):
        file.add_paragraph(one_line(line))
    rows: dict[str, list[GapRow]] = {}
    for row in gap_rows(report):
        rows.setdefault(row.result.input, []).append(row)
    for source in report.inputs:
        _add_input(file, source, rows.get(source.source, []), words)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _add_input(file: Any, source: Input, rows: Sequence[GapRow], words: Words) -> None:
    kind = kind_name(source.kind, words)
    title = words("placed", text=source.source, place=kind) if kind else source.source
    file.add_heading(one_line(title), 1)
    audited = source.status == "audited"
    if not audited:
        file.add_paragraph(one_line(input_state(source, words)))
    gaps = [row for row in rows if row.number]
    if gaps:
        headings = [Heading(words(key), width) for key, width in COLUMNS]
        add_table(file.element.body, headings, (list(_cells(row, words)) for row in gaps))
        file.add_paragraph()
    elif audited:
        file.add_paragraph(words("gaps.none"))
    others = [row for row in rows if not row.number]
    if others:
        file.add_heading(words("verdicts.others"), 2)
    for row in others:
        result = row.result
        verdict = f"{SYMBOLS[result.verdict]} {words(f'verdict.{result.verdict}')}"
        file.add_paragraph(one_line(f"{verdict} {result.rule} {shown_message(result, words)}"))


def _cells(row: GapRow, words: Words) -> Iterator[tuple[Run, ...]]:
    gap, issue = row.result, row.issue
    heading = words("gaps.issue", no=issue.no, heading=issue.heading) if issue else words("gaps.notice")
    repeats = gap.subject.type == "notice" or (issue and (gap.quote or "").strip() == issue.heading.strip())
    quote = quoted(gap.quote, words) if gap.quote and not repeats else ""
    yield (Run(str(row.number)),)
    yield (Run(heading),)
    yield (Run(gap_place(gap, words)),)
    yield Run(gap.message), Run(quote, grey=True)
    why = row.rule.why if row.rule else ""
    yield (*(Run(found(each, words)) for each in gap.evidence), Run(why, grey=True))
    yield (Run(gap.hint),)
    yield Run(row.title), Run(gap.rule, grey=True), Run(gap.fingerprint[:FINGERPRINT_LENGTH], grey=True)
    baseline = words(f"baseline.{gap.baseline}") if gap.baseline else ""
    waiver = words("noted", text=words("waiver"), note=waiver_text(gap, words)) if gap.waiver else ""
    yield Run(words(f"severity.{gap.severity}"), bold=True), Run(baseline), Run(waiver, grey=True)


def _set_up(file: Any, report: GapReport, words: Words) -> None:
    """A landscape page, fonts for Chinese, the number of the page at its foot."""
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(16)
    _set_font(file.styles["Normal"], _CHINESE, 10.5)
    for name, size in (("Title", 18), ("Heading 1", 13), ("Heading 2", 11)):
        _set_font(file.styles[name], _CHINESE_HEADING, size)
    properties = file.core_properties
    properties.title, properties.author = words("list.title"), report.tool.name
    properties.comments = ""
    properties.created = properties.modified = datetime.datetime.fromisoformat(report.date)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot._p.append(_field("PAGE"))
    foot.add_run(" / ")
    foot._p.append(_field("NUMPAGES"))


def _set_font(style: Any, chinese: str, size: float) -> None:
    style.font.name, style.font.size = _LATIN, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    fonts.set(qn("w:eastAsia"), chinese)


def _field(name: str) -> Any:
    field = docx.oxml.OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    return field
