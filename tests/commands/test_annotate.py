"""``zhenggai annotate``: a copy with comments, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.word import Word, paragraph
from tests.reading.word_files import rich_file
from tests.reporting.annotation_reader import comments, parts, without_marks

from zhenggai.commands.annotate import annotate
from zhenggai.errors import ReadingError, ReportingError
from zhenggai.pipeline import Options, audit
from zhenggai.reading import read_bytes

from .test_baseline_options import NOTICE

OPTIONS = Options(use_config=False)
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
TABLES = sorted(FIXTURES.glob("table-*/*.docx"))


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notice with tables, tracked changes, pictures and notes behind its text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    path = tmp_path / "通报.docx"
    path.write_bytes(rich_file(*map(paragraph, filter(None, NOTICE.splitlines()))))
    return path


def test_one_comment_for_each_gap_and_nothing_else(notice: Path) -> None:
    data = notice.read_bytes()
    assert annotate("通报.docx", "r.docx", OPTIONS) == 0
    copy = Path("r.docx").read_bytes()
    assert notice.read_bytes() == data
    results = audit("通报.docx", OPTIONS).results
    written = [comment.lines[-1].split()[-1] for comment in comments(copy)]
    assert results and sorted(written) == sorted(each.fingerprint[:12] for each in results)
    before, after = parts(data), parts(copy)
    assert without_marks(after["word/document.xml"]) == before["word/document.xml"]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_notices_as_tables(path: Path, tmp_path: Path) -> None:
    assert annotate(str(path), str(tmp_path / "r.docx"), OPTIONS) == 0
    data, copy = path.read_bytes(), (tmp_path / "r.docx").read_bytes()
    results = audit(path, OPTIONS).results
    found = comments(copy)
    assert len(found) == len(results) > 0
    assert read_bytes(copy, "r.docx").text == read_bytes(data, "r.docx").text
    before, after = parts(data), parts(copy)
    assert without_marks(after["word/document.xml"]) == before["word/document.xml"]
    for gap in results:
        if gap.subject.type == "issue" and gap.quote:
            # a comment stands at whole runs of the file, of which a quotation may be a part
            assert any(
                gap.message in comment.lines[0]
                and (comment.marked in gap.quote or gap.quote in comment.marked)
                for comment in found
            )


def test_comments_stand_at_the_words_of_their_gaps(notice: Path) -> None:
    annotate("通报.docx", "r.docx", OPTIONS)
    marked = {comment.lines[0]: comment.marked for comment in comments(Path("r.docx").read_bytes())}
    assert marked["错误: 问题1未写明责任主体"] == "1.关于制度不健全的问题"


def test_only_some_severities(notice: Path) -> None:
    annotate("通报.docx", "r.docx", OPTIONS, "error")
    found = comments(Path("r.docx").read_bytes())
    assert found and all(comment.lines[0].startswith("错误: ") for comment in found)


def test_an_earlier_copy_is_replaced_whole(notice: Path) -> None:
    Path("r.docx").write_text("old")
    annotate("通报.docx", "r.docx", OPTIONS)
    assert comments(Path("r.docx").read_bytes())


def test_a_notice_without_issues_gets_the_comments_there_are_and_fails(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line for line in NOTICE.splitlines() if line and not line.startswith(("1.", "2.", "整改情况"))]
    notice.write_bytes(Word(*map(paragraph, lines)).data())
    assert annotate("通报.docx", "r.docx", OPTIONS) == 2
    assert comments(Path("r.docx").read_bytes())
    assert "没有找到任何整改问题" in capsys.readouterr().err


def test_a_document_of_another_kind_gets_no_copy(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice.write_bytes(Word(paragraph("在全市教育工作会议上的讲话"), paragraph("同志们:")).data())
    assert annotate("通报.docx", "r.docx", OPTIONS) == 2
    assert not Path("r.docx").exists()
    assert "通报.docx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "output", "message"),
    [
        ("通报.txt", "r.docx", r"只能在 \.docx 文件中加批注"),
        ("-", "r.docx", "不能用标准输入"),
        ("通报.docx", "r.txt", "类型不同"),
        ("通报.docx", "r.docm", "类型不同"),
        ("通报.docx", "通报.docx", "覆盖输入文件"),
        ("通报.docx", "./通报.docx", "覆盖输入文件"),
        ("通报.docx", "none/r.docx", "目录不存在"),
    ],
)
def test_what_cannot_be_meant_is_refused(notice: Path, path: str, output: str, message: str) -> None:
    Path("通报.txt").write_text(NOTICE, encoding="utf-8")
    with pytest.raises(ReportingError, match=message) as caught:
        annotate(path, output, OPTIONS)
    assert caught.value.mend


def test_what_cannot_be_read_is_refused(notice: Path) -> None:
    with pytest.raises(ReadingError, match="文件不存在"):
        annotate("none.docx", "r.docx", OPTIONS)
    notice.write_bytes(notice.read_bytes()[:5000])
    with pytest.raises(ReadingError):
        annotate("通报.docx", "r.docx", OPTIONS)


def test_a_file_that_changes_meanwhile_is_not_annotated(
    notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhenggai.commands import annotate as command

    read_first = command._word_file

    def then_changed(path: str, output: str) -> bytes:
        data = read_first(path, output)
        notice.write_bytes(Word(paragraph("别的文件")).data())
        return data

    monkeypatch.setattr(command, "_word_file", then_changed)
    with pytest.raises(ReportingError, match="审核期间被改动"):
        annotate("通报.docx", "r.docx", OPTIONS)
    assert not Path("r.docx").exists()
