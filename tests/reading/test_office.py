"""Old Word and WPS files through LibreOffice: found or missed, in time or not, nothing left behind."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhenggai.errors import ReadingError
from zhenggai.reading import office, read, read_bytes

from .word import Word, lines, numbered, paragraph

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")


def stand_in(folder: Path, script: str) -> str:
    """A program in place of LibreOffice."""
    program = folder / "soffice"
    program.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(("name", "suffix"), [("a.doc", ".doc"), ("a.wps", ".wps")])
def test_without_libreoffice_the_error_says_what_to_install(
    name: str, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(ReadingError, match="LibreOffice") as caught:
        read_bytes(OLD_WORD, name)
    assert suffix in caught.value.message
    assert "libreoffice-writer" in caught.value.mend


@needs_posix
def test_converted_in_a_private_folder_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made.docx").write_bytes(Word(paragraph("正文")).data())
    script = f'stat -c %a "$PWD" > {tmp_path}/mode; pwd > {tmp_path}/where; mkdir out; cp {tmp_path}/made.docx out/notice.docx; echo "$@" > {tmp_path}/arguments\n'
    monkeypatch.setattr(office, "find_office", lambda: stand_in(tmp_path, script))
    document = read_bytes(OLD_WORD, "某局通报.wps")
    assert (document.text, document.format, document.source) == ("正文", "wps", "某局通报.wps")
    assert document.blocks[0].name == "p1"
    where = Path((tmp_path / "where").read_text().strip())
    assert (tmp_path / "mode").read_text().strip() == "700"
    assert not where.exists()
    arguments = (tmp_path / "arguments").read_text()
    assert f"-env:UserInstallation={where.as_uri()}/profile" in arguments
    assert "某局通报" not in arguments


@needs_posix
def test_time_limit_ends_the_program_and_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        office, "find_office", lambda: stand_in(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait\n")
    )
    monkeypatch.setattr(office, "TIME_LIMIT", 0.5)
    began = time.monotonic()
    with pytest.raises(ReadingError, match="中止"):
        read_bytes(OLD_WORD, "a.doc")
    assert time.monotonic() - began < 5
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True).stdout.strip()
    assert state[:1] in ("", "Z")


@needs_posix
@pytest.mark.parametrize(
    ("script", "reason"), [("exit 1\n", "未能转换"), ("mkdir out; echo x > out/notice.docx\n", "损坏")]
)
def test_failed_conversions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: stand_in(tmp_path, script))
    with pytest.raises(ReadingError, match=reason):
        read_bytes(OLD_WORD, "a.doc")


def test_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: str(tmp_path / "nothing"))
    with pytest.raises(ReadingError, match="无法启动"):
        read_bytes(OLD_WORD, "a.doc")


@pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed here")
def test_a_real_old_word_file(tmp_path: Path) -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>'
    word = Word(numbered("情况"), paragraph("正文"), numbered("打算")).number(levels)
    table = word.file.add_table(2, 2)
    for cell, text in zip(table._cells, ("问题", "措施", "甲", "乙"), strict=True):
        cell.text = text
    word.file.add_paragraph("末")
    source = tmp_path / "a.docx"
    source.write_bytes(word.data())
    program = office.find_office()
    assert program is not None
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "doc", "--outdir", tmp_path, source],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (tmp_path / "a.doc").rename(tmp_path / "a.wps")
    document = read(tmp_path / "a.wps")
    assert lines(document) == ["一、情况", "正文", "二、打算", "问题", "措施", "甲", "乙", "末"]
    assert [block.name for block in document.blocks][-2] == "t1.r2.c2"
