"""Where the keys and values of a TOML text stand, which the standard library's parser does not tell.

The text has been parsed before, so it is known to be right, and this only finds its way through it.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from typing import NamedTuple

from zhenggai.rulebook.yaml_positions import Steps

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRINGS = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_OTHER_VALUE = re.compile(r"[^,\]}#\n]+")


class LineAndColumn(NamedTuple):
    """A place in a text, 1-based."""

    line: int
    column: int


class TomlPlaces:
    """The places in one TOML text; steps are keys and list indexes from the top."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._values: dict[Steps, int] = {}
        self._keys: dict[Steps, int] = {}
        self._last: dict[Steps, int] = {}  # of each array of tables the index of its latest one
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._document()

    def place(self, steps: Steps, *, of_key: bool = False) -> LineAndColumn:
        """Where the value (or its key) at ``steps`` stands, else what holds it."""
        for length in range(len(steps), 0, -1):
            part = steps[:length]
            key, value = self._keys.get(part), self._values.get(part)
            first, second = (key, value) if of_key and length == len(steps) else (value, key)
            offset = first if first is not None else second
            if offset is not None:
                line = bisect_left(self._ends, offset)
                return LineAndColumn(line + 1, offset - (self._ends[line - 1] if line else -1))
        return LineAndColumn(1, 1)

    def _document(self) -> None:
        table: Steps = ()
        while self._skip(_BLANK) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Steps:
        """``[a.b]`` or ``[[a.b]]``: the table that the following pairs belong to."""
        repeated = self._text.startswith("[[", self._at)
        self._at += 2 if repeated else 1
        holder: Steps = ()
        keys = self._path()
        for number, (key, offset) in enumerate(keys, 1):
            table = (*holder, key)
            self._keys.setdefault(table, offset)
            if repeated and number == len(keys):
                self._last[table] = self._last.get(table, -1) + 1
                self._keys[(*table, self._last[table])] = offset
            holder = (*table, self._last[table]) if table in self._last else table
        self._skip(_SPACES)
        self._at += 2 if repeated else 1
        return holder

    def _pair(self, table: Steps) -> None:
        steps = table
        for key, offset in self._path():
            steps = (*steps, key)
            self._keys.setdefault(steps, offset)
        self._skip(_SPACES)
        self._at += 1  # the equals sign
        self._skip(_SPACES)
        self._value(steps)

    def _path(self) -> list[tuple[str, int]]:
        """A dotted key: its parts with their offsets."""
        parts: list[tuple[str, int]] = []
        while True:
            start = self._skip(_SPACES)
            if self._text[start] in "\"'":
                quoted = self._text[start : self._skip(_STRINGS)]
                parts.append((tomllib.loads(f"key = {quoted}")["key"], start))
            else:
                parts.append((self._text[start : self._skip(_BARE_KEY)], start))
            if self._text[self._skip(_SPACES)] != ".":
                return parts
            self._at += 1

    def _value(self, steps: Steps) -> None:
        self._values[steps] = self._at
        first = self._text[self._at]
        if first == "[":
            self._array(steps)
        elif first == "{":
            self._inline_table(steps)
        else:
            self._skip(_STRINGS if first in "\"'" else _OTHER_VALUE)

    def _array(self, steps: Steps) -> None:
        self._at += 1
        number = 0
        while self._text[self._skip(_BLANK)] != "]":
            if self._text[self._at] == ",":
                self._at += 1
            else:
                self._value((*steps, number))
                number += 1
        self._at += 1

    def _inline_table(self, steps: Steps) -> None:
        self._at += 1
        while self._text[self._skip(_BLANK)] != "}":
            if self._text[self._at] == ",":
                self._at += 1
            else:
                self._pair(steps)
        self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at
