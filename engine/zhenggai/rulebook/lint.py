"""What a rule that loads may still lack: a language, a basis, examples, a reader for its word lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from zhenggai.errors import RuleError
from zhenggai.rulebook import shape
from zhenggai.rulebook.packs import DESCRIPTION, LEXICON_FOLDER
from zhenggai.rulebook.syntax import Rule
from zhenggai.rulebook.yaml_positions import Hopeless, Steps, read_yaml

TO_FILL_IN = "待填写"
"""What a template has where its user is to write."""

TEXTS = ("title", "message", "hint", "why")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]{2}")


def lint_rule(path: Path) -> list[RuleError]:
    """What one rule file lacks, in the order of the file; it must have been loaded without mistakes."""
    file = read_yaml(path)
    report = shape.Reporter(file)
    data: dict[str, Any] = file.data if isinstance(file.data, dict) else {}
    with suppress(Hopeless):
        for key in TEXTS:
            _both_languages(report, data.get(key), (key,))
        _explained(report, data.get("params") or {})
        _grounded(report, data.get("basis") or [])
        _shown_by_examples(report, data.get("examples") or [])
        _filled_in(report, data, ())
    return sorted(report.errors, key=lambda error: (error.line or 0, error.column or 0))


def lint_pack(folder: Path, rules: Sequence[Rule], lexicons: Collection[str]) -> list[RuleError]:
    """What a pack's description lacks, and the word lists and columns of its own that no rule uses.

    ``rules`` are those of the pack's book, ``lexicons`` the names of all lists that rules read, those of
    packs that extend it among them.
    """
    file = read_yaml(folder / DESCRIPTION)
    report = shape.Reporter(file)
    data: dict[str, Any] = file.data if isinstance(file.data, dict) else {}
    used = {rule.column for rule in rules}
    with suppress(Hopeless):
        _both_languages(report, data.get("title"), ("title",))
        for name, texts in (data.get("columns") or {}).items():
            _both_languages(report, texts, ("columns", name))
            if name not in used:
                report(
                    ("columns", name), f"没有规则归入“{name}”一栏", "删去它, 或给规则写 column", of_key=True
                )
        _filled_in(report, data, ())
    return [*report.errors, *_unused_lists(folder, lexicons)]


def _both_languages(report: shape.Reporter, texts: Any, steps: Steps) -> None:
    """A text must be there in Chinese and in English; one language would stand in for the other."""
    if texts is None:
        report(steps[:-1], f"缺少 {steps[-1]}", "写成 {zh: …, en: …}")
        return
    pair = texts if isinstance(texts, dict) else {"zh": texts}
    for language, letters, name in (("zh", _CHINESE, "中文"), ("en", _LATIN, "英文")):
        if language not in pair:
            report(steps, f"{steps[-1]} 缺少{name}", f"加上 {language}: …", of_key=True)
        elif not letters.search(str(pair[language])):
            report((*steps, language), f"{steps[-1]} 的 {language} 里没有{name}", f"写成{name}")


def _explained(report: shape.Reporter, params: dict[str, Any]) -> None:
    for name, entry in params.items():
        if isinstance(entry, dict) and "meaning" in entry:
            _both_languages(report, entry["meaning"], ("params", name, "meaning"))
        else:
            mend = "写成 {value: …, meaning: {zh: …, en: …}}"
            report(("params", name), f"参数“{name}”没有说明", mend, of_key=True)


def _grounded(report: shape.Reporter, basis: list[Any]) -> None:
    if not basis:
        report((), "缺少依据 basis", "写明规范和条款: [{norm: …, article: …, verified: false}]")
    for index, norm in enumerate(basis):
        if isinstance(norm, dict) and "verified" not in norm:
            report(("basis", index), "依据没有写 verified", "读过原文写 true, 否则写 false")


def _shown_by_examples(report: shape.Reporter, examples: list[Any]) -> None:
    sides = {key for example in examples if isinstance(example, dict) for key in example}
    for side, name in (("gap", "应报缺口"), ("pass", "应通过")):
        if side not in sides:
            report(("examples",) if examples else (), f"缺少{name}的例子 ({side})", f"加上 - {side}: |")


def _filled_in(report: shape.Reporter, data: Any, steps: Steps) -> None:
    """Report every text that still holds the template's mark."""
    if isinstance(data, dict):
        for key, value in data.items():
            _filled_in(report, value, (*steps, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            _filled_in(report, value, (*steps, index))
    elif isinstance(data, str) and TO_FILL_IN in data:
        report(steps, f"还有“{TO_FILL_IN}”的地方", "写上内容")


def _unused_lists(folder: Path, used: Collection[str]) -> Iterable[RuleError]:
    for path in sorted((folder / LEXICON_FOLDER).glob("*.yaml")):
        file = read_yaml(path)
        report = shape.Reporter(file)
        for name in file.data if isinstance(file.data, dict) else ():
            if name not in used:
                report((name,), f"没有规则用到词表“{name}”", "删去它, 或在规则里写 lexicon", of_key=True)
        yield from report.errors
