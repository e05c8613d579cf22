"""Rule files and settings, in YAML and TOML."""

from __future__ import annotations

import atexit
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import yaml

from tests.fuzz import fragments, seeds
from tests.fuzz.mutations import mutated_text
from tests.fuzz.structured import mutated_tree
from tests.fuzz.targets.extraction import notice_read
from zhenggai.extraction.assembly import extract_facts
from zhenggai.inference.engines import best_engine, engine_named
from zhenggai.inference.verdicts import assess
from zhenggai.model import Document, Facts
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.settings.settings import settings_for


@cache
def _folder() -> Path:
    """A folder for the files of this process, with the word lists that a rule expects beside it."""
    folder = tempfile.TemporaryDirectory(prefix="fuzz-")
    atexit.register(folder.cleanup)
    lists = Path(folder.name, "lexicon")
    lists.mkdir()
    for path in seeds.ROOT.glob("rules/*/lexicon/*.yaml"):
        (lists / path.name).write_bytes(path.read_bytes())
    return Path(folder.name)


def written(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


def yaml_file(kind: str, sources: Callable[[], tuple[str, ...]]) -> Callable[[Random], bytes]:
    # half a surrogate pair cannot be dumped; it comes in by the text below
    values = [
        *fragments.YAML_PIECES,
        *fragments.ODD[:9],
        0,
        -1,
        10**30,
        1.5,
        True,
        None,
        [],
        {},
        [[]],
        {"some": "owner"},
        "$scope",
        "issue",
    ]

    def make(chance: Random) -> bytes:
        if chance.random() < 0.6:
            tree = chance.choice(seeds.trees(kind))
            tree = mutated_tree(chance, tree, values, frozenset(("id",)), seeds.trees(kind))
            text: str = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
            return text.encode("utf-8", "replace")
        text = mutated_text(chance, chance.choice(sources()), fragments.YAML_PIECES)
        return text.encode("utf-8", "surrogatepass")

    return make


def load_rule(data: bytes) -> bool:
    stem = re.search(rb"^id: *([a-z][a-z0-9-]{0,60})$", data, re.M)
    path = written(f"{stem.group(1).decode() if stem else 'x'}.yaml", data)
    try:
        book = load_rulebook((path,))
    finally:
        path.unlink()
    document, facts = _short()
    engines = (engine_named("plain"), best_engine())
    found = [assess(book, facts, document, engine, every_verdict=True) for engine in engines]
    assert found[0].findings == found[1].findings, "the engines differ"
    return True


@cache
def _short() -> tuple[Document, Facts]:
    document = notice_read(seeds.SHORT.encode())
    return document, extract_facts(document)


def load_settings(data: bytes) -> bool:
    path = written("zhenggai.yaml", data)
    settings = settings_for(str(_folder() / "a.txt"), config=path)
    settings.rulebook(settings.packs or settings.packs_for("rectification-notice"))
    return settings.lexicon is None or bool(settings.kinds)


def toml(chance: Random) -> bytes:
    pieces = [
        *fragments.ODD,
        "[",
        "]",
        "[[",
        "{",
        "}",
        "=",
        "[tool.zhenggai.",
        "2026-13-45",
        "1979-05-27T07:32:00Z",
        "0x_1",
        "'''",
        '"""',
        "nan",
        "\n",
    ]
    return mutated_text(chance, seeds.TOML, pieces).encode("utf-8", "surrogatepass")


def load_toml(data: bytes) -> bool:
    path = written("pyproject.toml", data)
    settings = settings_for(str(_folder() / "a.txt"), config=path)
    return bool(settings.rulebook(settings.packs or settings.packs_for("rectification-notice")).rules)
