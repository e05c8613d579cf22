"""Reports written to files whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from zhenggai.errors import ReportingError


def write_whole(path: str, content: bytes) -> None:
    """Put ``content`` into the file ``path``, which then holds all of it or what it held before.

    A link is followed; a pipe or a device is written to directly. Raises ReportingError.
    """
    try:
        target = Path(path).resolve()
        if target.exists() and not target.is_file():
            _write_special(target, content)
        else:
            _replace(target, content)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReportingError(f"报告无法写入: {reason}", source=path) from error


def _write_special(target: Path, content: bytes) -> None:
    with target.open("wb") as stream:
        stream.write(content)


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _mode(target: Path) -> int:
    """Permissions of the file that is replaced, else those that a new file would get."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
