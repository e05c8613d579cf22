"""Changes that mean nothing change no fact: blank lines, width, a page's frame, line width, encoding of marks."""

from __future__ import annotations

import textwrap
from typing import Any

import msgspec
import pytest
from tests.accuracy.corpus import Case, cases, facts_of
from tests.accuracy.scoring import fold

from zhenggai.extraction.assembly import extract_facts
from zhenggai.reading import read, read_bytes, read_text

TEXTS = [case for case in cases() if case.path.suffix == ".txt" and case.gold["issues"]]
WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})
NARROW = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"})
by_name = pytest.mark.parametrize("case", TEXTS, ids=[case.name for case in TEXTS])


def essence(value: Any) -> Any:
    """Facts without places, sources and reasons, texts folded."""
    if isinstance(value, dict):
        away = {"span", "spans", "extent", "status_span", "document", "why", "kind_evidence", "anomalies"}
        return {key: essence(part) for key, part in value.items() if key not in away}
    if isinstance(value, list | tuple):
        return [essence(part) for part in value]
    return fold(value) if isinstance(value, str) else value


def facts_of_text(text: str) -> Any:
    return essence(msgspec.to_builtins(extract_facts(read_text(text))))


@by_name
def test_blank_lines(case: Case) -> None:
    text = read(case.path).text
    assert facts_of_text(text.replace("\n", "\n\n")) == facts_of_text(text)


@by_name
def test_width_of_punctuation(case: Case) -> None:
    text = read(case.path).text
    assert facts_of_text(text.translate(WIDE)) == facts_of_text(text.translate(NARROW))


@by_name
def test_a_web_page_round_it(case: Case) -> None:
    text = read(case.path).text
    paragraphs = "".join(f"<p>{line}</p>\n" for line in text.splitlines() if line.strip())
    page = (
        "<html><head><meta charset='utf-8'><title>信息公开</title></head><body><ul class='nav'><li><a href='/'>首页</a></li>"
        "<li><a href='/a'>机构概况</a></li><li><a href='/b'>新闻中心</a></li></ul>"
        f"<div class='TRS_Editor'>{paragraphs}</div><div class='footer'>版权所有 备案号 联系我们 网站地图</div></body></html>"
    )
    found = essence(msgspec.to_builtins(extract_facts(read_bytes(page.encode(), "page.html"))))
    assert found["issues"] == essence(facts_of(case.path))["issues"]


@by_name
def test_encodings(case: Case) -> None:
    text = read(case.path).text
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        document = read_bytes(text.encode(encoding), "notice.txt")
        assert essence(msgspec.to_builtins(extract_facts(document))) == facts_of_text(text)


LIKE_WRAPPED = frozenset(
    {
        "b-nested-hongze-county",
        "b-yuanling-sports-bureau",  # wrapped already, at another width
        "d-liuba-town-one-line",
        "d-qianchao-chemical-park",  # a line that begins with a dash begins a point
        "d-qingxi-market-supervision",
        "g-lanqiao-audit-announcement",
    }
)


@by_name
def test_hard_wrapped_lines(case: Case) -> None:
    text = read(case.path).text
    if case.name in LIKE_WRAPPED:
        pytest.skip("sub-points on lines of their own, a page without line ends, or a full last line")
    lines = [
        part for line in text.splitlines() for part in textwrap.wrap(line, 40, drop_whitespace=False) or [""]
    ]
    assert outline("\n".join(lines)) == outline(text)


def outline(text: str) -> list[tuple[str, list[str]]]:
    """Headings and measures of a text, folded."""
    issues = extract_facts(read_text(text)).issues
    return [(fold(issue.heading), [fold(measure.text) for measure in issue.measures]) for issue in issues]
