"""Hostile files given to ``zhenggai check``: refused with one line or audited, in bounded time and memory.

What a reader does with its own format is tested beside it (``tests/reading/test_*hostile*``, ``test_html``,
``test_pdf``); here the whole command runs, in a process whose memory is limited.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("limits of memory, pipes and links need POSIX", allow_module_level=True)

from tests.robustness import hostile
from tests.robustness.bounded import MEGABYTE, Outcome, zhenggai

SECONDS = 10.0
PEAK = 600 * MEGABYTE
NUL, BIDI = "\0", "\u202e\u2066"


def checked(path: object, *more: object) -> Outcome:
    return zhenggai("check", "--no-cache", "--no-config", path, *more)


def refused(path: Path, reason: str, *more: object) -> Outcome:
    outcome = checked(path, *more)
    assert outcome.status == 2, outcome
    assert len(outcome.errors) == 1, outcome.errors
    assert reason in outcome.errors[0]
    assert outcome.seconds < SECONDS and outcome.peak < PEAK
    return outcome


def audited(path: Path) -> Outcome:
    outcome = checked(path)
    assert outcome.status in (0, 1), outcome
    assert outcome.errors == []
    assert outcome.seconds < SECONDS and outcome.peak < PEAK
    return outcome


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (hostile.zip_bomb, "压缩炸弹"),
        (hostile.with_large_dictionary, "损坏"),
        (lambda: hostile.with_entities(hostile.LAUGHS), "实体"),
        (lambda: hostile.with_entities(hostile.OUTSIDE), "实体"),
        (lambda: hostile.with_body("<w:p/>" * 2_100_000), "正文过大"),
        (lambda: hostile.with_body("<w:sdt><w:sdtContent>" * 5000), "损坏"),
        (lambda: hostile.body_elsewhere("<w:p/>" * 3_000_000, "picture.png"), "正文过大"),
        (lambda: hostile.body_elsewhere("<w:p/>" * 3_000_000, "DOCUMENT.XML"), "正文过大"),
        (lambda: hostile.body_elsewhere(" " * (65 << 20), "body"), "正文过大"),
        (hostile.relations_without_end, "损坏"),
    ],
    ids=[
        "zip",
        "dictionary",
        "laughs",
        "outside",
        "elements",
        "nested",
        "picture",
        "capitals",
        "blank",
        "tags",
    ],
)
def test_word_files(make: Callable[[], bytes], reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(make())
    refused(tmp_path / "a.docx", reason)


def test_a_table_of_contents_is_counted_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(hostile.many_entries(800_000))
    assert refused(tmp_path / "a.docx", "压缩炸弹").peak < 250 * MEGABYTE


@pytest.mark.parametrize(
    "name", ["../../evil.xml", "/tmp/evil.xml", "C:\\evil.xml", "word/../../evil.xml", "..\\evil.xml"]
)
def test_members_whose_names_lead_elsewhere_are_written_nowhere(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "a.docx").write_bytes(hostile.repacked(hostile.word(), {name: b"<a/>"}))
    audited(folder / "a.docx")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / "a.docx"]
    assert not Path("/tmp/evil.xml").exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [("<div>" * 100_000, "网页结构"), ("<b " + "a=1 " * 90_000 + ">", "网页结构"), ("", "没有正文")],
    ids=["nested", "attributes", "nothing"],
)
def test_pages(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body>" + text)
    refused(tmp_path / "a.html", reason)


def test_a_text_of_a_gigabyte(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(1 << 30)
    outcome = refused(tmp_path / "a.txt", "文件过大 (1024 MB")
    assert outcome.peak < 150 * MEGABYTE


def test_a_line_of_two_megabytes(tmp_path: Path) -> None:
    clause = "收回资金，完成整改，由办公室牵头修订制度。"
    (tmp_path / "a.txt").write_text(hostile.NOTICE.replace("已完成。", clause * (2 * MEGABYTE // 60)))
    audited(tmp_path / "a.txt")


@pytest.mark.slow
def test_a_line_of_twenty_megabytes(tmp_path: Path) -> None:
    clause = "收回资金，完成整改。"
    (tmp_path / "a.txt").write_text(hostile.NOTICE.replace("已完成。", clause * (20 * MEGABYTE // 30)))
    outcome = checked(tmp_path / "a.txt")
    assert outcome.status in (0, 1) and outcome.errors == []
    assert outcome.seconds < 60 and outcome.peak < 1000 * MEGABYTE


@pytest.mark.parametrize("pair", ["（）", "[]", "“”", "《》", "()", "【】"])
def test_a_hundred_thousand_nested_brackets(pair: str, tmp_path: Path) -> None:
    nested = pair[0] * 100_000 + "制度" + pair[1] * 100_000
    (tmp_path / "a.txt").write_text(hostile.NOTICE.replace("已完成。", f"已完成{nested}。"))
    audited(tmp_path / "a.txt")


def test_characters_that_are_none_or_act(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(hostile.NOTICE.replace("制度不健全", f"制度{NUL}不健全"))
    refused(path, "二进制")
    path.write_bytes(
        hostile.NOTICE.replace("制度不健全", "制度\ud800不健全").encode("utf-8", "surrogatepass")
    )
    refused(path, "无法识别文字编码")
    path.write_text(hostile.NOTICE.replace("制度不健全", f"制度{BIDI}不健全\x1b[2J"))
    shown = audited(path).output
    assert not any(each in shown for each in (*BIDI, "\x1b"))
    assert "[U+202E]" in shown


def test_a_name_that_reads_from_right_to_left(tmp_path: Path) -> None:
    path = tmp_path / "整改\u202etxt.\u2066exe.txt"
    path.write_text(hostile.NOTICE)
    assert "\u202e" not in audited(path).output
    path.write_text("")
    assert "\u202e" not in refused(path, "[U+202E]").output


def test_links(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text(hostile.NOTICE)
    for name, target in (
        ("file", "folder/a.txt"),
        ("ring", "ring.txt"),
        ("nowhere", "gone.txt"),
        ("to-folder", "folder"),
        ("up", ".."),
    ):
        (tmp_path / f"{name}.txt").symlink_to(target)
    audited(tmp_path / "file.txt")
    refused(tmp_path / "ring.txt", "无法打开")
    refused(tmp_path / "nowhere.txt", "不存在")
    refused(tmp_path / "to-folder.txt", "文件夹")
    refused(tmp_path / "up.txt", "文件夹")


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/random", "/dev/full", "/dev/tty", "/proc/self/mem"])
def test_devices(path: str) -> None:
    if not Path(path).exists():
        pytest.skip(f"no {path} here")
    outcome = checked(path)
    assert outcome.status == 2 and len(outcome.errors) == 1, outcome
    assert outcome.seconds < SECONDS and outcome.peak < PEAK


def test_a_pipe_without_a_writer_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    refused(tmp_path / "a.txt", "管道")


def test_endless_standard_input() -> None:
    with open("/dev/zero", "rb") as stream:
        outcome = zhenggai("check", "--no-cache", "-", stdin=stream)
    assert outcome.status == 2 and len(outcome.errors) == 1, outcome
    assert outcome.seconds < SECONDS and outcome.peak < PEAK


def test_a_file_that_grows_while_it_is_read(tmp_path: Path) -> None:
    path, ended = tmp_path / "a.txt", threading.Event()
    path.write_text(hostile.NOTICE)

    def grow() -> None:
        with path.open("ab") as stream:
            while not ended.is_set() and stream.tell() < 200 * MEGABYTE:
                stream.write(b"x" * 10_000)
                stream.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        outcome = checked(path)
    finally:
        ended.set()
        writer.join()
    assert outcome.status in (0, 1, 2) and len(outcome.errors) <= 1
    assert outcome.seconds < 30 and outcome.peak < PEAK


def test_a_folder_of_links_and_pipes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(hostile.NOTICE)
    for name, target in (("ring.txt", "ring.txt"), ("gone.txt", "nothing"), ("up", ".."), ("loop", "loop")):
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe.txt")
    outcome = zhenggai("batch", folder, "--out", tmp_path / "out", "--jobs", 1)
    assert outcome.seconds < SECONDS
    lines = [
        json.loads(line)
        for path in (tmp_path / "out" / "documents").iterdir()
        for line in path.read_text().splitlines()
    ]
    states = {Path(line["source"]).name: line["status"] for line in lines}
    assert states == {"a.txt": "audited", "ring.txt": "failed", "gone.txt": "failed", "pipe.txt": "failed"}


# ---------------------------------------------------------------- rules and settings


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (hostile.yaml_laughs(), "别名"),
        ("rules: " + "{a: " * 50_000, "嵌套"),
        ("- " * 100_000, "嵌套"),
        ("extends: !!python/object/apply:os.system touch evil", "标签"),
        ("x" * 300_000, "256 KB"),
    ],
    ids=["aliases", "braces", "dashes", "tag", "large"],
)
@pytest.mark.parametrize("name", ["zhenggai.yaml", "issue-x.yaml"])
def test_settings_and_rules_that_are_bombs(name: str, text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(hostile.NOTICE)
    (tmp_path / name).write_text(text)
    how = (
        ("--config", tmp_path / name)
        if name == "zhenggai.yaml"
        else ("--no-config", "--rules", tmp_path / name)
    )
    outcome = zhenggai("check", "--no-cache", *how, tmp_path / "a.txt", folder=tmp_path)
    assert outcome.status == 2 and outcome.output == "", outcome
    assert any(reason in line for line in outcome.errors), outcome.errors
    assert all(name in line for line in outcome.errors), "a line for each mistake, with its place"
    assert outcome.seconds < SECONDS and outcome.peak < PEAK
    assert not (tmp_path / "evil").exists()


def test_a_pipe_among_rules_and_as_a_list_of_waivers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(hostile.NOTICE)
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("{name: pack, version: '1', title: {zh: 包, en: Pack}}")
    os.mkfifo(pack / "issue-x.yaml")
    outcome = zhenggai("check", "--no-cache", "--no-config", "--rules", pack, tmp_path / "a.txt")
    assert outcome.status == 2 and "issue-x.yaml: 不是普通文件" in outcome.errors[0], outcome
    (tmp_path / "zhenggai.yaml").write_text("waivers: pack/issue-x.yaml\n")
    outcome = zhenggai("check", "--no-cache", tmp_path / "a.txt", folder=tmp_path)
    assert outcome.status == 2 and "不是普通文件" in outcome.errors[0], outcome
