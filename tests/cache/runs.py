"""What tests of the cache share: the type of a run, and the files that a cache holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zhenggai.cache import Cache
from zhenggai.model import GapReport

Run = Callable[..., GapReport]


def entries(cache: Cache) -> list[Path]:
    return sorted(path for path in cache._folder.iterdir() if path.suffix != ".rules")


def rules(cache: Cache) -> list[Path]:
    return sorted(cache._folder.glob("*.rules"))
