"""Whole runs with real processes: crashes, hangs, kills, and going on afterwards."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.batch import workers
from tests.batch.stored import contents, lines, states

from zhenggai.batch import BatchOptions, executors, run_batch, running
from zhenggai.batch.executors import processes
from zhenggai.batch.running import BatchError
from zhenggai.errors import ReadingError, ReportingError, RuleErrors
from zhenggai.pipeline import Options

pytestmark = pytest.mark.usefixtures("importable")
PLAIN = Options(use_config=False)


def test_documents_that_crash_hang_or_fail_are_told_and_the_others_audited(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    good = [f"n{number}" for number in range(9)]
    notices = folder(*good, "n3-killed", "n5-engine", "n6-endless", "n7-deaf", "n8-bug")
    unreadable = notices / "n9-gone.txt"
    unreadable.symlink_to(notices / "nowhere")
    (notices / "n9-empty.docx").write_bytes(b"")
    outcome = run_batch(
        [notices], tmp_path / "out", BatchOptions(audit=PLAIN, jobs=2, seconds=1.5), work=workers.misbehaving
    )
    found = states(tmp_path / "out")
    assert {name for name, (status, _) in found.items() if status == "audited"} == set(good)
    reasons = {name: reason for name, (status, reason) in found.items() if status == "failed"}
    assert set(reasons) == {
        "n3-killed",
        "n5-engine",
        "n6-endless",
        "n7-deaf",
        "n8-bug",
        "n9-gone",
        "n9-empty",
    }
    assert "崩溃" in str(reasons["n3-killed"])
    # on Python 3.13 there is no C engine that could crash; the document fails all the same
    assert find_spec("durable_rules_engine") is None or "崩溃" in str(reasons["n5-engine"])
    assert "超过时限1.5秒" in str(reasons["n6-endless"]) and "超过时限1.5秒" in str(reasons["n7-deaf"])
    assert "ValueError" in str(reasons["n8-bug"]) and "机密" not in str(reasons["n8-bug"])
    assert (outcome.audited, outcome.failed, outcome.new) == (9, 7, 16)


@pytest.mark.skipif(sys.platform == "win32", reason="sends in other ways there")
def test_a_worker_that_dies_while_it_hands_over_is_noticed(
    folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_LOOK_EVERY", 0.3)
    monkeypatch.setattr(executors, "_NOTICED_WITHIN", 0.5)
    names = [f"n{number:02}" for number in range(20)]
    options = BatchOptions(audit=PLAIN, jobs=2, seconds=20)
    outcome = run_batch([folder(*names, "n07-torn")], tmp_path / "out", options, work=workers.torn)
    assert (outcome.audited, outcome.failed) == (20, 1)
    assert "崩溃" in str(states(tmp_path / "out")["n07-torn"][1])


def test_results_do_not_depend_on_workers_or_order(folder: Callable[..., Path], tmp_path: Path) -> None:
    notices = folder(*(f"n{number:02}" for number in range(12)))
    names = sorted(notices.iterdir())
    audit = BatchOptions(audit=PLAIN)
    run_batch([notices], tmp_path / "1", BatchOptions(audit=PLAIN, jobs=1))
    run_batch(names[::-1], tmp_path / "2", BatchOptions(audit=PLAIN, jobs=3))
    with ThreadPoolExecutor(2) as pool:
        run_batch(names[6:], tmp_path / "3", audit, executor=pool)
        run_batch(names, tmp_path / "3", audit, executor=pool)
    assert contents(tmp_path / "1") == contents(tmp_path / "2") == contents(tmp_path / "3")
    pages = [(tmp_path / name / "summary.html").read_bytes() for name in "123"]
    assert pages[0] == pages[1] == pages[2]
    tables = [(tmp_path / name / "gaps.parquet") for name in "123"]
    if tables[0].exists():
        assert tables[0].read_bytes() == tables[1].read_bytes() == tables[2].read_bytes()


def test_a_second_run_audits_what_is_new_or_changed_and_retries_on_demand(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    notices = folder("a", "b")
    (notices / "c.txt").write_bytes(b"")
    (notices / "d.txt").symlink_to(tmp_path / "later.txt")
    with ThreadPoolExecutor(1) as pool:

        def again(retry: bool = False) -> tuple[int, int, int]:
            outcome = run_batch([notices], out, BatchOptions(audit=PLAIN, retry=retry), executor=pool)
            return outcome.new, outcome.audited, outcome.failed

        assert again() == (4, 2, 2)
        first = {path: path.read_bytes() for path in out.glob("documents/*")}
        (notices / "e.txt").write_bytes((notices / "a.txt").read_bytes())
        assert again() == (1, 3, 2)
        assert {path: path.read_bytes() for path in first} == first
        assert again() == (0, 3, 2)
        assert again(retry=True) == (2, 3, 2)
        (notices / "c.txt").write_bytes((notices / "a.txt").read_bytes())  # the mistake is mended
        assert again() == (1, 4, 1)
        (notices / "a.txt").write_bytes(b"")
        assert again() == (1, 3, 2)
        (tmp_path / "later.txt").write_bytes((notices / "b.txt").read_bytes())
        assert again() == (1, 4, 1)
    assert {name: status for name, (status, _) in states(out).items()} == {
        "a": "failed",
        "b": "audited",
        "c": "audited",
        "d": "audited",
        "e": "audited",
    }


def test_a_retried_document_leaves_the_others_of_its_batch(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    """The first document of a large batch fails; given again it makes a batch of its own."""
    names = [f"n{number:02}" for number in range(33)]
    notices, out = folder(*names), tmp_path / "out"
    (notices / "n00.txt").write_bytes(b"")
    with ThreadPoolExecutor(1) as pool:
        options = BatchOptions(audit=PLAIN, jobs=1)
        run_batch([notices], out, options, executor=pool)
        assert len(next(part for part in sorted(out.glob("documents/*"))).read_bytes().splitlines()) > 1
        again = run_batch([notices], out, BatchOptions(audit=PLAIN, jobs=1, retry=True), executor=pool)
    assert (again.new, again.audited, again.failed) == (1, 32, 1)
    assert sorted(states(out)) == names


def test_results_of_another_configuration_are_not_mixed(folder: Callable[..., Path], tmp_path: Path) -> None:
    notices, out = folder("a", "b"), tmp_path / "out"
    with ThreadPoolExecutor(1) as pool:
        assert run_batch([notices], out, BatchOptions(), executor=pool).new == 2
        (notices / "zhenggai.yaml").write_text("rules: {issue-owner: {severity: info}}\n", encoding="utf-8")
        with pytest.raises(ReportingError, match="另一版本、规则或选项"):
            run_batch([notices], out, BatchOptions(), executor=pool)
        (notices / "zhenggai.yaml").unlink()
        assert run_batch([notices], out, BatchOptions(), executor=pool).new == 0


def test_an_executor_of_the_callers_that_breaks_keeps_what_is_done(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    notices = folder(*(f"n{number}" for number in range(6)), "n3-killed")
    options = BatchOptions(audit=PLAIN, jobs=1)
    with processes(1)() as pool, pytest.raises(BatchError, match="再次运行"):
        run_batch([notices], tmp_path / "out", options, executor=pool, work=workers.misbehaving)
    run_batch([notices], tmp_path / "out", options, executor=processes(1), work=workers.misbehaving)
    assert [name for name, (status, _) in states(tmp_path / "out").items() if status == "failed"] == [
        "n3-killed"
    ]
    assert len(lines(tmp_path / "out")) == 7


def test_broken_rules_and_empty_folders_stop_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(ReadingError, match="没有找到"):
        run_batch([tmp_path / "in"], tmp_path / "out", BatchOptions(audit=PLAIN))
    (tmp_path / "in" / "a.txt").write_text("x")
    with pytest.raises(RuleErrors):
        run_batch(
            [tmp_path / "in"],
            tmp_path / "out",
            BatchOptions(audit=Options(packs=("no-such",), use_config=False)),
        )
    assert not (tmp_path / "out").exists()
