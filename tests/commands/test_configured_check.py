"""``zhenggai check`` and ``facts`` under a configuration, with waivers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.settings.sample import NOTICE
from typer.testing import CliRunner, Result

from zhenggai.cli import app

WAIVER = "waivers:\n  - {{rule: issue-owner, subject: {0}, document: 通报.txt, reason: 已报备, until: {1}}}\n"
ALONE = "include: [issue-owner]\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "通报.txt").write_text(NOTICE, encoding="utf-8")
    return tmp_path


def configured(project: Path, text: str) -> None:
    (project / "zhenggai.yaml").write_text(text, encoding="utf-8")


def check(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", "通报.txt", *arguments])


def report(*arguments: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(check("-f", "json", *arguments).stdout)
    return value


def test_fail_on_follows_the_configured_severity(project: Path) -> None:
    configured(project, ALONE)
    assert check().exit_code == 1
    configured(project, ALONE + "rules: {issue-owner: {severity: warning}}\n")
    assert check().exit_code == 0
    assert check("--fail-on", "warning").exit_code == 1
    assert check("--no-config").exit_code == 1


def test_all_rules_off_is_no_pass(project: Path) -> None:
    configured(project, 'exclude: ["*"]\n')
    done = check()
    assert done.exit_code == 2 and "没有规则运行" in done.stderr


def test_a_waived_gap_does_not_fail_the_run(project: Path) -> None:
    configured(project, ALONE + WAIVER.format(1, "2026-06-30"))
    done = check("--on", "2026-06-30")
    assert done.exit_code == 0
    assert "豁免1处" in done.stdout
    assert check("--on", "2026-07-01").exit_code == 1
    assert check("--on", "2026-06-30", "--no-waivers").exit_code == 1
    assert report("--on", "2026-06-30")["summary"]["waived"] == 1


def test_a_waived_gap_is_shown_with_its_reason(project: Path) -> None:
    configured(project, ALONE + WAIVER.format(1, "2026-06-30"))
    arguments = ("--on", "2026-06-30", "--per-item")
    assert "豁免 已报备 (至2026-06-30)" in check(*arguments).stdout
    assert "Waiver already" not in check(*arguments, "--lang", "en").stdout
    assert "(until 2026-06-30)" in check(*arguments, "--lang", "en").stdout
    assert "豁免: 已报备" in check(*arguments, "-f", "markdown").stdout
    assert "已报备" in check(*arguments, "-f", "csv").stdout
    assert "::notice " in check(*arguments, "-f", "github").stdout
    assert "<failure" not in check(*arguments, "-f", "junit").stdout
    assert json.loads(check(*arguments, "-f", "gitlab").stdout)[0]["severity"] == "info"
    sarif = json.loads(check(*arguments, "-f", "sarif").stdout)
    assert sarif["runs"][0]["results"][0]["suppressions"][0]["justification"] == "已报备"


@pytest.mark.parametrize(
    ("subject", "until", "message"),
    [
        (1, "2026-01-01", "豁免已于2026-01-01到期"),
        (1, "2026-02-30", "到期日“2026-02-30”不是日期"),
        (7, "2026-12-31", "豁免没有对应的缺口"),
    ],
)
def test_a_waiver_that_hides_nothing_has_a_line(
    project: Path, subject: int, until: str, message: str
) -> None:
    configured(project, ALONE + WAIVER.format(subject, until))
    for output in (check("--on", "2026-06-30").stdout, check("--on", "2026-06-30", "-q").stderr):
        assert "zhenggai.yaml:3: 规则 issue-owner" in output and message in output
    done = check("--on", "2026-06-30")
    assert done.exit_code == 1 and done.stderr == ""
    assert message in report("--on", "2026-06-30")["waivers"][0]["message"]


def test_a_malformed_waiver_is_status_2(project: Path) -> None:
    configured(project, "waivers: [{rule: issue-owner}]\n")
    done = check()
    assert done.exit_code == 2 and "豁免缺少 subject" in done.stderr and done.stdout == ""


@pytest.mark.parametrize("day", ["2026-13-01", "明天", "2026/01/01"])
def test_a_day_that_is_none(day: str) -> None:
    done = check("--on", day)
    assert done.exit_code == 2 and "不是日期" in done.stderr


def test_the_report_is_dated_by_the_day_of_judgement() -> None:
    assert report("--on", "2026-06-30")["date"] == "2026-06-30"


def test_facts_take_words_from_the_configuration(project: Path) -> None:
    def deadlines(*arguments: str) -> str:
        return CliRunner().invoke(app, ["facts", "通报.txt", "-f", "json", *arguments]).stdout

    configured(project, "lexicon: {deadline_immediate: [火速办妥]}\n")
    assert '"immediate"' in deadlines()
    assert '"immediate"' not in deadlines("--no-config")
    configured(project, "lexicon: {deadline_imediate: [火速办妥]}\n")
    done = CliRunner().invoke(app, ["facts", "通报.txt", "通报.txt"])
    assert done.exit_code == 2 and done.stderr.count("没有词表") == 1


def test_standard_input_is_configured_by_its_name(project: Path) -> None:
    configured(project, "paths: [{glob: 草稿/*, include: [issue-status]}]\n" + ALONE)

    def rules_run(*arguments: str) -> set[str]:
        arguments = ("check", "-", "-f", "json", *arguments)
        done = CliRunner().invoke(app, arguments, input=NOTICE.encode())
        return {rule["id"] for rule in json.loads(done.stdout)["rules"]}

    assert rules_run() == {"issue-owner"}
    assert rules_run("--stdin-filename", "草稿/一.txt") == {"issue-status"}
