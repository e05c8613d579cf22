"""Numbers printed before issues and measures."""

from __future__ import annotations

import pytest
from tests.inference.asking import answers, holds, quotes
from tests.inference.notices import NoticeBuilder


def issues(*labels: str | tuple[str | None, str | None] | None) -> NoticeBuilder:
    """Issues with these labels, or these (label, group)."""
    build = NoticeBuilder()
    for label in labels:
        printed, group = label if isinstance(label, tuple) else (label, None)
        build.issue(f"{printed}问题", printed, group=group)
    return build


@pytest.mark.parametrize(
    ("labels", "truths"),
    [
        (("1.", "2.", "3、", "4."), [True, True, True, True]),
        (("1.", "2.", "4.", "5."), [True, True, False, True]),
        (("1.", "2.", "2.", "3."), [True, True, False, True]),
        (("2.", "3."), [False, True]),
        ((None, "1.", None, "2."), [True, True, True, True]),
        (("问题一:", "问题二:", "问题四:"), [True, True, False]),
        (("(一)", "(二)", "（三）"), [True, True, True]),
        (("(九)", "(十)", "(十一)"), [False, True, True]),
        ((("1.", "(一)甲"), ("2.", "(一)甲"), ("1.", "(二)乙"), ("2.", "(二)乙")), [True] * 4),
        ((("1.", "(一)甲"), ("2.", "(一)甲"), ("3.", "(二)乙")), [True] * 3),
        ((("1.", "(一)甲"), ("2.", "(一)甲"), ("1.", "(一)甲")), [True, True, False]),
        ((("1.", "(一)甲"), ("3.", "(二)乙")), [True, False]),
        # A group has a number of the class that later issues have.
        ((("(1)", "2.关于甲"), ("(2)", "2.关于甲"), ("3.", "(一)乙")), [True, True, True]),
        ((("反馈问题一:", None), ("(1)", "反馈问题二:甲"), ("反馈问题三:", None)), [True, True, True]),
    ],
)
def test_issues(labels: tuple[str | None, ...], truths: list[bool]) -> None:
    assert holds(issues(*labels), "issue", "number_in_sequence") == truths


@pytest.mark.parametrize(
    ("ordinals", "truths"),
    [
        (("一是", "二是", "三是"), [True] * 3),
        (("一是", "二是", "四是"), [True, True, False]),
        (("一是", "二是", "一是", "二是"), [True] * 4),
        (("二是",), [False]),
        (("①", "②", "④"), [True, True, False]),
        (("一是", "(1)", "(2)", "二是"), [True] * 4),
        ((None, "1.", "其他", "2."), [True] * 4),
    ],
)
def test_measures(ordinals: tuple[str | None, ...], truths: list[bool]) -> None:
    build = NoticeBuilder().issue("甲").measure("前一个问题的措施", "一是").issue("乙")
    for number, ordinal in enumerate(ordinals):
        build.measure(f"措施{number}", ordinal)
    assert holds(build, "measure", "number_in_sequence")[1:] == truths


def test_the_number_before_is_quoted() -> None:
    build = NoticeBuilder().issue("甲").measure("学习", "一是").measure("培训", "三是")
    answer = answers(build, "measure", "number_in_sequence")[1]
    assert quotes(answer) == ["学习"]
    assert answer.clues[0].values == ("一是",)
