"""The workbook: its sheets, links that lead where they say, and texts that stay texts."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from zhenggai.model import Block, Document, GapReport, ReportDocument
from zhenggai.pipeline import Options, audit
from zhenggai.reporting.excel.sheets import LONGEST
from zhenggai.reporting.writers import writer

from . import samples
from .facts_samples import small_facts
from .office_reader import Sheet, workbook

SHEETS = ["小结", "完整性矩阵", "缺口清单", "问题清单", "任务清单", "责任清单", "原文"]
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0")


def sheets(report: GapReport) -> dict[str, Sheet]:
    return workbook(writer("xlsx").render(report))


def documented(report: GapReport, text: str, hostile: str = "") -> GapReport:
    """A report with a document and its facts."""
    facts = small_facts(hostile)
    facts = replace(facts, document=replace(facts.document, source=samples.NOTICE))
    document = Document(
        source=samples.NOTICE,
        format="txt",
        encoding="utf-8",
        sha256="0" * 64,
        text=text,
        blocks=(Block(start=0, end=1),),
    )
    return replace(report, documents=(ReportDocument(document=document, facts=facts),))


@pytest.fixture(scope="module")
def audited(fixtures: Path) -> GapReport:
    return audit(fixtures / "table-hezhou-hospital" / "table-hezhou-hospital.docx", Options(use_config=False))


def row_of(target: str) -> tuple[str, int]:
    """Sheet and 0-based row of a link."""
    found = re.fullmatch(r"'(.*)'!A(\d+)", target)
    assert found, target
    return found.group(1), int(found.group(2)) - 1


def test_sheets_in_both_languages() -> None:
    assert list(sheets(samples.typical())) == SHEETS
    assert list(sheets(samples.english())) == [
        "Summary",
        "Matrix",
        "Gaps",
        "Issues",
        "Tasks",
        "Owners",
        "Text",
    ]


def test_lists_can_be_filtered_and_keep_their_heads_in_sight(audited: GapReport) -> None:
    for name, sheet in list(sheets(audited).items())[1:]:
        last = len(sheet.rows) - (name == "完整性矩阵")  # its last row sums up
        assert sheet.frozen[1] == "1"
        assert re.fullmatch(rf"A1:[A-Z]+{last}", sheet.filtered), (name, sheet.filtered)


def test_every_link_leads_to_what_it_names(audited: GapReport) -> None:
    book = sheets(audited)
    gaps = book["缺口清单"]
    headings = gaps.rows[0]
    seen = set()
    for reference, target in gaps.links.items():
        column, line = headings["ABCDEFGHIJKLMNOPQ".index(reference[0])], int(reference[1:]) - 1
        sheet, row = row_of(target)
        seen.add(sheet)
        assert book[sheet].rows[row][1] == gaps.rows[line][headings.index(column)]
    assert seen == {"完整性矩阵", "原文"}
    for target in book["完整性矩阵"].links.values():
        assert row_of(target)[0] == "缺口清单"


def test_the_lines_of_the_text_are_the_rows_of_its_sheet(audited: GapReport) -> None:
    text = sheets(audited)["原文"]
    (document,) = audited.documents
    assert [" ".join(line.split()) for line in document.document.text.split("\n")] == text.column("文字")
    assert text.column("行") == [str(number) for number in range(1, len(text.rows))]


def test_a_link_from_the_matrix_leads_to_the_issues_first_gap(audited: GapReport) -> None:
    book = sheets(audited)
    matrix, gaps = book["完整性矩阵"], book["缺口清单"]
    assert matrix.links
    for reference, target in matrix.links.items():
        number = matrix.rows[int(reference[1:]) - 1][1]
        at = row_of(target)[1]
        assert gaps.rows[at][4] == number
        assert gaps.rows[at - 1][4] != number


def test_three_lists_hold_what_was_extracted(audited: GapReport) -> None:
    book = sheets(audited)
    facts = audited.documents[0].facts
    assert book["问题清单"].column("问题") == [" ".join(issue.heading.split()) for issue in facts.issues]
    measures = [measure for issue in facts.issues for measure in issue.measures]
    assert book["任务清单"].column("整改措施") == [" ".join(measure.text.split()) for measure in measures]
    owners = [*facts.notice.responsibility, *(owner for issue in facts.issues for owner in issue.owners)]
    owners += [owner for measure in measures for owner in measure.owners]
    named = book["责任清单"].column("责任主体")
    assert sorted(named) == sorted("".join(owner.text.split()) for owner in owners)
    changes = sum(left != right for left, right in itertools.pairwise(named))
    assert changes == len(set(named)) - 1, "the rows of one owner stand together"


def test_a_task_says_who_by_when_and_with_what_result() -> None:
    tasks = sheets(documented(samples.typical(), "\n" * 8))["任务清单"]
    row = dict(zip(tasks.rows[0], tasks.rows[1], strict=True))
    assert row == {
        "文件": "notice.txt", "问题序号": "1", "问题": "关于制度不健全的问题", "序次": "一是",
        "整改措施": "局党组修订制度, 转化率达33.98%。", "责任主体": "局党组", "时限": "截止2023年12月底",
        "截止日期": "2023-12-31", "成效": "33.98%", "制度文件": "《办法》", "行": "4",
    }  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    gap = samples.gap("issue-owner", "issue-1", text, hint=text, quote=text, place=samples.span(0, 1, 1))
    rows = (samples.row(1, text, "gap", "gap", "gap", "gap", "gap"),)
    book = sheets(documented(samples.report((gap,), rows, samples.RULES), text, text))
    assert [sheet.formulas for sheet in book.values()] == [0] * len(SHEETS)
    assert text in book["缺口清单"].quoted and text in book["原文"].quoted
    for sheet in book.values():
        for cell in (cell for row in sheet.rows for cell in row):
            assert not cell.startswith(("=", "@")) or cell in sheet.quoted


def test_the_matrix_shows_verdicts_and_rates() -> None:
    matrix = sheets(samples.typical())["完整性矩阵"]
    assert matrix.rows[1] == ["notice.txt", "1", "关于理论学习不够深入的问题", "✓", "✗", "✓", "✗", "–"]
    assert matrix.rows[-1] == ["", "", "齐全/适用", "3/3", "1/3", "2/3", "2/3", "1/2"]


def test_the_summary_counts_gaps_by_file_and_rule() -> None:
    rows = sheets(samples.several())["小结"].rows
    assert ["notice.txt", "整改情况的通报", "3", "3", "1", "2"] in rows
    assert ["每个问题都有明确的责任主体", "issue-owner", "2", "3", "错误"] in rows
    assert ["gone.txt", "审核失败: 文件不存在", "0", "0", "0", "0"] in rows


def test_a_text_longer_than_a_cell_is_cut() -> None:
    text = sheets(documented(samples.clean(), "长" * (LONGEST + 9)))["原文"]
    assert len(text.rows[1][2]) == LONGEST and text.rows[1][2].endswith("…")


def test_links_stop_where_excel_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    from zhenggai.reporting.excel import sheets as module

    monkeypatch.setattr(module, "MOST_LINKS", 2)
    book = sheets(documented(samples.typical(), "一\n" * 30))
    assert all(len(sheet.links) <= 2 for sheet in book.values())
    assert len(book["缺口清单"].rows) == 7
