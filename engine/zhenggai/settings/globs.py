"""Patterns of file paths: ``*`` and ``?`` within a name, ``**`` over folders.

A pattern without a slash is about the file's name, wherever it lies.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

_PART = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def path_matches(pattern: str, path: str, folder: Path) -> bool:
    """Whether a file (as named by the user, from the working directory) is one that the pattern means.

    Patterns are relative to ``folder``; a file outside of it is compared by its absolute path.
    """
    absolute = Path(os.path.abspath(path))
    try:
        name = absolute.relative_to(folder).as_posix()
    except ValueError:
        name = absolute.as_posix()
    return _compiled(pattern).fullmatch(name) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = pattern.replace("\\", "/").removeprefix("./")
    if pattern.endswith("/"):
        pattern += "**"
    if "/" not in pattern:
        pattern = f"**/{pattern}"
    parts = (_MEANING.get(part) or re.escape(part) for part in _PART.findall(pattern))
    return re.compile("".join(parts), re.DOTALL)
