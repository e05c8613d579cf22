"""Packs of other distributions: found by entry point, and none of their code is run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhenggai.errors import RuleError
from zhenggai.rulebook.installed_packs import installed_packs
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.packs import find_pack

RULE = "id: their-rule\ntitle: 标题\nfor: issue\nrequire: {some: owner}\nmessage: 缺少责任主体\n"
POINTS = "[zhenggai.packs]\ntheirs = their_rules.packs.office\ngone = no_such_module\nempty = their_rules\n"


@pytest.fixture(autouse=True)
def distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A distribution with a pack two packages deep; its code fails when it is run."""
    folder = tmp_path / "their_rules" / "packs" / "office"
    folder.mkdir(parents=True)
    for package in (tmp_path / "their_rules", folder.parent):
        (package / "__init__.py").write_text("raise RuntimeError('this code was run')\n")
    (folder / "pack.yaml").write_text('name: theirs\nversion: "1"\ntitle: 别处\n', encoding="utf-8")
    (folder / "their-rule.yaml").write_text(RULE, encoding="utf-8")
    info = tmp_path / "their_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: their-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    installed_packs.cache_clear()
    yield folder
    installed_packs.cache_clear()


def test_found_by_name(distribution: Path) -> None:
    assert installed_packs() == {"theirs": distribution}
    assert find_pack("theirs") == distribution
    assert [rule.id for rule in load_rulebook(["theirs"]).rules] == ["their-rule"]
    assert not any(name.startswith("their_rules") for name in sys.modules)


def test_proposed_for_a_wrong_name() -> None:
    with pytest.raises(RuleError, match="没有规则包“their”"):
        find_pack("their")
    with pytest.raises(RuleError) as caught:
        find_pack("theirss")
    assert "theirs" in caught.value.mend


def test_a_built_in_pack_goes_first(distribution: Path) -> None:
    info = distribution.parents[2] / "their_rules-1.0.dist-info"
    (info / "entry_points.txt").write_text("[zhenggai.packs]\nminimal = their_rules.packs.office\n")
    installed_packs.cache_clear()
    assert find_pack("minimal") != distribution
