"""What must hold on the real documents beside the project; skipped where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.model import GapReport
from zhenggai.pipeline import audit, audit_paths, extract


def _seed(seeds: Path, number: str) -> Path:
    return next(seeds.glob(f"{number}_*.txt"))


def _rules(report: GapReport) -> set[str]:
    return {result.rule for result in report.results}


def test_a_notice_from_a_web_page(seeds: Path) -> None:
    facts = extract(_seed(seeds, "000"))
    assert facts.kind == "rectification-notice"
    assert [len(issue.measures) for issue in facts.issues] == [3, 5, 6, 3, 4, 4, 3]
    assert len({issue.group for issue in facts.issues}) == 3
    assert (facts.notice.signed_date, facts.notice.published_date) == ("2023-03-31", "2023-06-20")
    kinds = {(anomaly.kind, anomaly.text) for anomaly in facts.anomalies}
    assert {("impossible_date", "2022年114日"), ("impossible_date", "20228下旬9")} <= kinds
    assert any(kind == "implausible_figure" and "3837%" in text for kind, text in kinds)
    assert facts.notice.contact.phone == "027-87135875"
    quoted = [measure.text for issue in facts.issues for measure in issue.measures]
    assert not any("打印" in text or "索引" in text or "登录" in text for text in quoted)


def test_a_notice_with_totals(seeds: Path) -> None:
    path = _seed(seeds, "004")
    facts = extract(path)
    assert (len(facts.issues), sum(len(issue.measures) for issue in facts.issues)) == (34, 110)
    notice = facts.notice
    assert (notice.inspected_from, notice.inspected_to) == ("2023-07-13", "2023-08-31")
    assert (notice.feedback_date, notice.signed_date) == ("2023-10-13", "2024-06-18")
    assert [claim.value for claim in facts.claims] == [162, 63, 27]
    assert {(a.kind, a.text) for a in facts.anomalies} >= {
        ("enumerator_gap", "四是"),
        ("mixed_numbering", "12、"),
    }
    assert len(facts.issues[5].measures) == 2
    report = audit(path)
    assert {
        "notice-measure-count-matches",
        "notice-document-count-matches",
        "notice-accountability-traceable",
        "notice-within-rectification-period",
        "measure-numbering",
    } <= _rules(report)


@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_other_documents_are_never_free_of_gaps(seeds: Path, number: str) -> None:
    report = audit_paths([str(_seed(seeds, number))])
    assert report.inputs[0].status == "skipped"
    assert report.inputs[0].kind in {"work-plan", "progress-report", "other"}
    assert report.inputs[0].reason
    assert not report.results
