"""Packs written for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PACK = 'name: local\nversion: "1"\ntitle: 本地\ncolumns: {owners: 责任主体}\n'


WritePack = Callable[..., Path]


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """Writes files into a pack folder: ``write_pack({"a.yaml": "…"}, name="local")``."""

    def write(files: dict[str, str], *, name: str = "local", pack: str = PACK) -> Path:
        folder = tmp_path / name
        for file, text in {"pack.yaml": pack, **files}.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return write
