"""One base error with a place; a subclass per stage.

Every message a user can see about bad input is one of these: it names the
place (``file:line:column`` as far as known) and what would mend it.
"""

from __future__ import annotations


class ZhenggaiError(Exception):
    """Bad input, said in one line.

    ``message`` says what is wrong, ``mend`` what to do about it (may be empty),
    ``source`` is the file as the user named it, ``line`` and ``column`` are 1-based.
    """

    def __init__(
        self,
        message: str,
        *,
        source: str | None = None,
        line: int | None = None,
        column: int | None = None,
        mend: str = "",
    ) -> None:
        self.message = message
        self.source = source
        self.line = line
        self.column = column
        self.mend = mend
        super().__init__(message)

    @property
    def place(self) -> str:
        """``file:line:column``, as much of it as is known; empty where nothing is."""
        parts = [self.source, self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        tail = f" ({self.mend})" if self.mend else ""
        return f"{head}{self.message}{tail}"


def fault(error: Exception) -> str:
    """Kind and place of an unexpected error; its message might quote the document."""
    import os
    import traceback

    *_, last = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__}, {os.path.basename(last.filename)}:{last.lineno}"


class ReadingError(ZhenggaiError):
    """A file that cannot be turned into text."""


class ExtractionError(ZhenggaiError):
    """A text that cannot be turned into facts (too large, too deep)."""


class RuleError(ZhenggaiError):
    """One mistake in a rule file, a pack or a configuration."""


class RuleErrors(RuleError):
    """All mistakes found in one run; ``errors`` holds them in file order."""

    def __init__(self, errors: list[RuleError]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))


class InferenceError(ZhenggaiError):
    """The inference engine failed or cut a batch short."""


class ReportingError(ZhenggaiError):
    """A report that cannot be written."""
