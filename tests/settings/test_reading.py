"""A configuration file: what it holds, and every mistake in one run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhenggai.errors import RuleErrors
from zhenggai.settings.reading import read_configuration
from zhenggai.settings.settings import settings_for

from .conftest import Project

YAML = """\
extends: rectification-notice
exclude: [measure-*]
rules:
  issue-owner:
    severity: warning
    params: {scope: self, kinds: [assigned]}
lexicon: {owner_suffixes: 驿站}
paths:
  - glob: "方案/**"
    include: [issue-owner]
waivers:
  - {rule: issue-owner, subject: 1, document: 通报.txt, reason: 已报备, until: 2026-12-31}
"""
TOML = """\
[project]
name = "x"

[tool.zhenggai]
extends = "rectification-notice"
exclude = ["measure-*"]
lexicon = {owner_suffixes = "驿站"}

[tool.zhenggai.rules.issue-owner]
severity = "warning"
params = {scope = "self", kinds = ["assigned"]}

[[tool.zhenggai.paths]]
glob = "方案/**"
include = ["issue-owner"]

[[tool.zhenggai.waivers]]
rule = "issue-owner"
subject = 1
document = "通报.txt"
reason = "已报备"
until = 2026-12-31
"""


@pytest.mark.parametrize(("name", "text", "line"), [("zhenggai.yaml", YAML, 5), ("pyproject.toml", TOML, 10)])
def test_both_formats_say_the_same(project: Project, name: str, text: str, line: int) -> None:
    folder = project({name: text})
    read = read_configuration(folder / name)
    assert (read.folder, read.mistakes, read.files) == (folder, (), (folder / name,))
    base, plans = read.layers
    assert [stated.value for stated in base.extends or ()] == ["rectification-notice"]
    assert [stated.value for stated in base.exclude] == ["measure-*"]
    change = base.rules["issue-owner"]
    assert change.severity and change.severity.value == "warning"
    assert (change.severity.place.source, change.severity.place.line) == (name, line)
    assert change.enabled is None
    assert {key: stated.value for key, stated in change.params.items()} == {
        "scope": "self",
        "kinds": ("assigned",),
    }
    assert base.lexicon["owner_suffixes"].value == ("驿站",)
    assert (plans.glob, [stated.value for stated in plans.include or ()]) == ("方案/**", ["issue-owner"])
    (waiver,) = read.waivers
    assert (waiver.rule, waiver.subject, waiver.until) == ("issue-owner", 1, "2026-12-31")


def test_an_empty_file_changes_nothing(project: Project) -> None:
    for text in ("", "# nothing\n", "rules:\npaths:\nwaivers:\n"):
        folder = project(zhenggai=text)
        read = read_configuration(folder / "zhenggai.yaml")
        assert read.mistakes == () and len(read.layers) == 1 and not read.layers[0].rules


def mistakes(**options: object) -> list[str]:
    with pytest.raises(RuleErrors) as caught:
        settings_for("通报.txt", **options)  # type: ignore[arg-type]  # options of settings_for
    return [str(error) for error in caught.value.errors]


def test_every_mistake_in_one_run(project: Project) -> None:
    text = """\
rules:
  issue-owner:
    severity: eror
    enabled: 是
    params: {scope: slef, scop: below}
  issue-ownr: {enabled: false}
  notice-within-rectification-period: {params: {days_since: 很多}}
  issue-status: off
exclude: [measure-*, foo-*]
include: {a: b}
lexicon:
  owner_sufixes: [某]
  traditional: [abc]
pathss: []
paths:
  - {globs: x, exclude: issue-ownner}
waivers:
  - {rule: issue-deadline, subject: 1, reason: x, until: 2026-12-31}
  - rule: issue-deadline
    subjet: 2
"""
    project(zhenggai=text)
    assert mistakes() == [
        "zhenggai.yaml:3:15: 未知的值“eror” (是否想写“error”)",
        "zhenggai.yaml:4:14: 应当是 true 或 false, 而不是文字“是”",
        "zhenggai.yaml:5:14: 参数“scope”不合用: 未知的值“slef” (是否想写“self”)",
        "zhenggai.yaml:5:27: 规则没有参数“scop” (是否想写“scope”)",
        "zhenggai.yaml:6:3: 没有规则“issue-ownr” (是否想写“issue-owner”)",
        "zhenggai.yaml:7:49: 参数“days_since”应当与默认值 180 同类",
        "zhenggai.yaml:8:17: 应当是映射(键: 值), 而不是是非值 false",
        "zhenggai.yaml:9:22: 没有规则符合“foo-*”",
        "zhenggai.yaml:10:10: 应当是列表, 而不是映射 (写成 [a, b] 或每行一个 - a)",
        "zhenggai.yaml:12:3: 没有词表“owner_sufixes” (是否想写“owner_suffixes”)",
        "zhenggai.yaml:13:3: 词表“traditional”里的“abc”不合格式 (照已有的写, 如 萬万)",
        "zhenggai.yaml:14:1: 未知的键“pathss” (是否想写“paths”)",
        'zhenggai.yaml:16:5: 缺少 glob (写明哪些文件, 如 glob: "方案/**")',
        "zhenggai.yaml:16:6: 未知的键“globs” (是否想写“glob”)",
        "zhenggai.yaml:16:25: 没有规则“issue-ownner” (是否想写“issue-owner”)",
        "zhenggai.yaml:18:5: 豁免缺少 document (写明规则、对象、文件、理由和到期日)",
        "zhenggai.yaml:19:5: 豁免缺少 subject, document, reason, until (写明规则、对象、文件、理由和到期日)",
        "zhenggai.yaml:20:5: 未知的键“subjet” (是否想写“subject”)",
    ]


def test_mistakes_in_toml_have_places_too(project: Project) -> None:
    project(
        {
            "pyproject.toml": "[tool.zhenggai]\nexclud = ['x']\n\n[tool.zhenggai.rules]\nissue-ownr = {}\n"
            "issue-owner = {params = {scope = 'slef'}}\n"
        }
    )
    assert mistakes() == [
        "pyproject.toml:2:1: 未知的键“exclud” (是否想写“exclude”)",
        "pyproject.toml:5:1: 没有规则“issue-ownr” (是否想写“issue-owner”)",
        "pyproject.toml:6:26: 参数“scope”不合用: 未知的值“slef” (是否想写“self”)",
    ]


def test_a_broken_file(project: Project) -> None:
    project(zhenggai="rules: [\n")
    assert re.fullmatch(r"zhenggai\.yaml:\d+:\d+: YAML 格式有误: .*", mistakes()[0])
    project(zhenggai="exclude: [issue-owner]\nexclude: [issue-status]\n")
    assert mistakes()[0].startswith("zhenggai.yaml:2:1: 键“exclude”重复")


def test_a_broken_pyproject(project: Project) -> None:
    project({"pyproject.toml": "[tool.zhenggai]\nexclude = [\n"})
    (mistake,) = mistakes()
    assert mistake.startswith("pyproject.toml") and "TOML 格式有误" in mistake


def test_a_pack_that_is_not_there_does_not_make_its_rules_unknown(project: Project) -> None:
    project(zhenggai="extends: [rectification-notice, ./nope]\nrules: {our-rule: {}}\nexclud: x\n")
    assert mistakes() == [
        "zhenggai.yaml:1:33: 没有规则包“./nope” (可用: minimal, progress-report, rectification-notice, rectification-plan, work-plan)",
        "zhenggai.yaml:3:1: 未知的键“exclud” (是否想写“exclude”)",
    ]


def test_an_include_of_nothing_is_no_way_to_switch_all_off(project: Project) -> None:
    project(zhenggai="include: []\n")
    assert mistakes() == ["zhenggai.yaml:1:10: include 是空的, 会停用全部规则 (写上规则编号, 或删去 include)"]


def test_a_configuration_that_is_asked_for_must_be_there(project: Project) -> None:
    project(other="exclude: x\n")
    with pytest.raises(Exception, match=r"nope\.yaml: 没有这个配置文件"):
        settings_for(None, config="nope.yaml")
    with pytest.raises(Exception, match="不能同时用"):
        settings_for(None, config="other.yaml", use_config=False)
    project({"a.toml": "[tool.x]\n"})
    assert mistakes(config="a.toml") == [
        "a.toml:1:2: 文件里没有 [tool.zhenggai] (写上 [tool.zhenggai], 或改用 zhenggai.yaml)"
    ]


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 1000 + "\n", "a: &a [x]\nb: *a\n", "x: !!python/object:os {}\n"]
)
def test_hostile_yaml_is_refused(project: Project, text: str) -> None:
    project(zhenggai=text)
    assert mistakes()


def test_a_deeply_nested_toml_is_refused(project: Project) -> None:
    project({"pyproject.toml": "[tool.zhenggai]\nexclude = " + "[" * 5000 + "]" * 5000 + "\n"})
    assert mistakes()


def test_paths_above_the_working_directory_are_named_whole(project: Project, tmp_path: Path) -> None:
    folder = project({"zhenggai.yaml": "exclud: x\n", "a/b.txt": "x"})
    with pytest.raises(RuleErrors) as caught:
        settings_for(str(folder / "a" / "b.txt"), config=str(folder / "zhenggai.yaml"))
    assert caught.value.errors[0].place == "zhenggai.yaml:1:1"
