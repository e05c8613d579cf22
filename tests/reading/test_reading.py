"""The room's interface: paths, streams, formats by content, errors; and that formats agree with each other."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest

from zhenggai.errors import ReadingError
from zhenggai.model import Document
from zhenggai.reading import FORMATS, read, read_bytes, read_stream
from zhenggai.reading import files as files_module

from .word import Word, paragraph

NOTICE = [
    "中共某市水务局党组关于巡察整改进展情况的通报",
    "根据市委统一部署，2024年3月至5月，市委第一巡察组对我局党组开展了巡察。现将整改情况予以公布。",
    "一、整改工作组织情况",
    "局党组召开专题会议4次，成立整改工作领导小组，制定整改措施12条。",
    "1.关于“制度执行不严”的问题",
    "整改情况：一是由办公室修订《财务管理办法》，2024年6月底前完成；二是收回资金12.5万元。",
    "中共某市水务局党组",
    "2024年9月2日",
]


def lines(document: Document) -> list[str]:
    """Lines of a document without white space and marks of Markdown."""
    found = [document.text[block.start : block.end] for block in document.blocks]
    return [
        line for text in found for part in text.split("\n") if (line := "".join(part.split()).strip("#*|-"))
    ]


def as_text(encoding: str) -> bytes:
    return "\r\n".join("\u3000\u3000" + line for line in NOTICE).encode(encoding)


def as_page() -> bytes:
    body = "".join(f"<p>&nbsp;&nbsp;{line}</p>" for line in NOTICE[1:])
    return (
        f"<html><head><meta charset=gb2312><title>{NOTICE[0]}-某网</title></head><body><div class=nav><a href=/>首页</a></div>"
        f"<h1>{NOTICE[0]}</h1><div id=zoom>{body}</div><div class=footer>主办：某局</div></body></html>"
    ).encode("gb18030")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", as_text("utf-8")),
        ("a.txt", as_text("utf-8-sig")),
        ("a.txt", as_text("utf-16")),
        ("a.txt", as_text("gb18030")),
        ("a.md", "\n\n".join(["# " + NOTICE[0], *NOTICE[1:]]).encode()),
        ("a.html", as_page()),
        ("a.docx", Word(*map(paragraph, NOTICE)).data()),
    ],
)
def test_the_same_notice_gives_the_same_lines_in_every_format(name: str, data: bytes) -> None:
    assert lines(read_bytes(data, name)) == NOTICE


def _texts(gold: dict[str, Any]) -> list[str]:
    wanted = [gold["notice"].get("title")]
    for issue in gold["issues"]:
        wanted += [issue["heading"], issue.get("group")]
        wanted += [measure["text"] for measure in issue["measures"]]
    return [text for text in wanted if text]


RUNNING_HEAD = re.compile(r"—\d+—澧浦市卫生健康委员会党组巡察整改通报")


def test_every_labelled_text_is_found_in_its_document(fixtures: Path) -> None:
    seen = set()
    for path in sorted(fixtures.glob("*/*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "file" not in gold:
            continue
        document = read(path.parent / gold["file"])
        seen.add(document.format)
        text = "".join(document.text.split()).replace("**", "")
        text = RUNNING_HEAD.sub("", text)  # a labelled text goes on behind a page break
        missing = [wanted for wanted in _texts(gold) if "".join(wanted.split()).replace("**", "") not in text]
        assert not missing, (path.name, missing[:3])
        position = 0
        for block in document.blocks:
            assert position <= block.start <= block.end <= len(document.text)
            position = block.end
    assert {"txt", "md", "html", "docx"} <= seen


# ------------------------------------------------------------------ errors


def refused(path: Path) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read(path)
    assert caught.value.source == str(path)
    assert caught.value.mend
    assert "\n" not in str(caught.value)
    return caught.value


def test_missing_folder_empty_and_blank(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.docx").write_bytes(Word(paragraph(" ")).data())
    assert "不存在" in refused(tmp_path / "nothing.txt").message
    assert "不存在" in refused(tmp_path / "nothing" / "a.txt").message
    assert "文件夹" in refused(tmp_path).message
    assert "空" in refused(tmp_path / "empty.txt").message
    assert "没有文字" in refused(tmp_path / "blank.docx").message
    (tmp_path / "a.txt").write_text("整改")
    assert "无法打开" in refused(tmp_path / "a.txt" / "b.txt").message
    assert "无法打开" in refused(tmp_path / ("长" * 300)).message


def test_path_with_a_nul_character() -> None:
    with pytest.raises(ReadingError, match="无法打开"):
        read(Path("a\0b.txt"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "管道" in refused(tmp_path / "pipe.txt").message
    assert "管道" in refused(Path("/dev/zero")).message
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/s")
        assert refused(Path(folder, "s")).message


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything"
)
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("整改")
    path.chmod(0)
    assert "权限" in refused(path).message


def test_permission_and_vanishing_as_the_system_reports_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("整改")

    def raising(error: OSError) -> Any:
        def call(*_: object) -> bytes:
            raise error

        return call

    with monkeypatch.context() as patch:
        patch.setattr(files_module.os, "open", raising(PermissionError()))
        assert "权限" in refused(path).message
    with monkeypatch.context() as patch:
        patch.setattr(files_module.os, "read", raising(OSError(5, "I/O error")))
        assert "读取中断" in refused(path).message


def test_size_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    assert "过大" in refused(path).message
    path.write_bytes(b"a" * 2000)
    with pytest.raises(ReadingError, match="过大"):
        read(path, limit=1999)
    assert read(path, limit=2000).text == "a" * 2000
    with pytest.raises(ReadingError, match="32 MB"):
        read_bytes(b"a" * (33 << 20), "a.txt")


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("整改")
    monkeypatch.setattr(files_module.os, "read", lambda *_: b"a" * (1 << 20))
    assert "过大" in refused(path).message


@pytest.mark.parametrize("name", ["文\u202etxt.exe.txt", "a\u200b b.txt", "a\nb.txt", "通报(1).TXT"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("整改")
    assert read(tmp_path / name).source == str(tmp_path / name)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are text on this system")
def test_file_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd6\xd0.txt"))
    path.write_text("整改")
    assert read(path).source.encode("utf-8")


def test_symbolic_links(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("整改")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    assert read(tmp_path / "link.txt").text == "整改"
    assert "无法打开" in refused(tmp_path / "ring").message


def test_streams_are_read_to_a_limit() -> None:
    assert read_stream(io.BytesIO("整改".encode()), "-").source == "-"
    with pytest.raises(ReadingError, match="过大"):
        read_stream(io.BytesIO(b"a" * 100), "-", limit=99)
    end, source = os.pipe()
    threading.Thread(target=lambda: (os.write(source, "整改".encode()), os.close(source))).start()
    with open(end, "rb") as stream:
        assert read_stream(stream, "<stdin>").text == "整改"


# ----------------------------------------------------------------- formats


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "图片"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "压缩包"),
        (b"\x7fELF" + bytes(50), "程序"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "MHT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(50), "Excel"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "-"])
def test_other_kinds_of_files_are_named(data: bytes, reason: str, name: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_bytes(data, name)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("-", as_text("gb18030"), "txt"),
        ("-", as_page(), "html"),
        ("a.doc", as_page(), "html"),
        ("a.txt", as_page(), "html"),
        ("a.html", as_text("utf-8"), "txt"),
        ("a.MD", "# 整改".encode(), "md"),
        ("a.htm", as_page(), "html"),
        ("a.unknown", as_text("utf-16"), "txt"),
        ("a.pdf", as_text("utf-8"), "txt"),
    ],
)
def test_format_by_content_and_suffix(name: str, data: bytes, form: str) -> None:
    assert read_bytes(data, name).format == form


def test_word_suffix_over_binary_rubbish() -> None:
    with pytest.raises(ReadingError, match="docx"):
        read_bytes(bytes(range(256)) * 20, "a.docx")


def test_every_suffix_belongs_to_one_format() -> None:
    suffixes = [suffix for form in FORMATS.values() for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_reading_text_loads_no_format_library() -> None:
    script = "import sys; from zhenggai.reading import read_bytes; read_bytes('整改'.encode(), 'a.txt'); print(*sys.modules)"
    engine = Path(__file__).resolve().parents[2] / "engine"
    result = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(engine)},
    )
    assert not {"docx", "lxml", "pypdfium2", "selectolax"} & set(result.stdout.split())
