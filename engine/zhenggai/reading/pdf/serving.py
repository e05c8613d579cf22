"""The child process of ``apart``: parses one PDF file after the other within its limits."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import msgspec

from zhenggai.errors import ReadingError
from zhenggai.reading.pdf.apart import Answer, Request, receive, send
from zhenggai.reading.pdf.content import parsed

if sys.platform != "win32":
    import resource

_GROWN = 512 << 20
"""Bytes of memory more than at its start after which the child makes way for a new one."""


def serve() -> None:
    """Answer the requests on standard input until it ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    # not nothing: the system counts the memory of the process that this one was forked from
    most = _most_memory() + _GROWN
    while (body := receive(requests)) is not None:
        request = msgspec.msgpack.decode(body, type=Request)
        _limit(request)
        answer = _answer(request)
        full = _most_memory() > most
        send(answers, msgspec.structs.replace(answer, last=full))
        if full:
            return


def _answer(request: Request) -> Answer:
    try:
        return Answer(document=parsed(request.data, request.source, request.form))
    except ReadingError as error:
        return Answer(message=error.message, mend=error.mend)


def _limit(request: Request) -> None:
    """Set the limits for one request; no core dump is written, which would hold the document."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + 1 + request.seconds
        for kind, value in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, request.memory),
        ):
            with suppress(ValueError, OSError):  # the system, or who runs this, allows less already
                resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))


def _most_memory() -> int:
    """Bytes that this process has held at the most; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
