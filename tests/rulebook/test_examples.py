"""Every example of every built-in rule, through the whole pipeline."""

from __future__ import annotations

import msgspec
import pytest

from zhenggai.pipeline import audit_text
from zhenggai.resources import rules_folder
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.packs import builtin_packs
from zhenggai.rulebook.syntax import Example, Rule, RuleBook

BOOKS = {name: load_rulebook([name]) for name in builtin_packs()}
CASES = [
    pytest.param(BOOKS[rule.pack], rule, example, id=f"{rule.id}:{example.place.line}-{example.expect}")
    for book in BOOKS.values()
    for rule in book.rules
    if (rules_folder() / rule.pack / f"{rule.id}.yaml").samefile(rule.place.source)
    for example in rule.examples
]


@pytest.mark.parametrize(("book", "rule", "example"), CASES)
def test_example(book: RuleBook, rule: Rule, example: Example) -> None:
    alone = msgspec.structs.replace(book, rules=(msgspec.structs.replace(rule, enabled=True),))
    report = audit_text(example.text, rules=alone)
    gaps = [result for result in report.results if result.verdict == "gap"]
    assert bool(gaps) == (example.expect == "gap"), f"{example.place.source}:{example.place.line}"
