"""A wrong parameter of a configuration is told where the configuration stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from zhenggai.errors import RuleErrors
from zhenggai.rulebook.loading import RuleOverride, load_rulebook
from zhenggai.rulebook.syntax import Place

WritePack = Callable[..., Path]
RULE = """\
id: a-rule
title: 标题
for: issue
require: {some: owner, in: $scope, where: {kind: $kinds}}
message: 缺少责任主体
params: {scope: below, kinds: [subject]}
"""
PLACES = {"scope": Place("zhenggai.yaml", 4, 7), "kinds": Place("zhenggai.yaml", 5, 7)}


def mistakes(folder: Path, text: str, **params: object) -> list[str]:
    (folder / "a-rule.yaml").write_text(text, encoding="utf-8")
    override = RuleOverride(params=params, place=Place("zhenggai.yaml", 2, 3), places=PLACES)
    with pytest.raises(RuleErrors) as caught:
        load_rulebook([folder], overrides={"a-rule": override})
    return [str(error).removeprefix(f"{folder}/") for error in caught.value.errors]


def test_each_at_its_parameter(write_pack: WritePack) -> None:
    assert mistakes(write_pack({}), RULE, scope="slef", kinds=("subject", "nobody")) == [
        "zhenggai.yaml:4:7: 参数“scope”不合用: 未知的值“slef” (是否想写“self”)",
        "zhenggai.yaml:5:7: 参数“kinds”不合用: 未知的值“nobody” (可用: subject, subject-of-part, assigned, supporting, directed, partner)",
    ]


def test_mistakes_of_the_rule_itself_stay_its_own(write_pack: WritePack) -> None:
    assert mistakes(write_pack({}), RULE + "colum: owners\n", scope="slef") == [
        "zhenggai.yaml:4:7: 参数“scope”不合用: 未知的值“slef” (是否想写“self”)",
        "a-rule.yaml:7:1: 未知的键“colum” (是否想写“column”)",
    ]


def test_names_and_types(write_pack: WritePack) -> None:
    assert mistakes(write_pack({}), RULE, scop="self", kinds=3) == [
        "zhenggai.yaml:2:3: 规则没有参数“scop” (是否想写“scope”)",
        "zhenggai.yaml:5:7: 参数“kinds”应当与默认值 subject 同类",
    ]


def test_a_rule_that_no_pack_has(write_pack: WritePack) -> None:
    folder = write_pack({"a-rule.yaml": RULE})
    override = {"b-rule": RuleOverride(enabled=False)}
    assert len(load_rulebook([folder], overrides=override, absent_ok=True).rules) == 1
    with pytest.raises(RuleErrors, match="没有规则“b-rule”"):
        load_rulebook([folder], overrides=override)
