"""``zhenggai check``: audit, report, exit status."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Literal

from zhenggai.auditing import audit_many
from zhenggai.cache import user_cache
from zhenggai.commands.outputs import Destination, destinations
from zhenggai.commands.paths import expanded
from zhenggai.commands.startup import prepare, spare_collections
from zhenggai.commands.streams import NOT_AUDITED, complain, emit, emit_text, uses_colour, width
from zhenggai.commands.wording import chosen, said
from zhenggai.errors import ReportingError, RuleError
from zhenggai.model import Frozen, GapReport, Severity
from zhenggai.options import Options
from zhenggai.reporting.arrangement import SEVERITIES, at_least
from zhenggai.reporting.gap_lines import input_sentence
from zhenggai.reporting.summary import waiver_lines, warnings
from zhenggai.reporting.words import Language, Words
from zhenggai.reporting.writers import Presentation, writer

FailOn = Literal["error", "warning", "info", "never"]
STEP_SUMMARY_LIMIT = 1024 * 1024
"""Bytes that GitHub takes for one step's summary."""


class Request(Frozen, frozen=True):
    """The options of one ``check``; ``paths`` may be patterns, ``jobs`` None is one a processor."""

    paths: tuple[str, ...]
    formats: tuple[str, ...] = ()
    output: str | None = None
    fail_on: FailOn = "error"
    min_severity: Severity | None = None
    rules: tuple[str, ...] = ()
    config: str | None = None
    use_config: bool = True
    use_waivers: bool = True
    on: str | None = None
    all_verdicts: bool = False
    language: Language | None = None
    engine: str | None = None
    per_item: bool = False
    quiet: bool = False
    stdin_filename: str | None = None
    baseline: str | None = None
    write_baseline: str | None = None
    jobs: int | None = None
    changed_since: str | None = None
    cache: bool = False


def check(request: Request) -> int:
    """Audit the paths and write the reports; the exit status by the contract. Raises ZhenggaiError."""
    spare_collections()
    paths = expanded(request.paths)
    wanted = destinations(request.formats, request.output, paths, request.write_baseline)
    baseline = _baseline(request.baseline) if request.baseline else None
    if request.changed_since is not None:
        paths = _changed(paths, request)
    options = Options(
        packs=request.rules or None,
        language=chosen(request.language),
        all_verdicts=request.all_verdicts,
        engine=request.engine,
        stdin_filename=request.stdin_filename,
        config=request.config,
        use_config=request.use_config,
        use_waivers=request.use_waivers,
        on=_day(request.on) if request.on else None,
    )
    cache = user_cache() if request.cache else None
    texts = any(each.writer.texts for each in wanted)
    report = audit_many(paths, options, jobs=request.jobs, cache=cache, prepare=prepare, texts=texts)
    if baseline is not None:
        report = baseline(report)
    status = deliver(report, request, wanted)
    if request.write_baseline:
        from zhenggai.baseline import write_baseline

        try:
            write_baseline(request.write_baseline, report)
        except ReportingError as error:
            complain(str(error))
            return NOT_AUDITED
    return status


def _baseline(path: str) -> Callable[[GapReport], GapReport]:
    """What holds a report against the baseline in a file."""
    from zhenggai.baseline import compared, read_baseline

    baseline = read_baseline(path)
    return lambda report: compared(report, baseline)


def _changed(paths: Sequence[str], request: Request) -> tuple[str, ...]:
    """The documents that are to be audited of a run over changed ones."""
    from zhenggai.commands.changed import changed_since

    if request.write_baseline:  # the gaps of all others would be missing in it
        raise ReportingError("--write-baseline 不能与 --changed-since 同用", mend="去掉一个")
    return changed_since(request.changed_since or "", paths)


def deliver(report: GapReport, request: Request, wanted: Sequence[Destination]) -> int:
    """Write the reports that were asked for, say what was not audited, and tell the exit status."""
    if request.changed_since is not None and not report.inputs:
        since = request.changed_since
        complain(said(f"自 {since} 以来没有改动的文件要审核", f"No document changed since {since}"))
        return _write_all(report, [each for each in wanted if not _on_screen(each)], request, 0)
    status = exit_status(report, request.fail_on)
    shown = at_least(report, request.min_severity) if request.min_severity else report
    status = _write_all(shown, wanted, request, status)
    _say_what_failed(report)
    if request.quiet or not any(map(_on_screen, wanted)):  # else they stand at the report's end
        for line in waiver_lines(report, Words(report.language)):
            complain(line)
    return status


def exit_status(report: GapReport, fail_on: FailOn) -> int:
    """0 audited without gaps at or above ``fail_on``, 1 with such gaps, 2 where anything was not audited.

    A gap that a waiver accepts is none, nor is one that stands in the baseline.
    """
    audited = bool(report.inputs) and all(each.status == "audited" for each in report.inputs)
    if not audited or not report.summary.rules_run:
        return NOT_AUDITED
    if fail_on == "never":
        return 0
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    gaps = (
        each
        for each in report.results
        if each.verdict == "gap" and each.waiver is None and each.baseline != "unchanged"
    )
    return int(any(gap.severity in counted for gap in gaps))


def _day(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise RuleError(f"--on {text} 不是日期", mend="写成 2026-12-31") from None


def _on_screen(destination: Destination) -> bool:
    return destination.path is None and destination.writer.name == "terminal"


def _write_all(report: GapReport, wanted: Sequence[Destination], request: Request, status: int) -> int:
    """Write the reports; ``status``, or 2 where one could not be written."""
    for destination in wanted:
        try:
            _write(report, destination, request)
        except ReportingError as error:
            complain(str(error))
            status = NOT_AUDITED
    return status


def _write(report: GapReport, destination: Destination, request: Request) -> None:
    chosen_writer = destination.writer
    if destination.path is not None:
        from zhenggai.reporting.files import write_whole

        content = chosen_writer.render(report, Presentation(per_item=request.per_item))
        write_whole(destination.path, content)
    elif chosen_writer.name != "terminal":
        emit(chosen_writer.render(report, Presentation(per_item=request.per_item)))
    elif not request.quiet:
        screen = Presentation(width=width(), colour=uses_colour(), per_item=request.per_item)
        emit_text(chosen_writer.render(report, screen).decode("utf-8"))
    if chosen_writer.name == "github":
        _write_step_summary(report)


def _write_step_summary(report: GapReport) -> None:
    """On GitHub, add the Markdown report to the page of the run, unless it is too long for that."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    content = writer("markdown").render(report) if path else b""
    if path and len(content) <= STEP_SUMMARY_LIMIT:
        with suppress(OSError), open(path, "ab") as summary:
            summary.write(content)


def _say_what_failed(report: GapReport) -> None:
    words = Words(report.language)
    unaudited = [each for each in report.inputs if each.status != "audited"]
    for sentence in [input_sentence(each, words) for each in unaudited] or warnings(report, words):
        complain(sentence.replace("\n", " "))
