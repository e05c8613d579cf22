"""Page numbers and running heads inside a text are not read as parts of it."""

from __future__ import annotations

from tests.extraction.notices import HEADINGS, facts_of, framed, shape

from zhenggai.extraction.pages import page_breaks

H1, H2 = HEADINGS
LONG = "组织清仓查库3次,核对账目42本,发现账实不符的仓房两座,已全部重新过磅登记。"


def paged(text: str, *cuts: str, head: str = "县粮食局整改通报") -> str:
    """The text with a page break before each of the words given."""
    for number, cut in enumerate(cuts, 1):
        before, found, after = text.partition(cut)
        text = f"{before}\n\n- {number} -\n\n{head}\n{found}{after}"
    return text


def test_a_sentence_goes_on_behind_a_page_break() -> None:
    body = f"1.{H1}\n整改情况:\n一是{LONG}\n2.{H2}\n整改情况:\n一是{LONG}\n"
    whole = facts_of(framed(body))
    broken = facts_of(paged(framed(body), "账目42本", "2.关于轮换"))
    assert [heading for heading, _ in shape(broken)] == [heading for heading, _ in shape(whole)]
    (measure,), (same,) = broken.issues[0].measures, whole.issues[0].measures
    assert [outcome.value for outcome in measure.outcomes] == [outcome.value for outcome in same.outcomes]
    assert "县粮食局整改通报" in measure.text, "a quotation is verbatim"
    assert broken.issues[1].measures[0].text == LONG


def test_a_paragraph_that_ended_stays_apart() -> None:
    text = "第一页结束了。\n— 1 —\n页眉\n第二页开始了。\n— 2 —\n页眉\n第三页。".replace("—", "-")
    kept, position = "", 0
    for start, end in page_breaks(text):
        kept += text[position:start]
        position = end
    assert kept + text[position:] == "第一页结束了。\n第二页开始了。\n第三页。"


def test_numbers_that_do_not_count_up_are_left_alone() -> None:
    assert page_breaks("甲\n-3-\n乙\n-7-\n丙") == []
    assert page_breaks("甲\n- 1 -\n乙") == [], "one alone may be anything"
    assert page_breaks("1-2\n3-4\n") == []
