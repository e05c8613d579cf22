"""Standard output and error."""

from __future__ import annotations

import io
import sys

import pytest

from zhenggai.commands import streams
from zhenggai.errors import ReadingError, RuleError, RuleErrors


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("ZHENGGAI_DEBUG", raising=False)


def raising(error: BaseException) -> object:
    def action() -> int:
        raise error

    return action


def test_the_status_of_the_action_is_the_status() -> None:
    assert streams.run(lambda: 1) == 1


def test_an_error_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert streams.run(raising(ReadingError("文件是空的", source="a.txt", mend="换一个"))) == 2
    assert capsys.readouterr() == ("", "a.txt: 文件是空的 (换一个)\n")


def test_rule_errors_are_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    errors = RuleErrors([RuleError("一", source="r.yaml", line=3), RuleError("二", source="s.yaml", line=4)])
    assert streams.run(raising(errors)) == 2
    assert capsys.readouterr().err == "r.yaml:3: 一\ns.yaml:4: 二\n"


def test_an_interrupt_is_no_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert streams.run(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "已中断\n"


@pytest.mark.parametrize("error", [ValueError("bad\nthing"), RecursionError("deep"), MemoryError()])
def test_a_bug_is_no_verdict_either(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    assert streams.run(raising(error)) == 2
    assert type(error).__name__ in capsys.readouterr().err


def test_a_bug_shows_its_traceback_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGGAI_DEBUG", "1")
    with pytest.raises(ValueError, match="bad"):
        streams.run(raising(ValueError("bad")))


def test_a_hostile_file_name_cannot_act_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    streams.complain("\x1b[2J\u202e::error::x: gone")
    assert capsys.readouterr().err == "[U+001B][2J[U+202E]: :error: :x: gone\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "✓ ✗ – ? …│ 通报"),
        ("gb18030", "✓ ✗ – ? …│ 通报"),
        ("gbk", "√ × – ? …│ 通报"),
        ("ascii", "v x - ? ~| \\u901a\\u62a5"),
    ],
)
def test_other_encodings_get_look_alikes(encoding: str, text: str) -> None:
    assert streams.encoded("✓ ✗ – ? …│ 通报", encoding).decode(encoding) == text


def test_a_lone_surrogate_is_shown() -> None:
    assert streams.encoded("a\udcff", "utf-8") == b"a\\udcff"


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_on_a_terminal(
    environment: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("NO_COLOR", "TERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert streams.uses_colour() is colour


@pytest.mark.parametrize(("columns", "cells"), [("72", 72), ("3", 40), ("x", 100), ("", 100)])
def test_width(columns: str, cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert streams.width() == cells
