"""Which inference engine runs: durable-rules where it can be imported, else its plain twin."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from zhenggai.errors import InferenceError
from zhenggai.inference.queries import Engine


def _durable() -> Engine:
    from zhenggai.inference.durable import DurableEngine

    return DurableEngine()


def _plain() -> Engine:
    from zhenggai.inference.plain import PlainEngine

    return PlainEngine()


_MAKERS: dict[str, Callable[[], Engine]] = {"durable-rules": _durable, "plain": _plain}
ENGINE_NAMES = tuple(_MAKERS)


@cache
def engine_named(name: str) -> Engine:
    """The engine of that name, the same object each time.

    Raises InferenceError for an unknown name, or for one that is not installed here.
    """
    if name not in _MAKERS:
        raise InferenceError(f"没有名为“{name}”的推理引擎", mend=f"可用: {', '.join(ENGINE_NAMES)}")
    try:
        return _MAKERS[name]()
    except ImportError as error:
        raise InferenceError(
            f"推理引擎 {name} 无法载入: {error}", mend="需要 Python 3.12 或更早版本和 C 编译器, 或改用 plain"
        ) from error


@cache
def best_engine() -> Engine:
    """durable-rules where its C module can be imported, else the plain engine."""
    try:
        return _durable()
    except ImportError:  # Python 3.13+, Windows, or a build that does not load
        return _plain()
