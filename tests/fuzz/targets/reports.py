"""Reports for every writer, and baselines."""

from __future__ import annotations

import json
from random import Random

import msgspec

from tests.fuzz import checks, fragments, seeds
from tests.fuzz.mutations import mutated_bytes
from tests.fuzz.structured import mutated_leaves, mutated_tree
from tests.fuzz.targets.rules import written
from tests.reporting.samples import HOSTILE
from zhenggai.baseline import read_baseline
from zhenggai.model import GapReport
from zhenggai.reporting.writers import Presentation, writer

# What is one of a few words, and what the program itself makes: its version, the day, ids and fingerprints.
_FIXED = frozenset(
    [
        "schema",
        "tool",
        "engine",
        "date",
        "language",
        "status",
        "kind",
        "sha256",
        "verdict",
        "severity",
        "type",
        "id",
        "rule",
        "fingerprint",
        "issue",
        "baseline",
        "state",
        "cells",
        "columns",
        "facts",
        "blocks",
    ]
)


def report(chance: Random) -> bytes:
    pieces = [*fragments.ODD, *fragments.LABEL_PIECES, *fragments.TAG_PIECES, *HOSTILE]
    tree = mutated_leaves(chance, chance.choice(seeds.trees("reports")), pieces, _FIXED)
    order = {
        "writer": chance.choice(seeds.WRITTEN),
        "per_item": chance.random() < 0.5,
        "width": chance.choice((1, 40, 100, 400)),
        "report": tree,
    }
    return json.dumps(order, separators=(",", ":")).encode()


def write_report(data: bytes) -> bool:
    order = json.loads(data)
    try:
        report = msgspec.convert(order["report"], GapReport)
    except msgspec.ValidationError:
        return False
    shown = Presentation(per_item=order["per_item"], width=order["width"], colour=order["width"] == 100)
    checks.written(order["writer"], writer(order["writer"]).render(report, shown), report)
    return True


def baseline(chance: Random) -> bytes:
    gaps = [
        {"fingerprint": "0" * 64, "input": "a.txt", "rule": "issue-owner", "severity": "error", "subject": {"type": "issue", "id": "issue-1"}, "message": "x", "quote": None}
    ]  # fmt: skip
    tree = {"schema": "zhenggai/baseline/1", "tool": {"name": "zhenggai", "version": "1"}, "gaps": gaps * 3}
    if chance.random() < 0.5:
        return json.dumps(
            mutated_tree(chance, tree, [*fragments.ODD, 0, None, [], {}, 10**400, True])
        ).encode()
    return mutated_bytes(chance, json.dumps(tree).encode()) + b"[" * chance.choice((0, 0, 0, 50_000))


def read_a_baseline(data: bytes) -> bool:
    read_baseline(str(written("baseline.json", data)))
    return True
