"""Packs make a book: composition, overrides, every mistake in one run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from zhenggai.errors import RuleErrors
from zhenggai.rulebook.loading import RuleOverride, load_rulebook
from zhenggai.rulebook.syntax import Place, Quantified, RuleBook
from zhenggai.rulebook.syntax import Test as PropertyTest

WritePack = Callable[..., Path]


BASE = 'name: base\nversion: "1"\ntitle: 基础\n'


def rule(name: str, more: str = "") -> str:
    return f"id: {name}\ntitle: 标题\nfor: issue\nrequire: {{some: owner}}\nmessage: 缺少责任主体\n{more}"


def mistakes(*packs: Path, **options: object) -> list[str]:
    with pytest.raises(RuleErrors) as caught:
        load_rulebook(packs, **options)  # type: ignore[arg-type]  # options of load_rulebook
    folder = os.path.commonpath([pack.parent for pack in packs])
    return [str(error).removeprefix(folder + os.sep) for error in caught.value.errors]


def ids(book: RuleBook) -> list[str]:
    return [rule.id for rule in book.rules]


def test_one_pack(write_pack: WritePack) -> None:
    folder = write_pack({"b-rule.yaml": rule("b-rule", "column: owners\n"), "a-rule.yaml": rule("a-rule")})
    book = load_rulebook([folder])
    assert ids(book) == ["a-rule", "b-rule"]
    assert [(pack.name, pack.version, pack.title["en"]) for pack in book.packs] == [("local", "1", "本地")]
    assert book.packs[0].columns == (("owners", {"zh": "责任主体", "en": "责任主体"}),)
    first = book.rules[0]
    assert (first.pack, first.severity, first.enabled, first.fold) == ("local", "warning", True, False)
    assert first.place == Place(str(folder / "a-rule.yaml"), 1, 1)


def test_whole_rule(write_pack: WritePack) -> None:
    text = """\
id: money
title: {zh: 钱款, en: Money}
for: issue
when: {heading: {contains: $words}}
unless: {status: long_term}
require: {count: measure, at_least: $least}
params:
  words: [资金, 经费]
  least: {value: 2, meaning: {zh: 几条, en: How many}}
severity: error
message: "问题{no}至少要{$least}条, 现有{count.measure}条, 涉及{$words}"
basis: [{norm: 条例, article: 第一条, verified: true}]
examples:
  - gap: |
      1.关于资金管理的问题
    note: 注
"""
    (found,) = load_rulebook([write_pack({"money.yaml": text})]).rules
    assert found.require == Quantified(
        quantifier="count", kind="measure", scope="below", operator="at_least", operand=2
    )
    assert found.when == PropertyTest(property="heading", operator="contains", operand=("资金", "经费"))
    assert found.message["en"] == "问题{no}至少要2条, 现有{count.measure}条, 涉及资金、经费"
    assert found.params == {"words": ("资金", "经费"), "least": 2}
    assert found.meanings == {"least": {"zh": "几条", "en": "How many"}}
    assert [(b.norm, b.article, b.verified) for b in found.basis] == [("条例", "第一条", True)]
    (example,) = found.examples
    assert (example.expect, example.text, example.note) == ("gap", "1.关于资金管理的问题\n", "注")
    assert (example.place.line, example.place.column) == (14, 5)


def test_every_mistake_of_every_file_in_one_run(write_pack: WritePack) -> None:
    folder = write_pack(
        {
            "a-rule.yaml": rule("a-rule", "colum: owners\ncolumn: ownrs\nfold: 是\n"),
            "b-rule.yaml": rule("c-rule", "severity: eror\nbasis: [{norms: x}]\nexamples: [{gab: x}]\n"),
            "d-rule.yaml": "id: d-rule\ntitle: x\nfor: isue\n",
            "e-rule.yaml": "id: e-rule\n  title: x\n",
            "f-rule.yaml": "",
            "g-rule.yaml": rule("g-rule", "params: {unused: 1}\nhint: 见{labl}和{$x}\n"),
            "h-rule.yml": "",
            "lexicon/words.yaml": "study: 学习\nact: [1]\n",
        },
        pack="name: local\nversion: 1\ntitle: 本地\nkind: [other]\ncolumns: {owners: 责任主体}\n",
    )
    assert mistakes(folder) == [
        "local/pack.yaml:4:1: 未知的键“kind” (是否想写“kinds”)",
        f"{folder.parent}/local/h-rule.yml: 规则文件要以 .yaml 结尾 (把文件改名)".removeprefix(
            f"{folder.parent}/"
        ),
        "local/pack.yaml:2:10: 应当是文字, 而不是数 1 (数字、true、no 等要作文字时请加引号)",
        "local/lexicon/words.yaml:1:8: 应当是列表, 而不是文字“学习” (写成 [a, b] 或每行一个 - a)",
        "local/lexicon/words.yaml:2:7: 应当是文字, 而不是数 1 (数字、true、no 等要作文字时请加引号)",
        "local/a-rule.yaml:6:1: 未知的键“colum” (是否想写“column”)",
        "local/a-rule.yaml:7:9: 未知的值“ownrs” (是否想写“owners”)",
        "local/a-rule.yaml:8:7: 应当是 true 或 false, 而不是文字“是”",
        "local/b-rule.yaml:1:5: id“c-rule”与文件名“b-rule”不同 (改成 id: b-rule, 或把文件改名为 c-rule.yaml)",
        "local/b-rule.yaml:6:11: 未知的值“eror” (是否想写“error”)",
        "local/b-rule.yaml:7:9: 应当是文字, 而不是空值 (数字、true、no 等要作文字时请加引号)",
        "local/b-rule.yaml:7:10: 未知的键“norms” (是否想写“norm”)",
        "local/b-rule.yaml:8:12: 一个例子要有且只有一个 gap 或 pass",
        "local/b-rule.yaml:8:13: 未知的键“gab” (是否想写“gap”)",
        "local/d-rule.yaml:1:1: 缺少 require, message",
        "local/d-rule.yaml:3:6: 未知的值“isue” (是否想写“issue”)",
        "local/e-rule.yaml:2:8: YAML 格式有误: mapping values are not allowed in this context"
        " (文字里含有冒号时请加引号, 并检查缩进)",
        "local/f-rule.yaml:1:1: 文件是空的 (写上 id, title, for, require, message)",
        "local/g-rule.yaml:6:10: 参数“unused”没有用到 (在条件里写 $unused, 或删去它)",
        "local/g-rule.yaml:7:7: 未知的字段“{labl}” (是否想写“label”)",
        "local/g-rule.yaml:7:7: 未知的参数“$x” (可用: unused)",
    ]


def test_comma_in_a_flow_text(write_pack: WritePack) -> None:
    text = rule("a-rule", "hint: {zh: 写明单位, 写明人}\n")
    (mistake,) = mistakes(write_pack({"a-rule.yaml": text}))
    assert mistake == "local/a-rule.yaml:6:18: 未知的键“写明人” (含逗号的文字请加引号)"


def test_extended_pack(write_pack: WritePack) -> None:
    write_pack(
        {f"{name}.yaml": rule(name) for name in ("a-rule", "b-rule", "c-rule")}, name="base", pack=BASE
    )
    folder = write_pack(
        {"d-rule.yaml": rule("d-rule"), "b-rule.yaml": rule("b-rule", "severity: error\n")},
        pack='name: own\nversion: "1"\ntitle: 本地\nextends: [../base]\nexclude: [b-rule]\n',
    )
    book = load_rulebook([folder])
    assert ids(book) == ["a-rule", "c-rule", "b-rule", "d-rule"]
    assert [rule.pack for rule in book.rules] == ["base", "base", "own", "own"]
    assert [pack.name for pack in book.packs] == ["base", "own"]


def test_kinds_are_those_of_the_packs_asked_for(write_pack: WritePack) -> None:
    kinds = BASE + "kinds: [rectification-notice, other]\n"
    base = write_pack({"a-rule.yaml": rule("a-rule")}, name="base", pack=kinds)
    heir = 'name: heir\nversion: "1"\ntitle: 本地\nextends: [../base]\n'
    inheriting = write_pack({}, name="heir", pack=heir)
    own = write_pack({}, name="own", pack=heir.replace("heir", "own") + "kinds: [work-plan]\n")
    assert load_rulebook([base]).kinds == ("rectification-notice", "other")
    assert load_rulebook([inheriting]).kinds == ("rectification-notice", "other")
    assert load_rulebook([own]).kinds == ("work-plan",)
    assert load_rulebook([own, base]).kinds == ("work-plan", "rectification-notice", "other")
    assert load_rulebook([base / "a-rule.yaml"]).kinds == ()


def test_columns_that_no_rule_fills_are_left_out(write_pack: WritePack) -> None:
    base = BASE + "columns: {owners: 责任, deadlines: 时限}\n"
    write_pack(
        {
            "a-rule.yaml": rule("a-rule", "column: owners\n"),
            "b-rule.yaml": rule("b-rule", "column: deadlines\n"),
        },
        name="base",
        pack=base,
    )
    heir = 'name: heir\nversion: "1"\ntitle: 本地\nextends: [../base]\ninclude: [b-rule]\n'
    folder = write_pack({}, name="heir", pack=heir)
    assert [[name for name, _ in pack.columns] for pack in load_rulebook([folder]).packs] == [
        ["deadlines"],
        [],
    ]
    off = load_rulebook([folder], overrides={"b-rule": RuleOverride(enabled=False)})
    assert [pack.columns for pack in off.packs] == [(), ()]


def test_included_rules_only(write_pack: WritePack) -> None:
    write_pack({f"{name}.yaml": rule(name) for name in ("a-rule", "b-rule")}, name="base")
    pack = 'name: own\nversion: "1"\ntitle: 本地\nextends: [../base]\ninclude: [b-rule]\n'
    assert ids(load_rulebook([write_pack({}, pack=pack)])) == ["b-rule"]


def test_one_id_from_two_packs(write_pack: WritePack) -> None:
    first = write_pack({"a-rule.yaml": rule("a-rule")}, name="one")
    second = write_pack({"a-rule.yaml": rule("a-rule")}, name="two")
    (mistake,) = mistakes(first, second)
    assert mistake.startswith("two/a-rule.yaml:1:1: 规则 id“a-rule”重复, 已见于 ")
    assert ids(load_rulebook([first, first])) == ["a-rule"]


def test_packs_that_cannot_be_opened(write_pack: WritePack) -> None:
    loop = write_pack(
        {}, pack='name: loop\nversion: "1"\ntitle: x\nextends: [../local, nothing]\ninclude: [x]\n'
    )
    empty = loop.parent / "empty"
    empty.mkdir()
    found = mistakes(loop, empty, loop.parent / "rectification-notic")
    assert [part in line for part, line in zip(("绕回自身", "没有规则包“nothing”"), found, strict=False)]
    assert any("缺少 pack.yaml" in line for line in found)
    assert any("include" not in line and "没有规则“x”" in line for line in found)


def test_unknown_builtin_pack_proposes_the_nearest() -> None:
    with pytest.raises(RuleErrors, match="是否想写“rectification-notice”"):
        load_rulebook(["rectification-notise"])


def test_single_rule_file(write_pack: WritePack) -> None:
    folder = write_pack({"a-rule.yaml": rule("a-rule", "column: anything\n")})
    assert ids(load_rulebook([folder / "a-rule.yaml"])) == ["a-rule"]


def test_overrides(write_pack: WritePack) -> None:
    text = rule("a-rule", "params: {least: 2}\n").replace("{some: owner}", "{count: owner, at_least: $least}")
    folder = write_pack({"a-rule.yaml": text})
    change = RuleOverride(enabled=False, severity="info", params={"least": 5})
    (changed,) = load_rulebook([folder], overrides={"a-rule": change}).rules
    assert (changed.enabled, changed.severity, changed.params) == (False, "info", {"least": 5})
    assert isinstance(changed.require, Quantified)
    assert changed.require.operand == 5
    (unchanged,) = load_rulebook([folder]).rules
    assert unchanged.params == {"least": 2}


def test_wrong_overrides_are_told_where_they_stand(write_pack: WritePack) -> None:
    folder = write_pack(
        {
            "a-rule.yaml": rule("a-rule").replace("some: owner", "count: owner, at_least: $least")
            + "params: {least: 2}\n"
        }
    )
    place = Place("zhenggai.yaml", 3, 5)
    found = mistakes(
        folder,
        overrides={
            "a-rule": RuleOverride(params={"leest": 3, "least": "x"}, place=place),
            "a-rul": RuleOverride(place=place),
        },
    )
    assert found == [
        "zhenggai.yaml:3:5: 规则没有参数“leest” (是否想写“least”)",
        "zhenggai.yaml:3:5: 参数“least”应当与默认值 2 同类",
        "zhenggai.yaml:3:5: 没有规则“a-rul” (是否想写“a-rule”)",
    ]


def test_lexicons(write_pack: WritePack) -> None:
    text = rule("a-rule").replace("{some: owner}", "{text: {lexicon: [money, local]}}")
    folder = write_pack({"a-rule.yaml": text, "lexicon/words.yaml": "money: [资金, 经费]\n"})
    (mistake,) = mistakes(folder)
    assert "未知的值“local”" in mistake
    book = load_rulebook([folder], extra_lexicons={"local": ["甲"], "money": ["补贴", "资金"]})
    assert (book.lexicons["local"], book.lexicons["money"]) == (("甲",), ("资金", "经费", "补贴"))


def test_book_is_kept_until_a_file_changes(write_pack: WritePack) -> None:
    folder = write_pack({"a-rule.yaml": rule("a-rule")})
    first = load_rulebook([folder])
    assert load_rulebook([folder]) is first
    assert load_rulebook([folder], extra_lexicons={"x": ["甲"]}) is not first
    (folder / "b-rule.yaml").write_text(rule("b-rule"), encoding="utf-8")
    assert ids(load_rulebook([folder])) == ["a-rule", "b-rule"]
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "words.yaml").write_text("local: [甲]\n", encoding="utf-8")
    assert load_rulebook([folder]).lexicons["local"] == ("甲",)


def test_a_file_full_of_mistakes_is_given_up_soon(write_pack: WritePack) -> None:
    keys = "\n".join(f"key{number}: 1" for number in range(20_000))
    twice = "a: 1\n" * 20_000
    folder = write_pack({"a-rule.yaml": keys, "b-rule.yaml": twice, "lexicon/words.yaml": keys}, pack=keys)
    assert len(mistakes(folder)) == 50
    (folder / "pack.yaml").write_text('name: local\nversion: "1"\ntitle: 本地\n', encoding="utf-8")
    assert len(mistakes(folder)) == 150
