"""Labels in the wordings of many offices."""

from __future__ import annotations

import pytest

from zhenggai.extraction.outline.labels import labels_for
from zhenggai.lexicon import builtin_lexicon

LABELS = labels_for(builtin_lexicon())


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("整改情况:一是", "measures"),
        ("整改落实情况:", "measures"),
        ("整改措施及成效:一是", "measures"),
        ("【整改进展】已完成", "measures"),
        ("目前整改进展情况:", "measures"),
        ("责任领导:王某", "lead"),
        ("牵头单位:办公室", "body"),
        ("配合单位:财务科", "support"),
        ("完成时限:2024年6月", "deadline"),
        ("整改成效:收回资金", "outcome"),
        ("完成情况:已完成", "status"),
        ("存在问题:账实不符", "problem"),
        ("下一步打算:继续", "next"),
        ("**整改情况:** 已完成", "measures"),
    ],
)
def test_roles(line: str, role: str) -> None:
    label = LABELS.at(line, 0, len(line))
    assert label is not None
    assert label.role == role


@pytest.mark.parametrize(
    "line", ["完善工作机制,推进落实", "整改工作要抓紧。", "问题整改不到位的,要问责", "措施"]
)
def test_prose_is_no_label(line: str) -> None:
    assert LABELS.at(line, 0, len(line)) is None


def test_labels_inside_a_line() -> None:
    line = "责任领导:王某 责任科室:办公室;整改时限:立行立改"
    assert [label.role for label in LABELS.inside(line, 0, len(line))] == ["body", "deadline"]


@pytest.mark.parametrize(
    ("head", "role"),
    [("反馈问题", "problem"), ("整改措施", "measures"), ("责 任 人", "lead"), ("序号", "number")],
)
def test_table_heads(head: str, role: str) -> None:
    assert LABELS.role_of(head) == role


def test_a_run_of_label_words_takes_linear_time() -> None:
    word = "落实整改进展完成工作" * 20_000
    assert LABELS.at(word, 0, len(word)) is None
