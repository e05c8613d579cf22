"""The paths of a command: names, and patterns where the shell has left them to us.

``*``, ``?`` and ``[…]`` stand for what they do in a shell, ``**`` for any folders, also none. A hidden
file or folder (``.git``) is meant only by a pattern that begins with a dot, too. Links to folders
are not followed by ``**``, so that no circle is walked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from pathlib import Path

from zhenggai.options import STDIN

_ANY_FOLDERS = "**"
_MAGIC = frozenset("*?[")


def expanded(arguments: Sequence[str]) -> tuple[str, ...]:
    """The documents that the arguments name, each once, in the order of the arguments.

    A file that is there is itself, whatever its name; of a pattern come the files, in the order of
    their names. A pattern that nothing matches stays, so that it is told as a file that is not there.
    """
    found: dict[str, str] = {}
    for argument in arguments:
        for path in _meant(argument):
            found.setdefault(_plain(path), path)
    return tuple(found.values())


def _meant(argument: str) -> Iterable[str]:
    if argument == STDIN or _MAGIC.isdisjoint(argument) or os.path.lexists(argument):
        return (argument,)
    pattern = Path(argument)
    parts = [part for part in pattern.parts if part != pattern.anchor]
    return _matches(pattern.anchor, parts) or (argument,)


def _plain(path: str) -> str:
    """``./a`` and ``a`` alike; ``x/../a`` is another file where x is a link."""
    return path if ".." in path or path == STDIN else os.path.normpath(path)


def _matches(anchor: str, parts: Sequence[str]) -> list[str]:
    """The files below a folder that the parts of a pattern mean, each once, by name."""
    files: set[str] = set()
    seen: set[tuple[str, int]] = set()  # several ** reach one folder in many ways
    places = [(anchor, 0)]
    while places:
        folder, at = place = places.pop()
        if place in seen:
            continue
        seen.add(place)
        part, last = parts[at], at == len(parts) - 1
        if part == _ANY_FOLDERS:
            folders, inside = _below(folder)
            places += [(path, at) for path in folders]
            if last:
                files.update(inside)
            else:
                places.append((folder, at + 1))
            continue
        for path in _entries(folder, part):
            if not os.path.isdir(path):
                files.update((path,) if last else ())
            elif not last:
                places.append((path, at + 1))
    return sorted(files, key=lambda path: path.split(os.sep))


def _below(folder: str) -> tuple[list[str], list[str]]:
    """Folders (no links to such) and files in a folder."""
    entries = _entries(folder, "*")
    files = [path for path in entries if not os.path.isdir(path)]
    return [path for path in entries if os.path.isdir(path) and not os.path.islink(path)], files


def _entries(folder: str, part: str) -> list[str]:
    """What one part of a pattern means in a folder; nothing where the folder cannot be read."""
    if _MAGIC.isdisjoint(part):
        path = os.path.join(folder, part)
        return [path] if os.path.lexists(path) else []
    try:
        names = os.listdir(folder or os.curdir)
    except OSError:
        return []
    hidden = part.startswith(".")
    return [
        os.path.join(folder, name) for name in names if fnmatch(name, part) and name.startswith(".") <= hidden
    ]
