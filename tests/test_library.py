"""``from zhenggai import audit, extract``: the two calls of the README, each twice."""

from __future__ import annotations

from pathlib import Path

import zhenggai
from zhenggai import audit, extract


def test_audit_and_extract_are_repeatable(fixtures: Path) -> None:
    path = fixtures / "b-shihe-town" / "b-shihe-town.txt"
    first, second = audit(path), audit(str(path))
    assert first == second
    assert first.inputs[0].status == "audited"
    assert first.results
    assert extract(path) == extract(str(path))
    assert len(extract(path).issues) == 6


def test_the_package_offers_what_it_says() -> None:
    assert all(hasattr(zhenggai, name) for name in zhenggai.__all__)
