"""Which formats go where."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from zhenggai.commands.outputs import destinations
from zhenggai.errors import ReportingError


def places(*formats: str, output: str | None = None) -> list[tuple[str, str | None]]:
    return [(each.writer.name, each.path) for each in destinations(formats, output, ["notice.txt"])]


def test_the_terminal_is_the_default() -> None:
    assert places() == [("terminal", None)]


def test_one_format_with_output() -> None:
    assert places("json", output="r.json") == [("json", "r.json")]
    assert places(output="r.txt") == [("terminal", "r.txt")]


def test_several_formats_with_their_paths() -> None:
    assert places("terminal", "json:r.json", "csv:a:b.csv") == [
        ("terminal", None),
        ("json", "r.json"),
        ("csv", "a:b.csv"),
    ]


def test_a_hyphen_is_standard_output() -> None:
    assert places("json:-") == [("json", None)] == places("json", output="-")


@pytest.mark.parametrize(
    ("formats", "output", "message"),
    [
        (("yaml",), None, "未知的报告格式 yaml"),
        (("json", "csv"), None, "标准输出只能写一种格式"),
        (("json", "csv"), "r", "--output"),
        (("json:a",), "r", "--output"),
        (("json:",), None, "缺少路径"),
        (("json:r", "csv:./r"), None, "另一份报告"),
        (("json:./notice.txt",), None, "输入文件"),
        (("json:missing/r",), None, "目录不存在"),
    ],
)
def test_what_cannot_be_meant_is_refused(formats: tuple[str, ...], output: str | None, message: str) -> None:
    with pytest.raises(ReportingError, match=message):
        places(*formats, output=output)


def test_a_report_never_replaces_an_input_through_a_link(tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("x")
    (tmp_path / "link").symlink_to(notice)
    with pytest.raises(ReportingError, match="覆盖"):
        destinations((f"json:{tmp_path / 'link'}",), None, [str(notice)])


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_a_binary_report_is_not_for_a_screen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert places(name) == [(name, None)]  # into a pipe or a file it may go
    monkeypatch.setattr("sys.stdout", _Screen())
    with pytest.raises(ReportingError, match="不能显示在屏幕上"):
        places(name)
    assert places(f"{name}:r.{name}") == [(name, f"r.{name}")]


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True
