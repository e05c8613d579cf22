"""A configuration file as plain data with places: YAML, or ``[tool.zhenggai]`` of a TOML file."""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from zhenggai.errors import RuleError
from zhenggai.rulebook.syntax import Place
from zhenggai.rulebook.yaml_positions import Steps, YamlFile, read_yaml

MAX_TOML_BYTES = 1024 * 1024
TABLE = ("tool", "zhenggai")
_PLACE_IN_MESSAGE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


class TomlFile:
    """``[tool.zhenggai]`` of a TOML text as ``data``; None where there is no such table."""

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.mistakes: list[RuleError] = []
        self.data: Any = None
        self._text = text
        try:
            tool = tomllib.loads(text).get(TABLE[0])
        except tomllib.TOMLDecodeError as error:
            self.mistakes.append(_decoding_mistake(source, str(error)))
            return
        except RecursionError:
            self.mistakes.append(RuleError("TOML 嵌套太深", source=source))
            return
        table = tool.get(TABLE[1]) if isinstance(tool, dict) else None
        self.data = None if table is None else _plain(table)

    def place(self, steps: Steps = (), *, of_key: bool = False) -> Place:
        """Where the value (or its key) at ``steps`` from the table on stands."""
        line, column = self._places.place((*TABLE, *steps), of_key=of_key)
        return Place(self.source, line, column)

    @cached_property
    def _places(self) -> Any:
        from zhenggai.settings.toml_places import TomlPlaces

        # The standard library's parser reads line ends of either kind as one.
        return TomlPlaces(self._text.replace("\r\n", "\n"))


def read_file(path: Path) -> YamlFile | TomlFile:
    """Read a configuration or waiver file; mistakes of its format stand in the result.

    Raises RuleError where it cannot be read at all.
    """
    name = shown_path(path)
    if path.suffix != ".toml":
        return read_yaml(path, name)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_TOML_BYTES + 1)
    except OSError as error:
        raise RuleError(f"无法读取: {error.strerror or error}", source=name) from error
    if len(raw) > MAX_TOML_BYTES:
        raise RuleError(f"文件超过 {MAX_TOML_BYTES // 1024} KB", source=name, mend="改用 zhenggai.yaml")
    try:
        return TomlFile(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RuleError("不是 UTF-8 编码", source=name, line=line, mend="另存为 UTF-8") from error


def shown_path(path: Path) -> str:
    """A file as messages name it: from the working directory where it lies below that."""
    try:
        return str(path.relative_to(os.getcwd()))
    except ValueError:
        return str(path)


def _plain(value: Any) -> Any:
    """TOML's dates as texts, as YAML gives them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def _decoding_mistake(source: str, message: str) -> RuleError:
    found = _PLACE_IN_MESSAGE.search(message)
    line, column = found.groups() if found else (None, None)
    return RuleError(
        f"TOML 格式有误: {_PLACE_IN_MESSAGE.sub('', message)}",
        source=source,
        line=int(line) if line else None,
        column=int(column) if column else None,
    )
