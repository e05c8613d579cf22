"""Tasks of work plans and items of reports: read only where such documents are asked for."""

from __future__ import annotations

import pytest

from zhenggai.extraction.assembly import AUDITED, extract_facts
from zhenggai.model import Facts
from zhenggai.reading import read_text

TITLE = "澜川县水务局2025年工作要点\n\n"


def tasks(text: str) -> Facts:
    return extract_facts(read_text(text), itemised=(*AUDITED, "work-plan", "progress-report"))


def outline(text: str) -> list[tuple[str | None, str, list[str]]]:
    """Group, heading and measures of each task."""
    return [
        (issue.group, issue.heading, [measure.text for measure in issue.measures])
        for issue in tasks(text).issues
    ]


def test_points_of_a_work_plan_are_no_issues_unless_asked_for() -> None:
    text = TITLE + "一、加快工程建设\n1.加固水库。完成12座。\n2.治理河道。清淤30公里。\n"
    assert extract_facts(read_text(text)).issues == ()
    facts = tasks(text)
    assert facts.kind == "work-plan"
    assert [issue.id for issue in facts.issues] == ["issue-1", "issue-2"]


def test_the_first_sentence_heads_a_task_and_the_others_are_its_measures() -> None:
    text = TITLE + "一、加快工程建设\n1.加固水库。完成12座;验收3座。年底前并网。\n2.治理河道。清淤30公里。\n"
    assert outline(text) == [
        ("一、加快工程建设", "加固水库", ["完成12座;验收3座。", "年底前并网。"]),
        ("一、加快工程建设", "治理河道", ["清淤30公里。"]),
    ]


def test_a_task_of_one_sentence_is_its_own_measure() -> None:
    text = TITLE + "一、加快工程建设\n1.完成水库加固12座。\n2.完成河道清淤30公里。(责任科室:河道科)\n"
    assert outline(text) == [
        ("一、加快工程建设", "完成水库加固12座", ["完成水库加固12座。"]),
        ("一、加快工程建设", "完成河道清淤30公里", ["完成河道清淤30公里。"]),
    ]
    owners = [[owner.text for owner in issue.owners] for issue in tasks(text).issues]
    assert owners == [[], ["河道科"]]


def test_an_enumeration_is_measures_and_no_tasks() -> None:
    text = TITLE + "(一)深化改革。扎实推进试点。一是修订办法。二是完善机制。\n(二)加强监管。检查120次。\n"
    assert outline(text) == [
        (None, "深化改革", ["扎实推进试点。", "修订办法。", "完善机制。"]),
        (None, "加强监管", ["检查120次。"]),
    ]


def test_aims_and_safeguards_are_no_tasks() -> None:
    text = (
        TITLE + "一、总体要求\n以高质量发展为主题, 全面完成各项任务。\n"
        "二、重点任务\n1.加固水库。完成12座。\n2.治理河道。清淤30公里。\n"
        "三、保障措施\n(一)压实责任。各科室要认真履职。\n(二)强化考核。办公室要按月通报。\n"
    )
    assert [heading for _, heading, _ in outline(text)] == ["加固水库", "治理河道"]


def test_a_plan_of_nothing_but_frame_keeps_its_points() -> None:
    text = TITLE + "一、总体要求\n(一)压实责任。各科室要认真履职。\n(二)强化考核。办公室要按月通报。\n"
    assert [heading for _, heading, _ in outline(text)] == ["压实责任", "强化考核"]


UNNUMBERED = """\
2025年重点工作解读

□记者 张三

2024年全市水务工作取得新进展。

加快工程建设

完成水库加固12座,清淤河道30公里。全年投资2.6亿元。

持续推进三项行动

推进管护提升行动。新增保洁员60名。

推进智慧水务行动。新建监测站12处。
"""


def test_without_numbers_the_paragraphs_below_headlines_are_the_tasks() -> None:
    assert outline(UNNUMBERED) == [
        (None, "加快工程建设", ["完成水库加固12座,清淤河道30公里。", "全年投资2.6亿元。"]),
        ("持续推进三项行动", "推进管护提升行动", ["新增保洁员60名。"]),
        ("持续推进三项行动", "推进智慧水务行动", ["新建监测站12处。"]),
    ]


@pytest.mark.parametrize("end", ["。", "。”", "!", "。(责任单位:办公室)"])
def test_a_sentence_keeps_the_marks_behind_it(end: str) -> None:
    text = TITLE + f"1.加固水库。完成12座{end}验收3座。\n2.治理河道。清淤30公里。\n"
    assert outline(text)[0][2] == [f"完成12座{end}", "验收3座。"]


def test_a_table_of_tasks() -> None:
    text = (
        TITLE + "| 序号 | 工作任务 | 工作措施 | 责任科室 | 完成时限 |\n| --- | --- | --- | --- | --- |\n"
        "| 1 | 加固水库 | 完成12座 | 工程科 | 2025年10月 |\n| 2 | 治理河道 | 清淤30公里 | 河道科 | 2025年6月 |\n"
    )
    assert outline(text) == [(None, "加固水库", ["完成12座"]), (None, "治理河道", ["清淤30公里"])]


def test_the_places_are_those_of_the_text() -> None:
    for text in (UNNUMBERED, TITLE + "1.加固水库。完成12座。年底并网。\n2.治理河道。清淤30公里。\n"):
        for issue in tasks(text).issues:
            assert text[issue.span.start : issue.span.end] == issue.heading
            for measure in issue.measures:
                assert text[measure.span.start : measure.span.end] == measure.text
                assert issue.extent.start <= measure.span.start < measure.span.end <= issue.extent.end
