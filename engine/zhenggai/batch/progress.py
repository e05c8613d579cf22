"""How far a run is: documents, rate, remaining time, on one line that is written again and again."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from zhenggai.batch.wording import Language, say

_EVERY = 0.2  # seconds between two writings


class Progress:
    """Counts documents; writes to ``stream`` where that is given (a terminal)."""

    def __init__(
        self,
        total: int,
        *,
        done: int = 0,
        failed: int = 0,
        stream: TextIO | None = None,
        language: Language = "zh",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total, self._done, self.failed = total, done, failed
        self._stream, self._language, self._clock = stream, language, clock
        self._began = self._written = clock()
        self.new = 0
        self._widest = 0

    def add(self, documents: int, failed: int) -> None:
        """Some documents are finished, of which some failed."""
        self.new += documents
        self.failed += failed
        if self._stream is not None and self._clock() - self._written >= _EVERY:
            self._written = self._clock()
            self._write(self.line())

    def line(self) -> str:
        """The state in words."""
        passed = self._clock() - self._began
        rate = self.new / passed if passed > 0 else 0.0
        done = self._done + self.new
        left = (self._total - done) / rate if rate else None
        return say(
            "progress",
            self._language,
            done=done,
            total=self._total,
            rate=f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}",
            left=duration(left, self._language),
            failed=self.failed,
        )

    def passed(self) -> str:
        """The time since the beginning in words."""
        return duration(self._clock() - self._began, self._language)

    def close(self) -> None:
        """Clear the line."""
        if self._widest:
            self._write("")

    def _write(self, text: str) -> None:
        if self._stream is not None:
            # a wide character takes two cells; too many blanks do no harm
            padding = " " * max(0, self._widest - len(text))
            self._widest = max(self._widest, 2 * len(text))
            with suppress(OSError, ValueError):
                self._stream.write(f"\r{text}{padding}\r" if not text else f"\r{text}{padding}")
                self._stream.flush()


def duration(seconds: float | None, language: Language) -> str:
    """A length of time in the reader's words, in the two units that matter."""
    if seconds is None:
        return say("progress.unknown", language)
    whole = round(seconds)
    if whole >= 3600:
        return say("progress.hours", language, hours=whole // 3600, minutes=whole % 3600 // 60)
    if whole >= 60:
        return say("progress.minutes", language, minutes=whole // 60, seconds=whole % 60)
    return say("progress.seconds", language, seconds=whole)
