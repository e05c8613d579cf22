"""A run over many documents: what is known of earlier runs, the rest in this process or in several.

The report is the same however its parts were come by. Only what has to be audited loads the road of
``pipeline``, so that a run over unchanged documents ends soon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from zhenggai.cache import Cache
from zhenggai.cache_keys import Keys
from zhenggai.errors import ReadingError, RuleError
from zhenggai.model import GapReport
from zhenggai.options import STDIN, Options, stated_settings
from zhenggai.reading.files import load, printable
from zhenggai.reading.formats import largest_limit
from zhenggai.run_report import Part, run_report

WORTH_A_PROCESS = 100
"""Documents to be audited for each process: starting one costs about as much as auditing 25."""


def audit_many(
    paths: Sequence[str],
    options: Options,
    *,
    jobs: int | None = None,
    cache: Cache | None = None,
    prepare: Callable[[], None] = lambda: None,
    texts: bool = True,
) -> GapReport:
    """One report over many documents, in the order of ``paths``, as ``pipeline.audit_paths`` makes it.

    ``jobs`` is the number of processes (None: one a processor), of which no more are used than the work is
    worth. Without ``cache`` nothing is kept. ``prepare`` is called before this process
    audits anything. Without ``texts`` the report has no ``documents``, which few formats show.
    Raises RuleErrors for broken rules and configurations, InferenceError where the engine is not there.
    """
    memory = _Memory(cache, options, texts) if cache is not None else None
    parts = [memory.recall(path) if memory else None for path in paths]
    unknown = [path for path, part in zip(paths, parts, strict=True) if part is None]
    if not parts:
        from zhenggai.pipeline import engine_tool

        return run_report([], options, engine_tool(options))
    audited = _audited(unknown, options, jobs, prepare)
    complete: list[Part] = []
    for path, part in zip(paths, parts, strict=True):
        if part is None:
            part = next(audited)
            if memory:
                memory.keep(path, part.report)
            if not texts:
                part = part._replace(report=replace(part.report, documents=()))
        complete.append(part)
    if cache is not None:
        cache.close()
    return run_report(complete, options)


def _audited(
    paths: Sequence[str], options: Options, jobs: int | None, prepare: Callable[[], None]
) -> Iterator[Part]:
    """The parts of documents, in their order, by as many processes as are worth starting."""
    if not paths:
        return iter(())
    from zhenggai.batch.machine import processors

    workers = min(jobs or processors(), len(paths) // WORTH_A_PROCESS)
    if workers < 2:
        prepare()
        return _one_by_one(paths, options)
    from zhenggai.batch.parts import parts_of

    return parts_of(paths, options, workers)


def _one_by_one(paths: Iterable[str], options: Options) -> Iterator[Part]:
    from zhenggai.pipeline import audit_part

    return (audit_part(path, options) for path in paths)


class _Memory:
    """What earlier runs found: the key of each document that may be kept, by its path."""

    def __init__(self, cache: Cache, options: Options, texts: bool) -> None:
        self._cache = cache
        self._texts = texts
        self._options = options
        self._keys = Keys(options)
        self._known: dict[str, tuple[str, str]] = {}

    def recall(self, path: str) -> Part | None:
        """What was found in the document as it is now; None where it has to be audited."""
        if path == STDIN:
            return None
        source = printable(Path(path))
        try:
            settings = stated_settings(path, self._options)
            content = sha256(load(Path(path), source, largest_limit())).hexdigest()
        except (RuleError, ReadingError):
            return None  # the audit will tell
        key = self._keys.key(path, source, content, settings)
        if key is None:
            return None
        self._known[path] = key, content
        report = self._cache.get(key, texts=self._texts)
        if report is None:
            return None
        # waivers are about what rules were held against
        governed = settings is not None and report.inputs[0].status != "skipped"
        return Part(report, settings.configuration if settings and governed else None)

    def keep(self, path: str, report: GapReport) -> None:
        """Keep what was found, unless the document changed in the meantime or could not be read."""
        key, content = self._known.get(path, (None, None))
        if key is not None and report.inputs[0].sha256 == content:
            self._cache.put(key, report)
