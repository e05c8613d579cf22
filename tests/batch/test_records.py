"""One line of JSON for a document."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from zhenggai import pipeline
from zhenggai.batch.planning import identity
from zhenggai.batch.records import decode, encode, failed, record_of


def test_a_record_holds_state_counts_gaps_and_facts(folder: Callable[..., Path]) -> None:
    path = str(folder("a") / "a.txt")
    report = pipeline.audit(path, pipeline.Options(use_config=False))
    line = encode(record_of(path, report, "1f"))
    value = json.loads(line)
    assert b"\n" not in line
    assert value["id"] == identity(path)
    assert (value["source"], value["status"]) == (path, "audited")
    assert value["issuer"] == "中共青州市教育局党组"
    counts = value["counts"]
    assert (counts["issues"], counts["measures"]) == (2, 4)
    assert counts["error"] + counts["warning"] + counts["info"] == len(value["gaps"]) > 0
    assert value["columns"]["owners"] == {"gap": 1, "pass": 1}
    gap = next(gap for gap in value["gaps"] if gap["rule"] == "issue-owner")
    assert gap["subject"] == {"type": "issue", "id": "issue-1"} and gap["line"] == 6
    owner = next(fact for fact in value["facts"] if fact["fact"] == "owner")
    assert owner["text"] == "督导室" and owner["id"].startswith("issue-2/measure-1/")
    text = Path(path).read_text(encoding="utf-8")
    assert all(
        text[fact["start"] : fact["end"]] == fact["text"]
        for fact in value["facts"]
        if fact["fact"] != "measure"
    )


def test_a_record_comes_back_as_it_was(folder: Callable[..., Path]) -> None:
    path = str(folder("a") / "a.txt")
    record = record_of(path, pipeline.audit(path, pipeline.Options(use_config=False)), "1f")
    assert decode(encode(record)) == record


def test_failed_documents_and_names_that_are_no_characters() -> None:
    record = failed("/x/\udcff.txt", "坏了\ud800")
    assert record.source == "/x/�.txt"
    assert json.loads(encode(record))["reason"] == "坏了\ud800"
