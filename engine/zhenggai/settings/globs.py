"""Patterns of file paths: ``*`` and ``?`` within a name, ``**`` over folders.

A pattern without a slash is about the file's name, wherever it lies. No pattern is slow: at a
mismatch only the latest star takes one more, which is all that such patterns need.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

_ANY_FOLDERS = "**"


def path_matches(pattern: str, path: str, folder: Path) -> bool:
    """Whether a file (as named by the user, from the working directory) is one that the pattern means.

    Patterns are relative to ``folder``; a file outside of it is compared by its absolute path.
    """
    absolute = Path(os.path.abspath(path))
    try:
        names = absolute.relative_to(folder).parts
    except ValueError:
        names = absolute.parts[1:]
    return _matches(_parts(pattern), names, lambda part: part == _ANY_FOLDERS, _name_matches)


def _parts(pattern: str) -> list[str]:
    """The parts of a pattern between slashes."""
    pattern = pattern.replace("\\", "/").removeprefix("./").removeprefix("/")
    if pattern.endswith("/"):
        pattern += _ANY_FOLDERS
    return pattern.split("/") if "/" in pattern else [_ANY_FOLDERS, pattern]


def _name_matches(part: str, name: str) -> bool:
    return _matches(part, name, lambda character: character == "*", lambda one, other: one in ("?", other))


def _matches(
    pattern: Sequence[str],
    items: Sequence[str],
    is_star: Callable[[str], bool],
    fits: Callable[[str, str], bool],
) -> bool:
    """Whether a sequence is one that a pattern means, in which a star stands for any number of items."""
    at = star = mark = 0
    found = False  # a star that can take more
    place = 0
    while place < len(items):
        if at < len(pattern) and is_star(pattern[at]):
            found, star, mark = True, at, place
            at += 1
        elif at < len(pattern) and fits(pattern[at], items[place]):
            at += 1
            place += 1
        elif found:
            mark += 1
            at, place = star + 1, mark
        else:
            return False
    return all(map(is_star, pattern[at:]))
