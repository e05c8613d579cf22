"""``python -m benchmarks.scale``: what a document costs a batch, and what a million would.

It takes some minutes and two gigabytes of disk. Every figure comes from a process of its own. Times are
processor time, since other programs may run beside; where the disk is waited for, that is added. The
tables go into ``docs/scale.md``.
"""

from __future__ import annotations

import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT, environment, table
from benchmarks.notices import make_notice

PAGE = ROOT / "docs" / "scale.md"
NOTICES = 300
LINES = 10_000
"""Real-size lines that one driver takes in and sums up."""
NAMES = 100_000
"""Files that are listed, and short lines that are looked through on going on."""
MILLION = 1_000_000
MACHINES = (2, 16, 64)
_LEAD = re.compile(rb'\{"id":"[^"]*","source":"[^"]*","revision":"[^"]*"')
_BYTES = 2**20


# ------------------------------------------------------------------ what runs in processes of its own


def worker(folder: str) -> dict[str, float]:
    """Audit all documents of a folder as a worker does; lines go into ``lines`` beside it."""
    from zhenggai.batch import runs, work
    from zhenggai.batch.planning import MOST_IN_A_BATCH
    from zhenggai.batch.records import decode
    from zhenggai.batch.tables import write_tables
    from zhenggai.pipeline import Options

    work._warm_up()
    start, before = time.process_time(), _held()
    paths = [str(path) for path in sorted(Path(folder).iterdir())]
    spent = 0.0
    with open(f"{folder}.lines", "wb") as stream:
        for at in range(0, len(paths), MOST_IN_A_BATCH):
            began = time.process_time()
            lines = work.audit_documents(paths[at : at + MOST_IN_A_BATCH], Options(use_config=False), 60)
            spent += time.process_time() - began
            stream.writelines(line + b"\n" for line in lines)
    memory, lines = _held(), Path(f"{folder}.lines").read_bytes().splitlines()
    out = Path(f"{folder}.tables")
    out.mkdir()
    write_tables(map(decode, lines), out)
    return {
        "start": start,
        "seconds": spent / len(paths),
        "before": before,
        "after": memory,
        "tables": sum(path.stat().st_size for path in out.iterdir()) / len(lines),
        "input": sum(os.path.getsize(path) for path in paths) / len(paths),
        "line": sum(map(len, lines)) / len(lines),
        # of finished batches that wait in the driver for each worker, at the most
        "waiting": runs._IN_FLIGHT * MOST_IN_A_BATCH * sum(map(len, lines)) / len(lines),
    }


def driver(folder: str, out: str, templates: str) -> dict[str, float]:
    """Drive workers that cost nothing over a folder: what remains is the driver's own cost."""
    from zhenggai.batch import BatchOptions, run_batch, runs
    from zhenggai.batch.executors import processes
    from zhenggai.batch.folder import RunFolder
    from zhenggai.pipeline import Options

    spent: dict[str, float] = {"start": time.process_time()}

    def timed(name: str, action: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            began, clock = time.process_time(), time.perf_counter()
            try:
                return action(*given, **named)
            finally:
                spent[name] = spent.get(name, 0) + time.process_time() - began
                spent[f"{name} clock"] = spent.get(f"{name} clock", 0) + time.perf_counter() - clock
                spent[f"{name} memory"] = _held()

        return run

    places = (
        (runs, "documents"),
        (runs, "_left"),
        (runs, "_finish"),
        (runs.Runner, "run"),
        (RunFolder, "store"),
    )
    for module, name in places:
        setattr(module, name, timed(name, getattr(module, name)))
    options = BatchOptions(audit=Options(use_config=False), jobs=1)
    outcome = run_batch(
        [folder], out, options, executor=processes(1), work=partial(ready, templates=templates)
    )
    return spent | {"new": outcome.new, "peak": _peak()}


def ready(paths: Sequence[str], options: Any, seconds: float, templates: str) -> list[bytes]:
    """Lines that were made before, under the names of the documents."""
    from zhenggai.batch.planning import identity, revision

    made = _templates(templates)
    return [
        b'{"id":"%s","source":"%s","revision":"%s"%s'
        % (
            identity(path).encode(),
            path.encode(),
            revision(path).encode(),
            made[int(identity(path), 16) % len(made)],
        )
        for path in paths
    ]


@cache
def _templates(path: str) -> list[bytes]:
    return [line[_LEAD.match(line).end() :] for line in Path(path).read_bytes().splitlines()]  # type: ignore[union-attr]  # all lines begin so


def going_on(folder: str, out: str) -> dict[str, float]:
    """List very many files, and find in very many lines that all of them are done."""
    from zhenggai.batch.folder import RunFolder
    from zhenggai.batch.planning import Batch, documents, identity, revision, unfinished
    from zhenggai.batch.records import failed

    before, began = _held(), time.process_time()
    paths = documents([folder])
    listed = time.process_time() - began
    spent = {"list": listed / len(paths), "list memory": (_held() - before) / len(paths)}
    with RunFolder(Path(out), {}) as results:
        from zhenggai.batch.records import encode

        for at in range(0, len(paths), 1000):
            some = tuple(paths[at : at + 1000])
            results.store(Batch(at, some), [encode(failed(path, "x", revision(path))) for path in some])
        began = time.process_time()
        done = results.finished()
        spent["finished"] = (time.process_time() - began) / len(paths)
        began = time.process_time()
        left = unfinished(paths, done.revisions)
        spent["unfinished"] = (time.process_time() - began) / len(paths)
        assert not left and identity(paths[0])
        held = _peak()
        spent["memory"] = (held - before) / len(paths)
        del done
        sum(1 for _ in results.records())
        spent["index memory"] = (max(_peak(), held) - before) / len(paths)
    return spent


def _held() -> int:
    """Bytes that this process holds (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _peak() -> int:
    """Bytes that this process has held at the most (Linux)."""
    return int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) * 1024


# ---------------------------------------------------------------------------------------- measuring


def _apart(name: str, *arguments: object) -> dict[str, float]:
    """What a function of this module says in a process of its own."""
    kept = environment() | {"PYTHONPATH": f"{ROOT / 'engine'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "benchmarks.scale", name, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=kept, check=True, stdout=subprocess.PIPE)
    return dict(json.loads(done.stdout))


def measure(place: Path) -> dict[str, dict[str, float]]:
    """All figures; what is written for them lies in ``place``."""
    _made_notices(place / "made")
    _fixtures(place / "fixtures")
    found = {name: _apart("worker", place / name) for name in ("made", "fixtures")}
    lines = [line for name in found for line in (place / f"{name}.lines").read_bytes().splitlines()]
    random.Random(1).shuffle(lines)
    (place / "templates").write_bytes(b"\n".join(lines))
    for name, number in (("few", LINES), ("many", NAMES)):
        for at in range(number):
            path = place / name / f"{at % 100:02}" / f"某某市某某局党组整改通报-{at:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    found["driver"] = _apart("driver", place / "few", place / "out", place / "templates")
    found["again"] = _apart("driver", place / "few", place / "out", place / "templates")
    found["going on"] = _apart("going_on", place / "many", place / "short")
    out = place / "out"
    parts = list((out / "documents").iterdir())
    found["disk"] = {
        "lines": sum(path.stat().st_size for path in parts) / LINES,
        "blocks": sum(path.stat().st_blocks * 512 for path in parts) / LINES,
        "parts": len(parts),
    }
    return found


def _made_notices(folder: Path) -> None:
    folder.mkdir()
    for number in range(NOTICES):
        text = make_notice(f"scale {number}").text()
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")


def _fixtures(folder: Path) -> None:
    folder.mkdir()
    for path in sorted((ROOT / "fixtures").glob("*/*")):
        if path.suffix != ".json" and not path.parent.name.startswith("other-"):
            (folder / path.name).write_bytes(path.read_bytes())


# ------------------------------------------------------------------------------------------ telling


def figures(found: dict[str, dict[str, float]]) -> str:
    """What was measured, as a table."""
    made, own, driving = found["made"], found["fixtures"], found["driver"]
    again, going, disk = found["again"], found["going on"], found["disk"]
    rows = [
        ("processor time of a notice of 34 issues", f"{made['seconds'] * 1e3:.1f} ms"),
        ("processor time of a fixture", f"{own['seconds'] * 1e3:.1f} ms"),
        ("processor time to start a worker", f"{made['start']:.2f} s"),
        ("memory of a worker: started, after the notices", _pair(made, "before", "after")),
        ("text of a notice of 34 issues, of a fixture", _kilobytes(made["input"], own["input"])),
        ("JSON line of a notice of 34 issues, of a fixture", _kilobytes(made["line"], own["line"])),
        (f"the {LINES:,} lines below: a line, on disk", _kilobytes(disk["lines"], disk["blocks"])),
        ("Parquet tables of such a notice, of a fixture", _kilobytes(made["tables"], own["tables"])),
        ("driver: processor time to give out and store, a document", _micro(driving["run"] / LINES)),
        ("the same with waiting for the disk", _micro(_giving(driving))),
        ("driver: listing a document", _micro(going["list"])),
        ("driver: going on, a short line", _micro(going["finished"])),
        ("driver: going on, a line of real size", _micro(again["_left"] / LINES)),
        ("driver: tables and page, a document", _micro(driving["_finish"] / LINES)),
        (f"tables and page of {LINES:,} documents", f"{driving['_finish']:.1f} s"),
        ("memory of the driver: started, giving out", _pair(driving, "documents memory", "run memory")),
        ("the same at the most, with the tables", f"{driving['peak'] / _BYTES:.0f} MB"),
        ("driver: memory grows by a document listed", f"{going['list memory']:.0f} B"),
        ("the same on going on", f"{going['memory']:.0f} B"),
        ("the same with the index for the tables", f"{going['index memory']:.0f} B"),
    ]
    return table(("measured", "figure"), rows)


def million(found: dict[str, dict[str, float]]) -> str:
    """What a million notices cost on several machines, calculated from the figures."""
    made, driving, disk, going = found["made"], found["driver"], found["disk"], found["going on"]
    audit = MILLION * made["seconds"]
    larger = made["line"] / disk["lines"]
    giving = MILLION * _giving(driving) * larger
    ending = MILLION * driving["_finish"] / LINES * larger
    rows = []
    for cores in MACHINES:
        auditing = audit / cores
        rows.append(
            (
                f"{cores} cores",
                f"{audit / 3600:.1f}",
                f"{auditing / 3600:.2f} h",
                f"{giving / max(auditing, giving):.0%}",
                f"{max(auditing, giving) / 3600 + ending / 3600:.2f} h",
                f"{(cores * (made['after'] + made['waiting']) + _driver(driving, going)) / 1e9:.1f} GB",
                f"{MILLION * (made['line'] * disk['blocks'] / disk['lines'] + made['tables']) / 1e9:.0f} GB",
            )
        )
    heads = ("machine", "core hours", "audit", "driver busy", "with tables", "memory", "disk")
    rate = 1 / (_giving(driving) * larger)
    return table(heads, rows) + (
        f"\nTables and page at the end: {ending / 60:.0f} minutes of one core. The driver takes in "
        f"{rate:,.0f} such notices a second at the most, {rate * made['line'] / 1e6:.0f} MB; a core audits "
        f"{1 / made['seconds']:.0f}.\n"
    )


def _giving(driving: dict[str, float]) -> float:
    """Seconds for which a document occupies the driver: its processor time, and the disk it waits for."""
    return (driving["run"] + driving["store clock"] - driving["store"]) / LINES


def _driver(driving: dict[str, float], going: dict[str, float]) -> float:
    """Bytes that the driver holds at the most, besides what waits."""
    return driving["peak"] + MILLION * going["index memory"]


def _pair(figures: dict[str, float], one: str, other: str) -> str:
    return f"{figures[one] / _BYTES:.0f}, {figures[other] / _BYTES:.0f} MB"


def _kilobytes(one: float, other: float) -> str:
    return f"{one / 1000:.1f}, {other / 1000:.1f} kB"


def _micro(seconds: float) -> str:
    return f"{seconds * 1e6:,.0f} µs"


def main(arguments: list[str]) -> None:
    """Measure and write down; with arguments: one of the functions above in this process."""
    if arguments:
        print(json.dumps(globals()[arguments[0]](*arguments[1:])))
        return
    with tempfile.TemporaryDirectory() as place:
        found = measure(Path(place))
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    for name, made in (("figures", figures(found)), ("million", million(found))):
        print(f"{name}\n\n{made}", flush=True)
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
        page = pattern.sub(lambda at, made=made: f"{at[1]}\n{made}\n{at[2]}", page)  # type: ignore[misc]  # bound now
    machine = f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}"
    page = re.sub(r"(<!-- machine -->).*?(<!-- end -->)", rf"\g<1>{machine}\g<2>", page)
    if page:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
