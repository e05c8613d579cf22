"""What makes a run refuse the results of another one."""

from __future__ import annotations

from pathlib import Path

from zhenggai.batch.conditions import digest
from zhenggai.pipeline import Options

PACK = "id: own-rule\n"
DESCRIPTION = """\
name: office
version: "1.0"
title: {zh: 本单位规则, en: Office}
kinds: [rectification-notice]
extends: [rectification-notice]
"""


def test_the_digest_changes_with_rules_and_configurations_and_nothing_else(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (tmp_path / "in" / "below").mkdir(parents=True)
    (pack / "lexicon").mkdir(parents=True)
    (pack / "own-rule.yaml").write_text(PACK)
    documents = [str(tmp_path / "in" / "a.txt"), str(tmp_path / "in" / "below" / "b.txt")]
    own, none = Options(packs=(str(pack),)), Options(use_config=False)

    seen = [digest(own, documents)]
    assert digest(own, documents[::-1]) == seen[0]
    assert digest(none, documents) == digest(none, ()) != seen[0]

    (pack / "lexicon" / "words.yaml").write_text("x: [y]\n")
    seen.append(digest(own, documents))
    (pack / "own-rule.yaml").write_text(f"{PACK}severity: info\n")
    seen.append(digest(own, documents))
    configuration = tmp_path / "in" / "below" / "zhenggai.yaml"
    configuration.write_text("rules: {issue-owner: {severity: info}}\n")
    seen.append(digest(own, documents))
    configuration.write_text("rules: [broken")
    seen.append(digest(own, documents))
    assert len(set(seen)) == len(seen)
    assert digest(own, documents[:1]) == seen[2], "it governs the other document only"
    assert digest(none, documents) == digest(none, ())


def test_packs_that_a_configuration_names_count(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(DESCRIPTION, encoding="utf-8")
    (tmp_path / "zhenggai.yaml").write_text("extends: [./pack]\n")
    documents = [str(tmp_path / "a.txt")]
    before = digest(Options(), documents)
    (pack / "pack.yaml").write_text(f"{DESCRIPTION}exclude: [issue-owner]\n", encoding="utf-8")
    assert digest(Options(), documents) != before
