"""The tools that are compared: how each is installed, called, and its findings read.

What a registry offers is put into a folder for caches, apart from the repository; versions are pinned.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.measuring import ROOT, python
from benchmarks.notices import numeral
from benchmarks.planted import RULES

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhenggai-rivals"
TEXTLINT, SEMGREP = "15.8.0", "1.160.0"
_NUMBERS = 60
_INSTALL_SECONDS = 600
OURS = {rule: kind for kind, rules in RULES.items() for rule in rules}


class Finding(NamedTuple):
    """What a tool reports: the name of the file, a kind of defect (or a rule of no kind), its lines."""

    file: str
    kind: str
    lines: frozenset[int]


class Absent(Exception):
    """A tool cannot be had here; says why in one line."""


@dataclass(frozen=True)
class Tool:
    """``command`` gets the file for findings and the notices; ``read`` the contents of that file."""

    name: str
    command: Callable[[Path, Sequence[Path]], list[str]]
    read: Callable[[Any], list[Finding]]


def patterns() -> dict[str, list[str]]:
    """The patterns of each kind, in the syntax that JavaScript and PCRE share."""
    kinds: dict[str, Any] = yaml.safe_load((HERE / "patterns.yaml").read_text(encoding="utf-8"))
    parts = kinds.pop("parts")
    return {
        kind: [_filled(one, parts) for pattern in listed for one in _numbered(pattern)]
        for kind, listed in kinds.items()
    }


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda found: parts[found[1]], pattern)


def _numbered(pattern: str) -> list[str]:
    if "{n}" not in pattern and "{c}" not in pattern:
        return [pattern]
    made = []
    for number in range(1, _NUMBERS + 1):
        words = {"{n}": number, "{n+1}": number + 1, "{c}": numeral(number), "{c+1}": numeral(number + 1)}
        one = pattern
        for blank, word in words.items():
            one = one.replace(blank, str(word))
        made.append(one)
    return made


# ---------------------------------------------------------------- the tools


def zhenggai() -> Tool:
    """This project, from the source tree, in one process and without its cache."""

    def command(out: Path, notices: Sequence[Path]) -> list[str]:
        options = ["--no-config", "--no-cache", "--per-item", "-q", "--jobs", "1", "-f", f"json:{out}"]
        return python(str(ROOT / "cli.py"), "check", *options, *map(str, notices))

    return Tool("zhenggai", command, read_zhenggai)


def read_zhenggai(report: Any) -> list[Finding]:
    """Gaps but for mere hints. A gap of the whole notice shows its places as evidence."""
    found = []
    for gap in report["results"]:
        if gap["verdict"] != "gap" or gap["severity"] == "info":
            continue
        places = [gap["span"]]
        if gap["subject"]["type"] == "notice":
            places = [clue["span"] for clue in gap["evidence"] if clue["span"]] or places
        lines = frozenset(place["line"] for place in places if place)
        found.append(Finding(Path(gap["input"]).name, OURS.get(gap["rule"], gap["rule"]), lines))
    return found


def script() -> Tool:
    """The script of regular expressions beside this file."""

    def command(out: Path, notices: Sequence[Path]) -> list[str]:
        return python(str(HERE / "script.py"), str(out), *map(str, notices))

    lines = [line for line in (HERE / "script.py").read_text(encoding="utf-8").splitlines() if line]
    return Tool(f"script of {len(lines)} lines", command, read_script)


def read_script(report: Any) -> list[Finding]:
    """The findings of the script."""
    return [
        Finding(Path(path).name, kind, frozenset({line}))
        for path, found in report.items()
        for kind, line in found
    ]


def textlint() -> Tool:
    """textlint with one rule of its own that holds the patterns."""
    folder = CACHE / f"textlint-{TEXTLINT}"
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        raise Absent("textlint: there is no node here")
    program = folder / "node_modules" / "textlint" / "bin" / "textlint.js"
    if not program.exists():
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
        _install([npm, "install", *options, f"textlint@{TEXTLINT}"], "textlint")
    rules = folder / "rules"
    rules.mkdir(exist_ok=True)
    shutil.copy(HERE / "textlint_rule.js", rules / "patterns.js")
    (folder / "patterns.json").write_text(json.dumps(patterns()), encoding="utf-8")

    def command(out: Path, notices: Sequence[Path]) -> list[str]:
        options = ["--no-textlintrc", "--rulesdir", str(rules), "--format", "json", "-o", str(out)]
        return ["node", str(program), *options, *map(str, notices)]

    return Tool(f"textlint {TEXTLINT}", command, read_textlint)


def read_textlint(report: Any) -> list[Finding]:
    """Findings stand on the line on which they end, since some begin at what they are compared with."""
    return [
        Finding(Path(item["filePath"]).name, message["message"], frozenset({message["loc"]["end"]["line"]}))
        for item in report
        for message in item["messages"]
    ]


def semgrep() -> Tool:
    """semgrep in generic mode, a rule for each kind, in one process and without the network."""
    folder = CACHE / f"semgrep-{SEMGREP}"
    program = folder / "bin" / "semgrep"
    if not program.exists():
        _install([sys.executable, "-m", "venv", "--clear", str(folder)], "semgrep")
        _install([str(folder / "bin" / "pip"), "install", "--quiet", f"semgrep=={SEMGREP}"], "semgrep")
    rules = folder / "rules.yaml"
    rules.write_text(yaml.safe_dump({"rules": semgrep_rules()}, allow_unicode=True), encoding="utf-8")

    def command(out: Path, notices: Sequence[Path]) -> list[str]:
        options = ["--metrics=off", "--disable-version-check", "--no-git-ignore", "--jobs", "1", "--quiet"]
        options += ["--config", str(rules), "--json", "--output", str(out)]
        return [str(program), "scan", *options, *map(str, notices)]

    return Tool(f"semgrep {SEMGREP}", command, read_semgrep)


def semgrep_rules() -> list[dict[str, Any]]:
    """The patterns as rules of semgrep's."""
    return [
        {
            "id": kind.replace(" ", "-"),
            "languages": ["generic"],
            "severity": "WARNING",
            "message": kind,
            "pattern-either": [{"pattern-regex": pattern} for pattern in listed],
        }
        for kind, listed in patterns().items()
    ]


def read_semgrep(report: Any) -> list[Finding]:
    """Findings stand on the line on which they end, like textlint's."""
    return [
        Finding(Path(item["path"]).name, item["extra"]["message"], frozenset({item["end"]["line"]}))
        for item in report["results"]
    ]


def _install(command: list[str], name: str) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_INSTALL_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Absent(f"{name}: {error}") from error
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise Absent(f"{name} cannot be installed: {said[-1] if said else done.returncode}")


ALL: tuple[Callable[[], Tool], ...] = (zhenggai, script, textlint, semgrep)
