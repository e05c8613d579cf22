"""``zhenggai rules list`` and ``show``: effective values, and where they come from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from zhenggai.cli import app

CONFIGURATION = """\
rules:
  issue-owner:
    severity: warning
    params:
      scope: self
exclude: [issue-status]
paths:
  - {glob: b.txt, rules: {issue-owner: {enabled: false}}}
"""
PACK = 'name: ours\nversion: "1"\ntitle: 我们的\n'
RULE = (
    "id: our-rule\ntitle: 标题\nfor: issue\nrequire: {some: owner}\nmessage: 缺少责任主体\nseverity: info\n"
)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zhenggai.yaml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "pack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "ours" / "our-rule.yaml").write_text(RULE, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["rules", *arguments])


def listed(*arguments: str) -> dict[str, Any]:
    done = run("list", "-f", "json", *arguments)
    assert done.exit_code == 0, done.stderr
    value = json.loads(done.stdout)
    assert value["schema"] == "zhenggai/rules/1"
    return {rule["id"]: rule for rule in value["rules"]}


def test_json_has_the_effective_values_and_their_origin() -> None:
    rules = listed()
    owner = rules["issue-owner"]
    assert owner["severity"] == {
        "value": "warning",
        "default": "error",
        "from": {"pack": None, "builtin": False, "file": "zhenggai.yaml", "line": 3},
    }
    scope = owner["params"]["scope"]
    assert (scope["value"], scope["default"]) == ("self", "below")
    assert (scope["from"]["file"], scope["from"]["line"]) == ("zhenggai.yaml", 5)
    assert scope["meaning"]["en"]
    kinds = owner["params"]["kinds"]
    assert kinds["value"] == kinds["default"] == ["subject", "subject-of-part", "assigned"]
    assert (kinds["from"]["pack"], kinds["from"]["builtin"]) == ("rectification-notice", True)
    written = Path(kinds["from"]["file"]).read_text(encoding="utf-8").splitlines()
    assert written[kinds["from"]["line"] - 1].strip() == "kinds:"
    status = rules["issue-status"]["enabled"]
    assert (status["value"], status["default"], status["from"]["line"]) == (False, True, 6)
    assert rules["issue-owner"]["enabled"]["value"] is True


def test_as_configured_for_a_document() -> None:
    assert listed("--for", "b.txt")["issue-owner"]["enabled"]["value"] is False
    assert listed("--for", "a.txt")["issue-owner"]["enabled"]["value"] is True


def test_another_configuration_or_none(project: Path) -> None:
    (project / "other.yaml").write_text("rules: {issue-owner: {severity: info}}\n")
    assert listed("--config", "other.yaml")["issue-owner"]["severity"]["value"] == "info"
    assert listed("--no-config")["issue-owner"]["severity"]["value"] == "error"


def test_the_table_says_what_is_changed_and_where() -> None:
    text = run("list").stdout
    assert "级别 = 警告 (zhenggai.yaml:3)" in text and "scope = self (zhenggai.yaml:5)" in text
    line = next(line for line in text.splitlines() if "issue-status" in line)
    assert "停用" in line and "状态 = 停用 (zhenggai.yaml:6)" in line
    line = next(line for line in text.splitlines() if "issue-measure " in line)
    assert "内置 rectification-notice" in line


def test_a_users_pack_names_file_and_line() -> None:
    assert list(listed("--rules", "ours", "--no-config")) == ["our-rule"]
    severity = listed("--rules", "ours", "--no-config")["our-rule"]["severity"]
    assert severity["from"] == {
        "pack": "ours",
        "builtin": False,
        "file": "ours/our-rule.yaml",
        "line": 6,
    }
    assert "ours/our-rule.yaml:6" in run("list", "--rules", "ours", "--no-config").stdout


def test_show() -> None:
    text = run("show", "issue-owner").stdout
    assert "警告 (zhenggai.yaml:3); 规则包的值: 错误" in text
    assert "scope = self (zhenggai.yaml:5); 规则包的值: below" in text
    assert "kinds = subject、subject-of-part、assigned (内置 rectification-notice)" in text
    english = run("show", "issue-owner", "--lang", "en").stdout
    assert "warning (zhenggai.yaml:3); in the pack: error" in english


def test_show_as_json_is_the_whole_rule() -> None:
    rule = json.loads(run("show", "issue-owner", "-f", "json").stdout)
    assert rule["id"] == "issue-owner" and rule["severity"]["value"] == "warning"
    assert rule["why"]["zh"] and rule["basis"][0]["norm"]
    assert {example["expect"] for example in rule["examples"]} == {"gap", "pass"}


def test_show_an_unknown_rule() -> None:
    done = run("show", "issue-ownr")
    assert done.exit_code == 2 and "是否想写“issue-owner”" in done.stderr


def test_a_broken_configuration_is_status_2(project: Path) -> None:
    (project / "zhenggai.yaml").write_text("ruls: {}\nexclude: nope\n")
    done = run("list")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "zhenggai.yaml:1:1: 未知的键“ruls” (是否想写“rules”)",
        "zhenggai.yaml:2:10: 没有规则“nope”",
    ]
