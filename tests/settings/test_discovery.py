"""Which configuration governs a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.errors import RuleError
from zhenggai.settings.discovery import find_configuration

TABLE = "[tool.zhenggai]\nexclude = []\n"


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_one_above_the_document(tmp_path: Path) -> None:
    outer = write(tmp_path / "zhenggai.yaml")
    inner = write(tmp_path / "a" / "b" / "zhenggai.yaml")
    assert find_configuration(str(tmp_path / "a" / "x.txt")) == outer
    assert find_configuration(str(tmp_path / "a" / "b" / "c" / "x.txt")) == inner


def test_without_a_document_the_working_directory_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = write(tmp_path / "zhenggai.yaml")
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert find_configuration(None) == found
    assert find_configuration("x.txt") == found


def test_a_table_in_pyproject(tmp_path: Path) -> None:
    found = write(tmp_path / "pyproject.toml", TABLE)
    assert find_configuration(str(tmp_path / "x.txt")) == found
    assert find_configuration(str(tmp_path / "a" / "x.txt")) == found


@pytest.mark.parametrize(
    "text",
    [
        "[tool.zhenggai.rules]\n",
        "[tool]\nzhenggai.exclude = ['x']\n",
        "tool.zhenggai = {}\n",
        '[tool."zhenggai"]\n',
        "[[tool.zhenggai.paths]]\nglob = 'a'\n",
        "[tool.zhenggai]\nbroken = \n",
    ],
)
def test_every_way_to_write_the_table(tmp_path: Path, text: str) -> None:
    found = write(tmp_path / "pyproject.toml", text)
    assert find_configuration(str(tmp_path / "x.txt")) == found


@pytest.mark.parametrize(
    "text",
    [
        "[project]\nname = 'x'\ndependencies = ['zhenggai']\n",
        "[project.scripts]\nzhenggai = 'zhenggai.cli:main'\n",
        "[tool.other]\nbroken = \n",
        "# [tool.zhenggai]\n",
    ],
)
def test_a_pyproject_without_the_table_is_passed_by(tmp_path: Path, text: str) -> None:
    outer = write(tmp_path / "zhenggai.yaml")
    write(tmp_path / "a" / "pyproject.toml", text)
    assert find_configuration(str(tmp_path / "a" / "x.txt")) == outer


def test_a_pyproject_that_gets_the_table_is_seen(tmp_path: Path) -> None:
    outer = write(tmp_path / "zhenggai.yaml")
    inner = write(tmp_path / "a" / "pyproject.toml", "[project]\n")
    assert find_configuration(str(tmp_path / "a" / "x.txt")) == outer
    write(inner, TABLE)
    assert find_configuration(str(tmp_path / "a" / "x.txt")) == inner


def test_zhenggai_yaml_goes_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", TABLE)
    found = write(tmp_path / "zhenggai.yaml")
    assert find_configuration(str(tmp_path / "x.txt")) == found


def test_a_misnamed_file_is_not_passed_by_silently(tmp_path: Path) -> None:
    write(tmp_path / "zhenggai.yml")
    with pytest.raises(RuleError, match=r"zhenggai\.yml.*要叫 zhenggai\.yaml"):
        find_configuration(str(tmp_path / "x.txt"))
