"""Layers make changes: which rules are on, and what a later layer takes back."""

from __future__ import annotations

import pytest
import yaml

from zhenggai.rulebook.rule_parts import RuleOverride
from zhenggai.settings.changes import changes_of
from zhenggai.settings.settings import settings_for

from .conftest import Project

RULES = ("issue-owner", "issue-status", "measure-owner", "notice-comment-period")
OFF = dict.fromkeys(RULES, False)


def changes(project: Project, *layers: dict[str, object]) -> dict[str, RuleOverride]:
    """The changes by a configuration whose first layer is for all documents, the others for every one, too."""
    base, *others = layers
    text = yaml.safe_dump({**base, "paths": [{"glob": "*", **other} for other in others]}, allow_unicode=True)
    project(zhenggai=text)
    configuration = settings_for("通报.txt").configuration
    assert configuration is not None
    return changes_of(configuration.layers, RULES)


def switched(project: Project, *layers: dict[str, object]) -> dict[str, bool | None]:
    return {rule: change.enabled for rule, change in changes(project, *layers).items()}


@pytest.mark.parametrize(
    ("layers", "enabled"),
    [
        ([{}], {}),
        ([{"exclude": "issue-*"}], {"issue-owner": False, "issue-status": False}),
        # included by pattern: as its pack has it; by name: on, also where its pack has it off
        ([{"include": "issue-*"}], {"measure-owner": False, "notice-comment-period": False}),
        ([{"include": ["notice-comment-period"]}], {**OFF, "notice-comment-period": True}),
        (
            [{"include": ["issue-*"], "exclude": ["issue-owner"]}],
            {"issue-owner": False, "measure-owner": False, "notice-comment-period": False},
        ),
        # a rule's own entry goes before include and exclude of the same layer
        ([{"exclude": ["issue-owner"], "rules": {"issue-owner": {"enabled": True}}}], {"issue-owner": True}),
        # a later layer goes before all of an earlier one
        (
            [{"rules": {"issue-owner": {"enabled": True}}}, {"exclude": ["issue-owner"]}],
            {"issue-owner": False},
        ),
        (
            [{"exclude": ["issue-owner"]}, {"rules": {"issue-owner": {"enabled": True}}}],
            {"issue-owner": True},
        ),
        # a later include takes back an earlier choice, but not that a rule by itself is off
        (
            [{"include": ["measure-*"]}, {"include": ["issue-*"]}],
            {"measure-owner": False, "notice-comment-period": False},
        ),
        (
            [{"rules": {"issue-owner": {"enabled": False}}}, {"include": ["issue-*"]}],
            {"issue-owner": False, "measure-owner": False, "notice-comment-period": False},
        ),
        (
            [{"rules": {"issue-owner": {"enabled": False}}}, {"include": ["issue-owner"]}],
            {**OFF, "issue-owner": True},
        ),
    ],
)
def test_rules_on_and_off(
    project: Project, layers: list[dict[str, object]], enabled: dict[str, bool]
) -> None:
    assert switched(project, *layers) == enabled


def test_severity_and_parameters_by_layers(project: Project) -> None:
    found = changes(
        project,
        {"rules": {"issue-owner": {"severity": "info", "params": {"scope": "self", "kinds": ["assigned"]}}}},
        {"rules": {"issue-owner": {"params": {"scope": "below"}}}},
        {"rules": {"issue-owner": {"severity": "warning"}}},
    )["issue-owner"]
    assert (found.enabled, found.severity) == (None, "warning")
    assert found.params == {"scope": "below", "kinds": ("assigned",)}


def test_every_change_has_its_place(project: Project) -> None:
    project(
        zhenggai="""\
exclude:
  - measure-*
rules:
  issue-owner:
    severity: info
    params:
      scope: self
"""
    )
    changed = settings_for("通报.txt").changes
    assert {name: place.line for name, place in changed["issue-owner"].places.items()} == {
        "severity": 5,
        "scope": 7,
    }
    assert changed["issue-owner"].place_of("kinds").line == 4  # the rule's entry
    assert changed["measure-owner"].place_of("enabled").line == 2
