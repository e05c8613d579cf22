"""Audit of rectification notices: extract the facts, evaluate rules, report the gaps.

``audit(path)`` gives the ``GapReport`` of a notice, ``extract(path)`` its ``Facts``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhenggai.model import Facts as Facts
    from zhenggai.model import GapReport as GapReport
    from zhenggai.pipeline import audit as audit
    from zhenggai.pipeline import extract as extract

__version__ = "0.1.0"
__all__ = ["Facts", "GapReport", "__version__", "audit", "extract"]

_HOMES = {"audit": "pipeline", "extract": "pipeline", "Facts": "model", "GapReport": "model"}


def __getattr__(name: str) -> Any:
    """Load the road on first use, so that ``zhenggai --help`` does not wait for it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"zhenggai.{_HOMES[name]}"), name)
