"""Which report formats go where: ``--format NAME[:PATH]`` and ``--output PATH``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from zhenggai.errors import ReportingError
from zhenggai.model import Frozen
from zhenggai.reporting.writers import Writer, writer

STANDARD_OUTPUT = "-"


class Destination(Frozen, frozen=True):
    """One report to be written: its writer, and the file, ``None`` for standard output."""

    writer: Writer
    path: str | None


def destinations(
    formats: Sequence[str], output: str | None, inputs: Sequence[str], baseline: str | None = None
) -> tuple[Destination, ...]:
    """What ``--format`` and ``--output`` ask for; the terminal report where they ask for nothing.

    Raises ReportingError for an unknown format, two reports for one place, or a report (or ``baseline``,
    which is to be written, too) over an input.
    """
    asked = [_split(each) for each in formats] or [("terminal", None)]
    placeless = [name for name, path in asked if path is None]
    if output is not None and len(placeless) != 1:
        raise ReportingError("--output 只对应一个未写路径的格式", mend="多个格式写成 --format 名称:路径")
    wanted = tuple(
        Destination(writer=writer(name), path=_file(path if path is not None else output))
        for name, path in asked
    )
    if sum(each.path is None for each in wanted) > 1:
        raise ReportingError("标准输出只能写一种格式", mend="其余格式写成 名称:路径")
    for each in wanted:
        if each.path is None and each.writer.binary and sys.stdout.isatty():
            name = each.writer.name
            raise ReportingError(f"{name} 不能显示在屏幕上", mend=f"写成 {name}:路径, 或加 --output 路径")
    files = [each.path for each in wanted if each.path is not None]
    check_places([*files, *([baseline] if baseline is not None else [])], inputs)
    return wanted


def _split(argument: str) -> tuple[str, str | None]:
    name, colon, path = argument.partition(":")
    if colon and not path:
        raise ReportingError(f"--format {argument} 缺少路径", mend="写成 名称:路径")
    return name, path or None


def _file(path: str | None) -> str | None:
    return None if path in (None, STANDARD_OUTPUT) else path


def check_places(files: Sequence[str], inputs: Sequence[str]) -> None:
    """Raise ReportingError where a file to be written lies over an input or another one, or in no folder."""
    taken = {_place(path): path for path in inputs if path != STANDARD_OUTPUT}
    for path in files:
        place = _place(path)
        if place in taken:
            raise ReportingError("报告会覆盖输入文件或另一份报告", source=path, mend="换一个路径")
        if not place.parent.is_dir():
            raise ReportingError("报告所在的目录不存在", source=path, mend="先建立目录")
        taken[place] = path


def _place(path: str) -> Path:
    """The file that a path leads to. Unlike Path.resolve this never fails, not even for a ring of links."""
    return Path(os.path.realpath(path))
