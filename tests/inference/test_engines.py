"""Which engine runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from zhenggai.errors import InferenceError
from zhenggai.inference.engines import ENGINE_NAMES, best_engine, engine_named


@pytest.fixture
def fresh() -> Iterator[None]:
    """No engine is remembered, before and after."""
    best_engine.cache_clear()
    engine_named.cache_clear()
    yield
    best_engine.cache_clear()
    engine_named.cache_clear()


def test_the_best_is_durable_rules_where_it_is_installed(fresh: None) -> None:
    installed = find_spec("durable_rules_engine") is not None and sys.version_info < (3, 13)
    assert best_engine().name == ("durable-rules" if installed else "plain")
    assert best_engine() is best_engine()


def test_without_durable_rules_the_plain_twin_runs(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    monkeypatch.delitem(sys.modules, "zhenggai.inference.durable", raising=False)
    assert best_engine().name == "plain"
    with pytest.raises(InferenceError, match="durable-rules"):
        engine_named("durable-rules")


def test_engines_are_known_by_name() -> None:
    assert engine_named("plain").name == "plain"
    assert set(ENGINE_NAMES) == {"durable-rules", "plain"}
    with pytest.raises(InferenceError, match="clips"):
        engine_named("clips")
