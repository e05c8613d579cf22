"""The example jobs and the pre-commit hook do what they say, on a sample repository."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.settings.sample import NOTICE

ROOT = Path(__file__).parents[1]
KIT = ROOT / "docs" / "ci"
WHO = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")

pytestmark = pytest.mark.skipif(
    os.name == "nt" or shutil.which("git") is None, reason="needs git and a POSIX shell"
)


def load(name: str) -> Any:
    # BaseLoader: YAML 1.1 takes GitHub's key "on" for true
    return yaml.load((KIT / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def shell(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        timeout=120,
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two notices with gaps, of which the last commit changes one; ``zhenggai`` on the path is this checkout."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    program = tmp_path / "bin" / "zhenggai"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "cli.py"}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    place = tmp_path / "库"
    (place / "通报" / "2024").mkdir(parents=True)
    monkeypatch.chdir(place)
    git("init", "-q")
    for name in ("通报/甲整改.txt", "通报/2024/乙整改.txt"):
        Path(name).write_text(NOTICE, encoding="utf-8")
        git("add", ".")
        git("commit", "-qm", name)
    return place


def git(*arguments: str) -> None:
    subprocess.run(["git", *WHO, *arguments], check=True, capture_output=True)


def test_github_workflow(repository: Path) -> None:
    workflow = load("github.yml")
    assert workflow["on"]["push"]["branches"] == ["main"] and "pull_request" in workflow["on"]
    assert workflow["permissions"]["security-events"] == "write"
    assert workflow["env"]["NOTICES"].startswith("通报/**/")
    steps = workflow["jobs"]["zhenggai"]["steps"]
    changed, everything = [step["run"] for step in steps if "zhenggai check" in step.get("run", "")]
    done = shell(changed, NOTICES="通报/**/*.txt")
    assert (done.returncode, done.stderr) == (1, "")
    assert set(re.findall(r"file=([^,]+)", done.stdout)) == {"通报/2024/乙整改.txt"}
    assert shell(everything, NOTICES="通报/**/*.txt").returncode == 1
    (upload,) = [step["with"]["sarif_file"] for step in steps if "upload-sarif" in step.get("uses", "")]
    (run,) = json.loads(Path(upload).read_text(encoding="utf-8"))["runs"]
    places = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
    }
    assert len(places) == 2


def test_gitlab_job(repository: Path) -> None:
    job = load("gitlab.yml")["zhenggai"]
    (command,) = job["script"]
    assert shell(command, NOTICES="通报/**/*.txt").returncode == 1
    reports = job["artifacts"]["reports"]
    assert job["artifacts"]["when"] == "always"  # also where the check fails
    entries = json.loads(Path(reports["codequality"]).read_text(encoding="utf-8"))
    assert {entry["location"]["path"] for entry in entries} == {"通报/甲整改.txt", "通报/2024/乙整改.txt"}
    assert Path(reports["junit"]).read_bytes().startswith(b"<?xml")


def test_both_pages_name_the_same_files_and_options() -> None:
    pages = [(KIT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")]
    named = [set(re.findall(r"`(?:--|\$|~|Z)[^`]*`|\]\([a-z]+\.yml\)", page)) for page in pages]
    assert named[0] == named[1]
    for name in ("github.yml", "gitlab.yml"):
        assert f"]({name})" in pages[0] and (KIT / name).is_file()


# ----------------------------------------------------------------------- pre-commit


def hook() -> dict[str, Any]:
    (only,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return dict(only)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("通报/某局整改通报.docx", True),
        ("整改.md", True),
        ("整改/说明.md", False),
        ("通报.txt", False),
        ("整改.png", False),
    ],
)
def test_the_hook_is_for_documents_about_rectification(name: str, meant: bool) -> None:
    assert bool(re.search(hook()["files"], name)) == meant


@pytest.mark.slow
def test_the_hook_keeps_a_notice_with_gaps_from_being_committed(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed here: pip install pre-commit")
    assert hook()["language"] == "python"  # pre-commit installs the project: that needs the network
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / ".pre-commit-hooks.yaml").write_text(yaml.safe_dump([{**hook(), "language": "system"}]))
    git("-C", str(hooks), "init", "-q")
    git("-C", str(hooks), "add", ".")
    git("-C", str(hooks), "commit", "-qm", "hooks")
    git("-C", str(hooks), "tag", "v1")
    Path(".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": str(hooks), "rev": "v1", "hooks": [{"id": "zhenggai-check"}]}]})
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    assert run("install").returncode == 0
    Path("通报/甲整改.txt").write_text(NOTICE + "又及\n", encoding="utf-8")
    Path("说明.txt").write_text("与整改无关\n", encoding="utf-8")
    git("add", ".")
    refused = subprocess.run(["git", *WHO, "commit", "-m", "x"], capture_output=True, encoding="utf-8")
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1, said
    assert "审核整改通报" in said and "Failed" in said and "exit code: 1" in said
    assert "甲整改.txt" in said and "乙整改.txt" not in said  # only what is committed
    assert "合规缺口" in said
    git("reset", "-q", "通报")
    git("commit", "-qm", "nothing about rectification")
    everything = run("run", "--all-files")
    assert everything.returncode == 1 and "乙整改.txt" in everything.stdout
