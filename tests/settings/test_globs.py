"""Which files a pattern means."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.settings.globs import path_matches

FOLDER = Path("/office")


@pytest.mark.parametrize(
    ("pattern", "path", "means"),
    [
        ("通报.txt", "/office/通报.txt", True),
        ("通报.txt", "/office/2024/一季度/通报.txt", True),
        ("./通报.txt", "/office/通报.txt", True),
        ("通报.txt", "/office/新通报.txt", False),
        ("*.txt", "/office/2024/a.txt", True),
        ("*.txt", "/office/a.txt.docx", False),
        ("2024/*.txt", "/office/2024/a.txt", True),
        ("2024/*.txt", "/office/2024/b/a.txt", False),
        ("2024/*.txt", "/office/old/2024/a.txt", False),
        ("2024/**", "/office/2024/b/a.txt", True),
        ("2024/", "/office/2024/b/a.txt", True),
        ("**/方案/*", "/office/方案/a.txt", True),
        ("**/方案/*", "/office/2024/方案/a.txt", True),
        ("**/方案/*", "/office/2024/旧方案/a.txt", False),
        ("a?.txt", "/office/a1.txt", True),
        ("a?.txt", "/office/a/.txt", False),
        ("a[1].txt", "/office/a[1].txt", True),
        ("a+.txt", "/office/aa.txt", False),
        ("2024\\a.txt", "/office/2024/a.txt", True),
        ("*.txt", "/elsewhere/a.txt", True),
        ("2024/*.txt", "/elsewhere/2024/a.txt", False),
        ("**/2024/*.txt", "/elsewhere/2024/a.txt", True),
    ],
)
def test_pattern(pattern: str, path: str, means: bool) -> None:
    assert path_matches(pattern, path, FOLDER) is means


def test_a_path_is_relative_to_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "2024").mkdir()
    monkeypatch.chdir(tmp_path / "2024")
    assert path_matches("2024/a.txt", "a.txt", tmp_path)
    assert path_matches("a.txt", "../a.txt", tmp_path)


def test_many_stars_take_no_time() -> None:
    assert not path_matches("*a" * 12 + "b", "/office/" + "a" * 200, FOLDER)
