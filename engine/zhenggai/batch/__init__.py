"""Thousands of documents: audited by several processes or a cluster, resumable, one JSON line each.

``run_batch(paths, out)`` is the whole interface. It knows the pipeline and nothing of the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhenggai.batch.runs import BatchOptions as BatchOptions
    from zhenggai.batch.runs import Outcome as Outcome
    from zhenggai.batch.runs import run_batch as run_batch

__all__ = ["BatchOptions", "Outcome", "run_batch"]


def __getattr__(name: str) -> Any:
    """Load the driver on first use: workers import this package and do not need it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from zhenggai.batch import runs

    return getattr(runs, name)
