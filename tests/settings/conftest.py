"""A working directory with a notice and a configuration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .sample import NOTICE

Project = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Writes files by name, and ``通报.txt``, and makes their folder the working directory."""

    def write(**files: str) -> Path:
        return write_all({f"{name}.yaml": text for name, text in files.items()})

    def write_all(files: dict[str, str]) -> Path:
        for name, text in {"通报.txt": NOTICE, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    def either(*mappings: dict[str, str], **files: str) -> Path:
        return write_all(mappings[0]) if mappings else write(**files)

    return either
