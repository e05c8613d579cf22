"""The gaps as annotations of a GitHub Actions run, worst first: GitHub shows only the first ten of a kind."""

from __future__ import annotations

from collections.abc import Iterator

from zhenggai.model import GapReport, Input, Result
from zhenggai.reporting.arrangement import gaps_of, worst_first
from zhenggai.reporting.gap_lines import input_state, waiver_text
from zhenggai.reporting.paths import repository_path
from zhenggai.reporting.safe_text import one_line
from zhenggai.reporting.words import Words
from zhenggai.reporting.writers import Presentation

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: GapReport, presentation: Presentation) -> str:
    """One workflow command a line: inputs that were not audited, then every gap."""
    return "".join(f"{line}\n" for line in _lines(report, Words(report.language)))


def _lines(report: GapReport, words: Words) -> Iterator[str]:
    titles = {rule.id: rule.title for rule in report.rules}
    for source in report.inputs:
        if source.status != "audited":
            yield _unaudited(source, words)
    # what a change brought in comes before what was there, what is waived last
    gaps = worst_first(gaps_of(report))
    for gap in sorted(gaps, key=lambda gap: (gap.waiver is not None, gap.baseline == "unchanged")):
        yield _annotation(gap, titles.get(gap.rule, gap.rule), words)


def _unaudited(source: Input, words: Words) -> str:
    return _command("error", {"file": repository_path(source.source)}, [input_state(source, words)])


def _annotation(gap: Result, title: str, words: Words) -> str:
    properties = {"file": repository_path(gap.input)}
    if gap.span is not None:
        properties |= {"line": str(gap.span.line), "col": str(gap.span.column)}
    properties["title"] = words("placed", text=title, place=gap.rule)
    lines = [gap.message]
    if gap.hint:
        lines.append(words("noted", text=words("gap.hint"), note=gap.hint))
    if gap.waiver is not None:
        lines.append(words("noted", text=words("waiver"), note=waiver_text(gap, words)))
    lines.append(words("noted", text=words("gap.fingerprint"), note=gap.fingerprint))
    return _command("notice" if gap.waiver else COMMANDS[gap.severity], properties, lines)


def _command(name: str, properties: dict[str, str], lines: list[str]) -> str:
    settings = ",".join(f"{key}={_escaped_property(value)}" for key, value in properties.items())
    return f"::{name} {settings}::{'%0A'.join(_escaped(line) for line in lines)}"


def _escaped(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
