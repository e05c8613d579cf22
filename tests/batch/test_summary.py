"""The figures of a run, its page and its tables."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from zhenggai.batch.page import page
from zhenggai.batch.records import Counts, FactRow, GapRow, Record
from zhenggai.batch.summary import MOST_WORST, Counting, Summary
from zhenggai.batch.tables import write_tables
from zhenggai.model import Subject


def summarise(records: Iterable[Record]) -> Summary:
    counting = Counting()
    for each in records:
        assert counting.add(each) is each
    return counting.summary()


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
        id=f"{ord(name[0]):x}",
        source=f"/in/{name}",
        revision="0",
        status="audited",
        issuer=issuer,
        counts=Counts(issues=issues, complete_issues=complete, error=len(rules)),
        columns={"owners": {"pass": complete, "gap": issues - complete}},
        gaps=gaps,
        facts=(
            FactRow(fact="issue", id="issue-1", text="问题", line=1, start=0, end=2, kind="completed"),
            FactRow(
                fact="outcome",
                id="issue-1/measure-2/outcome-1",
                text="3场",
                line=1,
                start=0,
                end=2,
                value=3.0,
                unit="场",
            ),
            FactRow(
                fact="deadline", id="issue-1/deadline-1", text="2月", line=1, start=0, end=2, to_day="2024-02"
            ),
        ),
    )


RECORDS = [
    record("a", "甲局", 10, 9, "x"),
    record("b", "乙局", 10, 0, "x", "x", "y"),
    record("c", "甲局", 10, 10),
    record("d", None, 4, 2, "z", waived=True),
    Record(id="1", source="/in/<b>bad</b>\u202e.txt", revision="0", status="failed", reason="超过时限60秒"),
    Record(id="2", source="/in/x/news.txt", revision="0", status="skipped", reason="其他文稿"),
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
    assert (summary.total.done, summary.total.states) == (4, {"completed": 4})
    assert summary.folder == "/in"
    assert summary.skipped == [("/in/x/news.txt", "其他文稿")] and summary.reasons == {"其他文稿": 1}
    assert [body.name for body in summary.folders] == [""]
    assert [(worst.source, worst.errors) for worst in summary.worst] == [
        ("/in/b", 3),
        ("/in/a", 1),
        ("/in/d", 1),
    ]


def test_among_bodies_without_a_complete_issue_the_emptier_one_is_worse() -> None:
    half = msgspec.structs.replace(record("a", "甲局", 10, 0, "x"), columns={"owners": {"pass": 5, "gap": 5}})
    small = record("b", "乙局", 2, 0, "x")
    assert [body.name for body in summarise([half, small]).bodies] == ["乙局", "甲局"]


def test_of_very_many_documents_the_worst_are_listed() -> None:
    many = [record(f"{number:04}", None, 1, 0, *"x" * (number % 7)) for number in range(1000)]
    shuffled = random.Random(1).sample(many, len(many))
    worst = summarise(many).worst
    assert worst == summarise(shuffled).worst
    assert len(worst) == MOST_WORST
    assert {each.errors for each in worst} == {6}
    assert [each.source for each in worst] == sorted(each.source for each in worst)
    assert worst[0].source == "/in/0006"


def test_the_order_of_the_records_does_not_matter() -> None:
    one, other = summarise(RECORDS), summarise(RECORDS[::-1])
    assert one == other


def test_the_page_shows_them_and_nothing_in_it_acts() -> None:
    titles = {"column.owners": "责任", "rule.x": "每个问题都有责任主体"}
    text = page(summarise(RECORDS), version="1", date="2026-01-01", language="zh", titles=titles)
    assert text.index("乙局") < text.index("(未识别)") < text.index("甲局")
    assert "<td>每个问题都有责任主体 x</td>" in text and "2/4" in text
    assert "&lt;b&gt;bad&lt;/b&gt;[U+202E].txt" in text and "<b>" not in text
    assert "超过时限60秒" in text
    assert "default-src 'none'" in text and "<script" not in text
    assert "95%" in text, "19 of 20"
    assert text.index("合计") < text.index("乙局"), "all bodies together come first"
    assert "x/news.txt" in text and "其他文稿" in text, "a notice may be among what was skipped"
    assert "已完成 4" in text
    assert all(f'id="{name}"' in text and f'href="#{name}"' in text for name in ("by_rule", "failures"))


def test_folders_below_the_one_that_holds_all_are_compared() -> None:
    def of(place: str, complete: int) -> Record:
        return msgspec.structs.replace(record("a", "甲局", 10, complete, "x"), source=place)

    records = [of("/in/乙市/2024/a", 1), of("/in/乙市/b", 3), of("/in/甲市/c", 9), of("/in/d", 10)]
    summary = summarise(records)
    assert [(each.name, each.documents, each.complete, each.columns) for each in summary.folders] == [
        ("乙市", 2, 4, {"owners": (4, 20)}),
        ("甲市", 1, 9, {"owners": (9, 10)}),
        ("", 1, 10, {"owners": (10, 10)}),
    ]
    text = page(summary, version="1", date="2026-01-01", language="zh", titles={})
    assert text.index("按文件夹") < text.index("<td>乙市</td>") < text.index("<td>甲市</td>")
    assert "(不在子文件夹中)" in text
    assert "by_folder" not in page(summarise(RECORDS), version="1", date="", language="zh", titles={})


def test_a_run_without_audited_documents_has_a_page() -> None:
    text = page(summarise(RECORDS[-2:]), version="1", date="2026-01-01", language="en", titles={})
    assert "took" not in text and "By body" not in text and "news.txt" in text


def test_tables_hold_every_document_gap_and_fact(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_tables(RECORDS, tmp_path)
    tables = {
        name: parquet.read_table(tmp_path / f"{name}.parquet").to_pylist()
        for name in ("documents", "columns", "gaps", "facts")
    }
    assert [row["source"] for row in tables["documents"]] == [each.source for each in RECORDS]
    by_id = {row["id"]: row["source"] for row in tables["documents"]}
    assert [(by_id[row["document"]], row["rule"]) for row in tables["gaps"]] == [
        ("/in/a", "x"),
        ("/in/b", "x"),
        ("/in/b", "x"),
        ("/in/b", "y"),
        ("/in/d", "z"),
    ]
    assert [
        (by_id[row["document"]], row["column"], row["passed"], row["gaps"]) for row in tables["columns"]
    ] == [
        ("/in/a", "owners", 9, 1),
        ("/in/b", "owners", 0, 10),
        ("/in/c", "owners", 10, 0),
        ("/in/d", "owners", 2, 2),
    ]
    facts = {(row["document"], row["id"]): row for row in tables["facts"]}
    assert all((row["document"], row["subject"]) in facts for row in tables["gaps"]), "gaps join facts"
    outcome = facts["61", "issue-1/measure-2/outcome-1"]
    assert (outcome["issue"], outcome["measure"]) == ("issue-1", "issue-1/measure-2")
    assert (outcome["value"], outcome["unit"]) == (3.0, "场")
    deadline = facts["61", "issue-1/deadline-1"]
    assert (deadline["issue"], deadline["measure"]) == ("issue-1", None)
    assert (deadline["to_day"], deadline["last_date"]) == ("2024-02", datetime.date(2024, 2, 29))
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
