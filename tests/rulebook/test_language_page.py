"""The page that documents the language: every block of it is loaded and evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from zhenggai.extraction.assembly import extract_facts
from zhenggai.inference.evaluate import Evaluator
from zhenggai.inference.world import World
from zhenggai.pipeline import audit_text
from zhenggai.reading import read_text
from zhenggai.rulebook.conditions import At, read_condition
from zhenggai.rulebook.loading import RuleOverride, load_rulebook
from zhenggai.rulebook.operands import Operands
from zhenggai.rulebook.packs import builtin_packs
from zhenggai.rulebook.rules import KEYS
from zhenggai.rulebook.shape import Reporter
from zhenggai.rulebook.syntax import (
    All,
    Condition,
    Node,
    Not,
    Predicate,
    Quantified,
    Reference,
    RuleBook,
    SubjectKind,
)
from zhenggai.rulebook.syntax import Any as AnyOf
from zhenggai.rulebook.syntax import Test as PropertyTest
from zhenggai.rulebook.vocabulary import COUNT_OPERATORS, KINDS, OPERATORS, PREDICATES, PROPERTIES, SCOPES
from zhenggai.rulebook.yaml_positions import YamlFile

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "rules.md").read_text(encoding="utf-8")
CHINESE = (DOCS / "rules.zh.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
_FRAGMENT = re.compile(r"# ([a-z]+): (.*)\n")
FRAGMENTS = [block for block in BLOCKS if _FRAGMENT.match(block)]
RULES = {block.split(None, 2)[1]: block for block in BLOCKS if block.startswith("id: ")}


@cache
def sample() -> Evaluator:
    """The sample notice of the page."""
    found = re.search(r"<!-- sample -->\n```text\n(.*?)```", PAGE, re.DOTALL)
    assert found
    document = read_text(found[1])
    facts = extract_facts(document, treat_as="rectification-notice")
    return Evaluator(World(facts, document), load_rulebook().lexicons)


def condition(block: str) -> tuple[SubjectKind, Condition]:
    match = _FRAGMENT.match(block)
    assert match
    kind = next(kind for kind in KINDS if kind == match[1])
    report = Reporter(YamlFile("rules.md", block))
    return kind, read_condition(
        Operands(report, {}, load_rulebook().lexicons), report.file.data, At(kind, ())
    )


def parts(part: object) -> Iterator[Node]:
    """A condition and all that is in it."""
    if isinstance(part, Node):
        yield part
        for name in part.__struct_fields__:
            yield from parts(getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from parts(inner)


def alone(folder: Path, block: str) -> RuleBook:
    """A rule of the page as a supervisor has it: one file."""
    path = folder / f"{block.split(None, 2)[1]}.yaml"
    path.write_text(block, encoding="utf-8")
    return load_rulebook([path])


@pytest.mark.parametrize("block", FRAGMENTS, ids=[block.replace("\n", " ").strip() for block in FRAGMENTS])
def test_a_condition_holds_for_the_facts_that_the_page_names(block: str) -> None:
    match = _FRAGMENT.match(block)
    assert match
    kind, read = condition(block)
    truth = sample().truth(kind, read)
    everything = sample().world.table(kind).everything
    assert everything
    if match[2] == "all":
        assert truth.certain == everything
        return
    held = [str(at + 1) for at in sorted(truth.certain)]
    unknown = [f"?{at + 1}" for at in sorted(truth.possible - truth.certain)]
    assert " ".join(held + unknown) == match[2].replace("none", "")


def test_there_is_an_example_of_every_word() -> None:
    found = [part for block in FRAGMENTS for part in parts(condition(block)[1])]
    assert {part.operator for part in found if isinstance(part, PropertyTest)} == set(OPERATORS)
    assert {part.name for part in found if isinstance(part, Predicate)} == set(PREDICATES)
    quantified = [part for part in found if isinstance(part, Quantified)]
    assert {part.quantifier for part in quantified} == {"some", "none", "all", "count"}
    assert {part.scope for part in quantified} == set(SCOPES)
    assert {All, AnyOf, Not, Reference} <= {type(part) for part in found}
    assert any(part.days for part in found if isinstance(part, Reference))
    assert any(part.distinct for part in quantified)
    for name in (*COUNT_OPERATORS, *PREDICATES, *KEYS, *KINDS):
        assert f"`{name}`" in PAGE, name
    arguments = {(spec, name) for spec in PREDICATES for name in PREDICATES[spec].arguments}
    used = {(part.name, name) for part in found if isinstance(part, Predicate) for name, _ in part.arguments}
    assert arguments == used


@pytest.mark.parametrize("page", [PAGE, CHINESE], ids=["en", "zh"])
def test_every_property_and_value_is_named(page: str) -> None:
    for kind, properties in PROPERTIES.items():
        beginning = f"| `{kind}` | `{next(iter(properties))}`"
        row = next(line for line in page.splitlines() if line.startswith(beginning))
        for name, one in properties.items():
            assert f"`{name}`" in row
            assert all(f"`{value}`" in page for value in one.values)
    assert all(f"`{name}`" in page for name in (*builtin_packs(), *PREDICATES))


def test_both_languages_show_the_same() -> None:
    assert re.findall(r"```\w+\n.*?```", CHINESE, re.DOTALL) == re.findall(r"```\w+\n.*?```", PAGE, re.DOTALL)
    assert CHINESE.count("\n## ") == PAGE.count("\n## ")


@pytest.mark.parametrize("name", RULES)
def test_a_rule_of_the_page_loads_and_does_what_its_examples_say(name: str, tmp_path: Path) -> None:
    book = alone(tmp_path, RULES[name])
    (rule,) = book.rules
    for example in rule.examples:
        report = audit_text(example.text, rules=book)
        assert bool(report.results) == (example.expect == "gap")


def test_one_rule_shows_every_key() -> None:
    keys = {key for block in RULES.values() for key in yaml.safe_load(block)}
    assert keys == set(KEYS)


ISSUE = "二、整改进展情况\n1.关于{}的问题\n{}整改情况:一是{}\n"


@pytest.mark.parametrize(
    ("heading", "line", "measures", "gap"),
    [
        ("违规发放补贴", "", "修订津贴补贴制度。", True),
        ("违规发放补贴", "", "清退补贴3.2万元。", True),
        ("违规发放补贴", "", "约谈责任人2名。", True),
        ("违规发放补贴", "", "清退补贴3.2万元。二是约谈责任人2名。", False),
        ("违规发放补贴", "整改时限:长期坚持\n", "修订津贴补贴制度。", False),
        ("违规发放补贴", "完成情况:长期坚持\n", "修订津贴补贴制度。", False),
        ("会风不实", "", "精简会议。", False),
    ],
)
def test_the_worked_example(heading: str, line: str, measures: str, gap: bool, tmp_path: Path) -> None:
    block = RULES["money-answered"]
    assert len(block.splitlines()) < 10
    report = audit_text(ISSUE.format(heading, line, measures), rules=alone(tmp_path, block))
    assert [result.rule for result in report.results] == ["money-answered"] * gap


def test_the_words_of_the_worked_example_can_be_changed(tmp_path: Path) -> None:
    book = alone(tmp_path, RULES["money-answered"])
    text = ISSUE.format("违规收费", "", "修订收费制度。")
    assert not audit_text(text, rules=book).results
    (rule,) = book.rules
    assert rule.params["words"] == ("资金", "经费", "补贴", "采购", "合同")
    change = RuleOverride(params={"words": ("收费",)})
    changed = load_rulebook([rule.place.source], overrides={rule.id: change})
    assert audit_text(text, rules=changed).results


def test_the_pack_of_the_page_loads(tmp_path: Path) -> None:
    for block in BLOCKS:
        name = re.match(r"# (\S+\.yaml)\n", block)
        if name:
            path = tmp_path / name[1]
            path.parent.mkdir(exist_ok=True)
            path.write_text(block, encoding="utf-8")
    book = load_rulebook([tmp_path])
    assert book.kinds == ("rectification-notice",)
    assert "notice-three-lists" not in {rule.id for rule in book.rules}
    assert "资金" in book.lexicons["money_words"]
