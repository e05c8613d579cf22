"""Where the keys and values of TOML stand."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from zhenggai.settings.toml_places import TomlPlaces

TEXT = '''\
# [tool.no]
title = "a # b" # c
"quoted.key" = 'x]y'

[tool.zhenggai]
exclude = ["a", # one
  "b",
  'c', ]
lexicon.owner_suffixes = ["站"]
empty = []
date = 2026-01-01 10:00:00
long = """
[not.a.table]
"quotes" \\""" ""
"""
raw = \'\'\'
x = 1\'\'\'
inline = {a = 1, "b c" = {d = [1, {e = true}]}, f.g = 2}

[tool.zhenggai . rules."issue-owner"]
severity = "error"
params = { days = 30 }

[[tool.zhenggai.paths]]
glob = "a"
[[tool.zhenggai.paths]]
glob = "b"
  [tool.zhenggai.paths.rules.x]
  enabled = false
'''
TOP = ("tool", "zhenggai")
PLACES = {
    ("title",): (2, 9),
    ("quoted.key",): (3, 16),
    (*TOP, "exclude"): (6, 11),
    (*TOP, "exclude", 0): (6, 12),
    (*TOP, "exclude", 1): (7, 3),
    (*TOP, "exclude", 2): (8, 3),
    (*TOP, "lexicon", "owner_suffixes", 0): (9, 27),
    (*TOP, "date"): (11, 8),
    (*TOP, "raw"): (16, 7),
    (*TOP, "inline", "a"): (18, 15),
    (*TOP, "inline", "b c", "d", 1, "e"): (18, 40),
    (*TOP, "inline", "f", "g"): (18, 55),
    (*TOP, "rules", "issue-owner", "severity"): (21, 12),
    (*TOP, "rules", "issue-owner", "params", "days"): (22, 19),
    (*TOP, "paths", 0, "glob"): (25, 8),
    (*TOP, "paths", 1, "glob"): (27, 8),
    (*TOP, "paths", 1, "rules", "x", "enabled"): (29, 13),
}


@pytest.mark.parametrize(("steps", "place"), PLACES.items(), ids=lambda each: ".".join(map(str, each)))
def test_value(steps: tuple[str | int, ...], place: tuple[int, int]) -> None:
    value: Any = tomllib.loads(TEXT)
    for step in steps:
        value = value[step]  # the steps are real ones
    assert TomlPlaces(TEXT).place(steps) == place


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ((*TOP, "exclude"), (6, 1)),
        ((*TOP, "lexicon", "owner_suffixes"), (9, 9)),
        ((*TOP, "rules", "issue-owner"), (20, 24)),
        ((*TOP, "rules", "issue-owner", "params", "days"), (22, 12)),
        ((*TOP, "paths", 1), (26, 17)),
        ((*TOP, "paths", 1, "rules", "x", "enabled"), (29, 3)),
    ],
)
def test_key(steps: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert TomlPlaces(TEXT).place(steps, of_key=True) == place


def test_what_is_not_there_has_the_place_of_what_would_hold_it() -> None:
    places = TomlPlaces(TEXT)
    assert places.place((*TOP, "paths", 1, "waivers", "x")) == (26, 17)
    assert places.place(("nothing",)) == (1, 1)
