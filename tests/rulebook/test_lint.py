"""What a rule that loads may still lack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from zhenggai.rulebook.lint import lint_pack, lint_rule
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.walk import lexicons_read

WritePack = Callable[..., Path]

PACK = (
    'name: local\nversion: "1"\ntitle: {zh: 本地, en: Local}\ncolumns: {owners: {zh: 责任主体, en: Owners}}\n'
)
RULE = """\
id: a-rule
title: {zh: 标题, en: Title}
for: issue
when: {heading: {lexicon: ours}}
require: {count: owner, at_least: $least}
params:
  least: {value: 1, meaning: {zh: 几个, en: How many}}
column: owners
message: {zh: 缺少, en: No owner}
hint: {zh: 补上, en: Add one}
why: {zh: 理由, en: Because}
basis: [{norm: 条例, verified: false}]
examples:
  - gap: 一
  - pass: 二
"""


def found(path: Path) -> list[str]:
    return [str(mistake).removeprefix(f"{path}:") for mistake in lint_rule(path)]


@pytest.fixture
def folder(write_pack: WritePack) -> Path:
    return write_pack({"a-rule.yaml": RULE, "lexicon/words.yaml": "ours: [甲]\n"}, pack=PACK)


def changed(folder: Path, old: str, new: str) -> Path:
    path = folder / "a-rule.yaml"
    assert old in RULE
    path.write_text(RULE.replace(old, new), encoding="utf-8")
    return path


def test_nothing_lacks(folder: Path) -> None:
    assert found(folder / "a-rule.yaml") == []
    assert lint_pack(folder, load_rulebook([folder]).rules, {"ours"}) == []


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("title: {zh: 标题, en: Title}", "title: 标题", "2:1: title 缺少英文 (加上 en: …)"),
        ("title: {zh: 标题, en: Title}", "title: {en: Title}", "2:1: title 缺少中文 (加上 zh: …)"),
        ("en: No owner", "en: 缺少", "9:23: message 的 en 里没有英文 (写成英文)"),
        ("zh: 补上", "zh: add", "10:12: hint 的 zh 里没有中文 (写成中文)"),
        ("why: {zh: 理由, en: Because}\n", "", "1:1: 缺少 why (写成 {zh: …, en: …})"),
        ("{value: 1, meaning: {zh: 几个, en: How many}}", "1", "7:3: 参数“least”没有说明"),
        ("meaning: {zh: 几个, en: How many}", "meaning: 几个", "7:21: meaning 缺少英文"),
        ("basis: [{norm: 条例, verified: false}]\n", "", "1:1: 缺少依据 basis"),
        ("basis: [{norm: 条例, verified: false}]", "basis: []", "1:1: 缺少依据 basis"),
        (", verified: false", "", "12:9: 依据没有写 verified"),
        ("  - gap: 一\n", "", "14:3: 缺少应报缺口的例子 (gap)"),
        ("  - pass: 二\n", "", "14:3: 缺少应通过的例子 (pass)"),
        ("examples:\n  - gap: 一\n  - pass: 二\n", "", "1:1: 缺少应报缺口的例子 (gap)"),
        ("zh: 理由", "zh: 待填写", "11:11: 还有“待填写”的地方 (写上内容)"),
    ],
)
def test_what_lacks(folder: Path, old: str, new: str, mistake: str) -> None:
    mistakes = found(changed(folder, old, new))
    assert any(each.startswith(mistake) for each in mistakes), mistakes
    assert len(mistakes) == (2 if old.startswith("examples") else 1)


def test_a_list_or_a_column_that_nothing_uses(folder: Path) -> None:
    (folder / "lexicon" / "more.yaml").write_text("# 备用\nspare: [乙]\n", encoding="utf-8")
    (folder / "pack.yaml").write_text(PACK.replace("}}\n", "}, spare: 备用}\n"), encoding="utf-8")
    mistakes = [str(each) for each in lint_pack(folder, load_rulebook([folder]).rules, {"ours"})]
    assert [each.removeprefix(str(folder)) for each in mistakes] == [
        "/pack.yaml:4:43: spare 缺少英文 (加上 en: …)",
        "/pack.yaml:4:43: 没有规则归入“spare”一栏 (删去它, 或给规则写 column)",
        "/lexicon/more.yaml:2:1: 没有规则用到词表“spare” (删去它, 或在规则里写 lexicon)",
    ]


def test_lists_that_a_rule_reads(folder: Path) -> None:
    (rule,) = load_rulebook([folder]).rules
    assert lexicons_read(rule) == {"ours"}
    changed(folder, "lexicon: ours", "matches: 甲")
    assert lexicons_read(load_rulebook([folder]).rules[0]) == set()
    changed(folder, "when: {heading", "unless: {any: [{stated: true}, {not: {some: measure, where: {text")
    text = (folder / "a-rule.yaml").read_text(encoding="utf-8").replace("ours}}", "ours}}}}]}")
    (folder / "a-rule.yaml").write_text(text, encoding="utf-8")
    assert lexicons_read(load_rulebook([folder]).rules[0]) == {"ours"}
