"""What a condition compares with: parameters filled in, literals checked, references resolved."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from zhenggai.rulebook import shape
from zhenggai.rulebook.syntax import Operand, Reference, Scalar, SubjectKind
from zhenggai.rulebook.vocabulary import CLAIM_SUBJECTS, PROPERTIES, REFERABLE, Property
from zhenggai.rulebook.yaml_positions import Steps

_PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_PYTHON_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "text": str,
    "choice": str,
    "date": str,
    "number": (int, float),
    "boolean": bool,
}
_TYPE_WORDS = {
    "text": "文字",
    "choice": "一个词",
    "date": "日期",
    "number": "数",
    "boolean": "true 或 false",
}
NUMBER = Property("number", "数")
CLAIM = Property("choice", "总数的名称", CLAIM_SUBJECTS)


class Operands:
    """Reads operands of one rule; ``used`` collects the parameters that were read.

    Every method notes a mistake and raises ``Mistake`` where the operand is not right.
    """

    def __init__(
        self, report: shape.Reporter, params: Mapping[str, Operand], lexicons: Collection[str]
    ) -> None:
        self.report = report
        self.params = params
        self.lexicons = lexicons
        self.used: set[str] = set()

    def fill(self, data: Any, steps: Steps) -> Any:
        """``data`` with ``$name`` replaced by the parameter; in a list, a list parameter adds its items."""
        if isinstance(data, str):
            return self._parameter(data, steps) if data.startswith("$") else data
        if isinstance(data, list):
            filled: list[Any] = []
            for index, item in enumerate(data):
                value = self.fill(item, (*steps, index))
                filled.extend(value) if isinstance(value, tuple) else filled.append(value)
            return filled
        return data

    def _parameter(self, data: str, steps: Steps) -> Any:
        match = _PARAMETER.fullmatch(data)
        if match is None:
            return data
        name = match.group(1)
        if name not in self.params:
            mend = shape.nearest(name, self.params) or "在 params 里写明它"
            self.report.fail(steps, f"未知的参数“{data}”", mend)
        self.used.add(name)
        return self.params[name]

    def scalar(self, data: Any, steps: Steps, prop: Property) -> Scalar:
        """A literal of the property's type."""
        fits = isinstance(data, _PYTHON_TYPES[prop.type])
        if not fits or isinstance(data, bool) != (prop.type == "boolean"):
            self.report.fail(steps, f"应当是{_TYPE_WORDS[prop.type]}, 而不是{shape.kind_of(data)}")
        if prop.values and data not in prop.values:
            self.report.fail(steps, f"未知的值“{data}”", shape.nearest(data, prop.values))
        if prop.type == "date" and not is_date(data):
            self.report.fail(steps, f"“{data}”不是日期", "写成 2024-06-18, 2024-06 或 2024")
        value: Scalar = data
        return value

    def several(self, data: Any, steps: Steps, prop: Property) -> tuple[Scalar, ...]:
        """A list of literals of the property's type; one literal counts as a list of one."""
        if not isinstance(data, list | tuple):
            return (self.scalar(data, steps, prop),)
        if not data:
            self.report.fail(steps, "列表是空的")
        return tuple(self.scalar(entry, (*steps, index), prop) for index, entry in enumerate(data))

    def reference(self, data: Any, steps: Steps, kind: SubjectKind, types: Collection[str]) -> Reference:
        """``notice.feedback_date`` and the like, of one of the types; ``kind`` is the item at hand."""
        if not isinstance(data, str):
            self.report.fail(steps, f"应当是引用, 如 notice.signed_date, 而不是{shape.kind_of(data)}")
        prop = resolve(data, kind)
        if isinstance(prop, shape.Wrong):
            self.report.fail(steps, prop.message, prop.mend)
        if prop.type not in types:
            wanted = "、".join(dict.fromkeys(_TYPE_WORDS[name] for name in types))
            self.report.fail(steps, f"“{data}”是{_TYPE_WORDS[prop.type]}, 这里要{wanted}")
        return Reference(path=data)


def resolve(path: str, kind: SubjectKind) -> Property | shape.Wrong:
    """The property that a path names, seen from an item of ``kind``, or what is wrong with the path."""
    holder, _, name = path.partition(".")
    if holder == "claim" and name:
        if name in CLAIM_SUBJECTS:
            return NUMBER
        return shape.Wrong(f"未知的总数“{name}”", shape.nearest(name, CLAIM_SUBJECTS))
    holders = ("self", *REFERABLE[kind], "claim")
    held = kind if holder == "self" else next((k for k in REFERABLE[kind] if k == holder), None)
    if held is None or not name:
        near = shape.nearest(holder, [word for word in holders if word != holder])
        return shape.Wrong(f"未知的引用“{path}”", near or f"以 {', '.join(holders)} 之一加点号开头")
    if name not in PROPERTIES[held]:
        return shape.Wrong(f"{held} 没有属性“{name}”", shape.nearest(name, PROPERTIES[held]))
    return PROPERTIES[held][name]


def is_date(text: str) -> bool:
    """Whether ``text`` is an ISO date of day, month or year precision that exists."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
