"""Messages with fields: ``{no}``, ``{issue.no}``, ``{claim.measures}``, ``{count.measure}``, ``{$days}``.

A field is a property of the subject, a reference, the number of facts of a kind below the
subject, or a parameter; parameters are filled in when the rule is read, the others by the
report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from zhenggai.rulebook import shape
from zhenggai.rulebook.operands import Operands, resolve
from zhenggai.rulebook.syntax import Language, Operand, SubjectKind
from zhenggai.rulebook.vocabulary import BELOW, PROPERTIES
from zhenggai.rulebook.yaml_positions import Steps

FIELD = re.compile(r"\{([^{}]*)\}")


def read_template(
    operands: Operands, texts: Mapping[Language, str], kind: SubjectKind, steps: Steps
) -> Mapping[Language, str]:
    """The texts with parameters filled in; fields that cannot be filled are reported."""
    filled: dict[Language, str] = {}
    for language, text in texts.items():
        for field in FIELD.findall(text) if "{" in text else ():
            wrong = _wrong_field(operands, field, kind)
            if wrong:
                operands.report((*steps, language), wrong.message, wrong.mend)
        filled[language] = FIELD.sub(lambda match: _filled(operands, match), text) if "{$" in text else text
    return filled


def _filled(operands: Operands, match: re.Match[str]) -> str:
    name = match.group(1)
    if not name.startswith("$") or name[1:] not in operands.params:
        return match.group()
    operands.used.add(name[1:])
    return shown(operands.params[name[1:]])


def shown(value: Operand) -> str:
    """A parameter's value as people write it."""
    if isinstance(value, tuple):
        return "、".join(str(item) for item in value)
    return str(value)


def _wrong_field(operands: Operands, field: str, kind: SubjectKind) -> shape.Wrong | None:
    if field.startswith("$"):
        if field[1:] in operands.params:
            return None
        return shape.Wrong(f"未知的参数“{field}”", shape.nearest(field[1:], operands.params))
    if field in PROPERTIES[kind]:
        return None
    holder, _, name = field.partition(".")
    if holder == "count" and name:
        if name in BELOW[kind]:
            return None
        return shape.Wrong(f"{kind} 之下没有“{name}”可数", shape.nearest(name, BELOW[kind]))
    if name:
        found = resolve(field, kind)
        return found if isinstance(found, shape.Wrong) else None
    return shape.Wrong(f"未知的字段“{{{field}}}”", shape.nearest(field, PROPERTIES[kind]))
