"""A path to its bytes, with every failure said in one line."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from zhenggai.errors import ReadingError

_CHUNK = 1 << 20
# Not to wait for a writer where the path is a FIFO; absent on Windows, where there are none.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def printable(path: Path) -> str:
    """The path as the user named it, bytes that are no characters replaced, so that it can be printed."""
    return os.fsencode(path).decode("utf-8", "replace")


def load(path: Path, source: str, limit: int) -> bytes:
    """The bytes of a regular file, at most ``limit``.

    Raises ReadingError for a missing file, a folder, a pipe or device, no permission, a file that is
    or grows larger than ``limit``, or one that cannot be read to its end.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _refusal(error, path, source) from error
    try:
        about = os.fstat(descriptor)
        if stat.S_ISDIR(about.st_mode):
            raise ReadingError("这是文件夹, 不是文件", source=source, mend="请给出其中的文件")
        if not stat.S_ISREG(about.st_mode):
            raise ReadingError("不是普通文件 (管道或设备)", source=source, mend="请用 - 从标准输入读取")
        if about.st_size > limit:
            raise _too_large(about.st_size, source, limit)
        return _drain(descriptor, source, limit)
    except OSError as error:
        raise ReadingError("读取中断", source=source, mend="请确认文件仍在原处且磁盘可用") from error
    finally:
        os.close(descriptor)


def _drain(descriptor: int, source: str, limit: int) -> bytes:
    """Everything up to the end; a file that grows while it is read stops at the limit."""
    parts: list[bytes] = []
    total = 0
    while part := os.read(descriptor, _CHUNK):
        parts.append(part)
        total += len(part)
        if total > limit:
            raise _too_large(total, source, limit)
    return b"".join(parts)


def _too_large(size: int, source: str, limit: int) -> ReadingError:
    return ReadingError(
        f"文件过大 ({size / _CHUNK:.0f} MB, 上限 {limit / _CHUNK:.0f} MB)",
        source=source,
        mend="请拆分后再审, 或去掉其中的图片",
    )


def _refusal(error: OSError | ValueError, path: Path, source: str) -> ReadingError:
    if isinstance(error, FileNotFoundError):
        return ReadingError("文件不存在", source=source, mend="请检查路径和文件名")
    if isinstance(error, PermissionError):
        # Windows says so of folders, too.
        if path.is_dir():
            return ReadingError("这是文件夹, 不是文件", source=source, mend="请给出其中的文件")
        return ReadingError("没有读取权限", source=source, mend="请检查文件权限")
    return ReadingError("无法打开文件", source=source, mend="请检查路径和文件名")
