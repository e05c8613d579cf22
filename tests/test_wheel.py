"""The wheel holds every rule, word list and template, and nothing at its top level but the package."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.goldens import ROOT


def test_the_wheel_is_whole(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    rules = {path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").rglob("*.yaml")}
    assert len(rules) > 100
    assert {f"zhenggai/rule_packs/{name}" for name in rules} <= names
    package = ROOT / "engine" / "zhenggai"
    data = [path for path in package.rglob("*") if path.is_file() and path.suffix in {".html", ".css", ".js"}]
    assert {f"zhenggai/{path.relative_to(package).as_posix()}" for path in data} <= names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"zhenggai"}
