"""SARIF held against the official 2.1.0 schema, as Microsoft's multitool ships it.

The npm package is pinned by name, version and digest and fetched when the test runs.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from zhenggai.model import GapReport
from zhenggai.reporting.writers import writer

from . import samples

PACKAGE = "@microsoft/sarif-multitool-ts@5.7.0"
DIGEST = "e17817093e439b7c0b94d8fe328eaa0c146cc3ea58eaa2212c656e153c1a6445"
MEMBER = "package/assets/sarif-2.1.0.schema.json"


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The official schema. Skips where npm or the registry cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not here: the official SARIF schema comes in an npm package")
    folder = tmp_path_factory.mktemp("npm")
    fetched = subprocess.run(
        [npm, "pack", PACKAGE, "--silent", "--pack-destination", str(folder)],
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    if fetched.returncode:
        pytest.skip(f"npm cannot fetch {PACKAGE}: {fetched.stderr.decode(errors='replace')[-200:]}")
    (archive,) = folder.glob("*.tgz")
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == DIGEST
    with tarfile.open(archive) as package:
        member = package.extractfile(MEMBER)
        assert member is not None
        return json.load(member)


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        samples.typical,
        samples.several,
        samples.with_verdicts,
        samples.hostile,
        samples.clean,
        samples.english,
    ],
)
def test_sarif_is_valid(make: Callable[[], GapReport], schema: dict[str, Any], tmp_path: Path) -> None:
    validator = jsonschema.validators.validator_for(schema)
    checker = validator(schema, format_checker=validator.FORMAT_CHECKER)
    log = json.loads(writer("sarif").render(make()))
    assert [error.message for error in checker.iter_errors(log)] == []
    log["runs"][0]["results"] = [{"message": 3}]
    assert list(checker.iter_errors(log)), "the schema refuses nothing"
