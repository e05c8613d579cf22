"""File names as the machines that read reports want them."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote


def repository_path(source: str) -> str:
    """``source`` with forward slashes and without a leading ``./``."""
    return PurePath(os.path.normpath(source)).as_posix()


def uri(source: str) -> str:
    """A relative reference, or a ``file:`` address for an absolute path; other bytes percent-encoded."""
    path = PurePath(os.path.normpath(source))
    try:
        name = path.as_posix().encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # no bytes of a file name: a name that somebody made up
        name = path.as_posix().encode("utf-8", "replace")
    # A colon in the first segment of a relative reference would be taken for a scheme.
    address = quote(name, safe="/")
    return f"file://{'' if address.startswith('/') else '/'}{address}" if path.is_absolute() else address
