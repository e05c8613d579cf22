"""However broken a rule file is, it is explained: never a traceback, always a place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhenggai.errors import RuleErrors
from zhenggai.resources import rules_folder
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.rules import Surroundings, read_rule
from zhenggai.rulebook.shape import Reporter
from zhenggai.rulebook.yaml_positions import Hopeless, YamlFile

TEXTS = [
    path.read_text(encoding="utf-8")
    for path in sorted(rules_folder().glob("rectification-notice/*.yaml"))
    if path.name != "pack.yaml"
]
AROUND = Surroundings("local", (), ("owners",), {})

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
words = st.sampled_from(
    [
        "some",
        "none",
        "all",
        "count",
        "any",
        "not",
        "in",
        "where",
        "at_least",
        "eq",
        "ref",
        "of",
        "days",
        "kind",
        "text",
        "heading",
        "stated",
        "end",
        "value",
        "matches",
        "lexicon",
        "contains",
        "similar_to",
        "threshold",
        "before",
        "after",
        "present",
        "in_order",
        "share",
        "owner",
        "measure",
        "issue",
        "$scope",
        "present_count",
    ]
)
conditions = st.recursive(
    scalars | words,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(words | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def explained(text: str) -> None:
    file = YamlFile("r.yaml", text)
    report = Reporter(file)
    try:
        rule = read_rule(file, "r", AROUND, report)
    except Hopeless:
        rule = None
    assert (rule is None) == bool(report.errors)
    assert all(error.line and error.column and error.source for error in report.errors)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.sampled_from(TEXTS),
    cut=st.tuples(st.integers(0, 900), st.integers(0, 40)),
    put=st.text(alphabet="{}[]:,&*!|>'\"%@`#- \n\t$abc问题\x00\ufeff\U0001f600", max_size=6),
)
def test_damaged_rule(text: str, cut: tuple[int, int], put: str) -> None:
    start, length = cut
    explained(text[:start] + put + text[start + length :])


@settings(max_examples=200, deadline=None)
@given(require=conditions, when=conditions, params=conditions, examples=conditions, message=conditions)
def test_rule_of_any_shape(**parts: object) -> None:
    data = {"id": "r", "title": "x", "for": "issue", **parts}
    explained(yaml.safe_dump(data, allow_unicode=True))


def test_pack_description_of_any_shape(tmp_path: Path) -> None:
    for text in (
        "",
        "[]",
        "1",
        "name: [a]\nkinds: x\ncolumns: [a]\nextends: {}\ninclude: 1\n",
        "a: [",
        "\x00",
    ):
        (tmp_path / "pack.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(RuleErrors):
            load_rulebook([tmp_path])
