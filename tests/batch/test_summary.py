"""The figures of a run, its page and its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.batch.page import page
from zhenggai.batch.records import Counts, FactRow, GapRow, Record
from zhenggai.batch.summary import summarise
from zhenggai.batch.tables import write_tables
from zhenggai.model import Subject


def record(
    name: str, issuer: str | None, issues: int, complete: int, *rules: str, waived: bool = False
) -> Record:
    gaps = tuple(
        GapRow(
            rule=rule,
            severity="error",
            subject=Subject(type="issue", id="issue-1"),
            message="缺",
            fingerprint="f",
            waived=waived,
        )
        for rule in rules
    )
    return Record(
        id="0",
        source=name,
        status="audited",
        issuer=issuer,
        counts=Counts(issues=issues, complete_issues=complete, error=len(rules)),
        columns={"owners": {"pass": complete, "gap": issues - complete}},
        gaps=gaps,
        facts=(FactRow(fact="outcome", id="o", text="3场", line=1, start=0, end=2, value=3.0, unit="场"),),
    )


RECORDS = [
    record("a", "甲局", 10, 9, "x"),
    record("b", "乙局", 10, 0, "x", "x", "y"),
    record("c", "甲局", 10, 10),
    record("d", None, 4, 2, "z", waived=True),
    Record(id="1", source="<b>bad</b>\u202e.txt", status="failed", reason="超过时限60秒"),
    Record(id="2", source="news.txt", status="skipped"),
]


def test_bodies_and_rules_the_worst_first() -> None:
    summary = summarise(RECORDS)
    assert [(body.name, body.documents, body.issues, body.complete) for body in summary.bodies] == [
        ("乙局", 1, 10, 0),
        (None, 1, 4, 2),
        ("甲局", 2, 20, 19),
    ]
    assert [(rule.rule, rule.documents, rule.gaps) for rule in summary.rules] == [("x", 2, 3), ("y", 1, 1)]
    assert summary.states == {"audited": 4, "failed": 1, "skipped": 1}
    assert summary.total.columns == {"owners": (21, 34)}


def test_the_order_of_the_records_does_not_matter() -> None:
    one, other = summarise(RECORDS), summarise(RECORDS[::-1])
    assert (one.bodies, one.rules, one.states) == (other.bodies, other.rules, other.states)


def test_the_page_shows_them_and_nothing_in_it_acts() -> None:
    titles = {"column.owners": "责任", "rule.x": "每个问题都有责任主体"}
    text = page(summarise(RECORDS), version="1", date="2026-01-01", language="zh", titles=titles)
    assert text.index("乙局") < text.index("(未识别)") < text.index("甲局")
    assert "<td>每个问题都有责任主体 x</td>" in text and "2/4" in text
    assert "&lt;b&gt;bad&lt;/b&gt;[U+202E].txt" in text and "<b>" not in text
    assert "超过时限60秒" in text
    assert "default-src 'none'" in text and "<script" not in text
    assert "95%" in text, "19 of 20"


def test_tables_hold_every_document_gap_and_fact(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_tables(RECORDS, tmp_path)
    tables = {
        name: parquet.read_table(tmp_path / f"{name}.parquet").to_pylist()
        for name in ("documents", "gaps", "facts")
    }
    assert [row["source"] for row in tables["documents"]] == [each.source for each in RECORDS]
    assert [(row["source"], row["rule"]) for row in tables["gaps"]] == [
        ("a", "x"),
        ("b", "x"),
        ("b", "x"),
        ("b", "y"),
        ("d", "z"),
    ]
    assert {(row["fact"], row["value"], row["unit"]) for row in tables["facts"]} == {("outcome", 3.0, "场")}
    assert list(tmp_path.glob(".*")) == []


def test_a_table_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_tables(RECORDS, tmp_path)

    def breaking() -> object:
        yield RECORDS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_tables(breaking(), tmp_path)  # type: ignore[arg-type]  # a generator of records
    assert len(parquet.read_table(tmp_path / "documents.parquet")) == len(RECORDS)
    assert list(tmp_path.glob(".*")) == []
