"""What the fuzzer has found stays mended: ``docs/robustness.md`` says what each of these did."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS
from tests.fuzz.worker import tried

FOUND = sorted((Path(__file__).parent / "found").iterdir())


def test_there_are_some() -> None:
    assert len(FOUND) >= 5


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_an_input_that_was_found(path: Path) -> None:
    target = path.name.split("-")[0]
    assert target in TARGETS
    outcome = tried(target, path.read_bytes())
    assert outcome["is"] in ("audited", "refused"), outcome
