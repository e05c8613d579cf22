"""What the page on configuration shows works as it is written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from zhenggai.rulebook.installed_packs import GROUP
from zhenggai.settings.entries import ConfigurationEntry, keys_of
from zhenggai.settings.settings import settings_for

from .conftest import Project

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [(DOCS / name).read_text(encoding="utf-8") for name in ("configuration.md", "configuration.zh.md")]


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_configuration_loads(project: Project, page: str) -> None:
    files = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", page, re.DOTALL))
    assert set(files) == {"zhenggai.yaml", "waivers.yaml"}
    files["rules/ours/pack.yaml"] = 'name: ours\nversion: "1"\ntitle: 我们的\n'
    project(files)
    settings = settings_for("通报.docx")
    assert settings.configuration is not None and len(settings.configuration.waivers) == 2
    rules = {rule.id: rule for rule in settings.rulebook(settings.packs_for("rectification-notice")).rules}
    assert rules["notice-comment-period"].enabled and not rules["wording-uniform"].enabled
    assert rules["notice-within-rectification-period"].params["days_since"] == 90
    assert settings.lexicon is not None and settings.lexicon.has("deadline_immediate", "火速办妥")
    draft = next(path for path in ("草稿/a.txt", "drafts/a.txt") if path.split("/")[0] in page)
    assert settings_for(draft).changes["issue-status"].enabled is False


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_every_key_is_explained(page: str) -> None:
    rows = " ".join(re.findall(r"^\| (`[^|]*) \|", page, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", rows)) == set(keys_of(ConfigurationEntry))


def test_both_languages_show_the_same() -> None:
    blocks = [re.findall(r"```(\w+)\n", page) for page in PAGES]
    assert blocks[0] == blocks[1]


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_entry_point_group(page: str) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert GROUP in tomllib.loads(text)["project"]["entry-points"]
