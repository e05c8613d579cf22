"""Checks of keys and types, with the nearest right word proposed for a wrong one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, NoReturn, Protocol

from zhenggai.errors import RuleError
from zhenggai.rulebook.syntax import Language, Place
from zhenggai.rulebook.yaml_positions import MOST_MISTAKES, Hopeless, Steps

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_MOST_LISTED = 24


class Wrong(NamedTuple):
    """What is wrong with a word, and the mend."""

    message: str
    mend: str


class Mistake(Exception):
    """Raised after a mistake was noted, to leave the part of the file that cannot be read further."""


class PlacedFile(Protocol):
    """A file whose values have places: YAML, or a configuration in TOML.

    ``mistakes`` are those of its own format, found before its content was looked at.
    """

    source: str
    mistakes: list[RuleError]

    def place(self, steps: Steps = (), *, of_key: bool = False) -> Place:
        """Where the value (or its key) at ``steps`` stands."""


class Reporter:
    """Notes mistakes with their places in one file; the file's own YAML mistakes come first.

    Raises Hopeless where there are so many that more would help nobody.
    """

    def __init__(self, file: PlacedFile) -> None:
        self.file = file
        self.errors: list[RuleError] = list(file.mistakes)

    def __call__(self, steps: Steps, message: str, mend: str = "", *, of_key: bool = False) -> None:
        """Note that the value (or the key) at ``steps`` is wrong, and what would mend it."""
        place = self.file.place(steps, of_key=of_key)
        error = RuleError(message, source=place.source, line=place.line, column=place.column, mend=mend)
        # A text that serves both languages would be told twice.
        if all(str(error) != str(other) for other in self.errors):
            self.errors.append(error)
        if len(self.errors) >= MOST_MISTAKES:
            raise Hopeless

    def fail(self, steps: Steps, message: str, mend: str = "", *, of_key: bool = False) -> NoReturn:
        """Note the mistake and leave the part at hand."""
        self(steps, message, mend, of_key=of_key)
        raise Mistake


def nearest(word: str, known: Collection[str]) -> str:
    """What to write instead of an unknown word: the nearest known one, else all where they are few."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"是否想写“{near[0]}”"
    return f"可用: {', '.join(known)}" if 0 < len(known) <= _MOST_LISTED else ""


def known_keys(report: Reporter, data: Mapping[str, Any], steps: Steps, known: Collection[str]) -> None:
    """Report every key that is not known."""
    for key in data:
        if key not in known:
            report((*steps, key), f"未知的键“{key}”", nearest(key, known), of_key=True)


def mapping(report: Reporter, data: Any, steps: Steps) -> dict[str, Any]:
    """``data`` where it is a mapping; else reports and gives an empty one."""
    if isinstance(data, dict):
        return data
    report(steps, f"应当是映射(键: 值), 而不是{kind_of(data)}")
    return {}


def text(report: Reporter, data: Any, steps: Steps, default: str = "") -> str:
    """``data`` where it is text that is not blank; else reports."""
    if isinstance(data, str) and data.strip():
        return data
    report(steps, f"应当是文字, 而不是{kind_of(data)}", "数字、true、no 等要作文字时请加引号")
    return default


def boolean(report: Reporter, data: Any, steps: Steps, default: bool) -> bool:
    """``data`` where it is a boolean; else reports."""
    if isinstance(data, bool):
        return data
    report(steps, f"应当是 true 或 false, 而不是{kind_of(data)}")
    return default


def choice(report: Reporter, data: Any, steps: Steps, known: Collection[str], default: str) -> str:
    """``data`` where it is one of the known words; else reports."""
    if isinstance(data, str) and data in known:
        return data
    if isinstance(data, str):
        report(steps, f"未知的值“{data}”", nearest(data, known))
    else:
        report(steps, f"应当是一个词, 而不是{kind_of(data)}", f"可用: {', '.join(known)}")
    return default


def listed(report: Reporter, data: Any, steps: Steps) -> list[Any]:
    """``data`` where it is a list; else reports and gives an empty one."""
    if isinstance(data, list):
        return data
    report(steps, f"应当是列表, 而不是{kind_of(data)}", "写成 [a, b] 或每行一个 - a")
    return []


def words(report: Reporter, data: Any, steps: Steps) -> tuple[str, ...]:
    """A list of texts; each that is not one is reported and left out."""
    return tuple(
        item
        for index, entry in enumerate(listed(report, data, steps))
        if (item := text(report, entry, (*steps, index)))
    )


def texts(report: Reporter, data: Any, steps: Steps) -> Mapping[Language, str]:
    """Text per language: ``{zh: …, en: …}``, or one text for both; a missing language takes the other's."""
    if isinstance(data, str):
        both = text(report, data, steps)
        return {"zh": both, "en": both}
    pair = mapping(report, data, steps)
    for key in pair:
        if key not in LANGUAGES:
            # {zh: 甲, 乙} reads 乙 as a key of its own.
            mend = "含逗号的文字请加引号" if pair[key] is None else nearest(key, LANGUAGES)
            report((*steps, key), f"未知的键“{key}”", mend, of_key=True)
    given = {name: text(report, pair[name], (*steps, name)) for name in LANGUAGES if name in pair}
    spare = next(iter(given.values()), "")
    if isinstance(data, dict) and not given:
        report(steps, "没有写任何语言的文字", "写成 {zh: …, en: …}")
    return {name: given.get(name, spare) for name in LANGUAGES}


def kind_of(data: Any) -> str:
    """What a value is, in the reader's words."""
    if data is None:
        return "空值"
    if isinstance(data, bool):
        return f"是非值 {str(data).lower()}"
    if isinstance(data, int | float):
        return f"数 {data}"
    if isinstance(data, str):
        return f"文字“{data}”" if data.strip() else "空白"
    return "列表" if isinstance(data, list | tuple) else "映射"
