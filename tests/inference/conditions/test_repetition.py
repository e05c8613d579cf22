"""What is repeated, varied or copied under another issue."""

from __future__ import annotations

from typing import Any as Anything

import pytest
from tests.inference.asking import answers, holds, quotes
from tests.inference.notices import NoticeBuilder

from zhenggai.inference.conditions import repetition

LONG = "局党组召开专题会议研究部署,制定整改方案,明确责任分工,逐项推进落实,确保按期完成整改任务。"


def documents(*rows: tuple[int, str, str]) -> NoticeBuilder:
    """Documents as (issue, title, action), in the order of the text."""
    build = NoticeBuilder()
    for issue, title, action in rows:
        while len(build.issues) < issue:
            build.issue(f"问题{len(build.issues) + 1}", f"{len(build.issues) + 1}.")
        build.measure(f"印发{title}", documents=[{"title": title, "action": action}])
    return build


@pytest.mark.parametrize(
    ("rows", "arguments", "truths"),
    [
        ([(1, "《甲》", "issued"), (2, "《甲》", "issued")], {}, [False, True]),
        ([(1, "《甲》", "issued"), (1, "《甲》", "issued")], {}, [False, False]),
        ([(1, "《甲》", "issued"), (2, "《乙》", "issued")], {}, [False, False]),
        ([(1, "《甲（试行）》", "issued"), (2, "《甲(试 行)》", "issued")], {}, [False, True]),
        ([(1, "《甲》", "issued"), (2, "《甲》", "revised")], {"same": "action"}, [False, False]),
        ([(1, "《甲》", "issued"), (2, "《甲》", "revised")], {"differ": "action"}, [False, True]),
        ([(1, "《甲》", "issued"), (2, "《甲》", "issued")], {"differ": "action"}, [False, False]),
        (
            [(1, "《甲》", "cited"), (2, "《甲》", "cited")],
            {"same": "action", "among": ("issued", "revised")},
            [False, False],
        ),
        (
            [(1, "《甲》", "issued"), (2, "《甲》", "issued")],
            {"same": "action", "among": ("issued",)},
            [False, True],
        ),
        (
            [(1, "《甲》", "cited"), (2, "《甲》", "issued")],
            {"differ": "action", "among": ("issued", "revised")},
            [False, False],
        ),
        (
            [
                (1, "《甲》", "issued"),
                (1, "《甲》", "issued"),
                (2, "《甲》", "issued"),
                (3, "《甲》", "issued"),
            ],
            {},
            [False, False, True, True],
        ),
        (
            [
                (1, "《甲》", "issued"),
                (2, "《甲》", "issued"),
                (2, "《甲》", "revised"),
                (2, "《甲》", "issued"),
            ],
            {"differ": "action"},
            [False, False, True, False],
        ),
    ],
)
def test_repeated_across(
    rows: list[tuple[int, str, str]], arguments: dict[str, Anything], truths: list[bool]
) -> None:
    assert holds(documents(*rows), "document", "repeated_across", by="title", **arguments) == truths


def test_the_earlier_fact_and_its_issue_are_told() -> None:
    answer = answers(
        documents((1, "《甲》", "issued"), (2, "《甲》", "issued")), "document", "repeated_across", by="title"
    )[1]
    assert quotes(answer) == ["《甲》"]
    assert (answer.clues[0].note, answer.clues[0].values) == ("earlier_under", ("1.",))
    assert answer.clues[0].span.line == 2


@pytest.mark.parametrize(
    ("one", "other", "varied"),
    [
        ("《水务局采购管理办法》", "《水务局采购办法》", True),
        ("《水务局采购办法》", "《水务局采购管理办法》", True),
        ("《水务局采购办法》", "《水务局采购办法》", False),
        ("《水务局采购办法》", "《水务局采购内部监督管理办法》", False),
        ("《2023年采购办法》", "《采购办法》", False),
        ("《采购办法(试行)》", "《采购办法》", True),
        ("《采购办法》", "《用车办法》", False),
    ],
)
def test_varied_across(one: str, other: str, varied: bool) -> None:
    build = documents((1, one, "issued"), (1, other, "issued"))
    assert holds(build, "document", "varied_across", by="title", most=4) == [False, varied]


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        (LONG, True),
        (LONG.replace(",", "，"), True),
        (LONG.replace("召开", "先后召开").replace("按期", "如期"), True),
        ("按照要求," + LONG, True),
        (LONG[:26], False),
        ("水务局开展专项检查,发现问题12个,已全部整改到位,追回资金5万元,问责3人次,形成长效机制。", False),
        (LONG[:12] + "组织干部职工开展业务培训,更换老旧设备12台,解决群众用水难题。", False),
    ],
)
def test_copied_across(text: str, copied: bool) -> None:
    build = NoticeBuilder().issue("甲").measure(LONG).issue("乙").measure(text)
    assert holds(build, "measure", "copied_across", by="text") == [False, copied]


def test_copies_under_one_issue_and_short_texts_are_none() -> None:
    build = (
        NoticeBuilder()
        .issue("甲")
        .measure(LONG)
        .measure(LONG)
        .measure("加强学习。")
        .issue("乙")
        .measure("加强学习。")
    )
    assert holds(build, "measure", "copied_across", by="text") == [False] * 4


def test_many_alike_are_not_all_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []

    def overlaps(one: str, other: str, threshold: float) -> bool:
        compared.append((one, other))
        return False

    monkeypatch.setattr(repetition, "_overlaps", overlaps)
    build = NoticeBuilder()
    for number in range(300):
        build.issue(f"问题{number}").measure(f"{LONG}第{number}次。")
    holds(build, "measure", "copied_across", by="text")
    assert 0 < len(compared) <= 300 * repetition._MOST_VERIFIED
