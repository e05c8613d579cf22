"""Waivers as they are written: in the configuration, or in a file of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhenggai.errors import RuleError
from zhenggai.rulebook import shape
from zhenggai.rulebook.yaml_positions import Hopeless, Steps
from zhenggai.settings.entries import WaiverEntry, keys_of, required_keys_of
from zhenggai.settings.files import read_file
from zhenggai.settings.layers import Waiver

_KEYS = keys_of(WaiverEntry)
_REQUIRED = required_keys_of(WaiverEntry)


def read_waiver_file(
    report: shape.Reporter, name: str, folder: Path
) -> tuple[tuple[Waiver, ...], tuple[Path, ...]]:
    """The waivers of a YAML file named in the configuration, and its path; mistakes go to ``report``."""
    path = folder / name
    if path.suffix == ".toml":
        report(("waivers",), "豁免文件要用 YAML", "写成 .yaml, 或写在配置里")
        return (), ()
    try:
        file = read_file(path)
    except RuleError as error:
        report(
            ("waivers",),
            f"豁免文件 {name} {error.message}",
            error.mend or "检查路径, 相对于配置文件所在的目录",
        )
        return (), (path,)
    inner = shape.Reporter(file)
    waivers: tuple[Waiver, ...] = ()
    try:
        entries = [] if file.data is None else shape.listed(inner, file.data, ())
        waivers = read_waivers(inner, entries, ())
    except Hopeless:
        pass
    report.errors.extend(inner.errors)
    return waivers, (path,)


def read_waivers(report: shape.Reporter, entries: list[Any], steps: Steps) -> tuple[Waiver, ...]:
    """The waivers of a list. A day that is none is no mistake here: the report tells of it."""
    waivers = (_waiver(report, entry, (*steps, index)) for index, entry in enumerate(entries))
    return tuple(waiver for waiver in waivers if waiver is not None)


def _waiver(report: shape.Reporter, data: Any, steps: Steps) -> Waiver | None:
    entry = shape.mapping(report, data, steps)
    if not isinstance(data, dict):
        return None
    shape.known_keys(report, entry, steps, _KEYS)
    missing = [key for key in _REQUIRED if entry.get(key) is None]
    if missing:
        report(steps, f"豁免缺少 {', '.join(missing)}", "写明规则、对象、文件、理由和到期日")
        return None
    return Waiver(
        rule=shape.text(report, entry["rule"], (*steps, "rule")),
        subject=_subject(report, entry["subject"], (*steps, "subject")),
        document=shape.text(report, entry["document"], (*steps, "document")),
        reason=shape.text(report, entry["reason"], (*steps, "reason")),
        until=str(entry["until"]),
        place=report.file.place(steps),
    )


def _subject(report: shape.Reporter, data: Any, steps: Steps) -> str | int:
    if isinstance(data, int) and not isinstance(data, bool):
        return data
    return shape.text(report, data, steps)
