"""Gaps as review comments: one for each, at the right words, and nothing else in the file changes."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from msgspec.structs import replace
from tests.reading.word import Word, paragraph, repacked
from tests.reading.word_files import rich_file

from zhenggai.errors import ReportingError
from zhenggai.model import GapReport, ReportDocument, Result
from zhenggai.reading import read_bytes
from zhenggai.reporting.annotation import annotated
from zhenggai.reporting.annotation.xml_edits import Insertion, appended, extents, inserted

from . import samples
from .annotation_reader import Comment, comments, parts, without_marks
from .facts_samples import small_facts


def gap_at(data: bytes, words: str, number: int = 1, **options: object) -> Result:
    """A gap whose place is the first occurrence of some words in the text of a Word file."""
    text = read_bytes(data, "a.docx").text
    start = text.index(words)
    place = samples.span(start, len(words), text.count("\n", 0, start) + 1)
    return samples.gap(
        "issue-outcome", f"issue-{number}", f"缺口{number}", place=place, quote=words, **options
    )


def report_of(*results: Result, language: str = "zh") -> GapReport:
    return samples.report(results, samples.ROWS, samples.RULES, language=language)


WORDS = (
    "自动编号",
    "保留",
    "增加的字",
    "空格",
    "问题",
    "第一格",
    "第三格\n又一段",
    "正文",
    "框内文字",
    "引用",
    "脚注文字",
)


def test_nothing_but_comments_is_new() -> None:
    data = rich_file()
    gaps = [gap_at(data, words, number) for number, words in enumerate(WORDS)]
    before, after = parts(data), parts(annotated(data, report_of(*gaps)))
    assert list(after) == [*before, "word/comments.xml"]
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert without_marks(after["word/document.xml"]) == before["word/document.xml"]
    link = re.sub(
        rb"<Relationship [^>]*Target=\"/word/comments.xml\"/>", b"", after["word/_rels/document.xml.rels"]
    )
    assert link == before["word/_rels/document.xml.rels"]
    kind = re.sub(
        rb"<Override [^>]*PartName=\"/word/comments.xml\"[^>]*/>", b"", after["[Content_Types].xml"]
    )
    assert kind == before["[Content_Types].xml"]


def test_each_gap_is_a_comment_at_its_runs() -> None:
    data = rich_file()
    gaps = [gap_at(data, words, number) for number, words in enumerate(WORDS)]
    made = comments(annotated(data, report_of(*gaps)))
    marked = {comment.lines[0]: comment.marked for comment in made}
    assert marked == {
        "错误: 缺口0": "自动编号的段落",
        "错误: 缺口1": "保留",
        "错误: 缺口2": "增加的字",
        "错误: 缺口3": " 空格 ",
        "错误: 缺口4": "问题",
        "错误: 缺口5": "第一格",
        "错误: 缺口6": "第三格又一段",
        "错误: 缺口7": "正文",
        "错误: 缺口8": "框内文字",  # at the run that anchors the box
        "错误: 缺口9": "引用",
        "错误: 缺口10": "",  # at the mark of the note
    }
    assert {comment.author for comment in made} == {"zhenggai"}


def test_word_libraries_read_the_same_text_runs_and_styles() -> None:
    data = rich_file()
    copy = annotated(data, report_of(*(gap_at(data, words) for words in WORDS)))
    assert read_bytes(copy, "a.docx").text == read_bytes(data, "a.docx").text
    assert read_bytes(copy, "a.docx").blocks == read_bytes(data, "a.docx").blocks
    before, after = docx.Document(io.BytesIO(data)), docx.Document(io.BytesIO(copy))
    assert len(list(after.comments)) == len(WORDS)
    for old, new in zip(before.paragraphs, after.paragraphs, strict=True):
        assert (old.text, old.style.name) == (new.text, new.style.name)
        assert [(run.text, run.bold) for run in old.runs] == [
            (run.text, run.bold) for run in new.runs if run.element.find(".//{*}commentReference") is None
        ]


def test_a_comment_says_what_why_and_what_would_close_it() -> None:
    data = Word(paragraph("一是加强学习。二是取得明显成效。")).data()
    evidence = (samples.Evidence(text="明显成效", span=samples.span(10, 4, 1), note="没有数量和单位"),)
    gap = gap_at(data, "二是取得明显成效。", evidence=evidence, hint="补充数量")
    (comment,) = comments(annotated(data, report_of(gap)))
    assert (
        comment
        == Comment(
            "zhenggai",
            [
                "错误: 缺口1",
                "原文: “二是取得明显成效。”",  # the marked run holds more than these words
                "已有: “明显成效”: 没有数量和单位",
                "理由: 缺少这一项, 公众无从监督。",
                "补正: 补充数量",
                f"规则: issue-outcome {gap.fingerprint[:12]}",
            ],
            "一是加强学习。二是取得明显成效。",
        )
    )


def test_in_english() -> None:
    data = Word(paragraph("words")).data()
    (comment,) = comments(annotated(data, report_of(gap_at(data, "words"), language="en")))
    assert comment.lines[0].startswith("error: ") and comment.lines[-1].startswith("Rule: ")


def test_a_gap_without_a_place_stands_at_the_title() -> None:
    data = Word(paragraph("眉头"), paragraph("关于整改的通报"), paragraph("正文")).data()
    document = read_bytes(data, "a.docx")
    facts = small_facts()
    facts = replace(facts, notice=replace(facts.notice, spans={"title": samples.span(3, 7, 2)}))
    gap = samples.gap("notice-date-valid", "notice", "没有日期", kind="notice")
    report = replace(report_of(gap), documents=(ReportDocument(document=document, facts=facts),))
    assert [comment.marked for comment in comments(annotated(data, report))] == ["关于整改的通报"]
    assert [comment.marked for comment in comments(annotated(data, report_of(gap)))] == ["眉头"]


def test_other_comments_stay_and_numbers_go_on() -> None:
    word = Word(paragraph("甲"), paragraph("乙"))
    first = word.file.paragraphs[0]
    word.file.add_comment(first.runs, text="旧批注", author="审核人")
    data = word.data()
    copy = annotated(data, report_of(gap_at(data, "甲"), gap_at(data, "乙", 2)))
    made = comments(copy)
    assert [(each.author, each.marked) for each in made] == [
        ("审核人", "甲"), ("zhenggai", "甲"), ("zhenggai", "乙"),
    ]  # fmt: skip
    before, after = parts(data), parts(copy)
    assert {name for name in before if before[name] != after[name]} == {
        "word/document.xml",
        "word/comments.xml",
    }
    assert len(comments(annotated(copy, report_of(gap_at(copy, "甲"))))) == 4


def test_hostile_words_do_no_harm() -> None:
    data = Word(paragraph("甲")).data()
    gaps = [
        samples.gap(
            "issue-outcome", f"issue-{number}", text, hint=text, quote=text, place=samples.span(0, 1, 1)
        )
        for number, text in enumerate(samples.HOSTILE)
    ]
    made = comments(annotated(data, report_of(*gaps)))
    assert len(made) == len(gaps)
    assert any("<script>" in comment.lines[0] for comment in made)
    assert all("\u202e" not in line and "\x1b" not in line for comment in made for line in comment.lines)


def test_a_prefix_other_than_words_own_is_understood() -> None:
    data = Word(paragraph("甲乙")).data()
    document = parts(data)["word/document.xml"]
    renamed = re.sub(rb"(</?)w:", rb"\1x:", document).replace(b"xmlns:w=", b"xmlns:x=")
    renamed = re.sub(rb" w:(\w+=)", rb" x:\1", renamed)
    data = repacked(data, {"word/document.xml": renamed})
    (comment,) = comments(annotated(data, report_of(gap_at(data, "甲"))))
    assert comment.marked == "甲乙"


def test_xml_that_is_not_utf_8_is_refused() -> None:
    data = Word(paragraph("甲")).data()
    document = parts(data)["word/document.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    data = repacked(data, {"word/document.xml": document})
    with pytest.raises(ReportingError, match="无法在这个 Word 文件中加批注"):
        annotated(data, report_of(gap_at(data, "甲")))


def test_a_broken_comments_part_is_refused() -> None:
    word = Word(paragraph("甲"))
    word.file.add_comment(word.file.paragraphs[0].runs, text="旧批注")
    data = word.data()
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    types = parts(data)["[Content_Types].xml"].replace(kind, b"application/xml")
    data = repacked(data, {"word/comments.xml": b"<broken", "[Content_Types].xml": types})
    with pytest.raises(ReportingError, match="无法在这个 Word 文件中加批注"):
        annotated(data, report_of(gap_at(data, "甲")))


def test_the_copy_keeps_how_entries_are_packed() -> None:
    data = rich_file()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(io.BytesIO(annotated(data, report_of(gap_at(data, "保留"))))) as new,
    ):
        for entry in old.infolist():
            twin = new.getinfo(entry.filename)
            assert (twin.compress_type, twin.date_time, twin.external_attr) == (
                entry.compress_type,
                entry.date_time,
                entry.external_attr,
            )


XML = '<?xml version="1.0"?>\n<a x="1>2"><b/>甲<c><d>乙</d></c></a>'.encode()


def test_extents_of_elements() -> None:
    found = extents(XML, {0, 2, 3}, "a.docx")
    assert [XML[each.start : each.end].decode() for each in found.values()] == [
        "<d>乙</d>",
        "<c><d>乙</d></c>",
        XML[22:].decode(),
    ]


def test_insertions_keep_their_order() -> None:
    assert inserted(b"abc", [Insertion(2, b"x"), Insertion(0, b"y"), Insertion(2, b"z")]) == b"yabxzc"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (b"<a><b/></a>", b"<a><b/><n/></a>"),
        (b"<a></a>", b"<a><n/></a>"),
        (b"<a/>", b"<a><n/></a>"),
        (b'<p:a xmlns:p="u" />', b'<p:a xmlns:p="u" ><n/></p:a>'),
        (b"\xef\xbb\xbf<a><a/></a>", b"\xef\xbb\xbf<a><a/><n/></a>"),
    ],
)
def test_content_goes_to_the_end_of_the_root(xml: bytes, expected: bytes) -> None:
    assert appended(xml, b"<n/>", "a.docx") == expected
