"""The notices with planted defects: whole where nothing is planted, and wrong just where they say."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.planted import (
    BETWEEN_ISSUES,
    IN_OPENING,
    PLANTS,
    RULES,
    Planted,
    clean_notice,
    planted_notice,
)

from zhenggai.pipeline import Options, audit
from zhenggai.rulebook.loading import load_rulebook

LAYOUTS = ("layouts", "further_layouts")
SEEDS = range(4)


def rules_by_kind() -> set[str]:
    return set().union(*RULES.values())


@pytest.mark.parametrize("layouts", LAYOUTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_notice_gives_no_cause_to_the_rules_of_any_kind(
    tmp_path: Path, seed: int, layouts: str
) -> None:
    path = tmp_path / "clean.txt"
    path.write_text(clean_notice(f"test {seed}", layouts), encoding="utf-8")
    report = audit(path, Options(use_config=False))
    assert {result.rule for result in report.results if result.verdict == "gap"} & rules_by_kind() == set()


@pytest.mark.parametrize("layouts", LAYOUTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_planted_is_all_that_changes(seed: int, layouts: str) -> None:
    clean = clean_notice(seed, layouts).splitlines()
    text, planted = planted_notice(seed, layouts)
    changed = set(text.splitlines()) - set(clean)
    at = {line: number for number, line in enumerate(text.splitlines(), 1)}
    behind = min(defect.first for defect in planted if defect.kind == "number left out")
    for line in changed:
        # behind a number that is left out all issues have other numbers
        renumbered = at[line] >= behind and "关于" in line
        assert renumbered or any(defect.first <= at[line] <= defect.last for defect in planted), line


def test_each_kind_is_planted_once_and_apart_from_the_others() -> None:
    text, planted = planted_notice("test")
    assert [defect.kind for defect in planted] == list(PLANTS)
    assert {*IN_OPENING, *BETWEEN_ISSUES} <= PLANTS.keys() == RULES.keys()
    last = len(text.splitlines())
    ordered = sorted(planted, key=lambda defect: defect.first)
    for one, other in pairwise(ordered):
        assert 1 <= one.first <= one.last < other.first <= other.last <= last


def test_the_same_seed_makes_the_same_notice() -> None:
    assert planted_notice("test") == planted_notice("test") != planted_notice("test 2")


def test_the_rules_of_the_kinds_are_in_the_pack() -> None:
    assert rules_by_kind() <= {rule.id for rule in load_rulebook().rules}


def test_identity_numbers_are_those_of_nobody() -> None:
    text, planted = planted_notice("test")
    (place,) = (defect for defect in planted if defect.kind == "identity number")
    (number,) = re.findall(r"身份证号(\w{18})", "\n".join(lines_of(text, place)))
    assert number.startswith("999999")
    digits = [10 if sign == "X" else int(sign) for sign in number]
    assert sum(digit * 2 ** (17 - at) for at, digit in enumerate(digits)) % 11 == 1


def lines_of(text: str, place: Planted) -> list[str]:
    return text.splitlines()[place.first - 1 : place.last]


@pytest.mark.parametrize("seed", SEEDS)
def test_an_issue_without_deadline_names_no_day(seed: int) -> None:
    text, planted = planted_notice(seed)
    (place,) = (defect for defect in planted if defect.kind == "no deadline")
    assert not re.search(r"\d年|时[限间]|立即", "\n".join(lines_of(text, place)))
