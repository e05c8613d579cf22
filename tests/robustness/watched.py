"""Commands whose every connection, started program and written file is noted (``spy/sitecustomize.py``)."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import NamedTuple

from tests.robustness.bounded import Outcome, zhenggai

_SPY = Path(__file__).parent / "spy"
_HARMLESS = ("/dev/null", "/dev/tty")


class Watched(NamedTuple):
    """The outcome, and the events: name and what it was about."""

    outcome: Outcome
    events: list[tuple[str, str]]

    def named(self, start: str) -> list[str]:
        return [what for event, what in self.events if event.startswith(start)]

    @property
    def written(self) -> set[Path]:
        """Files that were opened for writing, but for what Python itself keeps of its modules."""
        names = {ast.literal_eval(what) for what in self.named("write")}
        return {
            Path(name)
            for name in names
            if name not in _HARMLESS and not name.endswith(".pyc") and ".pyc." not in name
        }


def watched(log: Path, *arguments: object, **environment: str) -> Watched:
    """Run a command of zhenggai and note what it does. ``log`` is a file that is not there yet."""
    more = {"PYTHONPATH": os.pathsep.join((str(_SPY), os.environ.get("PYTHONPATH", ""))), "SPY_LOG": str(log)}
    outcome = zhenggai(*arguments, environment={**more, **environment})
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return Watched(outcome, [(event, what) for event, _, what in (line.partition("\t") for line in lines)])
