"""What is generated and committed equals what the code makes today; ``make goldens`` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.goldens import ROOT, goldens


def test_no_golden_has_drifted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    drifted = [path.relative_to(ROOT).as_posix() for path, data in goldens() if _held(path) != data]
    assert not drifted, "run `make goldens` and read the difference"


def _held(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
