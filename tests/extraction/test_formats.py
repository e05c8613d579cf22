"""The same notice as text, Word, web page, GB18030 and PDF gives the same facts."""

from __future__ import annotations

import html
import io
from collections import defaultdict
from typing import Any

import docx
import msgspec
import pytest
from tests.accuracy.corpus import Case
from tests.accuracy.scoring import Score, Scores, score
from tests.extraction.test_metamorphic import TEXTS, essence
from tests.reading.pdf_file import Typesetter

from zhenggai.extraction.assembly import extract_facts
from zhenggai.reading import read, read_bytes

# One notice of each layout; a page on one line has no paragraphs to keep.
CASES = [case for case in TEXTS if case.name[:2] in {"a-", "b-", "c-", "e-", "f-", "h-", "i-", "j-"}][::3]
by_name = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def paragraphs(case: Case) -> list[str]:
    return [line.strip() for line in read(case.path).text.splitlines() if line.strip()]


def facts(data: bytes, name: str) -> Any:
    return msgspec.to_builtins(extract_facts(read_bytes(data, name)))


def as_text(case: Case) -> Any:
    return facts("\n".join(paragraphs(case)).encode(), "notice.txt")


def as_word(case: Case) -> bytes:
    document = docx.Document()
    for line in paragraphs(case):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_page(case: Case) -> bytes:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in paragraphs(case))
    return f"<html><head><meta charset='utf-8'></head><body><div class='TRS_Editor'>{lines}</div></body></html>".encode()


def as_pdf(case: Case) -> bytes:
    title, *rest = paragraphs(case)
    page = Typesetter(head="整改工作", numbers=True).title(title)
    for line in rest:
        page.paragraph(line)
    return page.data()


@by_name
def test_word(case: Case) -> None:
    assert essence(facts(as_word(case), "notice.docx")) == essence(as_text(case))


@by_name
def test_web_page(case: Case) -> None:
    assert essence(facts(as_page(case), "notice.html")) == essence(as_text(case))


@by_name
def test_gb18030(case: Case) -> None:
    data = "\r\n".join(paragraphs(case)).encode("gb18030")
    assert essence(facts(data, "notice.txt")) == essence(as_text(case))


def test_pdf() -> None:
    """Each kind of fact of the PDFs, taken together, is within 0.97 of the text's."""
    total: Scores = defaultdict(Score)
    for case in CASES:
        gold = as_text(case)
        for kind, one in score(gold, facts(as_pdf(case), "notice.pdf")).items():
            total[kind].add(one)
    low = {kind: (round(one.f1, 3), one.notes[:6]) for kind, one in total.items() if one.f1 < 0.97}
    assert not low
