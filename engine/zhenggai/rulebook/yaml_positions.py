"""A YAML file → plain data, and for every value in it the place where it stands.

YAML is read as a data format only: no tags, anchors or aliases (a few lines of them expand
without bound), no key twice in one mapping, bounded size and depth. Keys stay as written,
so that ``no:`` is a key and not the boolean that YAML 1.1 makes of it.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import yaml

from zhenggai.errors import RuleError
from zhenggai.rulebook.syntax import Place

MAX_BYTES = 256 * 1024
MAX_DEPTH = 64
MOST_MISTAKES = 50

Steps = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]{1,2})?")
_COMPACT_NESTING = re.compile(rf"(?:[-?] ){{{MAX_DEPTH}}}")
_TRUE = frozenset({"true", "yes", "on"})
# What libyaml says about the mistakes that people make most, and the mend.
_MENDS = (
    ("mapping values are not allowed", "文字里含有冒号时请加引号, 并检查缩进"),
    ("cannot start any token", "缩进只用空格, 不用制表符; 以 % @ ` 开头的文字请加引号"),
    ("expected <block end>", "检查缩进: 同一层的键要对齐"),
    ("could not find expected ':'", "键后面要有冒号和空格"),
    ("expected ',' or", "检查方括号、花括号是否成对, 各项之间是否有逗号"),
    ("unexpected end of stream", "引号没有成对"),
)


class Hopeless(Exception):
    """Raised after a mistake was noted that makes the rest of the file not worth reading."""


class YamlFile:
    """A parsed YAML file: ``data`` is plain (dict, list, str, int, float, bool, None).

    ``mistakes`` are those of the YAML itself; where there are any, ``data`` leaves the
    offending parts out.
    """

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.mistakes: list[RuleError] = []
        self.root: Any = self._compose(text)
        self._seen: set[int] | None = set() if "*" in text else None
        self.data: Any = None
        if self.root is not None:
            try:
                self.data = self._plain(self.root)
            except Hopeless:
                self.root = None

    def place(self, steps: Steps = (), *, of_key: bool = False) -> Place:
        """Where the value at ``steps`` (keys and list indexes from the top) stands, or its key.

        A step that does not exist gives the place of what would hold it.
        """
        node, key = self.root, None
        for step in steps:
            if isinstance(node, yaml.MappingNode):
                found = next(((k, v) for k, v in node.value if k.value == step), None)
                if found is None:
                    break
                key, node = found
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                key, node = None, node.value[step]
            else:
                break
        mark = None if node is None else (key if of_key and key is not None else node).start_mark
        return Place(self.source, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1)

    def mistake(self, mark: Any, message: str, mend: str = "") -> None:
        """Note a mistake at a mark of the parser."""
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.mistakes.append(RuleError(message, source=self.source, line=line, column=column, mend=mend))
        if len(self.mistakes) >= MOST_MISTAKES:
            raise Hopeless

    def _compose(self, text: str) -> Any:
        if _too_deep(text):
            # The parser recurses in C: this must be found before it sees the text.
            self.mistake(None, f"嵌套超过 {MAX_DEPTH} 层", "拆成几条规则")
            return None
        try:
            return yaml.compose(text, Loader=_LOADER)
        except yaml.YAMLError as error:
            problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
            mend = next((mend for part, mend in _MENDS if part in problem), "")
            mark = getattr(error, "problem_mark", None)
            self.mistake(mark, f"YAML 格式有误: {problem}", mend)
        return None

    def _plain(self, node: Any) -> Any:
        if self._seen is not None:
            if id(node) in self._seen:
                mend = "把内容直接写出来; 以 * 开头的文字请加引号"
                self.mistake(node.start_mark, "不支持锚点和别名(& 与 *)", mend)
                raise Hopeless
            self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == "tag:yaml.org,2002:str" else self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: Any) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value
            if not isinstance(name, str):
                self.mistake(key.start_mark, "键应当是一个词", "以 { 或 [ 开头的文字请加引号")
            elif name in data:
                self.mistake(key.start_mark, f"键“{name}”重复", "同一层里一个键只能出现一次, 删去一个")
            else:
                data[name] = self._plain(value)
        return data

    def _scalar(self, node: Any) -> Any:
        kind, text = node.tag.removeprefix(_TAG), node.value
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() in _TRUE
        if kind == "int" and _INTEGER.fullmatch(text):
            return int(text)
        if kind == "float" and _FLOAT.fullmatch(text):
            return float(text)
        if kind not in ("int", "float", "timestamp", "value", "merge"):
            self.mistake(node.start_mark, f"不支持标签 {node.tag}", "去掉 ! 开头的标签, 或给文字加引号")
        return text


def read_yaml(path: Path, source: str | None = None) -> YamlFile:
    """Read and parse a file of at most 256 KB in UTF-8; mistakes stand in the result.

    Raises RuleError where the file cannot be read at all.
    """
    name = source or str(path)
    try:
        if stat.S_ISFIFO(path.stat().st_mode):  # opening one would wait for a writer
            raise RuleError("不是普通文件", source=name, mend="检查路径")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        raise RuleError(f"无法读取: {getattr(error, 'strerror', None) or error}", source=name) from error
    if len(raw) > MAX_BYTES:
        raise RuleError(f"文件超过 {MAX_BYTES // 1024} KB", source=name, mend="一条规则一个文件")
    try:
        return YamlFile(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RuleError("不是 UTF-8 编码", source=name, line=line, mend="另存为 UTF-8") from error


def _too_deep(text: str) -> bool:
    """Whether brackets or indentation may nest beyond the bound: cheap, and never too low."""
    if text.count("[") + text.count("{") > MAX_DEPTH:
        depth = 0
        for mark in re.finditer(r"[\[\]{}]", text):
            depth = depth + 1 if mark.group() in "[{" else max(depth - 1, 0)
            if depth > MAX_DEPTH:
                return True
    return "\n" + " " * (2 * MAX_DEPTH) in text or _COMPACT_NESTING.search(text) is not None
