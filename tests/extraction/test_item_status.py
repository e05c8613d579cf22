"""How far an item is: behind its heading, in its label, in prose, or said of the whole chapter."""

from __future__ import annotations

import pytest
from tests.extraction.notices import HEADINGS, MEASURES, facts_of, framed

H1, H2 = HEADINGS
(A1, A2), (B1, B2) = MEASURES


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"1.{H1}。(已整改)\n{A1}\n2.{H2}。(正在整改)\n{B1}\n", ["completed", "ongoing"]),
        (
            f"1.{H1}\n整改结论:已整改。已整改金额1.38亿元。\n{A1}\n2.{H2}\n整改结论:部分整改。\n{B1}\n",
            ["completed", "ongoing"],
        ),
        (
            f"(一)已完成整改的问题\n1.{H1}\n一是{A1}\n二是{A2}\n(二)需长期坚持的事项\n1.{H2}\n一是{B1}\n二是{B2}\n",
            ["completed", "long_term"],
        ),
        (
            f"(一)库存方面,以下1项已完成\n1.{H1}\n一是{A1}\n二是{A2}\n(二)整改完成情况\n1.{H2}\n一是{B1}\n二是{B2}\n",
            ["completed", None],
        ),
        (
            f"1.{H1}\n{A1}欠账已清零,销号。\n2.{H2}\n{B1}离要求还有距离,目前仍在推进,力争年底前达标。\n",
            ["completed", "ongoing"],
        ),
        (
            f"1.{H1}\n整改措施:{A1}\n完成情况:长期坚持。查扣车辆89台次,粮库改造完成。\n"
            f"2.{H2}\n整改措施:{B1}\n完成情况:第(1)、(3)条已完成,第(2)条正在推进。\n",
            ["long_term", "ongoing"],
        ),
    ],
    ids=["in brackets", "conclusion", "chapters", "counted chapter", "prose", "first sentence, parts"],
)
def test_status(body: str, wanted: list[str | None]) -> None:
    facts = facts_of(framed(body))
    assert [issue.status for issue in facts.issues] == wanted
    said = [measure.text for issue in facts.issues for measure in issue.measures]
    assert not [text for text in said if text.startswith(("(已", "(正", "整改结论", "已整改", "完成情况"))]


def test_figures_and_documents_behind_a_status_are_the_issues() -> None:
    body = (
        f"1.{H1}\n整改措施:一是{A1}二是{A2}\n完成情况:已完成。封堵排污口14个,印发《巡查规程》。长期坚持。\n"
    )
    (issue,) = facts_of(framed(body)).issues
    assert [(outcome.value, outcome.unit) for outcome in issue.outcomes] == [(14.0, "个")]
    assert [document.title for document in issue.documents] == ["《巡查规程》"]
    assert not issue.deadlines, "the status is no deadline"
