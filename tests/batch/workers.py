"""What workers do in these tests: as usual, but for documents with certain names.

These run in worker processes, where they replace ``pipeline.audit``.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from zhenggai import pipeline
from zhenggai.batch import work
from zhenggai.model import GapReport
from zhenggai.pipeline import Options

_usual = pipeline.audit


def misbehaving(paths: Sequence[str], options: Options, seconds: float) -> list[bytes]:
    """Audits, but crashes, hangs or fails as the names of the documents say."""
    pipeline.audit = _audit
    return work.audit_documents(paths, options, seconds)


def slow(paths: Sequence[str], options: Options, seconds: float) -> list[bytes]:
    """Audits at a tenth of a second each; says which process does it by a file of that name."""
    (Path(os.environ["WORKERS_INTO"]) / str(os.getpid())).touch()
    time.sleep(0.1 * len(paths))
    return work.audit_documents(paths, options, seconds)


def stuck(paths: Sequence[str], options: Options, seconds: float) -> list[bytes]:
    """Audits the first documents, and is busy with the others for ever."""
    if any("n1" in Path(path).name for path in paths):
        while True:
            sum(range(1_000_000))  # a loop in compiled code
    return work.audit_documents(paths, options, seconds)


def torn(paths: Sequence[str], options: Options, seconds: float) -> list[bytes]:
    """Audits, and dies with half of a result handed over where a name says so."""
    if any("torn" in Path(path).name for path in paths):

        def half(self: Connection, data: bytes, write: Any = os.write) -> None:
            write(self.fileno(), bytes(data)[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

        Connection._send = half  # type: ignore[attr-defined]  # what sends a message's bytes
    return work.audit_documents(paths, options, seconds)


usual = work.audit_documents


def _audit(path: str | Path, options: Options | None = None) -> GapReport:
    name = Path(path).name
    if "killed" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "engine" in name:
        _crash_in_the_engine()
    if "endless" in name:
        while True:
            pass
    if "deaf" in name:  # no signal gets through, as in compiled code that never returns
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(600)
    if "bug" in name:
        raise ValueError("机密内容")
    return _usual(path, options)


def _crash_in_the_engine() -> None:
    """An empty batch as the first one of a ruleset reads memory that nothing has set."""
    import durable_rules_engine

    rules = '{"r": {"all": [{"m": {"$and": [{"k": "S"}]}}]}}'
    handle = durable_rules_engine.create_ruleset("crash", rules)
    durable_rules_engine.assert_facts(handle, "[]")
    os.kill(os.getpid(), signal.SIGSEGV)  # where this build survives that


def measured(paths: Sequence[str], options: Options, seconds: float) -> list[bytes]:
    """Audits, and notes after each batch how much memory this process holds."""
    lines = work.audit_documents(paths, options, seconds)
    with open(Path(os.environ["MEASURED_INTO"]) / f"worker-{os.getpid()}", "a") as stream:
        stream.write(f"{held()}\n")
    return lines


def held() -> int:
    """Memory that this process holds, in bytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
