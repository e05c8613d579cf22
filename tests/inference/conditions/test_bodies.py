"""Names of bodies."""

from __future__ import annotations

import pytest
from tests.inference.asking import answers, holds, quotes
from tests.inference.notices import NoticeBuilder

OF = ("notice.issuer", "notice.signed_by")


def named(issuer: str | None, signed_by: str | None, text: str = "") -> NoticeBuilder:
    build = NoticeBuilder()
    for name, value in (("issuer", issuer), ("signed_by", signed_by)):
        if value:
            build.field(name, value)
    return build.write(text)


@pytest.mark.parametrize(
    ("issuer", "signed_by", "text", "truth"),
    [
        ("中共澜川县水务局党组", "中共澜川县水务局党组", "", True),
        ("中共澜川县水务局党组", "澜川县水务局党组", "", True),
        ("中国共产党澜川县水务局党组", "县水务局党组", "", True),
        ("中共武汉市科技创新局党组", "市科创局党组", "", True),
        ("中共武汉市科技创新局党组", "科局组", "", True),
        ("中共武汉市科技创新局党组", "市科创局", "", False),
        ("澜川县水务集团有限公司党委", "水务集团党委", "", True),
        ("澜川县水务集团有限公司党委", "澜水公司", "澜川县水务集团有限公司党委(以下简称“澜水公司”)", True),
        ("澜川县水务集团有限公司党委", "澜水公司", "其他公司(以下简称“澜水公司”)", False),
        ("中共澜川县水务局党组", "中共澜川县林业局党组", "", False),
        ("澜川镇党委", "中共澜川镇委员会", "", True),
        ("澜川区第三学区党总支", "中共澜川区第三学区总支部委员会", "", True),
        ("澜川粮库党支部", "中共澜川粮库支部委员会", "", True),
        ("澜川开发区党工委", "中共澜川开发区工作委员会", "", True),
        ("澜川县医院", "中共澜川县医院委员会", "", False),
        (None, "澜川县林业局", "", None),
    ],
)
def test_same_body(issuer: str | None, signed_by: str | None, text: str, truth: bool | None) -> None:
    assert holds(named(issuer, signed_by, text), "notice", "same_body", of=OF) == [truth]


def test_both_names_are_quoted_and_an_absent_one_is_named() -> None:
    (answer,) = answers(named("县水务局", "县林业局"), "notice", "same_body", of=OF)
    assert quotes(answer) == ["县水务局", "县林业局"]
    (answer,) = answers(named("县水务局", None), "notice", "same_body", of=OF)
    assert answer.absent == ("notice.signed_by",)


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("市科创局制定办法。市科创局印发。", []),
        ("市科创局制定办法。市科技局印发。", ["市科创局", "市科技局"]),
        ("市科创局制定办法。武汉市科创局印发。", []),  # of different lengths
        ("市科创局制定办法。武汉市科技创新局印发。", []),
        ("市科创局制定办法。市林业局印发。", []),
        ("市局制定办法。", []),
        ("武汉科创局制定办法。武汉科技局印发。", ["武汉科创局", "武汉科技局"]),
    ],
)
def test_abbreviations_uniform(text: str, used: list[str]) -> None:
    build = named("中共武汉市科技创新局党组", None, text)
    (answer,) = answers(build, "notice", "abbreviations_uniform", of="notice.issuer")
    assert (answer.holds, quotes(answer)) == (not used, used)
    for clue in answer.clues:
        assert build.text[clue.span.start : clue.span.end] == clue.text


def test_abbreviations_of_an_unknown_body() -> None:
    assert holds(named(None, None, "市科创局"), "notice", "abbreviations_uniform", of="notice.issuer") == [
        None
    ]
