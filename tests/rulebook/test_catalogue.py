"""What packs hold, without parsing their rules."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from zhenggai.errors import RuleErrors
from zhenggai.rulebook.catalogue import catalogue, kinds_of
from zhenggai.rulebook.packs import builtin_packs

WritePack = Callable[..., Path]
PACK = 'name: {0}\nversion: "1"\ntitle: 本地\n'


def test_rules_by_file_name_also_of_extended_packs(write_pack: WritePack) -> None:
    write_pack({"a-rule.yaml": "not even: [a rule"}, name="base", pack=PACK.format("base"))
    folder = write_pack(
        {"b-rule.yaml": "", "lexicon/x.yaml": "ours: [甲]\n"},
        pack=PACK.format("own") + "extends: [../base]\n",
    )
    found, errors = catalogue([folder])
    assert errors == []
    assert {name: [path.name for path in paths] for name, paths in found.rules.items()} == {
        "a-rule": ["a-rule.yaml"],
        "b-rule": ["b-rule.yaml"],
    }
    assert found.lists()["ours"] == ("甲",) and "owner_suffixes" in found.lists()
    assert found.current
    (folder / "c-rule.yaml").touch()
    os.utime(folder, ns=(1, 1))
    assert not found.current


def test_one_id_in_two_built_in_packs_has_both_files() -> None:
    found, _ = catalogue(builtin_packs())
    assert len(found.rules["issue-owner"]) == 1
    assert {path.parent.name for path in found.rules["task-owner"]} == {"work-plan", "progress-report"}


def test_a_pack_that_is_not_there() -> None:
    found, errors = catalogue(["nope", "minimal"])
    assert len(errors) == 1 and "issue-owner" in found.rules
    with pytest.raises(RuleErrors):
        kinds_of("nope")


def test_kinds(write_pack: WritePack) -> None:
    own = write_pack({}, pack=PACK.format("own") + "kinds: [work-plan]\nextends: [minimal]\n")
    assert kinds_of(own) == ("work-plan",)
    inheriting = write_pack({}, name="heir", pack=PACK.format("heir") + "extends: [minimal]\n")
    assert kinds_of(inheriting) == kinds_of("minimal")
    assert kinds_of(write_pack({}, name="any", pack=PACK.format("any"))) == ()
