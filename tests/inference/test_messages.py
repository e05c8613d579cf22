"""Messages filled with what the notice says."""

from __future__ import annotations

import pytest
from tests.inference.notices import NoticeBuilder

from zhenggai.inference.messages import Message
from zhenggai.inference.world import World
from zhenggai.rulebook.syntax import Language


@pytest.fixture
def world() -> World:
    build = NoticeBuilder().claim("measures", 162, "条", "162条")
    build.issue("资金管理不严", "1.", status="long_term").measure(
        "追回12.5万元", "一是", outcomes=[{"text": "12.5万元", "value": 12.5}]
    )
    return World(build.facts, build.document)


@pytest.mark.parametrize(
    ("kind", "template", "language", "text"),
    [
        ("issue", "问题{no}“{heading}”: {status}", "zh", "问题1“资金管理不严”: 长期坚持"),
        ("issue", "{status}, {stated}", "en", "long_term, yes"),
        ("issue", "{group}", "zh", "—"),
        ("measure", "{issue.no}/{position}{ordinal}", "zh", "1/1一是"),
        ("outcome", "{value}; {self.unit}", "zh", "12.5; —"),
        ("notice", "{claim.measures}条, 列出{count.measure}条", "zh", "162条, 列出1条"),
        ("notice", "{claim.documents} {signed_date}", "zh", "— —"),
        ("notice", "{count.owner}{}{Nein} {0} {issue.no}", "zh", "0{}{Nein} {0} —"),
        ("notice", "没有栏目", "zh", "没有栏目"),
    ],
)
def test_fields(world: World, kind: object, template: str, language: Language, text: str) -> None:
    assert Message(template, world, kind, language).about([0]) == [text]  # type: ignore[arg-type]  # a kind
