"""PDF files parsed by a child process, which can be ended and whose memory is bounded.

One child serves a process for all its PDF files. It is started by the first one, ends with its
standard input, and is replaced after it died or grew. Messages are MessagePack behind eight bytes of
length; the child answers each request with a document, or with what is wrong.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO

import msgspec

from zhenggai.errors import ReadingError
from zhenggai.model import Document

SECONDS = 60
"""Processor time for one document, where the system can limit it."""
LONGEST = 3 * SECONDS
"""Seconds of the clock for one document, whatever the system."""
MEMORY = 2 << 30
"""Bytes of address space that the child may take, where the system can limit them."""

_MEND = "请重新导出 PDF, 或改用 Word 稿"
_LENGTH = 8  # bytes


class Request(msgspec.Struct, frozen=True):
    """A PDF file to be read, and its limits."""

    data: bytes
    source: str
    form: str
    seconds: int
    memory: int


class Answer(msgspec.Struct, frozen=True):
    """The document, or else the message and the mend of a refusal; ``last`` where the child ends with it."""

    document: Document | None = None
    message: str = ""
    mend: str = ""
    last: bool = False


def send(stream: IO[bytes], message: Request | Answer) -> None:
    """Write one message."""
    body = msgspec.msgpack.encode(message)
    stream.write(len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The body of the next message; None at the end of the stream, or where it is cut off."""
    head = stream.read(_LENGTH)
    size = int.from_bytes(head, "big")
    body = stream.read(size) if len(head) == _LENGTH else b""
    return body if len(body) == size and body else None


class _Child:
    """The child of this process, started when it is first asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, request: Request) -> Answer | None:
        """The answer; None where the child died or was ended at the time limit."""
        with self._lock:
            process = self._running()
            clock = threading.Timer(LONGEST, process.kill)
            clock.start()
            try:
                answer = self._asked(process, request)
            except BaseException:  # an interrupt: what the child says next would answer another request
                self._end()
                raise
            finally:
                clock.cancel()
            if answer is None or answer.last:
                self._end()
            return answer

    @staticmethod
    def _asked(process: subprocess.Popen[bytes], request: Request) -> Answer | None:
        assert process.stdin is not None and process.stdout is not None
        try:
            send(process.stdin, request)
            body = receive(process.stdout)
        except OSError:
            return None
        return None if body is None else msgspec.msgpack.decode(body, type=Answer)

    def _running(self) -> subprocess.Popen[bytes]:
        # a fork of this process must not talk into the conversation of its parent
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            if self._owner == os.getpid():
                self._end()
            self._process, self._owner = _started(), os.getpid()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not sent cannot be sent any more
                if stream is not None:
                    stream.close()

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()


def _started() -> subprocess.Popen[bytes]:
    code = f"import sys; sys.path[:] = {sys.path!r}; from zhenggai.reading.pdf.serving import serve; serve()"
    return subprocess.Popen(
        [sys.executable, "-S", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


_child = _Child()
atexit.register(_child.close)


def read_apart(data: bytes, source: str, form: str) -> Document:
    """The document in a PDF file, parsed by the child. Raises ReadingError."""
    # a name may hold half surrogate pairs, which MessagePack does not
    answer = _child.ask(Request(data, "", form, SECONDS, MEMORY))
    if answer is None:
        raise ReadingError("PDF 解析中止: 用时或内存超限, 或文件损坏", source=source, mend=_MEND)
    if answer.document is None:
        raise ReadingError(answer.message, source=source, mend=answer.mend)
    return msgspec.structs.replace(answer.document, source=source)
