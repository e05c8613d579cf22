"""The built-in packs: complete, in both languages, with examples, nothing unused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
import yaml

from zhenggai.resources import rules_folder
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.packs import builtin_packs
from zhenggai.rulebook.syntax import Node, Rule
from zhenggai.rulebook.syntax import Test as PropertyTest

RULES = {f"{rule.pack}/{rule.id}": rule for name in builtin_packs() for rule in load_rulebook([name]).rules}

# The catalogue: what supervisors look for in one notice.
CATALOGUE = [
    "notice-title-complete",
    "notice-page-residue",
    "notice-opening-complete",
    "notice-date-valid",
    "notice-date-order",
    "notice-within-rectification-period",
    "notice-published-promptly",
    "notice-signature-matches-title",
    "notice-date-format",
    "notice-sections-present",
    "notice-first-responsible",
    "notice-three-lists",
    "notice-public-channel",
    "notice-contact-format",
    "notice-comment-period",
    "notice-totals-stated",
    "notice-totals-add-up",
    "notice-issue-count-matches",
    "notice-measure-count-matches",
    "notice-document-count-matches",
    "notice-accountability-traceable",
    "notice-open-items-dated",
    "notice-unpublishable-content",
    "notice-personal-data",
    "notice-placeholder",
    "level-order",
    "issue-numbering",
    "measure-numbering",
    "wording-uniform",
    "sentence-punctuation",
    "damaged-text",
    "title-marks-paired",
    "issue-stated",
    "issue-measure",
    "issue-owner",
    "issue-deadline",
    "issue-outcome",
    "issue-status",
    "issue-points-answered",
    "issue-measure-count",
    "issue-institutional-measure",
    "issue-not-only-study",
    "issue-first-measure-study",
    "issue-not-only-paper",
    "issue-money-handled",
    "issue-long-term-staged",
    "measure-owner",
    "measure-deadline",
    "measure-vague-deadline",
    "measure-promise-dated",
    "measure-figure-plausible",
    "measure-substantive",
    "measure-document-named",
    "measure-document-issued",
    "measure-outcome-after-feedback",
    "measure-document-after-feedback",
    "measure-stock-as-outcome",
    "measure-rate-with-base",
    "document-once",
    "document-verb-consistent",
    "document-name-consistent",
    "measure-not-copied",
    "indicator-consistent",
    "body-name-consistent",
]


# What plans and reports are asked beside it.
PLAN = [
    "plan-basis-stated",
    "plan-close-out",
    "plan-deadline-ahead",
    "plan-goal-measurable",
    "plan-measure-deadline",
    "plan-measure-owner",
    "plan-person-named",
    "plan-submitted-promptly",
    "plan-title-complete",
]
WORK = [
    "indicator-count-matches",
    "placeholder",
    "target-base-consistent",
    "task-deadline",
    "task-owner",
    "task-target",
    "vague-task",
]


def comparisons(part: object) -> Iterator[PropertyTest]:
    """All property tests within a condition."""
    if isinstance(part, PropertyTest):
        yield part
    elif isinstance(part, Node):
        for name in part.__struct_fields__:
            yield from comparisons(getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from comparisons(inner)


def comparisons_of(rule: Rule) -> list[PropertyTest]:
    return [test for part in (rule.require, rule.when, rule.unless) for test in comparisons(part)]


def test_catalogue_is_complete() -> None:
    book = load_rulebook()
    assert set(CATALOGUE) <= {rule.id for rule in book.rules}
    assert [rule.id for rule in book.rules if not rule.enabled] == ["notice-comment-period"]


@pytest.mark.parametrize(
    ("pack", "wanted", "kinds"),
    [
        ("rectification-plan", PLAN, ("rectification-plan",)),
        ("work-plan", WORK, ("work-plan",)),
        ("progress-report", [*WORK, "item-result"], ("progress-report",)),
        (
            "minimal",
            ["issue-measure", "issue-owner", "issue-deadline", "issue-outcome"],
            ("rectification-notice", "rectification-plan"),
        ),
    ],
)
def test_the_other_packs_hold_what_their_documents_are_asked(
    pack: str, wanted: list[str], kinds: tuple[str, ...]
) -> None:
    book = load_rulebook([pack])
    assert set(wanted) <= {rule.id for rule in book.rules}
    assert book.kinds == kinds
    if pack == "minimal":
        assert len(book.rules) == len(wanted)


def test_a_plan_is_not_asked_for_a_status() -> None:
    ids = {rule.id for rule in load_rulebook(["rectification-plan"]).rules}
    assert not ids & {"issue-status", "notice-open-items-dated", "notice-public-channel", "notice-date-order"}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_is_explained_in_both_languages(rule: Rule) -> None:
    for texts in (rule.title, rule.message, rule.hint, rule.why, *rule.meanings.values()):
        assert re.search("[一-鿿]", texts["zh"])
        assert texts["zh"] != texts["en"]
        assert re.search("[A-Za-z]{3}", texts["en"])
    assert rule.meanings.keys() == rule.params.keys()
    assert rule.basis


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_has_examples_of_both_sides(rule: Rule) -> None:
    assert {example.expect for example in rule.examples} == {"gap", "pass"}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_patterns_read_the_same_by_both_regex_engines(rule: Rule) -> None:
    for test in comparisons_of(rule):
        if test.operator == "matches":
            re.compile(str(test.operand))


def test_every_list_of_a_pack_is_read_by_a_rule() -> None:
    own: set[str] = set()
    for path in rules_folder().glob("*/lexicon/*.yaml"):
        own |= set(yaml.safe_load(path.read_text(encoding="utf-8")))
    used: set[str] = set()
    for rule in RULES.values():
        for test in comparisons_of(rule):
            if test.operator == "lexicon":
                used |= set(msgspec.convert(test.operand, tuple[str, ...]))
    assert own <= used


def test_columns_have_rules() -> None:
    for name in builtin_packs():
        book = load_rulebook([name])
        columns = {column for pack in book.packs for column, _ in pack.columns}
        assert columns == {rule.column for rule in book.rules if rule.column}
