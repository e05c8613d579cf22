"""Owners of label lines, brackets and table cells, and short names that a notice declares."""

from __future__ import annotations

import pytest
from tests.extraction.owner_samples import field

from zhenggai.extraction.owners import declared_aliases

VALUES = [
    ("责任领导", "张某某、李某某", "张某某|李某某"),
    ("责任单位", "办公室、财务科", "办公室|财务科"),
    ("责任单位", "办公室/财务科", "办公室|财务科"),
    ("责任单位", "办公室\n财务科", "办公室|财务科"),
    ("责任单位", "办公室 财务科", "办公室|财务科"),
    ("责任领导", "党工委委员、财政局局长何某", "党工委委员、财政局局长何某"),
    ("责任领导", "党组成员、副局长王某,办公室主任赵某", "党组成员、副局长王某|办公室主任赵某"),
    ("责任领导", "局长、分管副局长", "局长|分管副局长"),
    ("责任人", "副局长王某;办公室主任李某", "副局长王某|办公室主任李某"),
    ("责任人", "张某某(副局长)、李某", "张某某(副局长)|李某"),
    ("责任单位", "县住房和城乡建设局和县水务局", "县住房和城乡建设局|县水务局"),
    ("责任单位", "县发展和改革局、各县(市、区)人民政府", "县发展和改革局|各县(市、区)人民政府"),
    ("责任单位", "局党组、机关纪委及各科室", "局党组|机关纪委|各科室"),
    ("牵头单位", "县住建局、县水务局等", "县住建局、县水务局等"),
    ("责任单位", "县水务局;县住建局、县林业局等", "县水务局|县住建局、县林业局等"),
    ("责任单位", "各乡镇(街道)、县直有关单位。", "各乡镇(街道)|县直有关单位"),
    ("责任单位", "各科室按职责分工负责", "各科室"),
]


@pytest.mark.parametrize(("label", "value", "wanted"), VALUES)
def test_each_body_and_person_of_a_field_is_an_owner(label: str, value: str, wanted: str) -> None:
    assert field(label, value) == [(name, "assigned") for name in wanted.split("|")]


@pytest.mark.parametrize("value", ["", " ", "无", "—", "/", "见附件", "2024"])
def test_an_empty_field_names_nobody(value: str) -> None:
    assert field("责任单位", value) == []


@pytest.mark.parametrize("label", ["配合单位", "协办部门", "参与单位", "协助单位"])
def test_a_label_of_support_makes_supporters(label: str) -> None:
    assert field(label, "县财政局") == [("县财政局", "supporting")]


@pytest.mark.parametrize(
    "value",
    [
        "县住建局牵头,县财政局、县水务局配合",
        "牵头单位:县住建局;配合单位:县财政局、县水务局",
        "牵头:县住建局;配合:县财政局、县水务局",
    ],
)
def test_a_field_may_say_itself_who_leads_and_who_helps(value: str) -> None:
    wanted = [("县住建局", "assigned"), ("县财政局", "supporting"), ("县水务局", "supporting")]
    assert field("责任单位", value) == wanted


def test_prose_that_strayed_into_a_field_is_no_name() -> None:
    assert field("责任单位", "县" + "局里上下反复研究后认为此事应当从长计议" * 5) == []


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        (
            "省委第三巡视组对中共松泉市财政局党组(以下简称“局党组”)开展了巡视",
            "局党组",
            "中共松泉市财政局党组",
        ),
        ("青溪县水务投资集团有限公司(以下简称集团)", "集团", "青溪县水务投资集团有限公司"),
        ("成立县整改工作领导小组办公室(简称“整改办”)", "整改办", "县整改工作领导小组办公室"),
    ],
)
def test_a_short_name_is_declared_in_a_bracket(text: str, short: str, full: str) -> None:
    assert declared_aliases(text, 0, len(text)) == {short: full}


def test_the_first_declaration_counts() -> None:
    text = "对云亭县财政局(以下简称“县局”)、江口县财政局(以下简称“县局”)开展了检查"
    assert declared_aliases(text, 0, len(text)) == {"县局": "云亭县财政局"}
