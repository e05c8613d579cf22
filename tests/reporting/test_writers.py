"""What holds for every format: its gaps are those of the JSON, and no text of a notice does it harm."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from zhenggai import pipeline
from zhenggai.errors import ReportingError
from zhenggai.model import GapReport
from zhenggai.reporting.gitlab import NOT_AUDITED
from zhenggai.reporting.writers import WRITERS, Presentation, writer

from . import samples
from .office_reader import word_rows, word_text, workbook, workbook_text

FINGERPRINT = r"\b[0-9a-f]{16}\b"
TEXTS = [name for name, one in WRITERS.items() if not one.binary]
SAMPLES = (
    samples.typical,
    samples.several,
    samples.with_verdicts,
    samples.hostile,
    samples.clean,
    samples.english,
)


def from_json(text: str) -> list[str]:
    return [each["fingerprint"] for each in json.loads(text)["results"] if each["verdict"] == "gap"]


def from_csv(text: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    return [row[-1] for row in rows[1:] if row[1] in ("缺口", "gap")]


def from_sarif(text: str) -> list[str]:
    results = json.loads(text)["runs"][0]["results"]
    return [each["partialFingerprints"]["zhenggai/v1"] for each in results if each["kind"] == "fail"]


def from_junit(text: str) -> list[str]:
    cases = [
        case for case in ElementTree.fromstring(text).iter("testcase") if case.find("failure") is not None
    ]
    return [re.findall(rf"\[({FINGERPRINT})\]$", case.get("name", ""))[0] for case in cases]


def from_github(text: str) -> list[str]:
    return re.findall(rf": ({FINGERPRINT})$", text, re.MULTILINE)


def from_gitlab(text: str) -> list[str]:
    return [each["fingerprint"] for each in json.loads(text) if each["check_name"] != NOT_AUDITED]


def from_markdown(text: str) -> list[str]:
    return [
        f for found in re.findall(r"<!-- gap ([0-9a-f ]+) -->$", text, re.MULTILINE) for f in found.split()
    ]


def from_html(text: str) -> list[str]:
    return [node.attributes["data-gap"] or "" for node in LexborHTMLParser(text).css("[data-gap]")]


def from_terminal(text: str) -> list[str]:
    return re.findall(r"\b[0-9a-f]{12}$", text, re.MULTILINE)


READERS: dict[str, Callable[[str], list[str]]] = {
    "json": from_json,
    "csv": from_csv,
    "sarif": from_sarif,
    "junit": from_junit,
    "github": from_github,
    "gitlab": from_gitlab,
    "markdown": from_markdown,
    "html": from_html,
    "terminal": from_terminal,
}


def from_xlsx(data: bytes) -> list[str]:
    rows = next(sheet.rows for name, sheet in workbook(data).items() if name in ("缺口清单", "Gaps"))
    return [row[-1] for row in rows[1:] if row[2] in ("缺口", "gap")]


def from_docx(data: bytes) -> list[str]:
    return [row[6][-1] for row in word_rows(data)]


OFFICE_READERS: dict[str, Callable[[bytes], list[str]]] = {"xlsx": from_xlsx, "docx": from_docx}
OFFICE_TEXTS: dict[str, Callable[[bytes], str]] = {"xlsx": workbook_text, "docx": word_text}

READABLE = [*READERS, *OFFICE_READERS]


def shown(name: str, report: GapReport) -> str:
    """What a format says of a report: a text format itself, of a binary one the text within."""
    data = writer(name).render(report)
    return OFFICE_TEXTS[name](data) if name in OFFICE_TEXTS else data.decode("utf-8")


def test_every_format_is_read_back() -> None:
    assert set(READERS) == set(TEXTS)
    # pdf is html on paper
    assert {*READABLE, "pdf"} == set(WRITERS)


# A folded line of the terminal stands for many gaps, which test_terminal counts.
CASES = [
    (name, per_item) for name in READABLE for per_item in (False, True) if per_item or name != "terminal"
]


@pytest.mark.parametrize("make", SAMPLES, ids=lambda make: make.__name__)
@pytest.mark.parametrize(("name", "per_item"), CASES)
def test_gaps_are_those_of_the_report(name: str, make: Callable[[], GapReport], per_item: bool) -> None:
    report = make()
    data = writer(name).render(report, Presentation(per_item=per_item, width=120))
    expected = [result.fingerprint for result in report.results if result.verdict == "gap"]
    if name in ("terminal", "docx"):  # its beginning is enough to tell one gap from another
        expected = [fingerprint[:12] for fingerprint in expected]
    found = OFFICE_READERS[name](data) if name in OFFICE_READERS else READERS[name](data.decode())
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("name", READABLE)
def test_no_character_of_a_notice_acts_on_its_reader(name: str) -> None:
    text = shown(name, samples.hostile())
    unseen = re.findall(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\uffff]", text
    )
    assert unseen == (["\ufeff"] if name == "csv" else [])


@pytest.mark.parametrize("name", sorted(set(TEXTS) - {"github"}))
def test_no_line_is_a_command_to_a_build_machine(name: str) -> None:
    for line in writer(name).render(samples.hostile(), Presentation(width=40)).decode().splitlines():
        assert not line.lstrip("\ufeff ").startswith("::")
        if name not in ("json", "sarif", "csv", "junit", "gitlab"):  # usually files
            assert "##[" not in line


@pytest.mark.parametrize("name", READABLE)
def test_an_english_report_has_no_chinese_word(name: str) -> None:
    text = shown(name, samples.english())
    assert re.findall("[\u3000-\u303f\u3400-\u9fff\uff00-\uff5e]+", text) == []


@pytest.mark.parametrize("name", sorted(set(READABLE) - {"json"}))
def test_inputs_that_were_not_audited_never_look_free_of_gaps(name: str) -> None:
    inputs = samples.several().inputs[1:]
    text = shown(name, samples.report((), (), samples.RULES, inputs=inputs))
    for source in inputs:
        assert source.reason in text
    assert "未发现缺口" not in text


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(ReportingError, match=r"pdf2.*terminal, json"):
        writer("pdf2")


@pytest.mark.parametrize("name", READABLE)
def test_a_file_name_that_is_not_utf_8_harms_nothing(name: str) -> None:
    source = "notice\udcff.txt"
    results = (samples.gap("issue-outcome", "issue-1", "无成效", source=source),)
    inputs = (samples.Input(source=source, sha256=None, kind=None, status="failed", reason="读不出"),)
    text = shown(name, samples.report(results, (), samples.RULES, inputs=inputs))
    assert "notice" in text


@pytest.mark.parametrize("name", [name for name, one in WRITERS.items() if not one.texts])
def test_formats_that_show_no_texts_do_not_need_them(name: str, notice: GapReport) -> None:
    assert notice.documents
    made, again = (
        writer(name).render(each) for each in (notice, msgspec.structs.replace(notice, documents=()))
    )
    if name == "docx":
        assert (word_text(made), word_rows(made)) == (word_text(again), word_rows(again))
    else:
        assert made == again


@pytest.fixture(scope="module")
def notice() -> GapReport:
    path = Path(__file__).parents[2] / "fixtures" / "b-shihe-town" / "b-shihe-town.txt"
    return pipeline.audit(path, pipeline.Options(use_config=False))
