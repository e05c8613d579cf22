"""Formats that only an office suite reads (.doc, .wps, .rtf, .odt): LibreOffice converts them to Word.

A notice is confidential before publication, so the conversion happens in a folder of its own that
nobody else can open, with a profile of its own that runs no macro and follows no link; both are gone
afterwards.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from zhenggai.errors import ReadingError
from zhenggai.model import Document
from zhenggai.reading.docx.body import write_body
from zhenggai.reading.docx.package import Package

TIME_LIMIT = 120.0  # seconds
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def find_office() -> str | None:
    """The program of an installed LibreOffice, None where there is none."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return next((place for place in _PLACES if os.access(place, os.X_OK)), None)


def read(data: bytes, source: str, form: str) -> Document:
    """The document in a file of an office suite.

    Raises ReadingError where LibreOffice is missing, fails or takes longer than ``TIME_LIMIT``.
    """
    program = find_office()
    if program is None:
        raise ReadingError(
            f"读取 .{form} 文件需要 LibreOffice, 本机未安装",
            source=source,
            mend="请安装 LibreOffice (如 apt install libreoffice-writer), 或用 Word、WPS 另存为 docx",
        )
    converted = _converted(program, data, source, form)
    return write_body(Package(converted, source)).document(data, source, form)


def _converted(program: str, data: bytes, source: str, form: str) -> bytes:
    """The same document as .docx."""
    # mkdtemp makes folders that only their owner can enter
    with tempfile.TemporaryDirectory(prefix="zhenggai-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        # WPS writes Word files under its own suffix, which LibreOffice takes for those of another program.
        suffix = "doc" if _WORD_STREAM in data else form
        given = folder / f"notice.{suffix}"
        given.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(given),
        ]
        _run(command, folder, source)
        made = folder / "out" / "notice.docx"
        if not made.is_file():
            raise ReadingError(
                "LibreOffice 未能转换此文件", source=source, mend="请用 Word 或 WPS 打开并另存为 docx"
            )
        return made.read_bytes()


def _run(command: list[str], folder: Path, source: str) -> None:
    """Run a command to its end; it and all its children are ended at the time limit."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ReadingError("无法启动 LibreOffice", source=source, mend="请检查 LibreOffice 的安装") from error
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise ReadingError(
            f"LibreOffice 转换超过 {TIME_LIMIT:.0f} 秒, 已中止",
            source=source,
            mend="请用 Word 或 WPS 打开并另存为 docx",
        ) from error
    except BaseException:
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started: the launcher leaves its worker behind when it is killed."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
