"""Pages to look at, and a real browser to look at them with.

The browser is the machine's own Chromium, driven by playwright-core; the accessibility rules are axe-core's. Both npm
packages are without dependencies, pinned by name, version and digest, and fetched when a slow test runs.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhenggai.model import GapReport
from zhenggai.pipeline import Options, audit_text
from zhenggai.reporting.browser import find_browser
from zhenggai.reporting.html import page

PACKAGES = {
    "playwright-core": ("1.65.1", "6f5a60be62a4fddfbe7d10c448d8fbd54547da3358f2f8a04211440471ee863e"),
    "axe-core": ("4.14.1", "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745"),
}
SCRIPT = Path(__file__).with_name("browse.mjs")
NOTICE = """中共云岭县水利局党组关于县委第二巡察组反馈意见整改情况的通报
根据县委统一部署,2024年3月1日至4月10日,县委第二巡察组对县水利局党组开展了巡察。2024年5月20日,巡察组反馈了意见。
一、组织领导情况
局党组制定整改措施9条,建立制度2项。
二、整改进展情况
(一)落实上级部署方面
1.关于河道管护责任不清的问题
整改情况:一是由河道科负责修订《河道管护办法》,2024年6月底前完成,清理河道12公里。二是加强学习,提高认识。
2.关于资金拨付缓慢的问题
整改情况:一是财务科、办公室对3笔资金逐笔核对,截至2024年8月20日追回资金12.5万元。四是立行立改,长期坚持。
(二)队伍建设方面
3.关于干部培训走过场的问题
整改情况:加强学习。
三、下一步打算
持续抓好整改。
中共云岭县水利局党组
2024年9月30日
"""


@pytest.fixture(scope="session", params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language of a report."""
    return str(request.param)


@pytest.fixture(scope="session")
def audited() -> GapReport:
    """The report of a small notice that has every kind of fact, groups, and gaps of every kind."""
    return audit_text(NOTICE)


@pytest.fixture(scope="session")
def audited_in(language: str) -> GapReport:
    """The same in one of the languages."""
    return audit_text(NOTICE, options=Options(language="zh" if language == "zh" else "en"))


@pytest.fixture(scope="session")
def browse(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """``browse(what, report, *views)`` opens a report's page in the browser and tells what was seen.

    A view gives ``width`` in pixels, ``scheme`` light or dark, ``script`` on or off; ``spoil`` breaks the page. The answer has ``found``, an
    entry for each view, and ``troubles``: errors, dialogs, and whatever the page asked the network for. Skips where Chromium, node or npm are absent, or npm cannot fetch a package.
    """
    browser, node, npm = find_browser(), shutil.which("node"), shutil.which("npm")
    if browser is None:
        pytest.skip("no browser is here: install Debian's chromium to look at the page")
    if node is None or npm is None:
        pytest.skip("node and npm are not here: the browser's driver and axe-core are npm packages")
    folder = tmp_path_factory.mktemp("browse")
    for name, (version, digest) in PACKAGES.items():
        _unpack(npm, folder, name, version, digest)
    shutil.copy(SCRIPT, folder)

    def look(what: str, report: GapReport, *views: dict[str, Any]) -> Any:
        source = folder / "report.html"
        source.write_text(page(report), encoding="utf-8")
        request = {"what": what, "page": source.as_uri(), "browser": browser, "views": views or [{}]}
        done = subprocess.run(
            [node, SCRIPT.name, json.dumps(request)],
            cwd=folder,
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return json.loads(done.stdout)

    return look


def _unpack(npm: str, folder: Path, name: str, version: str, digest: str) -> None:
    fetched = subprocess.run(
        [npm, "pack", f"{name}@{version}", "--silent", "--pack-destination", str(folder)],
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    if fetched.returncode:
        pytest.skip(f"npm cannot fetch {name}: {fetched.stderr.decode(errors='replace')[-200:]}")
    archive = folder / f"{name}-{version}.tgz"
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == digest
    with tarfile.open(archive) as package:
        package.extractall(folder / "unpacked" / name, filter="data")
    (folder / "node_modules").mkdir(exist_ok=True)
    shutil.move(folder / "unpacked" / name / "package", folder / "node_modules" / name)
