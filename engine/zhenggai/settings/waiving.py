"""Waivers applied to a report: accepted gaps are marked, waivers that hide nothing are told of.

A waiver is for one rule, one subject and the documents it names, and holds to the end of its
day. Whatever is wrong with one, the gap stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec.structs import replace

from zhenggai.lexicon import builtin_lexicon
from zhenggai.model import GapReport, Result, Summary, WaiverNote
from zhenggai.settings.globs import path_matches
from zhenggai.settings.layers import Configuration, Waiver

NOTICE = "notice"
"""The subject of a waiver for gaps of the notice as a whole."""
SHORTEST_FINGERPRINT = 12
"""Digits of a fingerprint that a report for people shows, and that a waiver needs at least."""

State = Literal["expired", "malformed", "unmatched", "elsewhere"]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FINGERPRINT = re.compile(rf"[0-9a-f]{{{SHORTEST_FINGERPRINT},64}}")
_CLOSING = "。;;:.!?"
_WORDS: Mapping[str, tuple[str, str]] = {
    "expired": ("豁免已于{until}到期, 缺口照常计入", "the waiver ended on {until}, so its gaps count"),
    "malformed": (
        "豁免的到期日“{until}”不是日期(写成 2026-12-31), 豁免无效",
        "the waiver's day “{until}” is none (write 2026-12-31), so it has no effect",
    ),
    "unmatched": ("豁免没有对应的缺口, 请核对或删去", "the waiver matches no gap: correct or delete it"),
    "not_run": (
        "豁免所指的规则“{rule}”没有运行, 请核对或删去",
        "the waiver's rule “{rule}” did not run: correct or delete it",
    ),
    "elsewhere": (
        "本次没有审核豁免所指的文件“{document}”",
        "no document of this run is the waiver's “{document}”",
    ),
}


class _Waived(NamedTuple):
    """One waiver, the folder its paths are relative to, and the inputs that its configuration governs."""

    waiver: Waiver
    folder: Path
    inputs: frozenset[str]


def waived(report: GapReport, governed: Mapping[Configuration, Iterable[str]], day: date) -> GapReport:
    """The report with the gaps marked that waivers accept on ``day``.

    ``governed`` gives, for each configuration, the inputs (by source) that it governs.
    """
    waivers = [
        _Waived(waiver, configuration.folder, frozenset(inputs))
        for configuration, inputs in governed.items()
        for waiver in configuration.waivers
    ]
    if not waivers:
        return report
    judge = _Judge(report, waivers, day)
    results = tuple(map(judge.marked, report.results))
    return replace(
        report,
        results=results,
        summary=_counted(report, results),
        waivers=tuple(judge.notes()),
    )


class _Judge:
    """Holds the gaps of a report against waivers, and keeps which of them were of use."""

    def __init__(self, report: GapReport, waivers: Sequence[_Waived], day: date) -> None:
        self._report = report
        self._waivers = waivers
        self._states = [_state(each.waiver, day) for each in waivers]
        self._used: set[int] = set()
        self._issues = {(row.input, row.issue): row for row in report.matrix}
        self._by_rule: dict[str, list[int]] = {}
        for number, each in enumerate(waivers):
            self._by_rule.setdefault(each.waiver.rule, []).append(number)
        self._documents: dict[tuple[int, str], bool] = {}

    def marked(self, result: Result) -> Result:
        """The result, with the first waiver in force that is for it."""
        if result.verdict != "gap":
            return result
        found: Waiver | None = None
        for number in self._by_rule.get(result.rule, ()):
            waiver = self._waivers[number].waiver
            if self._is_for(number, result.input) and self._means(waiver, result):
                self._used.add(number)
                if self._states[number] is None:
                    found = found or waiver
        if found is None:
            return result
        place = {"source": found.place.source, "line": found.place.line}
        return replace(result, waiver={"reason": found.reason, "until": found.until, **place})

    def notes(self) -> Iterable[WaiverNote]:
        """Every waiver that hides no gap, in the order in which they are written."""
        audited = {each.source for each in self._report.inputs if each.status == "audited"}
        audited |= {result.input for result in self._report.results}
        ran = {rule.id for rule in self._report.rules}
        for number, each in enumerate(self._waivers):
            state = self._states[number]
            if state is None and number not in self._used:
                here = any(self._is_for(number, source) for source in audited)
                state = "unmatched" if here else "elsewhere"
            if state is not None:
                key = "not_run" if state == "unmatched" and each.waiver.rule not in ran else state
                yield _note(each.waiver, state, _WORDS[key][0 if self._report.language == "zh" else 1])

    def _is_for(self, number: int, source: str) -> bool:
        known = self._documents.get((number, source))
        if known is None:
            waiver, folder, inputs = self._waivers[number]
            known = source in inputs and path_matches(waiver.document, source, folder)
            self._documents[number, source] = known
        return known

    def _means(self, waiver: Waiver, result: Result) -> bool:
        """Whether the subject of a waiver is that of a gap."""
        row = self._issues.get((result.input, result.issue or ""))
        subject = str(waiver.subject)
        if subject == NOTICE:
            return result.issue is None
        if _FINGERPRINT.fullmatch(subject):
            return result.fingerprint.startswith(subject)
        if subject.isdecimal():
            return row is not None and row.no == int(subject)
        text = _plain(subject)
        return (row is not None and text == _plain(row.heading)) or text == _plain(result.quote or "")


def _state(waiver: Waiver, day: date) -> State | None:
    """What is wrong with the day of a waiver; None: it is in force."""
    if not _DAY.fullmatch(waiver.until):
        return "malformed"
    try:
        until = date.fromisoformat(waiver.until)
    except ValueError:
        return "malformed"
    return "expired" if until < day else None


def _note(waiver: Waiver, state: State, words: str) -> WaiverNote:
    return WaiverNote(
        state=state,
        rule=waiver.rule,
        subject=str(waiver.subject),
        document=waiver.document,
        reason=waiver.reason,
        until=waiver.until,
        source=waiver.place.source,
        line=waiver.place.line,
        message=words.format(until=waiver.until, document=waiver.document, rule=waiver.rule),
    )


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """A text without white space, width and closing marks."""
    return "".join(text.translate(_folding()).split()).rstrip(_CLOSING)


@cache
def _folding() -> dict[int, int | str]:
    # few runs have waivers, and this loads the extraction
    from zhenggai.extraction.source import fold_table

    return fold_table(builtin_lexicon())


def _counted(report: GapReport, results: Sequence[Result]) -> Summary:
    """The summary, with waived gaps counted as such and not by severity."""
    waived_gaps = Counter(result.severity for result in results if result.waiver)
    summary = report.summary
    return replace(
        summary,
        error=summary.error - waived_gaps["error"],
        warning=summary.warning - waived_gaps["warning"],
        info=summary.info - waived_gaps["info"],
        waived=waived_gaps.total(),
    )
