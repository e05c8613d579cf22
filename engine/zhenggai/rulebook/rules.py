"""One rule file → one rule, parameters filled in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, get_args

import msgspec

from zhenggai.model import Severity
from zhenggai.rulebook import shape
from zhenggai.rulebook.conditions import At, read_condition
from zhenggai.rulebook.operands import Operands
from zhenggai.rulebook.rule_parts import RuleOverride, read_basis, read_examples, read_params
from zhenggai.rulebook.syntax import All, Condition, Language, Rule, SubjectKind
from zhenggai.rulebook.templates import read_template
from zhenggai.rulebook.vocabulary import KINDS
from zhenggai.rulebook.yaml_positions import YamlFile

REQUIRED = ("id", "title", "for", "require", "message")
KEYS = (
    *REQUIRED,
    "when",
    "unless",
    "params",
    "column",
    "severity",
    "fold",
    "hint",
    "why",
    "basis",
    "since",
    "examples",
    "enabled",
)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
RULE_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_EMPTY: Mapping[Language, str] = {"zh": "", "en": ""}


class Surroundings(msgspec.Struct, frozen=True):
    """What a rule file is read against.

    Its pack's name, the names of the word lists and of the matrix columns (none: any
    column), what a configuration changes.
    """

    pack: str
    lexicons: Collection[str]
    columns: Collection[str]
    overrides: Mapping[str, RuleOverride]


def read_rule(file: YamlFile, stem: str, around: Surroundings, report: shape.Reporter) -> Rule | None:
    """The rule that a file states, or None after reporting all that is wrong with it.

    ``stem`` is the file's name without its ending; the rule's id must equal it.
    """
    if file.root is None:
        if not report.errors:
            report((), "文件是空的", "写上 id, title, for, require, message")
        return None
    data = shape.mapping(report, file.data, ())
    shape.known_keys(report, data, (), KEYS)
    missing = [key for key in REQUIRED if key not in data]
    if missing:
        report((), f"缺少 {', '.join(missing)}")
    identity = _identity(report, data, stem)
    override = around.overrides.get(identity) or RuleOverride()
    params, meanings = read_params(report, data, override)
    operands = Operands(report, params, around.lexicons)
    kind = _subject(report, data)
    conditions = {key: _condition(operands, data, key, kind) for key in ("require", "when", "unless")}
    rule = Rule(
        id=identity,
        pack=around.pack,
        title=_texts(report, data, "title"),
        subject=kind,
        # Stands in only where the condition was refused; then there are errors and no rule is given.
        require=conditions["require"] or All(parts=()),
        when=conditions["when"],
        unless=conditions["unless"],
        severity=override.severity or _severity(report, data),
        message=read_template(operands, _texts(report, data, "message"), kind, ("message",)),
        hint=read_template(operands, _texts(report, data, "hint"), kind, ("hint",)),
        why=_texts(report, data, "why"),
        basis=read_basis(report, data),
        column=_column(report, data, around.columns),
        fold=shape.boolean(report, data.get("fold", False), ("fold",), False),
        enabled=_enabled(report, data) if override.enabled is None else override.enabled,
        params=params,
        since=shape.text(report, data.get("since", "1.0"), ("since",)),
        examples=read_examples(report, data),
        place=file.place(),
        meanings=meanings,
    )
    for name in params.keys() - operands.used:
        report(("params", name), f"参数“{name}”没有用到", f"在条件里写 ${name}, 或删去它", of_key=True)
    return None if report.errors else rule


def _identity(report: shape.Reporter, data: dict[str, Any], stem: str) -> str:
    if "id" not in data:
        return stem
    identity = shape.text(report, data["id"], ("id",), stem)
    if identity != stem:
        mend = f"改成 id: {stem}, 或把文件改名为 {identity}.yaml"
        report(("id",), f"id“{identity}”与文件名“{stem}”不同", mend)
    elif not RULE_ID.fullmatch(identity):
        report(("id",), f"id“{identity}”不合格式", "小写字母和数字, 以 - 相连, 如 issue-owner")
    return identity


def _subject(report: shape.Reporter, data: dict[str, Any]) -> SubjectKind:
    word = shape.choice(report, data["for"], ("for",), KINDS, "notice") if "for" in data else "notice"
    return next(kind for kind in KINDS if kind == word)


def _column(report: shape.Reporter, data: dict[str, Any], columns: Collection[str]) -> str | None:
    if "column" not in data:
        return None
    if columns:
        return shape.choice(report, data["column"], ("column",), columns, "")
    return shape.text(report, data["column"], ("column",))


def _condition(operands: Operands, data: dict[str, Any], key: str, kind: SubjectKind) -> Condition | None:
    if key not in data:
        return None
    try:
        return read_condition(operands, data[key], At(kind, (key,)))
    except shape.Mistake:
        return None


def _texts(report: shape.Reporter, data: dict[str, Any], key: str) -> Mapping[Language, str]:
    return shape.texts(report, data[key], (key,)) if key in data else _EMPTY


def _severity(report: shape.Reporter, data: dict[str, Any]) -> Severity:
    word = shape.choice(report, data.get("severity", "warning"), ("severity",), SEVERITIES, "warning")
    return next(severity for severity in SEVERITIES if severity == word)


def _enabled(report: shape.Reporter, data: dict[str, Any]) -> bool:
    return shape.boolean(report, data.get("enabled", True), ("enabled",), True)
