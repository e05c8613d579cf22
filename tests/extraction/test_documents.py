"""Documents: titles in 《》 and what was done with each."""

from __future__ import annotations

import time

import pytest

from zhenggai.extraction.context import Context
from zhenggai.extraction.documents import find_documents
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import builtin_lexicon
from zhenggai.model import Document, NamedDocument


def documents(text: str) -> tuple[NamedDocument, ...]:
    document = Document(source="t", format="txt", encoding=None, sha256="", text=text, blocks=())
    context = Context(text=SourceText(document), lexicon=builtin_lexicon())
    return find_documents(context, 0, len(text), "issue-1/measure-1")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        # made
        ("制定《合同管理办法》,明确职责。", "issued"),
        ("研究制定出台《奖励办法》。", "issued"),
        ("会同市财政局印发《资金管理规定》。", "issued"),
        ("报请市政府印发《布局规划》。", "issued"),
        ("形成《评估报告》。", "issued"),
        ("下发《整改通知书》45份。", "issued"),
        ("编印《示范文本》供各校参照。", "issued"),
        ("《考勤制度》已印发。", "issued"),
        ("《采购办法》经局党组会审议通过。", "issued"),
        ("将《值班规定》印发各单位执行。", "issued"),
        ("完成《应急手册》编制工作。", "issued"),
        ("发布《人员能力评价指标》团体标准。", "issued"),
        ("制定贯彻落实措施,印发《重点任务清单》。", "issued"),
        ("出台《白石市物业管理条例实施细则》。", "issued"),
        ("以县政府名义出台《关于加快人才发展的实施意见》。", "issued"),
        ("起草《人才规划》,已于6月印发实施。", "issued"),
        # changed
        ("修订《学校食堂管理细则》。", "revised"),
        ("修订完善《议事规则》。", "revised"),
        ("规范《谈话记录表》。", "revised"),
        ("对《财务管理制度》进行修订。", "revised"),
        ("委托专业机构修编《突发环境事件应急预案》。", "revised"),
        # not yet out
        ("起草《追溯管理办法》,拟于2025年上半年印发。", "drafted"),
        ("起草《年轻干部规划》,已征求意见,3月底前印发实施。", "drafted"),
        ("正在制定《绩效办法》。", "drafted"),
        ("拟于年底前出台《奖惩办法》。", "drafted"),
        ("制定《管理办法》(征求意见稿)。", "drafted"),
        # not made here
        ("专题学习《中国共产党党组工作条例》。", "cited"),
        ("认真传达学习《关于开展试点工作的通知》等文件精神。", "cited"),
        ("按照《预算法》要求编制预算。", "cited"),
        ("严格落实《廉洁从业规定》。", "cited"),
        ("结合《民法典》施行开展轮训。", "cited"),
        ("考核结果在《丹沅日报》公布。", "cited"),
        ("严格执行《档案工作条例》。", "cited"),
        ("未完成项目列入《教育事业发展规划》。", "cited"),
        ("《中国共产党章程》规定的程序不可省略。", "cited"),
        ("对照《监察法》逐条检查。", "cited"),
    ],
)
def test_action(text: str, action: str) -> None:
    assert [one.action for one in documents(text)] == [action]


def test_a_list_shares_its_verb() -> None:
    found = documents("印发《甲办法》《乙办法》、《丙规定》和《丁细则》,并学习《戊法》、《己条例》。")
    assert [one.action for one in found] == ["issued"] * 4 + ["cited"] * 2
    assert [one.verb for one in found] == ["印发"] * 4 + ["学习"] * 2
    assert [one.why for one in found][:2] == ["document_issued", "list"]


def test_a_list_shares_the_verb_behind_it() -> None:
    found = documents("《甲办法》《乙办法》已正式印发。")
    assert [one.action for one in found] == ["issued", "issued"]


def test_each_title_has_the_verb_nearest_to_it() -> None:
    found = documents("根据《甲条例》制定《乙办法》,修订《丙规定》。")
    assert [(one.title, one.action, one.verb) for one in found] == [
        ("《甲条例》", "cited", "根据"),
        ("《乙办法》", "issued", "制定"),
        ("《丙规定》", "revised", "修订"),
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("印发《贯彻落实<条例>清单》。", ["《贯彻落实<条例>清单》"]),
        ("印发《贯彻落实《条例》清单》。", ["《贯彻落实《条例》清单》"]),
        ("印发《甲办法,明确职责。出台《乙办法》。", ["《乙办法》"]),
        ("印发甲办法》,出台《乙办法》。", ["《乙办法》"]),
        ("没有书名号的方案。", []),
    ],
)
def test_titles_are_kept_whole(text: str, titles: list[str]) -> None:
    assert [one.title for one in documents(text)] == titles


def test_ids_and_places() -> None:
    text = "一是印发《甲办法(试行)》。"
    (one,) = documents(text)
    assert one.id == "issue-1/measure-1/document-1"
    assert text[one.span.start : one.span.end] == one.title == "《甲办法(试行)》"


@pytest.mark.parametrize("piece", ["《", "》", "《甲》", "制定《甲", "《甲》和"])
def test_odd_texts_take_no_longer_than_their_length(piece: str) -> None:
    started = time.perf_counter()
    documents(piece * 30_000)
    assert time.perf_counter() - started < 8
