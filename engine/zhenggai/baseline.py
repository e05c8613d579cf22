"""The baseline: gaps of an earlier run, kept in a file, that a later report is held against.

A gap is ``new`` or ``unchanged``; a gap of the baseline that is no longer found is ``absent`` and listed
as a ``pass``. It is not listed where nothing can be said: its file was not audited, or its rule did not run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from zhenggai.errors import ReportingError
from zhenggai.model import BaselineCounts, Frozen, GapReport, Result, Severity, Subject, Tool
from zhenggai.reporting.files import write_whole
from zhenggai.reporting.json_format import to_json
from zhenggai.reporting.words import Words

SCHEMA: Literal["zhenggai/baseline/1"] = "zhenggai/baseline/1"
_LARGEST = 256 * 1024 * 1024  # bytes


class KnownGap(Frozen, frozen=True):
    """A gap as the baseline keeps it: enough to know it again, and to say what it was when it is gone."""

    fingerprint: str
    input: str
    rule: str
    severity: Severity
    subject: Subject
    message: str
    quote: str | None = None


class Baseline(Frozen, frozen=True):
    """The file: the gaps of one run in the order of its report."""

    schema: Literal["zhenggai/baseline/1"]
    tool: Tool
    gaps: tuple[KnownGap, ...]


def write_baseline(path: str, report: GapReport) -> None:
    """Keep the gaps of a report; waived ones are left out, so that they are new when the waiver ends.

    Raises ReportingError where an input was not audited, since its gaps would be taken for mended
    later on, and where the file cannot be written.
    """
    if not report.inputs or any(each.status != "audited" for each in report.inputs):
        raise ReportingError("有文件未能审核, 没有写基线", source=path, mend="先解决未审核的文件")
    write_whole(path, to_json(msgspec.to_builtins(baseline_of(report))).encode("utf-8", "backslashreplace"))


def baseline_of(report: GapReport) -> Baseline:
    """The gaps of a report as a baseline."""
    gaps = (each for each in report.results if each.verdict == "gap" and each.waiver is None)
    return Baseline(schema=SCHEMA, tool=report.tool, gaps=tuple(map(_known, gaps)))


def read_baseline(path: str) -> Baseline:
    """The baseline in a file. Raises ReportingError where there is none."""
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        mend = "检查路径, 或用 --write-baseline 写一份"
        raise ReportingError(f"无法读取基线: {reason}", source=path, mend=mend) from error
    try:
        # unlike msgspec's own decoder this one takes half surrogate pairs, which file names may hold
        return msgspec.convert(json.loads(data), Baseline)
    # deeply nested brackets end in RecursionError
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        mend = "用 --write-baseline 重写一份"
        raise ReportingError(f"不是基线文件: {error}", source=path, mend=mend) from error


def compared(report: GapReport, baseline: Baseline) -> GapReport:
    """The report held against a baseline: each gap new or unchanged, and those that are gone at the end."""
    known = {gap.fingerprint for gap in baseline.gaps}
    results = tuple(_marked(result, known) for result in report.results)
    gone = tuple(_absent(report, baseline))
    counted = [each.baseline for each in results if each.verdict == "gap" and each.waiver is None]
    counts = BaselineCounts(new=counted.count("new"), unchanged=counted.count("unchanged"), absent=len(gone))
    return replace(report, results=results + gone, summary=replace(report.summary, baseline=counts))


def _known(gap: Result) -> KnownGap:
    return KnownGap(
        fingerprint=gap.fingerprint,
        input=gap.input,
        rule=gap.rule,
        severity=gap.severity,
        subject=gap.subject,
        message=gap.message,
        quote=gap.quote,
    )


def _marked(result: Result, known: set[str]) -> Result:
    if result.verdict != "gap":
        return result
    return replace(result, baseline="unchanged" if result.fingerprint in known else "new")


def _absent(report: GapReport, baseline: Baseline) -> Iterable[Result]:
    words = Words(report.language)
    found = {result.fingerprint for result in report.results if result.verdict == "gap"}
    audited = {_place(each.source): each.source for each in report.inputs if each.status == "audited"}
    ran = {rule.id for rule in report.rules}
    for gap in {each.fingerprint: each for each in baseline.gaps}.values():
        source = audited.get(_place(gap.input))
        if gap.fingerprint not in found and source is not None and gap.rule in ran:
            yield _result(gap, source, words)


def _place(source: str) -> str:
    return os.path.normpath(source)


def _result(gap: KnownGap, source: str, words: Words) -> Result:
    fields: dict[str, Any] = msgspec.structs.asdict(gap)
    reason = words("baseline.gone", message=gap.message)
    return Result(
        **(fields | {"input": source}),
        verdict="pass",
        hint="",
        span=None,
        evidence=(),
        basis=(),
        reason=reason,
        baseline="absent",
    )
