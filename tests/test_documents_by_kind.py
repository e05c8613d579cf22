"""Which documents are audited unasked, which where asked for, and what the others are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zhenggai.cli import app
from zhenggai.model import GapReport
from zhenggai.pipeline import Options, audit, audit_text, extract
from zhenggai.rulebook.loading import load_rulebook

PLAN = """\
澜川县水务局2025年工作要点

一、加快工程建设
1.加固水库。由工程科负责,20xx年10月底前完成12座。
2.提升管护水平。进一步加强河道管理,不断改善面貌。
"""


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def work_plan(tmp_path: Path) -> Path:
    path = tmp_path / "要点.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def check(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def gaps(report: GapReport) -> list[tuple[str, str]]:
    return [(result.rule, result.subject.id) for result in report.results]


def test_a_work_plan_is_refused_with_the_option_that_audits_it(work_plan: Path) -> None:
    done = check(work_plan)
    assert done.exit_code == 2
    assert re.search(r"未审核: 这份文件是“工作要点或工作计划”.*--rules work-plan\n$", done.stderr)
    assert "未发现缺口" not in done.output
    english = check(work_plan, "--lang", "en")
    assert "work plan" in english.stderr and "--rules work-plan" in english.stderr


@pytest.mark.parametrize("office", ["教育局", "培训局", "政府采购中心", "招标投标管理局"])
def test_what_an_office_is_for_says_nothing_of_its_notice(office: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    title = f"中共金河市{office}党组关于金河市委第六轮巡察集中整改进展情况的通报"
    path.write_text(f"{title}\n\n二、整改进展情况\n", encoding="utf-8")
    assert audit(path).inputs[0].kind == "rectification-notice"


def test_a_work_plan_is_audited_where_asked_for(work_plan: Path) -> None:
    report = audit(work_plan, Options(packs=("work-plan",)))
    assert [(each.status, each.kind) for each in report.inputs] == [("audited", "work-plan")]
    assert report.columns == ("measures", "owners", "deadlines", "outcomes")
    found = gaps(report)
    assert ("placeholder", "notice/anomaly-1") in found
    tasks = {rule for rule, subject in found if subject == "issue-2"}
    assert tasks == {"task-owner", "task-deadline", "task-target", "vague-task"}
    assert check(work_plan, "--rules", "work-plan").exit_code == 1


def test_the_facts_of_a_work_plan_name_no_issues(work_plan: Path) -> None:
    assert extract(work_plan).issues == ()


def test_packs_of_other_kinds_do_not_audit_it(work_plan: Path) -> None:
    done = check(work_plan, "--rules", "rectification-notice", "--rules", "minimal")
    assert done.exit_code == 2
    assert "--rules work-plan" in done.stderr


def test_a_plan_is_refused_by_the_pack_for_notices(fixtures: Path) -> None:
    plan = fixtures / "j-lindu-grain-plan" / "j-lindu-grain-plan.txt"
    done = check(plan, "--rules", "rectification-notice")
    assert done.exit_code == 2
    assert "这份文件是“整改方案”, 所选的规则包不适用" in done.stderr


@pytest.mark.parametrize(
    ("case", "pack"),
    [("b-shihe-town", "rectification-notice"), ("j-lindu-grain-plan", "rectification-plan")],
)
def test_notices_and_plans_are_audited_by_the_pack_of_their_kind(
    fixtures: Path, case: str, pack: str
) -> None:
    report = audit(fixtures / case / f"{case}.txt", Options(use_config=False))
    assert report.inputs[0].status == "audited"
    assert report.rule_packs[-1].name == pack
    assert report.summary.rules_run == sum(rule.enabled for rule in load_rulebook([pack]).rules)


def test_the_four_questions_of_a_notice(fixtures: Path) -> None:
    report = audit(fixtures / "b-shihe-town" / "b-shihe-town.txt", Options(packs=("minimal",)))
    assert report.summary.rules_run == 4
    assert report.columns == ("measures", "owners", "deadlines", "outcomes")


def test_each_document_of_a_run_has_the_packs_of_its_kind(work_plan: Path, fixtures: Path) -> None:
    notice = fixtures / "b-shihe-town" / "b-shihe-town.txt"
    packs = ("rectification-notice", "work-plan")
    alone = [
        gaps(audit(path, Options(packs=(pack,))))
        for path, pack in zip((notice, work_plan), packs, strict=True)
    ]
    both = [gaps(audit(path, Options(packs=packs))) for path in (notice, work_plan)]
    assert both == alone


def test_a_work_plan_without_a_task_fails(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_text("澜川县水务局2025年工作要点\n\n内容另行通知。\n", encoding="utf-8")
    report = audit(path, Options(packs=("work-plan",)))
    assert report.inputs[0].status == "failed"
    assert "没有找到任何任务" in (report.inputs[0].reason or "")


def test_a_text_is_taken_for_what_the_rules_are_for() -> None:
    report = audit_text(PLAN, rules=load_rulebook(["work-plan"]))
    assert report.inputs[0].kind == "work-plan"
    assert report.summary.issues == 2


def test_a_masked_year_is_found_nine_times(seeds: Path) -> None:
    path = next(seeds.glob("003_*.txt"))
    report = audit(path, Options(packs=("work-plan",), use_config=False))
    found = [result for result in report.results if result.rule == "placeholder"]
    assert len(found) == 9
    assert all("20xx" in (result.quote or "") for result in found)


def test_the_tasks_of_a_real_work_plan(seeds: Path) -> None:
    path = next(seeds.glob("001_*.txt"))
    report = audit(path, Options(packs=("work-plan",), use_config=False))
    assert report.summary.issues == 22
    complete = {row.no for row in report.matrix if row.cells["outcomes"] == "pass"}
    assert complete == {6, 7, 8, 9}  # 12 has a figure and no year
    owned = {row.no for row in report.matrix if row.cells["owners"] == "pass"}
    assert {7, 8} <= owned <= {7, 8, 16}
    assert {result.rule for result in report.results} == {
        "task-owner",
        "task-deadline",
        "task-target",
        "vague-task",
    }
