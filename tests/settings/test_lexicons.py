"""Words that a configuration adds reach the rules and the extraction, without code."""

from __future__ import annotations

from zhenggai.lexicon import builtin_lexicon
from zhenggai.pipeline import audit, extract
from zhenggai.rulebook.loading import DEFAULT_PACKS
from zhenggai.settings.lexicons import extraction_lexicon
from zhenggai.settings.settings import settings_for

from .conftest import Project
from .sample import NOTICE

ADDED = "lexicon: {deadline_immediate: [火速办妥]}\n"


def immediate(path: str) -> list[str]:
    return [
        deadline.text
        for issue in extract(path).issues
        for measure in issue.measures
        for deadline in measure.deadlines
        if deadline.kind == "immediate"
    ]


def test_a_word_changes_the_extraction(project: Project) -> None:
    folder = project()
    assert immediate("通报.txt") == []
    (folder / "zhenggai.yaml").write_text(ADDED, encoding="utf-8")
    assert immediate("通报.txt") == ["火速办妥"]


def test_by_path(project: Project) -> None:
    project({"zhenggai.yaml": f"paths: [{{glob: 新*, {ADDED.strip()}}}]\n", "新通报.txt": NOTICE})
    assert immediate("新通报.txt") == ["火速办妥"]
    assert immediate("通报.txt") == []


def test_a_word_changes_the_audit(project: Project) -> None:
    folder = project({"通报.txt": NOTICE.replace("一是由督导室负责", "一是由督导驿负责")})

    def without_owner() -> list[str | None]:
        gaps = audit("通报.txt").results
        return [gap.issue for gap in gaps if gap.rule == "issue-owner" and gap.verdict == "gap"]

    assert without_owner() == ["issue-1", "issue-2"]
    (folder / "zhenggai.yaml").write_text("lexicon: {owner_bodies: [督导驿]}\n", encoding="utf-8")
    assert without_owner() == ["issue-1"]


def test_a_word_reaches_the_lists_that_rules_name(project: Project) -> None:
    project(zhenggai="lexicon: {heading_stop_words: [甲乙丙], rule_endings: [驿规]}\n")
    lexicons = settings_for("通报.txt").rulebook(DEFAULT_PACKS).lexicons
    assert lexicons["heading_stop_words"][-1] == "甲乙丙"
    assert lexicons["rule_endings"][:-1] == builtin_lexicon().words("rule_endings")


def test_a_list_of_a_pack_can_be_extended(project: Project) -> None:
    project(
        {
            "zhenggai.yaml": "extends: ours\nlexicon: {our_words: [丙]}\n",
            "ours/pack.yaml": 'name: ours\nversion: "1"\ntitle: 我们的\n',
            "ours/lexicon/words.yaml": "our_words: [甲]\n",
        }
    )
    settings = settings_for("通报.txt")
    book = settings.rulebook(settings.packs_for("rectification-notice"))
    assert book.lexicons["our_words"] == ("甲", "丙")
    # the extraction does not read it: nothing is compiled anew for it
    assert settings.lexicon is builtin_lexicon()


def test_equal_additions_give_one_lexicon() -> None:
    additions = (("owner_suffixes", ("驿",)),)
    assert extraction_lexicon(additions) is extraction_lexicon((("owner_suffixes", ("驿",)),))
    assert extraction_lexicon((("owner_suffixes", ("局",)),)) is builtin_lexicon()


def test_words_are_folded_as_texts_are() -> None:
    words = extraction_lexicon((("label_body", ("責任站(所)",)),)).words("label_body")
    assert words[-1] == "责任站(所)"
