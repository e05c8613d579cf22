"""The same facts in every layout: the layout is found, not given."""

from __future__ import annotations

import pytest
from tests.extraction.notices import HEADINGS, MEASURES, WANTED, facts_of, framed, shape

from zhenggai.extraction.assembly import extract_facts
from zhenggai.reading import read_bytes

(H1, H2), ((A1, A2), (B1, B2)) = HEADINGS, MEASURES

LAYOUTS = {
    "label, one paragraph": f"1.{H1}\n整改情况:一是{A1}二是{A2}\n2.{H2}\n整改情况:一是{B1}二是{B2}\n",
    "label on its line": f"1.{H1}\n整改情况:\n一是{A1}\n二是{A2}\n2.{H2}\n整改情况:\n一是{B1}\n二是{B2}\n",
    "boxed label": f"1.{H1}\n【整改落实情况】\n(1){A1}\n(2){A2}\n2.{H2}\n【整改落实情况】\n(1){B1}\n(2){B2}\n",
    "no label": f"(一){H1}\n1.{A1}\n2.{A2}\n(二){H2}\n1.{B1}\n2.{B2}\n",
    "problem word": f"问题一:{H1}\n整改情况:\n1.{A1}\n2.{A2}\n问题二:{H2}\n整改情况:\n1.{B1}\n2.{B2}\n",
    "not enumerated": f"1.{H1}\n整改情况:\n{A1}\n{A2}\n2.{H2}\n整改情况:\n{B1}\n{B2}\n",
    "on one line": f"1.{H1}。一是{A1}二是{A2}2.{H2}。一是{B1}二是{B2}\n",
    "three levels": f"(一)在履行职能方面\n1.{H1}\n①{A1}\n②{A2}\n(二)在执行计划方面\n1.{H2}\n①{B1}\n②{B2}\n",
    "mixed stops": f"1.{H1}\n整改情况:一是{A1}二是{A2}\n2、{H2}\n整改措施及成效:一是{B1}二是{B2}\n",
}


@pytest.mark.parametrize("body", LAYOUTS.values(), ids=LAYOUTS)
def test_same_facts_in_every_layout(body: str) -> None:
    facts = facts_of(framed(body))
    assert facts.kind == "rectification-notice"
    assert shape(facts) == WANTED


def test_quoted_paragraphs() -> None:
    body = f"针对“库存管理不规范”问题,{A1}\n针对“轮换计划执行不到位”问题,{B1}\n"
    facts = facts_of(framed(body))
    assert [issue.heading for issue in facts.issues] == [
        "针对“库存管理不规范”问题",
        "针对“轮换计划执行不到位”问题",
    ]
    assert [measure.text for issue in facts.issues for measure in issue.measures] == [A1, B1]


def test_theme_layout_states_no_problem() -> None:
    body = f"(一)聚焦主责主业\n1.在库存管理上下功夫\n一是{A1}\n二是{A2}\n2.在计划执行上下功夫\n一是{B1}\n二是{B2}\n"
    facts = facts_of(framed(body))
    assert [(issue.heading, issue.stated) for issue in facts.issues] == [
        ("在库存管理上下功夫", False),
        ("在计划执行上下功夫", False),
    ]


def test_group_is_the_heading_above() -> None:
    facts = facts_of(framed(LAYOUTS["three levels"]))
    assert [issue.group for issue in facts.issues] == ["(一)在履行职能方面", "(二)在执行计划方面"]
    assert facts_of(framed(LAYOUTS["no label"])).issues[0].group is None


def test_points_inside_a_measure_stay_inside() -> None:
    facts = facts_of(framed(f"1.{H1}\n整改情况:\n一是开展清查:(1)查账;(2)查库。\n二是{A2}\n"))
    assert shape(facts) == [(H1, ["开展清查:(1)查账;(2)查库。", A2])]


@pytest.mark.parametrize("ordinals", ["一是 三是", "① ③"])
def test_an_ordinal_left_out_hides_no_measure(ordinals: str) -> None:
    first, third = ordinals.split()
    facts = facts_of(framed(f"1.{H1}\n整改情况:{first}{A1}{third}{A2}\n"))
    assert shape(facts) == [(H1, [A1, A2])]


def test_chapters_may_restart_the_numbering() -> None:
    body = f"(一)履行职能方面\n1.{H1}\n整改情况:一是{A1}\n(二)执行计划方面\n1.{H2}\n整改情况:一是{B1}\n"
    assert [issue.heading for issue in facts_of(framed(body)).issues] == [H1, H2]


def test_label_lines_belong_to_the_issue() -> None:
    body = (
        f"1.{H1}\n责任领导:李某 责任科室:储备科 整改时限:2023年9月底前 完成情况:已完成\n整改情况:一是{A1}\n"
    )
    issue = facts_of(framed(body)).issues[0]
    assert [owner.text for owner in issue.owners] == ["李某", "储备科"]
    assert [deadline.end for deadline in issue.deadlines] == ["2023-09-30"]
    assert issue.status == "completed"
    assert [measure.text for measure in issue.measures] == [A1]


def test_leadership_and_next_steps_hold_no_measures() -> None:
    facts = facts_of(framed(LAYOUTS["label, one paragraph"]))
    roles = [section.role for section in facts.notice.sections]
    assert roles == ["leadership", "progress", "next_steps"]
    assert sum(len(issue.measures) for issue in facts.issues) == 4


def test_a_skipped_number_is_an_anomaly() -> None:
    facts = facts_of(framed(f"1.{H1}\n整改情况:一是{A1}三是{A2}\n"))
    assert [(a.kind, a.text) for a in facts.anomalies] == [("enumerator_gap", "三是")]


def test_a_theme_that_names_a_problem_is_a_group_like_its_siblings() -> None:
    body = (
        f"(一)在聚焦主责上见行动\n1.压实保供责任\n一是{A1}\n二是{A2}\n(二)在防范经营风险上动真格\n1.清理闲置仓房\n一是{B1}\n二是{B2}\n"
        f"(三)在扎紧采购篱笆上出硬招\n1.规范粮食采购\n一是{A1}\n二是{B2}\n"
    )
    assert [issue.heading for issue in facts_of(framed(body)).issues] == [
        "压实保供责任",
        "清理闲置仓房",
        "规范粮食采购",
    ]


def test_dashes_open_measures() -> None:
    facts = facts_of(framed(f"1.{H1}\n——{A1}\n——{A2}\n2.{H2}\n——{B1}\n——{B2}\n"))
    assert shape(facts) == [(H1, [A1, A2]), (H2, [B1, B2])]


def test_a_number_may_stand_before_a_date() -> None:
    first, second = f"5月20日前,{A1}", f"2024年底前,{A2}"
    facts = facts_of(framed(f"1.{H1}\n整改情况:\n1、{first}\n2、{second}\n"))
    assert shape(facts) == [(H1, [first, second])]


def test_how_large_a_problem_is_does_not_belong_to_its_name() -> None:
    facts = facts_of(framed(f"1.{H1}(涉及9个单位,12746.8万元)。\n一是{A1}\n二是{A2}\n"))
    assert shape(facts) == [(H1, [A1, A2])]


def test_one_line_with_dashes_holds_measure_owner_and_time() -> None:
    facts = facts_of(
        framed(f"1.{H1}——{A1}——储备科科长 王青——2023年10月底,已完成\n2.{H2}——{B1}——年底前,正在推进\n")
    )
    assert shape(facts) == [(H1, [A1]), (H2, [B1])]
    assert [issue.status for issue in facts.issues] == ["completed", "ongoing"]
    assert [owner.text for owner in facts.issues[0].owners] == ["储备科科长 王青"]
    assert [deadline.text for issue in facts.issues for deadline in issue.deadlines] == [
        "2023年10月底",
        "年底前",
    ]


def test_bold_headings_may_end_with_a_status() -> None:
    facts = facts_of(
        framed(f"**问题1 {H1}** ✅ 已完成\n\n- {A1}\n- {A2}\n\n**问题2 {H2}**(正在推进)\n\n- {B1}\n- {B2}\n")
    )
    assert shape(facts) == WANTED
    assert [issue.status for issue in facts.issues] == ["completed", "ongoing"]


def test_lines_of_labels_in_a_cell_are_fields() -> None:
    lines = "".join(f"<p>{line}</p>" for line in framed("@").split("@")[0].splitlines())
    table = (
        "<table><tr><th>巡察反馈问题</th><th>整改情况</th></tr><tr><td colspan=2>库存管理方面</td></tr>"
        f"<tr><td>1.{H1}</td><td><p>(1){A1}</p><p>(2){A2}</p><p>责任部门:储备科 进展:已完成</p></td></tr>"
        f"<tr><td>2.{H2}</td><td><p>(1){B1}</p><p>(2){B2}</p><p>进展:持续推进</p></td></tr></table>"
    )
    page = f"<html><body><div>{lines}{table}</div></body></html>"
    facts = extract_facts(read_bytes(page.encode(), "page.html"))
    assert shape(facts) == WANTED
    assert [issue.status for issue in facts.issues] == ["completed", "ongoing"]
    assert [owner.text for owner in facts.issues[0].owners] == ["储备科"]
    assert {issue.group for issue in facts.issues} == {"库存管理方面"}


def test_points_may_follow_a_bold_heading_on_its_line() -> None:
    facts = facts_of(framed(f"**1.{H1}。**一是{A1}二是{A2}\n\n**2.{H2}。**①{B1}②{B2}\n"))
    assert shape(facts) == WANTED
