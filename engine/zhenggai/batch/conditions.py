"""What decides the results of a run besides its documents and the program, as one digest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from zhenggai.errors import ZhenggaiError
from zhenggai.options import Options
from zhenggai.resources import rules_folder
from zhenggai.settings.discovery import find_configuration
from zhenggai.settings.settings import settings_for


def digest(options: Options, documents: Sequence[str]) -> str:
    """Changes with the files of the rules and with every configuration that governs a document."""
    packs: set[str | Path] = set(options.packs or ())
    made = blake2b(digest_size=16)
    for path in sorted(set(_configurations(options, documents))):
        _add(made, path, str(path))
        with suppress(ZhenggaiError):  # its documents will fail for it
            packs.update(settings_for(None, packs=options.packs, config=path).packs or ())
    folders = {Path(pack).absolute() for pack in packs if os.path.isdir(pack)}
    for folder in (rules_folder(), *sorted(folders)):
        for file in sorted(folder.rglob("*.yaml")):
            _add(made, file, os.path.relpath(file, folder))
    return made.hexdigest()


def _add(made: blake2b, path: Path, name: str) -> None:
    made.update(os.fsencode(name) + b"\0")
    with suppress(OSError):
        made.update(blake2b(path.read_bytes()).digest())


def _configurations(options: Options, documents: Sequence[str]) -> Iterator[Path]:
    if options.config is not None:
        yield Path(options.config).absolute()
    elif options.use_config:
        for folder in {os.path.dirname(path) for path in documents}:
            with suppress(ZhenggaiError):  # a misnamed one
                if found := find_configuration(os.path.join(folder, "-")):
                    yield found
