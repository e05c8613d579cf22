"""How the cost grows: with the issues of a notice, stage by stage, and with the rules."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measuring import SEED, judged, milliseconds, table, timed
from benchmarks.notices import make_notice

ISSUES_BAR, RULES_BAR = 1.3, 3.0
FEW, MANY, RULES = 30, 2000, 300
STAGES = ("reading", "extraction", "inference", "report", "JSON")


def stages_of(text: str) -> dict[str, float]:
    """Seconds that each stage takes for a notice."""
    from zhenggai.extraction.assembly import extract_facts
    from zhenggai.gapreport import Audited, compose
    from zhenggai.inference.engines import best_engine
    from zhenggai.inference.verdicts import assess
    from zhenggai.model import Input, Tool
    from zhenggai.reading import read_bytes
    from zhenggai.reporting.writers import writer
    from zhenggai.rulebook.loading import load_rulebook

    book, engine = load_rulebook(), best_engine()
    tool = Tool(name=engine.name, version=engine.version)
    made: dict[str, Any] = {"text": text.encode()}

    def keep(name: str, make: Callable[[], Any]) -> float:
        return timed(lambda: made.update({name: make()}))

    def report() -> Any:
        facts, document = made["facts"], made["document"]
        item = Input(source="x", sha256=document.sha256, kind=facts.kind, status="audited")
        audited = Audited(
            input=item, document=document, facts=facts, assessment=made["assessment"], rulebook=book
        )
        return compose(audited, language="zh", date="2026-01-01", engine=tool)

    return {
        "reading": keep("document", lambda: read_bytes(made["text"], "x.txt")),
        "extraction": keep("facts", lambda: extract_facts(made["document"])),
        "inference": keep("assessment", lambda: assess(book, made["facts"], made["document"], engine)),
        "report": keep("report", report),
        "JSON": keep("json", lambda: writer("json").render(made["report"])),
    }


def stages(rounds: int = 25) -> str:
    """Where the time of an audit goes."""
    texts = {"34 issues, made": lambda number: make_notice(f"stages {time.time_ns()} {number}").text()}
    if SEED.is_file():
        seed = SEED.read_text(encoding="utf-8")
        texts["a real notice of 34 issues"] = lambda number: f"{seed}\n{time.time_ns()}\n"
    rows = []
    for name, text in texts.items():
        stages_of(text(0))
        costs = _medians([stages_of(text(number)) for number in range(rounds)])
        whole = sum(costs[stage] for stage in STAGES[:-1])
        rows.append((name, *(f"{milliseconds(costs[s])} ({costs[s] / whole:.0%})" for s in STAGES)))
    return table(("ms of an audit", *STAGES), rows)


def issues(rounds: int = 3) -> str:
    """Cost of an issue in a notice of 2,000, against that in one of 30."""
    few, many = [], []
    stages_of(make_notice(0, FEW).text())
    for number in range(rounds):
        seed = f"growth {time.time_ns()} {number}"
        few += [stages_of(make_notice(f"{seed} {n}", FEW).text()) for n in range(MANY // FEW // 2)]
        many.append(stages_of(make_notice(seed, MANY).text()))
    one, other = _medians(few), _medians(many)
    for costs in (one, other):
        costs["all but JSON"] = sum(costs[stage] for stage in STAGES[:-1])
    rows = []
    for stage in (*STAGES, "all but JSON"):
        each, large = one[stage] / FEW, other[stage] / MANY
        ratio = judged(large / each, ISSUES_BAR)
        rows.append((stage, f"{each * 1e6:.0f}", f"{large * 1e6:.0f}", ratio, f"≤ {ISSUES_BAR}"))
    return table(("µs for each issue", f"of {FEW}", f"of {MANY:,}", "ratio", "bar"), rows)


def rules(rounds: int = 15) -> str:
    """The whole audit with the built-in pack, and with one of 300 rules."""
    from zhenggai import pipeline
    from zhenggai.rulebook.loading import load_rulebook

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack = _larger_pack(folder / "larger")
        costs: dict[bool, list[float]] = {False: [], True: []}
        counts = {
            large: _count(load_rulebook([pack] if large else ["rectification-notice"])) for large in costs
        }
        for number in range(-1, rounds):
            notice = folder / f"{number}.txt"
            notice.write_text(make_notice(f"rules {time.time_ns()}").text(), encoding="utf-8")
            for large, taken in costs.items():
                options = pipeline.Options(use_config=False, packs=(str(pack),) if large else None)
                cost = timed(lambda options=options, notice=notice: pipeline.audit(notice, options))  # type: ignore[misc]  # bound now
                if number >= 0:
                    taken.append(cost)
    few, many = statistics.median(costs[False]), statistics.median(costs[True])
    ratio = judged(many / few, RULES_BAR)
    heads = ("audit of 34 issues", f"{counts[False]} rules, ms", f"{counts[True]} rules, ms", "ratio", "bar")
    return table(heads, [("made", milliseconds(few), milliseconds(many), ratio, f"≤ {RULES_BAR:g}")])


def _medians(costs: list[dict[str, float]]) -> dict[str, float]:
    return {stage: statistics.median(cost[stage] for cost in costs) for stage in costs[0]}


def _count(book: Any) -> int:
    return sum(rule.enabled for rule in book.rules)


def _larger_pack(folder: Path) -> Path:
    """The built-in rules several times under other names, with other words, patterns and limits.

    So no copy can share what was computed for another, as far as it reads texts and numbers.
    """
    from zhenggai.resources import rules_folder

    source = rules_folder() / "rectification-notice"
    folder.mkdir()
    for lists in source.glob("lexicon/*.yaml"):
        (folder / "lexicon").mkdir(exist_ok=True)
        (folder / "lexicon" / lists.name).write_bytes(lists.read_bytes())
    description = yaml.safe_load((source / "pack.yaml").read_text(encoding="utf-8"))
    description["name"] = folder.name
    _write(folder / "pack.yaml", description)
    written = 0
    for copy in range(100):
        for path in sorted(source.glob("*.yaml")):
            if path.stem == "pack" or written >= RULES:
                continue
            rule = yaml.safe_load(path.read_text(encoding="utf-8"))
            rule["id"] = path.stem if copy == 0 else f"{path.stem}-{copy}"
            rule.pop("examples", None)
            if copy:
                rule |= {
                    key: _varied(rule[key], copy) for key in ("when", "unless", "require") if key in rule
                }
            _write(folder / f"{rule['id']}.yaml", rule)
            written += 1
    return folder


def _varied(value: Any, copy: int, key: str = "") -> Any:
    """A condition that means nearly the same and is another one."""
    if isinstance(value, Mapping):
        return {name: _varied(item, copy, str(name)) for name, item in value.items()}
    if key == "contains" and isinstance(value, list):
        return [*value, f"甲{copy}乙"]
    if isinstance(value, list):
        return [_varied(item, copy, key) for item in value]
    if key == "matches" and isinstance(value, str) and not value.startswith("$"):
        return f"{value}|甲{copy}乙"
    if key == "contains" and isinstance(value, str) and not value.startswith("$"):
        return [value, f"甲{copy}乙"]
    return value


def _write(path: Path, value: object) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
