"""Which configuration governs a document: the nearest one above it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from zhenggai.errors import RuleError

CONFIGURATION = "zhenggai.yaml"
PROJECT = "pyproject.toml"
_STRAY = "zhenggai.yml"
# Spares parsing the many pyproject.toml that say nothing of us.
_MAY_HOLD_TABLE = re.compile(rb"\[[^\]\n]{0,200}\bzhenggai\b|\bzhenggai['\"]?\s*(?:\.|=\s*\{)")

_MOST_LOOKED_AT = 1024 * 1024
_known: dict[str, tuple[tuple[int, int], bool]] = {}


def find_configuration(document: str | None) -> Path | None:
    """The configuration file for a document, or for the working directory where there is none.

    ``zhenggai.yaml``, else a ``pyproject.toml`` with ``[tool.zhenggai]``, in the document's folder or
    the nearest one above. Raises RuleError where such a file is misnamed or cannot be read.
    """
    folder = os.path.dirname(os.path.abspath(document)) if document else os.getcwd()
    while True:
        for name in (CONFIGURATION, PROJECT, _STRAY):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and _holds(path, name):
                return Path(path)
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _holds(path: str, name: str) -> bool:
    if name == _STRAY:
        raise RuleError(f"配置文件要叫 {CONFIGURATION}", source=path, mend="把文件改名")
    if name == CONFIGURATION:
        return True
    try:
        stat = os.stat(path)
    except OSError:
        return False
    stamp = (stat.st_mtime_ns, stat.st_size)
    kept = _known.get(path)
    if kept is None or kept[0] != stamp:
        kept = _known[path] = (stamp, _has_table(path))
    return kept[1]


def _has_table(path: str) -> bool:
    """Whether a pyproject.toml has our table; one that cannot be read is another program's concern."""
    try:
        with open(path, "rb") as stream:
            if not _MAY_HOLD_TABLE.search(stream.read(_MOST_LOOKED_AT)):
                return False
        from zhenggai.settings.files import TomlFile, read_file

        file = read_file(Path(path))
    except (OSError, RuleError):
        return False
    return isinstance(file, TomlFile) and (file.data is not None or bool(file.mistakes))
