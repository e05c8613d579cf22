"""Dates that ascend, and levels that nest."""

from __future__ import annotations

import pytest
from tests.inference.asking import answers, holds, quotes
from tests.inference.notices import NoticeBuilder

FIELDS = ("inspected_from", "inspected_to", "feedback_date")
PATHS = tuple(f"notice.{name}" for name in FIELDS)


def dated(*dates: str | None) -> NoticeBuilder:
    build = NoticeBuilder()
    for name, date in zip(FIELDS, dates, strict=True):
        if date:
            build.field(name, f"于{date}", date)
    return build


@pytest.mark.parametrize(
    ("dates", "strict", "truth"),
    [
        (("2023-07-13", "2023-08-31", "2023-10-13"), True, True),
        (("2023-07-13", "2023-07-13", "2023-10-13"), True, False),
        (("2023-07-13", "2023-07-13", "2023-10-13"), False, True),
        (("2023-07-13", None, "2023-10-13"), True, None),
        (("2023-10-14", None, "2023-10-13"), True, False),
        (("2023-07-13", "2023-07", "2023-10-13"), True, None),
        (("2023-09", "2023-07", None), True, False),
        ((None, None, None), True, None),
    ],
)
def test_in_order(dates: tuple[str | None, ...], strict: bool, truth: bool | None) -> None:
    assert holds(dated(*dates), "notice", "in_order", of=PATHS, strict=strict) == [truth]


def test_the_first_pair_out_of_order_is_quoted_and_absent_dates_are_named() -> None:
    (answer,) = answers(dated("2023-07-13", "2023-11-01", "2023-10-13"), "notice", "in_order", of=PATHS)
    assert quotes(answer) == ["于2023-11-01", "于2023-10-13"]
    (answer,) = answers(dated("2023-07-13", None, "2023-10-13"), "notice", "in_order", of=PATHS)
    assert answer.absent == ("notice.inspected_to",)


def test_dates_of_a_fact_and_of_the_notice() -> None:
    build = dated(None, None, "2023-10-13").issue(
        "甲", line="期间", deadlines=[{"text": "期间", "start": "2023-11-01", "end": "2023-10-20"}]
    )
    (answer,) = answers(build, "deadline", "in_order", of=("notice.feedback_date", "self.start", "self.end"))
    assert answer.holds is False
    assert quotes(answer) == ["期间", "期间"]


@pytest.mark.parametrize(
    ("lines", "offending"),
    [
        (("一、甲", "(一)乙", "1.丙", "(1)丁", "①戊", "二、己"), None),
        (("一、甲", "1.乙", "(1)丙", "2.丁", "（二）戊"), "（二）戊"),
        (("1.甲", "一、乙"), "一、乙"),
        (("一、甲", "(1)乙", "1.丙"), "1.丙"),
        (("一、甲", "(一)乙", "①丙", "(二)丁", "1.戊", "①己"), None),
        (("2023.5亿元", "1.5万元", "一是甲", "一、乙"), None),
        (("没有序号",), None),
    ],
)
def test_levels_in_order(lines: tuple[str, ...], offending: str | None) -> None:
    build = NoticeBuilder()
    for line in lines:
        build.write("　" + line)
    (answer,) = answers(build, "notice", "levels_in_order")
    assert (answer.holds, quotes(answer)) == (offending is None, [offending] if offending else [])
