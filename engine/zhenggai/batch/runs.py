"""One run over many documents, from the list of files to the tables and the summary page."""

from __future__ import annotations

import datetime
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Protocol, TextIO

from zhenggai import __version__
from zhenggai.batch import tables
from zhenggai.batch.conditions import digest
from zhenggai.batch.executors import Cluster, Maker, given, processes
from zhenggai.batch.folder import RunFolder
from zhenggai.batch.machine import processors
from zhenggai.batch.page import page
from zhenggai.batch.planning import Batch, batches, documents, identity, unfinished
from zhenggai.batch.progress import Progress
from zhenggai.batch.records import SCHEMA, decode_head
from zhenggai.batch.running import Runner
from zhenggai.batch.summary import Counting
from zhenggai.batch.work import audit_documents
from zhenggai.errors import ReadingError
from zhenggai.inference.engines import best_engine, engine_named
from zhenggai.model import Frozen
from zhenggai.pipeline import Options
from zhenggai.reporting.files import write_whole
from zhenggai.settings.settings import Settings, settings_for


class Work(Protocol):
    """What a worker does with a batch; it must be importable by the workers."""

    def __call__(self, paths: Sequence[str], options: Options, seconds: float) -> list[bytes]: ...


DEFAULT_SECONDS = 60.0
_IN_FLIGHT = 3  # batches a worker, so that none waits for the driver


class BatchOptions(Frozen, frozen=True):
    """How a run goes: ``jobs`` processes (None: one a processor), ``seconds`` for each document.

    ``scheduler`` is the address of a Dask cluster to run on instead. With ``retry`` documents that
    failed in an earlier run into the same folder are audited again.
    """

    audit: Options = Options()
    jobs: int | None = None
    seconds: float = DEFAULT_SECONDS
    scheduler: str | None = None
    retry: bool = False


class Outcome(Frozen, frozen=True):
    """How a run ended: documents by status over all runs into the folder, and those of this run."""

    audited: int
    skipped: int
    failed: int
    new: int
    time: str
    tables: bool


def run_batch(
    paths: Iterable[str | Path],
    out: str | Path,
    options: BatchOptions | None = None,
    *,
    executor: Executor | Maker | None = None,
    terminal: TextIO | None = None,
    work: Work = audit_documents,
) -> Outcome:
    """Audit all documents in ``paths`` (folders and files) and write what is found into the folder ``out``.

    A document that an earlier run finished is not audited again unless it was changed; stopped at any
    moment, the run goes on where it was. ``executor`` is any executor to run on, or a function that makes
    one (with which the run outlives its breaking); its workers must be able to import this package and
    to read the paths.
    ``terminal`` shows the progress. Raises ReadingError for paths that are not there, RuleErrors for
    broken rules, ReportingError where ``out`` cannot be written, BatchError where the executor fails.
    """
    options = options or BatchOptions()
    folder = Path(out)
    listed = documents(paths, away=folder)
    if not listed:
        raise ReadingError("没有找到可审核的文件", mend="支持 txt、md、html、docx、pdf、doc、wps 等")
    made_with = _made_with(options.audit, listed)
    with ExitStack() as stack:
        results = stack.enter_context(RunFolder(folder, made_with))
        left, failed = _left(results, listed, options.retry)
        language = options.audit.language
        make, workers = _executor(options, executor, stack)
        progress = Progress(
            len(listed),
            done=len(listed) - len(left),
            failed=failed,
            stream=terminal,
            language=language,
        )
        runner = Runner(
            partial(work, options=options.audit, seconds=options.seconds),
            partial(_store, results, progress),
            make,
            in_flight=_IN_FLIGHT * workers,
            seconds=options.seconds,
            language=language,
        )
        try:
            runner.run(batches(left, workers))
        finally:
            progress.close()
        return _finish(results, options, progress)


def _left(results: RunFolder, listed: Sequence[str], retry: bool) -> tuple[list[str], int]:
    """The documents that are to be audited, their old lines taken out, and how many failed before."""
    if retry:
        results.forget(lambda head: head.status == "failed")
    done = results.finished()
    left = unfinished(listed, done.revisions)
    changed = (
        {number for path in left if (number := int(identity(path), 16)) in done.ids} if done.ids else set()
    )
    if changed:
        results.forget(lambda head: int(head.id, 16) in changed)
        done = results.finished()
    return left, done.states["failed"]


def _made_with(options: Options, listed: Sequence[str]) -> dict[str, object]:
    """What decides the results besides the documents; also finds broken rules before anything runs."""
    settings = _settings(options)
    packs = settings.packs or settings.packs_for("rectification-notice")
    book = settings.rulebook(packs)
    engine = engine_named(options.engine) if options.engine else best_engine()
    return {
        "schema": SCHEMA,
        "version": __version__,
        "engine": f"{engine.name} {engine.version}",
        "rules": {pack.name: pack.version for pack in book.packs},
        "digest": digest(options, listed),
        "packs": options.packs,
        "language": options.language,
        "config": options.config,
        "use_config": options.use_config,
        "use_waivers": options.use_waivers,
        "on": options.on.isoformat() if options.on else None,
    }


def _settings(options: Options) -> Settings:
    """What is configured where the run is started."""
    return settings_for(None, packs=options.packs, config=options.config, use_config=options.use_config)


def _executor(
    options: BatchOptions, executor: Executor | Maker | None, stack: ExitStack
) -> tuple[Maker, int]:
    """What makes the executor, and how many tasks it runs at a time."""
    workers = options.jobs or processors()
    if executor is not None:
        return given(executor), workers
    if options.scheduler is not None:
        cluster = stack.enter_context(Cluster(options.scheduler))
        return cluster.make, cluster.threads
    return processes(workers), workers


def _store(results: RunFolder, progress: Progress, batch: Batch, lines: Sequence[bytes]) -> None:
    results.store(batch, lines)
    failed = sum(decode_head(line).status == "failed" for line in lines)
    progress.add(len(lines), failed)


def _finish(results: RunFolder, options: BatchOptions, progress: Progress) -> Outcome:
    """Write tables and page from all lines of the folder, which are read once."""
    language = options.audit.language
    has_tables = tables.available()
    counting = Counting()
    records = map(counting.add, results.records())
    if has_tables:
        tables.write_tables(records, results.path)
    else:
        deque(records, maxlen=0)
    summary = counting.summary()
    text = page(
        summary,
        version=__version__,
        date=(options.audit.on or datetime.date.today()).isoformat(),
        language=language,
        titles=_titles(options.audit),
    )
    write_whole(str(results.path / "summary.html"), text.encode("utf-8", "backslashreplace"))
    states: Counter[str] = summary.states
    return Outcome(
        audited=states["audited"],
        skipped=states["skipped"],
        failed=states["failed"],
        new=progress.new,
        time=progress.passed(),
        tables=has_tables,
    )


def _titles(options: Options) -> dict[str, str]:
    """What readers call the columns and rules; where packs differ, as notices have it."""
    settings = _settings(options)
    titles: dict[str, str] = {}
    for kind in ("rectification-notice", "rectification-plan"):
        packs = settings.packs or settings.packs_for(kind)
        book = settings.rulebook(packs) if packs else None
        for pack in book.packs if book else ():
            titles = {f"column.{name}": title[options.language] for name, title in pack.columns} | titles
        for rule in book.rules if book else ():
            titles.setdefault(f"rule.{rule.id}", rule.title[options.language])
    return titles
