"""The gap list for circulation."""

from __future__ import annotations

import io

import docx
from msgspec.structs import replace

from zhenggai.baseline import baseline_of, compared
from zhenggai.reporting.writers import writer

from . import samples
from .office_reader import word_rows, word_text


def test_a_row_says_what_is_missing_and_how_to_close_it() -> None:
    rows = word_rows(writer("docx").render(samples.typical()))
    assert len(rows) == 6
    (row,) = [each for each in rows if "问题1没有可衡量的成效" in each[3]]
    assert row == [
        ["3"],
        ["问题1 关于理论学习不够深入的问题"],
        ["第12行"],
        ["问题1没有可衡量的成效"],
        ["“取得明显成效” (第14行): 没有数量和单位", "“组织学习12次” (第13行)", "缺少这一项, 公众无从监督。"],
        ["补充带数量和单位的成效, 如“培训干部120人次”"],
        ["每个问题都有可衡量的成效", "issue-outcome", "5818216e1c04"],
        ["警告"],
    ]
    assert [each[0] for each in rows] == [[str(number)] for number in range(1, 7)]


def test_columns_in_both_languages() -> None:
    for report, first in ((samples.typical(), "序号"), (samples.english(), "No.")):
        table = docx.Document(io.BytesIO(writer("docx").render(report))).tables[0]
        assert len(table.columns) == 8
        assert table.rows[0].cells[0].text == first


def test_a_waiver_and_the_baseline_stand_beside_the_severity() -> None:
    report = samples.typical()
    waived = replace(report.results[0], waiver={"reason": "已批准", "until": "2027-01-01"})
    report = replace(report, results=(waived, *report.results[1:]))
    kept = baseline_of(replace(report, results=report.results[2:]))
    data = writer("docx").render(compared(replace(report, results=report.results[:-1]), kept))
    rows = word_rows(data)
    assert rows[0][7] == ["错误", "新增", "豁免: 已批准 (至2027-01-01)"]
    assert "基线中的缺口已消除: 措施未写明责任主体" in word_text(data)


def test_it_opens_and_prints_on_landscape_pages() -> None:
    file = docx.Document(io.BytesIO(writer("docx").render(samples.hostile())))
    section = file.sections[0]
    assert section.page_width > section.page_height
    assert file.core_properties.title == "整改通报缺口清单"
    assert file.core_properties.created.isoformat().startswith("2026-11-22")
    assert all(table.rows[0]._tr.trPr.find(".//{*}tblHeader") is not None for table in file.tables)


def test_a_clean_notice_has_no_table() -> None:
    data = writer("docx").render(samples.clean())
    assert word_rows(data) == [] and "未发现缺口" in word_text(data)
