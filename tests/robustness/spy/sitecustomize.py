"""Loaded by every Python that a test starts with this folder on its path: refuses the network, notes the rest.

What is noted goes to the file ``SPY_LOG``, one event a line: connections, programs started, files opened
for writing.
"""

import os
import sys

_LOG = os.open(os.environ["SPY_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_NETWORK = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "urllib.Request",
)
_PROGRAMS = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "pty.spawn",
)
_WRITES = os.O_WRONLY | os.O_RDWR


def _note(event: str, what: object) -> None:
    line = f"{event}\t{what!r}\n".encode("utf-8", "backslashreplace")
    os.write(_LOG, line)


def _watch(event: str, arguments: tuple) -> None:
    if event in _NETWORK:
        # processes of one program may talk to each other by a path
        if not (event != "socket.getaddrinfo" and isinstance(arguments[-1], str | bytes)):
            _note(event, arguments[1:])
            raise PermissionError("no network in this test")
    elif event in _PROGRAMS:
        _note(event, arguments[:2])
    elif (
        event == "open"
        and isinstance(arguments[2], int)
        and arguments[2] & _WRITES
        and not isinstance(arguments[0], int)
    ):
        _note("write", os.fsdecode(arguments[0]))


sys.addaudithook(_watch)
