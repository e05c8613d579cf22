"""``zhenggai rules new``, ``test`` and ``lint``: from a template to a rule that holds."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
from tests.settings.sample import NOTICE
from typer.testing import CliRunner, Result

from zhenggai.cli import app
from zhenggai.rulebook.json_schema import rule_schema
from zhenggai.rulebook.packs import builtin_packs
from zhenggai.rulebook.yaml_positions import read_yaml

PACK = 'name: ours\nversion: "1"\ntitle: {zh: 我们的, en: Ours}\n'
RULE = """\
id: our-rule
title: {zh: 标题, en: Title}
for: issue
require: {some: owner}
message: {zh: "问题{no}没有责任主体", en: "Issue {no} has no owner"}
"""
GAP = "  - gap: |\n      二、整改进展情况\n      1.关于甲的问题\n      整改情况:一是修订制度。\n"
PASS = GAP.replace("gap", "pass").replace("一是", "一是由办公室负责")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["rules", *arguments])


def pack(folder: Path, examples: str, **files: str) -> None:
    (folder / "ours").mkdir(exist_ok=True)
    (folder / "ours" / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "ours" / "our-rule.yaml").write_text(RULE + examples, encoding="utf-8")
    for name, text in files.items():
        (folder / "ours" / f"{name}.yaml").write_text(text, encoding="utf-8")


# ------------------------------------------------------------------ new


def test_a_template_loads_and_passes_its_examples_but_asks_to_be_filled_in(folder: Path) -> None:
    done = run("new", "money-amount", "--pack", "ours")
    assert done.exit_code == 0 and "ours/money-amount.yaml" in done.stdout
    assert run("test", "ours").exit_code == 0
    lint = run("lint", "ours")
    assert lint.exit_code == 1
    assert all("还有“待填写”" in line for line in lint.stdout.splitlines()[:-1])
    data = read_yaml(folder / "ours" / "money-amount.yaml").data
    jsonschema.validate(data, rule_schema())


def test_once_edited_it_passes_lint_and_test(folder: Path) -> None:
    run("new", "money-amount", "--pack", "ours")
    for path in (folder / "ours").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(" (待填写)", "").replace("待填写", "写好的"), encoding="utf-8")
    lint = run("lint", "ours")
    assert lint.exit_code == 0, lint.stdout
    assert run("test", "ours", "money-amount.yaml").exit_code == 2
    assert run("test", "ours/money-amount.yaml").exit_code == 0


def test_its_comments_explain_every_key(folder: Path) -> None:
    run("new", "money-amount", "--pack", "ours")
    text = (folder / "ours" / "money-amount.yaml").read_text(encoding="utf-8")
    assert text.count("#") > 15
    for word in ("zhenggai rules lint", "zhenggai rules test", "--against", "zhenggai schema rules"):
        assert word in text


def test_nothing_is_overwritten(folder: Path) -> None:
    pack(folder, "")
    before = (folder / "ours" / "pack.yaml").read_bytes()
    assert run("new", "our-rule", "--pack", "ours").exit_code == 2
    assert run("new", "other-rule", "--pack", "ours").exit_code == 0
    assert (folder / "ours" / "pack.yaml").read_bytes() == before
    assert (folder / "ours" / "our-rule.yaml").read_text(encoding="utf-8") == RULE


@pytest.mark.parametrize("name", ["Our", "a_b", "../x", "1a", "a--b", "规则", ""])
def test_an_id_that_is_none(folder: Path, name: str) -> None:
    assert run("new", name, "--pack", "ours").exit_code == 2
    assert not (folder / "ours").exists()


def test_a_folder_that_cannot_be_made(folder: Path) -> None:
    (folder / "ours").write_text("")
    done = run("new", "a-rule", "--pack", "ours/deep")
    assert done.exit_code == 2 and "Traceback" not in done.stderr


# ------------------------------------------------------------------ test


def test_coverage_of_a_rule(folder: Path) -> None:
    pack(folder, "examples:\n" + GAP + PASS + PASS)
    done = run("test", "ours")
    assert done.exit_code == 0
    assert re.search(r"our-rule +1/1 +2/2 +✓", done.stdout)
    assert "规则1条, 例子3个, 未通过0条" in done.stdout


def test_an_example_that_does_not_fire(folder: Path) -> None:
    pack(folder, "examples:\n" + GAP + PASS.replace("pass", "gap"))
    done = run("test", "ours")
    assert done.exit_code == 1
    assert re.search(r"our-rule +1/2 +0/0 +✗", done.stdout)
    assert "ours/our-rule.yaml:11: 规则 our-rule 应报缺口而没有报" in done.stdout


def test_an_example_that_fires_and_must_not(folder: Path) -> None:
    pack(folder, "examples:\n" + GAP + GAP.replace("gap", "pass"))
    done = run("test", "ours")
    assert done.exit_code == 1
    assert "ours/our-rule.yaml:11: 规则 our-rule 不应报而报了: 问题1没有责任主体" in done.stdout


@pytest.mark.parametrize("examples", ["", "examples:\n" + PASS])
def test_a_rule_that_no_example_fires_fails(folder: Path, examples: str) -> None:
    pack(folder, examples)
    done = run("test", "ours")
    assert done.exit_code == 1
    assert "ours/our-rule.yaml:1: 规则 our-rule 没有应报缺口的例子" in done.stdout


def test_a_rule_that_is_off_is_tried(folder: Path) -> None:
    pack(folder, "enabled: false\nexamples:\n" + GAP + PASS)
    assert run("test", "ours").exit_code == 0


def test_one_file_of_a_pack_has_its_packs_surroundings(folder: Path) -> None:
    pack(
        folder,
        "column: owners\nexamples:\n" + GAP + PASS,
        **{"broken-rule": RULE.replace("our-rule", "broken-rule")},
    )
    (folder / "ours" / "pack.yaml").write_text(
        PACK + "columns: {owners: 责任}\nkinds: [rectification-plan]\n", encoding="utf-8"
    )
    done = run("test", "ours/our-rule.yaml")
    assert done.exit_code == 0 and "broken-rule" not in done.stdout
    assert run("test", "ours").exit_code == 1


def test_configuration_does_not_change_what_examples_say(folder: Path) -> None:
    pack(folder, "examples:\n" + GAP + PASS)
    (folder / "zhenggai.yaml").write_text("extends: [ours]\nexclude: [our-rule]\n")
    done = run("test")
    assert done.exit_code == 0 and "our-rule" in done.stdout


def test_a_broken_rule_is_status_2(folder: Path) -> None:
    pack(folder, "colum: x\n")
    for command in ("test", "lint"):
        done = run(command, "ours")
        assert done.exit_code == 2 and "ours/our-rule.yaml:6:1: 未知的键“colum”" in done.stderr


def test_a_pack_without_rules_is_no_success(folder: Path) -> None:
    (folder / "ours").mkdir()
    (folder / "ours" / "pack.yaml").write_text(PACK, encoding="utf-8")
    assert run("test", "ours").exit_code == 2


def test_against_real_notices(folder: Path) -> None:
    pack(folder, "enabled: false\nexamples:\n" + GAP + PASS)
    (folder / "通报.txt").write_text(NOTICE, encoding="utf-8")
    done = run("test", "ours", "--against", "通报.txt")
    assert done.exit_code == 0
    assert re.search(r"our-rule +1 +1 +0 +0", done.stdout)
    assert "our-rule: 问题1没有责任主体 (第9行)" in done.stdout
    both = run("test", "ours", "--against", "没有.txt", "--against", "通报.txt")
    assert both.exit_code == 2 and "没有.txt" in both.stderr and "问题1没有责任主体" in both.stdout


def test_against_several_notices_in_a_row(folder: Path) -> None:
    pack(folder, "")
    for name in ("一.txt", "二.txt"):
        (folder / name).write_text(NOTICE, encoding="utf-8")
    done = run("test", "ours", "--against", "一.txt", "二.txt")
    assert done.exit_code == 0 and done.stdout.count("问题1没有责任主体") == 2


def test_against_a_document_of_another_kind(folder: Path) -> None:
    pack(folder, "")
    (folder / "讲话.txt").write_text("在会议上的讲话\n\n同志们:\n今天的会议很重要。\n", encoding="utf-8")
    done = run("test", "ours", "--against", "讲话.txt")
    assert done.exit_code == 0
    assert re.search(r"our-rule +0 +0 +0 +0", done.stdout)


# ------------------------------------------------------------------ lint


def test_lint_says_what_a_rule_lacks(folder: Path) -> None:
    pack(folder, "examples:\n" + GAP)
    done = run("lint", "ours/our-rule.yaml")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "ours/our-rule.yaml:1:1: 缺少 hint (写成 {zh: …, en: …})",
        "ours/our-rule.yaml:1:1: 缺少 why (写成 {zh: …, en: …})",
        "ours/our-rule.yaml:1:1: 缺少依据 basis (写明规范和条款: [{norm: …, article: …, verified: false}])",
        "ours/our-rule.yaml:7:3: 缺少应通过的例子 (pass) (加上 - pass: |)",
        "共4处",
    ]


def test_two_files_of_one_id(folder: Path) -> None:
    pack(folder, "", **{"other-rule": RULE})
    done = run("lint", "ours")
    assert done.exit_code == 2 and "id“our-rule”与文件名“other-rule”不同" in done.stderr


@pytest.mark.parametrize("name", builtin_packs())
def test_the_built_in_packs_lack_nothing(name: str) -> None:
    done = run("lint", name)
    assert done.exit_code == 0, done.stdout
