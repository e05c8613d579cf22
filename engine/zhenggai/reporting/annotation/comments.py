"""What a review comment says about a gap, and its XML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from zhenggai.model import Result, RuleInfo
from zhenggai.reporting.gap_lines import FINGERPRINT_LENGTH, quoted, waiver_text
from zhenggai.reporting.safe_text import one_line
from zhenggai.reporting.words import Words

AUTHOR, INITIALS = "zhenggai", "ZG"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EVIDENCE_LENGTH = 48

# A notice's own style is often large and indented, which a comment is not to inherit.
_LAYOUT = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="left"/></w:pPr>'
)
_SIZE = '<w:sz w:val="18"/><w:szCs w:val="18"/>'


class Line(NamedTuple):
    """One paragraph of a comment: a label in bold type and what it says."""

    label: str
    text: str


def comment_lines(gap: Result, rule: RuleInfo | None, words: Words, *, with_quote: bool) -> Iterator[Line]:
    """What the gap is, why what stands there is not enough, what would close it, and the rule.

    ``with_quote`` says which words are meant, where the marked text is more than those.
    """
    yield Line(words(f"severity.{gap.severity}"), gap.message)
    if with_quote and gap.quote:
        yield Line(words("gap.quote"), quoted(gap.quote, words))
    for each in gap.evidence:
        quotation = quoted(each.text, words, _EVIDENCE_LENGTH)
        text = words("noted", text=quotation, note=each.note) if each.note else quotation
        yield Line(words("gap.evidence"), text)
    if rule and rule.why:
        yield Line(words("gap.why"), rule.why)
    if gap.hint:
        yield Line(words("gap.hint"), gap.hint)
    if gap.waiver:
        yield Line(words("waiver"), waiver_text(gap, words))
    yield Line(words("gap.rule"), f"{gap.rule} {gap.fingerprint[:FINGERPRINT_LENGTH]}")


def comment_xml(number: int, lines: Sequence[Line], date: str) -> str:
    """A ``w:comment``; ``date`` is an ISO day."""
    head = (
        f'<w:comment xmlns:w="{W}" w:id="{number}" w:author={quoteattr(AUTHOR)}'
        f' w:date="{date}T00:00:00Z" w:initials={quoteattr(INITIALS)}>'
    )
    paragraphs = (
        _paragraph(line, "" if place else "<w:r><w:annotationRef/></w:r>") for place, line in enumerate(lines)
    )
    return f"{head}{''.join(paragraphs)}</w:comment>"


def _paragraph(line: Line, before: str) -> str:
    label, text = (escape(one_line(part)) for part in line)
    return (
        f"<w:p>{_LAYOUT}{before}<w:r><w:rPr><w:b/>{_SIZE}</w:rPr>"
        f'<w:t xml:space="preserve">{label}: </w:t></w:r>'
        f'<w:r><w:rPr>{_SIZE}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )
