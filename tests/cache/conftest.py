"""A cache of its own for each test, and audits that are counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cache.runs import Run
from tests.settings.sample import NOTICE
from zhenggai import pipeline
from zhenggai.auditing import audit_many
from zhenggai.cache import Cache
from zhenggai.model import GapReport
from zhenggai.options import Options
from zhenggai.run_report import Part


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    folder = tmp_path / "cache"
    folder.mkdir()
    return Cache(folder)


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were audited since, and not recalled."""
    paths: list[str] = []
    usual = pipeline.audit_part

    def counted(path: str, options: Options) -> Part:
        paths.append(path)
        return usual(path, options)

    monkeypatch.setattr(pipeline, "audit_part", counted)
    return paths


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Cache) -> Iterator[Run]:
    """Audits ``通报.txt`` in a folder of its own, with the cache."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Path("通报.txt").write_text(NOTICE, encoding="utf-8")

    def audit(path: str = "通报.txt", **options: object) -> GapReport:
        return audit_many([path], Options(**options), cache=cache)  # type: ignore[arg-type]  # of any option

    yield audit
