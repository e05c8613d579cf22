"""What holds for a document: packs, rules, per-path changes; and that nothing is kept too long."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zhenggai.errors import RuleError, RuleErrors
from zhenggai.rulebook.loading import DEFAULT_PACKS, load_rulebook
from zhenggai.settings.packs import default_packs
from zhenggai.settings.settings import Settings, settings_for

from .conftest import Project

PACK = 'name: ours\nversion: "1"\ntitle: 我们的\n'
RULE = """\
id: our-rule
title: 标题
for: issue
require: {some: owner}
message: 缺少责任主体
params: {n: 1}
when: {no: {at_least: $n}}
"""


def severity_of(rule: str, document: str | None = "通报.txt") -> str:
    return next(
        each.severity for each in settings_for(document).rulebook(DEFAULT_PACKS).rules if each.id == rule
    )


def test_without_a_configuration_everything_is_as_the_packs_have_it(project: Project) -> None:
    project()
    settings = settings_for("通报.txt")
    assert settings.configuration is None and settings.packs is None and settings.lexicon is None
    assert settings.rulebook(DEFAULT_PACKS) is load_rulebook(DEFAULT_PACKS)
    assert settings.changes == {}


def test_a_configuration_can_be_left_out(project: Project) -> None:
    project(zhenggai="exclude: [issue-owner]\n")
    assert settings_for("通报.txt").configuration is not None
    assert settings_for("通报.txt", use_config=False).configuration is None


def test_the_rules_are_as_configured(project: Project) -> None:
    project(
        zhenggai="rules: {issue-owner: {severity: info, enabled: false, params: {scope: self}}}\nexclude: measure-*\n"
    )
    rules = {rule.id: rule for rule in settings_for("通报.txt").rulebook(DEFAULT_PACKS).rules}
    own = {rule.id: rule for rule in load_rulebook(DEFAULT_PACKS).rules}
    changed = rules["issue-owner"]
    assert (changed.severity, changed.enabled, changed.params["scope"]) == ("info", False, "self")
    assert changed.params["kinds"] == own["issue-owner"].params["kinds"]
    assert not any(rules[name].enabled for name in rules if name.startswith("measure-"))
    assert rules["issue-status"] == own["issue-status"]


def test_changes_by_path(project: Project) -> None:
    project(
        zhenggai="""\
rules: {issue-owner: {severity: warning}}
paths:
  - {glob: "方案/**", rules: {issue-owner: {severity: info}}}
  - {glob: "*草稿*", rules: {issue-owner: {severity: error}}}
"""
    )
    assert severity_of("issue-owner") == "warning"
    assert severity_of("issue-owner", "方案/一.txt") == "info"
    assert severity_of("issue-owner", "方案/一草稿.txt") == "error"
    assert severity_of("issue-owner", None) == "warning"


def test_documents_alike_share_their_settings_and_book(project: Project) -> None:
    project(zhenggai="exclude: issue-owner\npaths: [{glob: b.txt, exclude: issue-status}]\n")
    one, other = settings_for("a.txt"), settings_for("c.txt")
    assert one is other and one.rulebook(DEFAULT_PACKS) is other.rulebook(DEFAULT_PACKS)
    assert settings_for("b.txt") is not one


def test_a_changed_file_is_read_again(project: Project) -> None:
    folder = project(zhenggai="rules: {issue-owner: {severity: warning}}\nwaivers: w.yaml\n", w="[]\n")
    assert severity_of("issue-owner") == "warning"
    (folder / "zhenggai.yaml").write_text("rules: {issue-owner: {severity: info}}\nwaivers: w.yaml\n")
    assert severity_of("issue-owner") == "info"
    (folder / "w.yaml").write_text(
        "- {rule: a, subject: 1, document: a, reason: a, until: 2026-01-01}\n", encoding="utf-8"
    )
    configuration = settings_for("通报.txt").configuration
    assert configuration is not None and len(configuration.waivers) == 1
    (folder / "w.yaml").unlink()
    with pytest.raises(RuleErrors, match=r"豁免文件 w\.yaml"):
        settings_for("通报.txt")


def test_a_rule_that_comes_later_is_seen(project: Project) -> None:
    folder = project(
        {
            "zhenggai.yaml": "extends: [rectification-notice, ours]\nexclude: [our-*, issue-owner]\n",
            "ours/pack.yaml": PACK,
            "ours/our-rule.yaml": RULE,
        }
    )
    assert "our-other" not in settings_for("通报.txt").changes
    (folder / "ours" / "our-other.yaml").write_text(RULE.replace("our-rule", "our-other"), encoding="utf-8")
    os.utime(folder / "ours", ns=(1, 1))
    assert settings_for("通报.txt").changes["our-other"].enabled is False


@pytest.mark.parametrize("kind", ["rectification-notice", "rectification-plan"])
def test_the_pack_follows_from_the_kind(project: Project, kind: str) -> None:
    project()
    assert settings_for("通报.txt").packs_for(kind) == (kind,)  # type: ignore[arg-type]  # a kind
    assert default_packs("work-plan") == () == default_packs("other")


def test_only_packs_for_the_kind_are_used(project: Project) -> None:
    project(
        {
            "zhenggai.yaml": "extends: [rectification-notice, rectification-plan, ./ours]\n",
            "ours/pack.yaml": PACK,
            "ours/our-rule.yaml": RULE,
        }
    )
    settings = settings_for("通报.txt")
    names = {
        kind: [Path(pack).name for pack in settings.packs_for(kind)]  # type: ignore[arg-type]  # a kind
        for kind in ("rectification-notice", "rectification-plan", "work-plan")
    }
    assert names == {
        "rectification-notice": ["rectification-notice", "ours"],
        "rectification-plan": ["rectification-plan", "ours"],
        "work-plan": [],
    }
    assert set(settings.kinds) == {"rectification-notice", "rectification-plan"}
    book = settings.rulebook(settings.packs_for("rectification-notice"))
    assert {"our-rule", "issue-owner"} <= {rule.id for rule in book.rules}


def test_a_pack_that_names_no_kind_is_for_notices_and_plans(project: Project) -> None:
    project({"zhenggai.yaml": "extends: ours\n", "ours/pack.yaml": PACK, "ours/our-rule.yaml": RULE})
    settings = settings_for("通报.txt")
    assert [rule.id for rule in settings.rulebook(settings.packs_for("rectification-plan")).rules] == [
        "our-rule"
    ]
    assert settings.packs_for("work-plan") == ()


def test_packs_that_are_asked_for_go_before_those_configured(project: Project) -> None:
    project(zhenggai="extends: [rectification-plan]\nrules: {task-owner: {severity: error}}\n")
    assert settings_for("通报.txt", packs=["work-plan"]).packs == ("work-plan",)
    rules = settings_for("通报.txt", packs=["work-plan"]).rulebook(["work-plan"]).rules
    assert next(rule.severity for rule in rules if rule.id == "task-owner") == "error"


def test_rules_of_a_pack_that_is_asked_for_may_be_configured(project: Project) -> None:
    project(
        {
            "zhenggai.yaml": "rules: {our-rule: {params: {n: 2}}}\n",
            "ours/pack.yaml": PACK,
            "ours/our-rule.yaml": RULE,
        }
    )
    (rule,) = settings_for("通报.txt", packs=["ours"]).rulebook(["ours"]).rules
    assert rule.params == {"n": 2}
    with pytest.raises(RuleErrors, match="没有规则“our-rule”"):
        settings_for("通报.txt")


def test_paths_are_relative_to_the_configuration(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(
        {
            "zhenggai.yaml": "extends: rules/ours\nwaivers: rules/w.yaml\npaths: [{glob: a/b.txt, exclude: our-rule}]\n",
            "rules/ours/pack.yaml": PACK,
            "rules/ours/our-rule.yaml": RULE,
            "rules/w.yaml": "",
            "a/b.txt": "",
        }
    )
    monkeypatch.chdir(folder / "a")
    settings = settings_for("b.txt")
    assert settings.packs == (folder / "rules" / "ours",)
    assert settings.changes["our-rule"].enabled is False
    assert settings_for("c.txt").changes == {}


def test_a_single_rule_file_can_be_extended(project: Project) -> None:
    project({"zhenggai.yaml": "extends: [rectification-notice, our-rule.yaml]\n", "our-rule.yaml": RULE})
    settings = settings_for("通报.txt")
    book = settings.rulebook(settings.packs_for("rectification-notice"))
    assert "our-rule" in {rule.id for rule in book.rules}


def test_a_pack_that_is_gone_is_an_error() -> None:
    with pytest.raises(RuleError, match="没有规则包“nope”"):
        Settings(packs=("nope",)).packs_for("rectification-notice")
