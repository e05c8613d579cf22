"""Which documents changed since a revision, as git knows it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from zhenggai.errors import ReadingError
from zhenggai.options import STDIN

# A repository's own settings must not start programs, nor change what is listed.
_GIT = (
    "git",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "--no-pager",
    "--literal-pathspecs",
)


def changed_since(revision: str, paths: Sequence[str]) -> tuple[str, ...]:
    """Those of the documents that differ from a revision, in their order.

    What git does not know (a new file, one outside of the repository, standard input) counts as
    changed: it is never passed over in silence. Raises ReadingError outside of a repository, for an
    unknown revision, and where there is no git.
    """
    folder = _answer("rev-parse", "--show-toplevel", mend="在 git 仓库里运行, 或去掉 --changed-since")
    top = os.path.realpath(os.fsdecode(folder.removesuffix(b"\n")))
    commit = _answer(
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        f"{revision}^{{commit}}",
        wrong=f"git 里没有版本“{revision}”",
        mend="检查名称; 浅克隆要先取回历史 (git fetch --unshallow)",
    ).decode("ascii")
    listing = ("-z", "--no-renames", "--no-relative", "--no-ext-diff", "--ignore-submodules=all")
    changed = _names(top, "diff", "--name-only", *listing, commit.strip(), "--")
    tracked = _names(top, "ls-files", "-z", "--full-name")
    return tuple(path for path in paths if path == STDIN or _is_changed(path, changed, tracked))


def _is_changed(path: str, changed: frozenset[str], tracked: frozenset[str]) -> bool:
    """Whether a file, or the one that it links to, is new or changed."""
    folder, name = os.path.split(os.path.abspath(path))
    places = {os.path.join(os.path.realpath(folder), name), os.path.realpath(path)}
    return not places <= tracked or not places.isdisjoint(changed)


def _names(top: str, *arguments: str) -> frozenset[str]:
    """The files that a git command lists, as absolute paths."""
    listed = _answer("-C", top, *arguments, mend="检查 git 仓库").split(b"\0")
    return frozenset(os.path.join(top, os.fsdecode(name)) for name in listed if name)


def _answer(*arguments: str, mend: str, wrong: str = "") -> bytes:
    """What git prints. Raises ReadingError with git's own first line, or ``wrong``."""
    try:
        done = subprocess.run([*_GIT, *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except (OSError, ValueError) as error:
        raise ReadingError(
            f"无法运行 git: {getattr(error, 'strerror', None) or error}",
            mend="安装 git, 或去掉 --changed-since",
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ReadingError(wrong or f"git 出错: {said[0] if said else done.returncode}", mend=mend)
    return done.stdout
