"""``python -m tests.fuzz``: many inputs for every target, and one table of what became of them."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.fuzz.driver import Tally, run
from tests.fuzz.reducing import reduced
from tests.fuzz.targets import TARGETS, made
from tests.fuzz.worker import tried

_HEAD = f"{'target':12} {'inputs':>7} {'refused':>8} {'audited':>8} {'slowest':>17} {'peak':>8}  findings"


def main() -> int:
    asked = _arguments()
    if asked.number is not None:
        return _one(asked)
    targets = asked.target or list(TARGETS)
    shares = sum(TARGETS[name].share for name in targets)
    print(_HEAD)
    total, began = Tally("all"), time.monotonic()
    for name in targets:
        share = TARGETS[name].share / shares
        until = time.monotonic() + share * asked.seconds if asked.seconds else None
        count = sys.maxsize if asked.seconds else round(asked.inputs * share + 0.5)
        tally = run(name, asked.seed, 0, count, until)
        print(_row(tally), flush=True)
        _keep(tally, asked.seed, asked.keep)
        total.inputs, total.refused, total.audited = (
            getattr(total, each) + getattr(tally, each) for each in ("inputs", "refused", "audited")
        )
        total.slowest, total.peak = max(total.slowest, tally.slowest), max(total.peak, tally.peak)
        total.findings += tally.findings
    print(_row(total))
    print(f"seed {asked.seed}, {time.monotonic() - began:.0f} s")
    return int(bool(total.findings))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=5000, help="inputs over all targets")
    parser.add_argument("--seconds", type=float, help="time over all targets, instead of a number of inputs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--target", action="append", choices=list(TARGETS), help="only this one; may be repeated"
    )
    parser.add_argument(
        "--number", type=int, help="only this input of the one target: says what becomes of it"
    )
    parser.add_argument(
        "--reduce", action="store_true", help="with --number: make the finding's input smaller"
    )
    parser.add_argument(
        "--keep", type=Path, default=Path("fuzz-findings"), help="folder for the inputs of findings"
    )
    asked = parser.parse_args()
    if asked.number is not None and len(asked.target or ()) != 1:
        parser.error("--number needs one --target")
    return asked


def _one(asked: argparse.Namespace) -> int:
    name = asked.target[0]
    data = made(name, asked.seed, asked.number)
    outcome = tried(name, data)
    print(outcome)
    if outcome["is"] != "found":
        return 0
    if asked.reduce:
        data = reduced(data, lambda other: tried(name, other).get("name") == outcome["name"])
    _write(asked.keep, name, asked.seed, asked.number, data)
    return 1


def _row(tally: Tally) -> str:
    which = f"#{tally.slowest_number}" if tally.slowest_number is not None else ""
    return (
        f"{tally.target:12} {tally.inputs:7} {tally.refused:8} {tally.audited:8} "
        f"{tally.slowest * 1000:7.1f} ms {which:>6} {tally.peak / 2**20:5.0f} MB  {len(tally.findings)}"
    )


def _keep(tally: Tally, seed: int, folder: Path) -> None:
    """Write the inputs of findings, and say how to come by them again; of those with one name the first."""
    seen: set[str] = set()
    for finding in tally.findings:
        if finding["name"] in seen:
            continue
        seen.add(finding["name"])
        path = _write(
            folder, tally.target, seed, finding["number"], made(tally.target, seed, finding["number"])
        )
        print(f"  {finding['name']}: {finding['message'][:100]}\n    {' '.join(finding['trace'][-4:])}")
        print(f"    --seed {seed} --target {tally.target} --number {finding['number']} → {path}", flush=True)


def _write(folder: Path, target: str, seed: int, number: int, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{target}-{seed}-{number}"
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main())
