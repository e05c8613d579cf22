"""Which time expressions and words are deadlines, of which kind, and what they come to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.extraction.context import Context
from zhenggai.extraction.deadlines import deadlines_of_field, find_deadlines
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon, builtin_lexicon
from zhenggai.model import Deadline, Document

SIGNED, FEEDBACK = "2024-06-18", "2023-10-13"


def context_of(text: str, lexicon: Lexicon | None = None, **dates: Any) -> Context:
    lexicon = lexicon or builtin_lexicon()
    document = Document(source="x", format="txt", encoding=None, sha256="", text=text, blocks=())
    return Context(
        SourceText(document, lexicon),
        lexicon,
        **(dates or {"signed_date": SIGNED, "feedback_date": FEEDBACK}),
    )


def found_in(text: str, **dates: Any) -> tuple[Deadline, ...]:
    return find_deadlines(context_of(text, **dates), 0, len(text), "issue-1/measure-1")


def short(deadlines: tuple[Deadline, ...]) -> list[tuple[str, str, str | None]]:
    return [(one.text, one.kind, one.end or one.recurrence) for one in deadlines]


# A measure and its deadlines as (text, kind, end or recurrence).
STATED: list[tuple[str, list[tuple[str, str, str | None]]]] = [
    ("于2024年5月15日前完成实地举证。", [("2024年5月15日前", "done-by", "2024-05-15")]),
    ("2024年2月18日,召开专题会。", [("2024年2月18日", "done-by", "2024-02-18")]),
    ("截止2023年12月底,126名党员完成任务。", [("截止2023年12月底", "done-by", "2023-12-31")]),
    ("截至5月底,已恢复耕地1.86万亩。", [("截至5月底", "done-by", "2024-05-31")]),
    ("师生比截至2024年5月31日达到要求。", [("截至2024年5月31日", "done-by", "2024-05-31")]),
    ("2023年底,高新技术企业达20147家。", [("2023年底", "done-by", "2023-12-31")]),
    ("10月中旬经复核全部达标。", [("10月中旬", "done-by", "2023-10-20")]),
    ("2023年3月2日印发《公务接待办法》。", [("2023年3月2日", "done-by", "2023-03-02")]),
    ("去年12月印发办法。", [("去年12月", "done-by", "2023-12")]),
    (
        "2024年3月印发办法,5月底前全部执行到位。",
        [("2024年3月", "done-by", "2024-03"), ("5月底前", "done-by", "2024-05-31")],
    ),
    ("8月底前清零。", [("8月底前", "target", "2024-08-31")]),
    ("剩余7座10月底前完成。", [("10月底前", "target", "2024-10-31")]),
    ("年底前全部建成。", [("年底前", "target", "2024-12-31")]),
    ("力争年内投入使用。", [("年内", "target", "2024-12-31")]),
    (
        "计划2024年10月主体完工、年内投运。",
        [("计划2024年10月", "target", "2024-10"), ("年内", "target", "2024-12-31")],
    ),
    ("拟于2025年3月提请审议。", [("拟于2025年3月", "target", "2025-03")]),
    ("局党组拟年底前提请公布。", [("拟年底前", "target", "2024-12-31")]),
    ("预计2025年一季度末全部验收。", [("预计2025年一季度末", "target", "2025-03-31")]),
    ("将于2024年8月底前消化。", [("将于2024年8月底前", "target", "2024-08-31")]),
    ("力争到2026年,占比达到60%。", [("到2026年", "target", "2026")]),
    ("2024年拟聘用8名。", [("2024年", "target", "2024")]),
    ("提前谋划下一年度预算。", [("下一年度", "target", "2025")]),
    ("明年汛前建成。", [("明年汛前", "target", "2025")]),
    ("整体工程“十四五”期间完成。", [("“十四五”期间", "target", "2025")]),
    ("计划3年内建设1000个工作站。", [("计划3年内", "target", "P3Y")]),
    ("未来两年内认定20家。", [("未来两年内", "target", "P2Y")]),
    ("收到反馈意见后一个月内制定整改方案。", [("收到反馈意见后一个月内", "target", "2023-11-13")]),
    ("要求“2024年9月底前完成”。", [("2024年9月底前", "target", "2024-09-30")]),
    ("从2024年7月1日起施行。", [("从2024年7月1日起", "target", "2024-07-01")]),
    ("2023年,共谋划102个项目。", [("2023年", "period", "2023")]),
    ("2023年中央引导地方资金设立项目。", [("2023年", "period", "2023")]),
    ("直属事业单位2023年聘用6名。", [("2023年", "period", "2023")]),
    ("今年一季度火灾起数下降。", [("今年一季度", "period", "2024-03")]),
    ("2023年下半年引进21人。", [("2023年下半年", "period", "2023-12")]),
    ("2023年11月至2024年1月共出动2134人次。", [("2023年11月至2024年1月", "period", "2024-01")]),
    ("1至5月新签约项目31个。", [("1至5月", "period", "2024-05")]),
    ("2024年3月以来采纳意见19条。", [("2024年3月以来", "period", "2024-06")]),
    ("自2024年3月启用以来审核347场。", [("自2024年3月启用以来", "period", "2024-06")]),
    ("“十四五”期间累计投入160万元。", [("“十四五”期间", "period", "2025")]),
    ("用两个月时间逐项清理。", [("两个月时间", "period", "P2M")]),
    ("科学技术处会同计划财务处用20个工作日清查。", [("20个工作日", "period", "P20D")]),
    ("按月通报重点数据。", [("按月", "recurring", "R/P1M")]),
    ("陪餐记录每周公示。", [("每周", "recurring", "R/P1W")]),
    ("每年安排专项资金200万元。", [("每年", "recurring", "R/P1Y")]),
    ("每半年检查一次,每季度末盘点。", [("每半年", "recurring", "R/P6M"), ("每季度末", "recurring", "R/P3M")]),
    ("从2025年起每年11月核查。", [("从2025年起每年11月", "recurring", "R/P1Y")]),
    ("要求相关乡镇立即派人清淤。", [("立即", "immediate", None)]),
    ("立行立改,清退资金。", [("立行立改", "immediate", None)]),
    ("立行立改、即知即改,清退资金。", [("立行立改、即知即改", "immediate", None)]),
    ("立即清账。立行立改,逐笔核对。", [("立行立改", "immediate", None)]),
    ("反馈当天召开党组会。", [("当天", "done-by", "2023-10-13")]),
    (
        "2023年10月16日召开会议,次日印发方案。",
        [("2023年10月16日", "done-by", "2023-10-16"), ("次日", "done-by", "2023-10-17")],
    ),
    ("纳入日常考核,长期坚持。", [("长期坚持", "long_term", None)]),
    ("此项工作持续推进。", [("持续推进", "long_term", None)]),
    ("逾期问题清零(长期坚持)。", [("长期坚持", "long_term", None)]),
    ("截至2024年2月30日,清退51.9万元。", [("截至2024年2月30日", "done-by", None)]),
    ("《工作方案》2024年3月印发。", [("2024年3月", "done-by", "2024-03")]),
]

# Time expressions and words that are no deadline.
SILENT = [
    "印发《2023年度工作要点》。",
    "修订《三年行动方案(2022—2024年)》。",
    "印发三年行动方案(2022—2024年)。",
    "活动方案(2024年)。",
    "制定2024年对口联系工作实施方案。",
    "组织实施2023年科技人才服务企业项目。",
    "组织申报省2023年光谷科技创新大走廊专项。",
    "认定2023年度技术创新中心10家。",
    "纳入2024年度党建重点工作。",
    "评价结果与2026年预算安排挂钩。",
    "对2019年以来的52个项目开展“回头看”。",
    "对2023年拟申报的5个项目进行评审。",
    "审核2019年至2022年凭证2380份。",
    "2023年3月2日印发的《公务接待办法》没有执行。",
    "对2021年签订的合同逐份复核。",
    "2018年3月签订的协议已废止。",
    "废止2017年版办法。",
    "较2022年增长12%,比去年提高3个百分点。",
    "转化额是2021年的14倍。",
    "根据2024年3月15日会议精神修订。",
    "任职满五年的干部14名。",
    "对近三年采购项目倒查。",
    "服务期最长不超过3年。",
    "比计划提前18天。",
    "举报受理后5个工作日内启动核查。",
    "证件应在回国后10日内交回。",
    "一般诉求七个工作日内答复。",
    "实行24小时内响应。",
    "跟班锻炼3个月。",
    "三年行动全面启动。",
    "每月15元补助。",
    "满意度逐年提高。",
    "建立“一周一调度”机制。",
    "开展“每月一课”。",
    "及时、迅速、尽快、定期开展。",
    "第一时间响应。",
    "需要长期坚持的事项另行建账。",
    "持续推进改革。",
    "持续推进、持续见效。",
    "未立即整改。",
    "做到“立行立改”。",
    "年初有计划、年中有检查、年底有考核。",
    "今年是攻坚之年。",
    "上一年度新增研发经费。",
    "当天整改。",
    "清缴上月收入。",
    "秋收后复垦。",
    "2022年114日召开会议。",
    "从20xx年起实施。",
    "截止20xx年底,建成120个。",
    "于2024年514日举办培训班。",
]


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_stated(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert short(found_in(text)) == expected


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    assert short(found_in(text)) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024年6月底前", [("2024年6月底前", "target", "2024-06-30")]),
        ("2024年5月15日前", [("2024年5月15日前", "target", "2024-05-15")]),
        ("2024.6", [("2024.6", "target", "2024-06")]),
        ("已于2024年3月完成", [("2024年3月", "done-by", "2024-03")]),
        ("2024年3月底(已完成)", [("2024年3月底", "done-by", "2024-03-31")]),
        ("立行立改", [("立行立改", "immediate", None)]),
        ("长期坚持", [("长期坚持", "long_term", None)]),
        ("立行立改、长期坚持", [("立行立改", "immediate", None), ("长期坚持", "long_term", None)]),
        (
            "2024年3月前完成并长期坚持",
            [("2024年3月前", "target", "2024-03"), ("长期坚持", "long_term", None)],
        ),
        ("持续推进", [("持续推进", "long_term", None)]),
        ("长期", [("长期", "long_term", None)]),
        ("常态化", [("常态化", "long_term", None)]),
        ("每季度", [("每季度", "recurring", "R/P3M")]),
        ("3个月", [("3个月", "period", "P3M")]),
        ("2024年", [("2024年", "target", "2024")]),
        ("2024年4月至2024年9月", [("2024年4月至2024年9月", "period", "2024-09")]),
        ("12月底", [("12月底", "target", "2023-12-31")]),
        ("已完成", []),
        ("长效机制", []),
        ("20xx年底", []),
        ("", []),
    ],
)
def test_field(value: str, expected: list[tuple[str, str, str | None]]) -> None:
    context = context_of(f"整改时限:{value}")
    assert short(deadlines_of_field(context, 5, 5 + len(value), "issue-1")) == expected


def test_ids_spans_and_reasons() -> None:
    text = "一是按月通报。\n二是2024年9月底前完成,长期坚持。"
    context = context_of(text)
    start = text.index("二是") + 2
    found = find_deadlines(context, start, len(text), "issue-3/measure-2", numbered_from=4)
    assert [one.id for one in found] == ["issue-3/measure-2/deadline-4", "issue-3/measure-2/deadline-5"]
    assert [text[one.span.start : one.span.end] for one in found] == [one.text for one in found]
    assert [(one.span.line, one.span.column) for one in found] == [(2, 3), (2, 15)]
    assert [one.why for one in found] == ["time:point-month-before", "word:长期坚持"]


def test_full_width_text_is_quoted_as_it_stands() -> None:
    found = found_in("截至２０２３年１２月底，全部完成。")
    assert short(found) == [("截至２０２３年１２月底", "done-by", "2023-12-31")]


def test_a_shortened_date_follows_the_date_before_it() -> None:
    text = "2024年10月中旬完成筛查,当月底建档,次年1月底前公开。"
    found = found_in(text, signed_date="2025-02-20", feedback_date="2024-06-18")
    assert [one.end for one in found] == ["2024-10-20", "2024-10-31", "2025-01-31"]


def test_the_history_of_the_problem_does_not_date_what_follows() -> None:
    found = found_in("针对2019年6月违规问题,5月底前清退。")
    assert short(found) == [("5月底前", "done-by", "2024-05-31")]


def test_without_a_signature_the_last_day_at_the_head_is_the_anchor() -> None:
    text = "——2025年10月29日在常委会会议上\n县审计局局长\n一是8月31日前解缴国库。二是其余4处年底前转型。"
    found = find_deadlines(context_of(text, signed_date=None), text.index("一是"), len(text), "issue-1")
    assert [one.end for one in found] == ["2025-08-31", "2025-12-31"]


def test_without_any_date_the_text_stays_and_the_date_is_open() -> None:
    found = found_in("6月底前完成,已于8月办结。", signed_date=None)
    assert [(one.kind, one.end) for one in found] == [("target", None), ("done-by", None)]


def test_a_user_can_add_words() -> None:
    text = "马上就办,完成清退。"
    plain = context_of("说办就办,完成清退。")
    assert find_deadlines(plain, 0, 10, "m") == ()
    lexicon = builtin_lexicon().extended({"deadline_immediate": ["说办就办"]})
    found = find_deadlines(context_of("说办就办,完成清退。", lexicon), 0, 10, "m")
    assert [one.text for one in found] == ["说办就办"]
    assert [one.text for one in found_in(text)] == ["马上"]


def test_an_unbroken_line_of_dates_is_read_once() -> None:
    text = "2024年6月底前完成" * 3000
    assert len(found_in(text)) == 3000


PIECES = [
    "2024年",
    "2月29日",
    "6月底",
    "前",
    "至",
    "今年",
    "次日",
    "当月",
    "每月",
    "3个月内",
    "反馈后",
    "计划",
    "已",
]
PIECES += [
    "立即",
    "长期坚持",
    "《",
    "》",
    "“",
    "”",
    ",",
    "。",
    "的",
    "对",
    "2023-02-30",
    "汛期",
    "上半年",
    "999年内",
    "\n",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from([None, "2023", "2023-02-28"])
)
def test_any_text_gives_deadlines_in_order_that_quote_it(text: str, signed: str | None) -> None:
    context = context_of(text, signed_date=signed, feedback_date=signed)
    for found in (find_deadlines(context, 0, len(text), "m"), deadlines_of_field(context, 0, len(text), "m")):
        assert [one.text for one in found] == [text[one.span.start : one.span.end] for one in found]
        starts = [one.span.start for one in found]
        assert starts == sorted(starts)
