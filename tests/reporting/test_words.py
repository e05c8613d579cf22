"""The words of reports: every key in both languages, and nowhere else."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import get_args

import pytest

from zhenggai import model, reporting
from zhenggai.reporting.words import WORDS, Words, default_language
from zhenggai.rulebook import vocabulary

FOLDER = Path(reporting.__file__).parent
# The tables of words.
ELSEWHERE = {"words.py", "fact_words.py", "html_words.py", "office_words.py"}
SAME = {
    "report.made",
    "quoted",
    "noted",
    "placed",
    "input.state",
    "input.sentence",
    "summary.joined",
    "listed",
}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def chinese(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same(key: str) -> None:
    zh, en = WORDS[key]
    assert zh and en
    assert fields(zh) == fields(en)
    assert not chinese(en)
    assert chinese(zh) or key in SAME


def in_errors(tree: ast.Module) -> set[int]:
    """Ids of all that is said in errors, whose messages are Chinese in the whole project."""
    errors = (
        call
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "ReportingError"
    )
    return {id(node) for error in errors for node in ast.walk(error)}


@pytest.mark.parametrize("module", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.name)
def test_no_writer_has_words_of_its_own(module: Path) -> None:
    if module.name in ELSEWHERE:
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    excused = documentation | in_errors(tree)
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in excused
    ]
    assert [text for text in said if chinese(text)] == []


FAMILIES = {
    "kind": get_args(model.Kind),
    "status": get_args(model.Status),
    "owner": get_args(model.OwnerKind),
    "deadline": get_args(model.DeadlineKind),
    "outcome": get_args(model.OutcomeKind),
    "action": get_args(model.Action),
    "severity": get_args(model.Severity),
    "verdict": get_args(model.Verdict),
    "subject": tuple(vocabulary.KINDS),
    "claim": vocabulary.CLAIM_SUBJECTS,
    "anomaly": vocabulary.ANOMALY_KINDS,
    "role": vocabulary.SECTION_ROLES,
    "input": ("audited", "skipped", "failed"),
    "baseline": ("new", "unchanged", "absent"),
    "trait": model.Traits.__struct_fields__,
}


@pytest.mark.parametrize(("family", "name"), [(f, name) for f, names in FAMILIES.items() for name in names])
def test_every_name_of_the_model_has_words(family: str, name: str) -> None:
    assert f"{family}.{name}" in WORDS


def test_fields_are_filled_in() -> None:
    assert Words("zh")("gap.line", line=3) == "第3行"
    assert Words("en")("gap.line", line=3) == "line 3"


def test_a_pack_may_bring_names_of_its_own() -> None:
    assert Words("zh").title("column", "funds") == "funds"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert default_language(environment) == language
