"""A page printed to PDF by the Chromium, Chrome or Edge of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from zhenggai.errors import ReportingError

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
LONGEST = 120
"""Seconds that printing may take."""


def find_browser() -> str | None:
    """The path of a browser that can print without a window; ``None`` where there is none."""
    found = (shutil.which(name) for name in NAMES)
    places = (place for place in PLACES if Path(place).is_file())
    return next((path for path in found if path), None) or next(places, None)


def printed(html: str) -> bytes:
    """``html`` as a PDF, with page numbers by its own style sheet. Raises ReportingError."""
    browser = find_browser()
    if browser is None:
        raise ReportingError(
            "没有找到能生成 PDF 的浏览器",
            mend="安装 Chromium、Chrome 或 Edge, 或改用 --format html 后在浏览器中打印",
        )
    # the folder is private (mode 0700) and goes with all that the browser leaves behind
    with tempfile.TemporaryDirectory(
        prefix="zhenggai-", dir=_private(), ignore_cleanup_errors=True
    ) as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(html, encoding="utf-8")
        said = _run([browser, *_options(Path(folder), target), source.as_uri()])
        if not target.is_file() or not target.stat().st_size:
            raise ReportingError(f"浏览器没有生成 PDF: {said}", mend="改用 --format html 后在浏览器中打印")
        return target.read_bytes()


def _options(folder: Path, target: Path) -> list[str]:
    options = [
        "--headless",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-sync",
        "--no-first-run",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}",
        f"--print-to-pdf={target}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")  # the browser refuses to start its sandbox as root
    return options


def _run(command: list[str]) -> str:
    """What the browser said last, in one line."""
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=LONGEST, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"{done.returncode}"


def _private() -> str | None:
    """A folder that is the user's own and lives in memory, where the system has one."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return folder if folder and os.access(folder, os.W_OK) else None
