"""``zhenggai rules docs``: a page per rule and language; the committed ones are up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhenggai.cli import app
from zhenggai.commands.authoring.docs import builtin_pages, write_rule_docs
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.packs import builtin_packs

COMMITTED = Path(__file__).parents[3] / "docs" / "rules"
PAGES = builtin_pages()


def test_committed_pages_are_the_generated_ones() -> None:
    committed = {
        path.relative_to(COMMITTED).as_posix(): path.read_text(encoding="utf-8")
        for path in COMMITTED.rglob("*.md")
    }
    differing = {name for name in committed.keys() | PAGES.keys() if committed.get(name) != PAGES.get(name)}
    assert not differing, "run: make goldens"


def test_every_built_in_rule_has_a_page_in_both_languages() -> None:
    rules = {(rule.pack, rule.id) for name in builtin_packs() for rule in load_rulebook([name]).rules}
    assert len(rules) > 60
    assert {f"{pack}/{rule}{end}" for pack, rule in rules for end in (".md", ".zh.md")} == PAGES.keys() - {
        "README.md",
        "README.zh.md",
    }


def test_every_link_leads_to_a_page() -> None:
    for name, text in PAGES.items():
        for link in re.findall(r"\]\(([^)]+\.md)\)", text):
            folder = Path("/docs") / Path(name).parent
            target = (folder / link).resolve().relative_to("/docs").as_posix()
            assert target in PAGES, f"{name}: {link}"


def test_a_page_says_all_that_the_rule_says() -> None:
    page = PAGES["rectification-notice/issue-owner.zh.md"]
    rule = next(rule for rule in load_rulebook().rules if rule.id == "issue-owner")
    assert page.count("```text") == len(rule.examples)
    for part in (rule.title["zh"], rule.why["zh"], rule.basis[0].norm, "where: {kind: $kinds}", "`scope`"):
        assert part in page
    assert 'kinds: ["subject", "subject-of-part", "assigned"]' in page


@pytest.mark.parametrize("name", [name for name in PAGES if not name.endswith(".zh.md")])
def test_english_pages_have_english_titles(name: str) -> None:
    heading = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", PAGES[name], flags=re.DOTALL), re.MULTILINE)
    assert heading and not re.search("[一-鿿]", "".join(heading))


def test_pages_of_a_users_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    run(app, ["rules", "new", "our-rule", "--pack", "ours"])
    assert run(app, ["rules", "docs", "ours", "--out", "pages"]).exit_code == 0
    names = {path.relative_to("pages").as_posix() for path in Path("pages").rglob("*.md")}
    assert names == {"README.md", "README.zh.md", "ours/our-rule.md", "ours/our-rule.zh.md"}


def test_a_rule_file_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    run(app, ["rules", "new", "our-rule", "--pack", "ours"])
    assert run(app, ["rules", "docs", "ours/our-rule.yaml", "--out", "pages"]).exit_code == 0
    assert (tmp_path / "pages" / "ours" / "our-rule.md").exists()


def test_pages_of_rules_that_are_no_more_are_removed_and_others_stay(tmp_path: Path) -> None:
    write_rule_docs(tmp_path)
    stale = tmp_path / "rectification-notice" / "no-more.md"
    stale.write_text((tmp_path / "rectification-notice" / "issue-owner.md").read_text(encoding="utf-8"))
    own = tmp_path / "note.md"
    own.write_text("# 手写\n", encoding="utf-8")
    write_rule_docs(tmp_path)
    assert not stale.exists() and own.exists()
    assert len(list(tmp_path.rglob("*.md"))) == len(PAGES) + 1
