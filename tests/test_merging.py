"""Reports of single documents put together."""

from __future__ import annotations

from pathlib import Path

from tests.settings.sample import NOTICE
from zhenggai import pipeline
from zhenggai.model import GapReport
from zhenggai.options import Options

WORK_PLAN = """\
澜川县水务局2025年工作要点

一、加快工程建设
1.加固水库。由工程科负责,20xx年10月底前完成12座。
2.提升管护水平。进一步加强河道管理,不断改善面貌。
"""
PACKS = ("rectification-notice", "work-plan")


def reports(folder: Path, packs: tuple[str, ...] | None = PACKS) -> tuple[GapReport, list[GapReport]]:
    paths = []
    for name, text in (("通报.txt", NOTICE), ("要点.txt", WORK_PLAN), ("又.txt", NOTICE)):
        paths.append(folder / name)
        paths[-1].write_text(text, encoding="utf-8")
    options = Options(packs=packs)
    return pipeline.audit_paths(paths, options), [pipeline.audit(path, options) for path in paths]


def test_documents_stay_in_their_order(tmp_path: Path) -> None:
    together, single = reports(tmp_path)
    assert [Path(each.source).name for each in together.inputs] == ["通报.txt", "要点.txt", "又.txt"]
    assert together.results == tuple(result for report in single for result in report.results)
    assert together.tallies == tuple(tally for report in single for tally in report.tallies)
    assert together.documents == tuple(document for report in single for document in report.documents)


def test_counts_are_sums_and_rules_run_the_most(tmp_path: Path) -> None:
    together, single = reports(tmp_path)
    for name in ("error", "warning", "info", "issues", "measures", "complete_issues", "passed"):
        expected = sum(getattr(report.summary, name) for report in single)
        assert getattr(together.summary, name) == expected, name
    assert together.summary.issues == 6
    assert together.summary.rules_run == max(report.summary.rules_run for report in single)


def test_rules_and_packs_are_named_once_and_columns_are_those_of_all(tmp_path: Path) -> None:
    together, (notice, plan, _) = reports(tmp_path)
    ids = [rule.id for rule in together.rules]
    assert len(ids) == len(set(ids))
    assert set(ids) == {rule.id for report in (notice, plan) for rule in report.rules}
    assert [pack.name for pack in together.rule_packs] == ["rectification-notice", "work-plan"]
    assert together.columns[: len(notice.columns)] == notice.columns
    assert set(together.columns) == {*notice.columns, *plan.columns} == set(together.column_titles)
    assert all(tuple(row.cells) == together.columns for row in together.matrix)
    own = {name: verdict for name, verdict in together.matrix[0].cells.items() if name in notice.columns}
    assert own == notice.matrix[0].cells
    others = {together.matrix[0].cells[name] for name in set(plan.columns) - set(notice.columns)}
    assert others <= {"not_applicable"}


def test_what_is_not_audited_is_among_the_inputs(tmp_path: Path) -> None:
    together, _ = reports(tmp_path, None)
    assert [each.status for each in together.inputs] == ["audited", "skipped", "audited"]
    assert together.summary.issues == 4


def test_a_run_over_nothing_is_a_report_of_nothing() -> None:
    report = pipeline.audit_paths([])
    assert (report.inputs, report.results, report.summary.rules_run) == ((), (), 0)
    assert report.engine.name
