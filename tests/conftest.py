"""Shared fixtures: places of optional material that lies beside the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _beside(name: str) -> Path:
    folder = ROOT.parent / "shared" / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here: this test reads real notices that are not part of the project")
    return folder


@pytest.fixture(scope="session", autouse=True)
def no_cache() -> Iterator[None]:
    """No test reads or writes the cache of who runs the tests, not even in a process that it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHENGGAI_CACHE", "off")
        yield


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Folder of real documents."""
    return _beside("seeds")


@pytest.fixture(scope="session")
def worked_examples() -> Path:
    """Folder with a worked example and the reference scorer."""
    return _beside("accuracy")


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The project's own notices."""
    return ROOT / "fixtures"
