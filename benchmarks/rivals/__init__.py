"""This project beside what a user would pick instead, on the same texts, which no tool has seen before.

Each round makes notices with one defect of each kind and the same notices without, and gives all of them
to each tool in one call, then one notice alone.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Cost, process, table
from benchmarks.planted import PLANTS, Planted, clean_notice, planted_notice
from benchmarks.rivals.labelled import KINDS, Labelled
from benchmarks.rivals.scoring import Score
from benchmarks.rivals.tools import ALL, Absent, Tool

NOTICES, ROUNDS = 20, 5
FOUND = ("tool", "found", "false", "of other rules", "further layouts: found", "false", "of other rules")
LAYOUTS = ("layouts", "further_layouts")


class Bench:
    """One tool's costs and scores, by list of layouts."""

    def __init__(self, tool: Tool) -> None:
        self.tool = tool
        self.many: list[Cost] = []
        self.one: list[Cost] = []
        self.scores = {layouts: Score() for layouts in LAYOUTS}
        self.labelled = {kind: Score() for kind in KINDS}

    def run(self, folder: Path, files: Sequence[Path]) -> tuple[Cost, str]:
        """What a call cost, and what it wrote."""
        out = folder / "findings.json"
        out.unlink(missing_ok=True)
        cost = process(self.tool.command(out, files), folder, accepted=(0, 1, 2))
        if not out.exists():
            raise RuntimeError(f"{self.tool.name} wrote no findings")
        return cost, out.read_text(encoding="utf-8")


def report(notices: int = NOTICES, rounds: int = ROUNDS) -> str:
    """The tables of costs, of what was found, and of what was found by kind."""
    benches, absent = [], []
    for make in ALL:
        try:
            benches.append(Bench(make()))
        except Absent as reason:
            absent.append(f"Left out: {reason}.")
    with tempfile.TemporaryDirectory() as name:
        for number in range(-1, rounds):  # in round -1 programs are read into memory
            for layouts in LAYOUTS:
                folder = Path(name) / f"{layouts}{number}"
                planted = make_notices(folder, f"{time.time_ns()} {number}", notices, layouts)
                for bench in benches:
                    measure(bench, folder, planted, layouts, counted=number >= 0)
        labelled = Labelled(Path(name) / "labelled")
        for bench in benches:
            measure_labelled(bench, Path(name) / "labelled", labelled)
    return "\n".join(
        [costs(benches, notices), found(benches), by_kind(benches), in_labelled(benches), *absent]
    )


def make_notices(folder: Path, seed: str, notices: int, layouts: str) -> dict[str, list[Planted]]:
    """Write notices, with defects and without; what was planted, by the name of the file."""
    folder.mkdir()
    planted: dict[str, list[Planted]] = {}
    for number in range(notices):
        text, planted[f"planted-{number}.txt"] = planted_notice(f"{seed} {number}", layouts)
        (folder / f"planted-{number}.txt").write_text(text, encoding="utf-8")
        planted[f"clean-{number}.txt"] = []
        clean = clean_notice(f"{seed} {number}", layouts)
        (folder / f"clean-{number}.txt").write_text(clean, encoding="utf-8")
    return planted


def measure(
    bench: Bench, folder: Path, planted: dict[str, list[Planted]], layouts: str, *, counted: bool
) -> None:
    """One call with all notices, which is scored, and one with a single notice."""
    files = sorted(folder / name for name in planted)
    many, wrote = bench.run(folder, files)
    one, _ = bench.run(folder, files[-1:])
    if not counted:
        return
    bench.many.append(many)
    bench.one.append(one)
    bench.scores[layouts].add(bench.tool.read(json.loads(wrote)), planted)


def measure_labelled(bench: Bench, folder: Path, labelled: Labelled) -> None:
    """Score one call with the labelled notices, each kind for itself."""
    _, wrote = bench.run(folder, sorted(folder / name for name in labelled.lacking))
    findings = [
        finding
        for finding in bench.tool.read(json.loads(wrote))
        if not any(
            place.kind == finding.kind and any(place.first <= line <= place.last for line in finding.lines)
            for place in labelled.arguable[finding.file]
        )
    ]
    for kind, score in bench.labelled.items():
        lacking = {
            name: [place for place in places if place.kind == kind]
            for name, places in labelled.lacking.items()
        }
        score.add([finding for finding in findings if finding.kind == kind], lacking)


def costs(benches: Sequence[Bench], notices: int) -> str:
    """Medians of time and memory; processor times also as those of the first tool, round by round."""
    first, rows = benches[0], []
    for bench in benches:
        row = [bench.tool.name]
        for taken, firsts in ((bench.many, first.many), (bench.one, first.one)):
            cost = Cost(*map(statistics.median, zip(*taken, strict=True)))
            ratios = (one.processor / other.processor for one, other in zip(taken, firsts, strict=True))
            row += [f"{cost.wall:.2f}", f"{cost.processor:.2f}", f"{statistics.median(ratios):.2f}"]
            row.append(f"{cost.memory / 2**20:.0f}")
        rows.append(row)
    columns = ("processor, s", f"of {first.tool.name}'s", "MB")
    return table(["tool", f"{2 * notices} notices, s", *columns, "one notice, s", *columns], rows)


def found(benches: Sequence[Bench]) -> str:
    """Defects found of those planted, and false findings."""
    rows = []
    for bench in benches:
        row: list[object] = [bench.tool.name]
        for score in bench.scores.values():
            false = score.false_of_kinds
            row += [f"{score.found.total()} of {score.planted.total()}", false, score.false.total() - false]
        rows.append(row)
    return table(FOUND, rows)


def by_kind(benches: Sequence[Bench]) -> str:
    """Percent found of each kind: in the first three layouts, and in the further three."""
    rows = []
    for kind in PLANTS:
        shares = (
            " / ".join(f"{score.found[kind] / score.planted[kind]:.0%}" for score in bench.scores.values())
            for bench in benches
        )
        rows.append([kind, *shares])
    return table(["defect", *(bench.tool.name for bench in benches)], rows)


def in_labelled(benches: Sequence[Bench]) -> str:
    """What issues of the labelled notices lack: found of those that lack it, and false."""
    rows = []
    for bench in benches:
        row: list[object] = [bench.tool.name]
        for score in bench.labelled.values():
            row += [f"{score.found.total()} of {score.planted.total()}", score.false.total()]
        rows.append(row)
    heads = (head for kind in KINDS for head in (f"labelled notices: {kind}", "false"))
    return table(["tool", *heads], rows)
