"""GitHub annotations, read as the runner reads them."""

from __future__ import annotations

import re

from zhenggai.model import GapReport
from zhenggai.reporting.writers import writer

from . import samples

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def commands(report: GapReport) -> list[tuple[str, dict[str, str], str]]:
    found = [COMMAND.fullmatch(line) for line in writer("github").render(report).decode().split("\n")[:-1]]
    assert all(found)
    return [
        (each[1], dict(pair.split("=", 1) for pair in each[2].split(",")), each[3]) for each in found if each
    ]


def test_worst_first() -> None:
    base = samples.typical()
    shuffled = samples.report(base.results[::-1], base.matrix, base.rules)
    names = [name for name, _, _ in commands(shuffled)]
    assert names == ["error"] * 3 + ["warning"] + ["notice"] * 2


def test_an_annotation_has_its_place() -> None:
    _, properties, message = commands(samples.typical())[0]
    assert properties == {
        "file": "notice.txt",
        "line": "8",
        "col": "14",
        "title": "日期真实存在 (notice-date-valid)",
    }
    assert message.split("%0A")[:2] == ["“2022年114日”不是真实的日期", "补正: 核对原文后改正日期"]


def test_hostile_texts_stay_within_their_annotation() -> None:
    found = commands(samples.hostile())
    assert len(found) == 3 * len(samples.HOSTILE)
    assert any("%25s %250A" in message for _, _, message in found)
    assert all(set(properties) <= {"file", "line", "col", "title"} for _, properties, _ in found)


def test_inputs_that_were_not_audited_are_errors() -> None:
    assert commands(samples.several())[2] == ("error", {"file": "gone.txt"}, "审核失败: 文件不存在")
