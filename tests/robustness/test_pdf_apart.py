"""PDF files that would keep their library busy, fill the memory or end the process: told, and the next is read."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
import pytest

from tests.reading.pdf_file import Page, pdf
from tests.robustness import hostile
from tests.robustness.bounded import MEGABYTE, zhenggai
from zhenggai.errors import ReadingError
from zhenggai.reading import read_bytes
from zhenggai.reading.pdf import apart, serving

needs_limits = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system limits no memory")
GOOD = pdf(Page().text(80, 700, "整改情况"))


@pytest.fixture(autouse=True)
def own_child(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    child = apart._Child()
    monkeypatch.setattr(apart, "_child", child)
    yield
    child.close()


def refused(data: bytes, reason: str = "PDF 解析中止") -> float:
    began = time.monotonic()
    with pytest.raises(ReadingError, match=reason) as caught:
        read_bytes(data, "a.pdf")
    assert caught.value.source == "a.pdf" and caught.value.mend
    assert "\n" not in str(caught.value)
    return time.monotonic() - began


def goes_on() -> None:
    assert read_bytes(GOOD, "b.pdf").text == "整改情况"


@needs_limits
def test_drawings_within_drawings_end_at_the_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 500 * MEGABYTE)
    refused(hostile.pdf_of_forms())
    goes_on()


@needs_limits
def test_a_page_of_many_lines_ends_at_the_limit_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    refused(hostile.pdf_of_paths(12))
    goes_on()


def test_without_limits_by_the_system_the_clock_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on()
    monkeypatch.setattr(apart, "LONGEST", 0.5)
    assert refused(hostile.pdf_of_paths(12)) < 20


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_library_that_crashes_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on()
    process = apart._child._process
    assert process is not None

    def crashing(stream: IO[bytes], message: apart.Request | apart.Answer) -> None:
        process.send_signal(signal.SIGSTOP)  # the answer must not be quicker
        apart_send(stream, message)
        process.send_signal(signal.SIGSEGV)
        process.send_signal(signal.SIGCONT)

    apart_send = apart.send
    with monkeypatch.context() as patch:
        patch.setattr(apart, "send", crashing)
        refused(GOOD)
    goes_on()
    assert apart._child._process is not process


def test_refusals_come_through_with_their_words() -> None:
    refused(b"%PDF-1.7\n" + bytes(500), "损坏")
    refused(pdf(Page().line(0, 0, 100, 100)), "文字层")
    goes_on()


def test_one_child_serves_many_documents_and_ends_with_its_owner() -> None:
    goes_on()
    process = apart._child._process
    goes_on()
    assert apart._child._process is process and process is not None
    apart._child.close()
    assert process.poll() is not None


def test_a_child_that_grew_makes_way(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on()
    process = apart._child._process
    usual = apart.receive

    def last(stream: IO[bytes]) -> bytes | None:
        body = usual(stream)
        assert body is not None
        answer = msgspec.msgpack.decode(body, type=apart.Answer)
        return msgspec.msgpack.encode(msgspec.structs.replace(answer, last=True))

    with monkeypatch.context() as patch:
        patch.setattr(apart, "receive", last)
        goes_on()
    assert process is not None and process.poll() is not None and apart._child._process is None
    goes_on()


def test_the_memory_of_who_starts_it_is_not_the_childs() -> None:
    held = bytearray(600 * MEGABYTE)
    goes_on()
    process = apart._child._process
    for _ in range(3):
        goes_on()
    assert apart._child._process is process and process is not None
    assert len(held) > serving._GROWN


def test_an_interrupt_leaves_no_answer_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(stream: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(apart, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            read_bytes(GOOD, "a.pdf")
    goes_on()


def test_without_a_python_to_start_it_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    goes_on()
    assert apart._child._process is None


@pytest.mark.slow
@needs_limits
def test_the_command_before_a_file_of_two_kilobytes(tmp_path: Path) -> None:
    data = hostile.pdf_of_forms()
    assert len(data) < 6000
    (tmp_path / "a.pdf").write_bytes(data)
    outcome = zhenggai("check", "--no-cache", tmp_path / "a.pdf")
    assert outcome.status == 2 and len(outcome.errors) == 1
    assert "PDF 解析中止" in outcome.errors[0]
