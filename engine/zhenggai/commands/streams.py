"""Standard output and standard error: written so that no reader, encoding or interrupt breaks a run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from zhenggai.commands.wording import said
from zhenggai.errors import ZhenggaiError, fault
from zhenggai.reporting.safe_text import for_log, visible

NOT_AUDITED = 2
INTERRUPTED = 130
_FALLBACKS = {"✓": "√v", "✗": "×x", "–": "-", "─": "-", "│": "|", "├": "|", "└": "`", "…": "~", "·": "."}


def run(action: Callable[[], int]) -> int:
    """Exit status of ``action``; whatever goes wrong in it becomes a line on standard error."""
    try:
        return action()
    except ZhenggaiError as error:
        complain(str(error))
        return NOT_AUDITED
    except KeyboardInterrupt:
        complain(said("已中断", "Interrupted"))
        return INTERRUPTED
    except Exception as error:
        # Python's own exit status for a traceback is 1, which would say "audited, with gaps".
        if os.environ.get("ZHENGGAI_DEBUG"):
            raise
        what = fault(error)
        complain(
            said(
                f"内部错误: {what} (设 ZHENGGAI_DEBUG=1 可看详情)",
                f"Internal error: {what} (ZHENGGAI_DEBUG=1 tells more)",
            )
        )
        return NOT_AUDITED


def complain(message: str) -> None:
    """Print one message to standard error, one line for each of its lines."""
    for line in visible(message).splitlines():
        with suppress(OSError, ValueError):
            print(for_log(line), file=sys.stderr)


def emit(content: bytes) -> None:
    """Write bytes to standard output as they are; a reader that has gone away is no error."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit; that must not fail, either.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def emit_text(text: str) -> None:
    """Write text for people in the encoding of standard output, with stand-ins for what that lacks."""
    emit(encoded(text, sys.stdout.encoding or "utf-8"))


def encoded(text: str, encoding: str) -> bytes:
    """``text`` in ``encoding``; characters that it lacks become look-alikes, else ``\\uXXXX``."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        stand_ins = {ord(character): _stand_in(character, encoding) for character in _FALLBACKS}
        return text.translate(stand_ins).encode(encoding, "backslashreplace")


def _stand_in(character: str, encoding: str) -> str:
    for candidate in character + _FALLBACKS[character]:
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return character


def uses_colour() -> bool:
    """Whether standard output is a terminal that wants colours (NO_COLOR and TERM=dumb say no)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def width(otherwise: int = 100) -> int:
    """Cells in a line of standard output: COLUMNS, else the terminal's, else ``otherwise``."""
    with suppress(ValueError):
        if (columns := int(os.environ.get("COLUMNS", "0"))) > 0:
            return max(columns, 40)
    with suppress(OSError, ValueError):
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, 40)
    return otherwise
