"""The smallest input that a few seconds find which still does what a large one does."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 60.0


def reduced(data: bytes, still: Callable[[bytes], bool], seconds: float = SECONDS) -> bytes:
    """``data`` without the parts that ``still`` does not need, larger parts first."""
    end, size = time.monotonic() + seconds, len(data) // 2
    while size:
        at = 0
        while at < len(data) and time.monotonic() < end:
            shorter = data[:at] + data[at + size :]
            if still(shorter):
                data = shorter
            else:
                at += size
        size //= 2
    return data
