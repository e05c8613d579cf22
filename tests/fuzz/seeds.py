"""What mutations start from: the fixtures of every format, the rules, and a few made by hand."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tests.fuzz.fragments import LABEL_PIECES, QUANTITY_PIECES, TIME_PIECES
from tests.reading.pdf_file import Page, Typesetter, pdf
from tests.reading.word_files import rich_file
from tests.reporting import samples
from zhenggai.model import GapReport
from zhenggai.pipeline import Options, audit_text
from zhenggai.reading import read
from zhenggai.reporting.writers import WRITERS

ROOT = Path(__file__).resolve().parents[2]
_LARGEST = 40_000  # bytes of a fixture that is a seed
_MOST = 16  # fixtures of a format
SHORT = """\
中共石河镇委员会关于巡察整改进展情况的通报
根据县委统一部署，2023年3月1日至4月30日，县委第一巡察组对石河镇党委开展了巡察。2023年6月5日，县委巡察组反馈了意见。现将整改情况予以公布。
一、整改工作组织情况
召开会议4次，制定整改措施6条。
二、巡察反馈问题整改情况
1.关于“制度不健全”的问题
整改情况：一是由办公室牵头修订《财务管理办法》，2023年6月底前完成，收回资金12.5万元；二是组织培训3场，整改率100%。
2.关于监督不到位的问题
责任单位：县财政局、镇纪委
整改情况：长期坚持。已完成。
三、下一步工作打算
坚持不懈。
联系电话：0571-1234567；邮政地址：石河镇；电子邮箱：a@b.cn
中共石河镇委员会
2023年9月1日
"""
TABLE = """\
|序号|反馈问题|整改措施|责任单位|完成时限|
|-|-|-|-|-|
|1|制度不健全|1.修订制度;2.组织学习|办公室|2023年6月底|
|2|监督不到位|开展检查12次|县纪委|长期坚持|
"""
CONFIGURATION = """\
extends: [rectification-notice]
exclude: [measure-owner]
rules:
  issue-owner: {severity: warning, params: {scope: below}}
lexicon:
  owner_roles: [塘长]
paths:
  - glob: "**/*.docx"
    rules: {issue-outcome: {enabled: false}}
waivers:
  - {rule: issue-owner, subject: 2, document: "*.txt", reason: 已另行说明, until: 2026-12-31}
"""
TOML = """\
[tool.zhenggai]
extends = ["rectification-notice"]
exclude = ["measure-owner"]
[tool.zhenggai.rules.issue-owner]
severity = "warning"
params = {scope = "below"}
[[tool.zhenggai.paths]]
glob = "**/*.docx"
include = ["issue-*"]
[[tool.zhenggai.waivers]]
rule = "issue-owner"
subject = "notice"
document = "a.txt"
reason = "x"
until = 2026-12-31
"""


def _fixtures(suffix: str) -> list[Path]:
    found = (path for path in sorted(ROOT.glob(f"fixtures/*/*{suffix}")) if path.stat().st_size <= _LARGEST)
    return sorted(found, key=lambda path: path.stat().st_size)[:_MOST]


@cache
def texts() -> tuple[str, ...]:
    """Notices as text, whatever their format."""
    return (SHORT, TABLE, *(read(path).text for path in _fixtures(".txt") + _fixtures(".docx")[:4]))


@cache
def files(suffix: str) -> tuple[bytes, ...]:
    """Files of a format."""
    made: list[bytes] = []
    if suffix == ".docx":
        made = [_dated(rich_file())]
    elif suffix == ".pdf":
        grid = (
            Page().text(80, 700, "整改情况").grid([80, 200, 300], [600, 500, 400]).text(90, 550, "责任单位")
        )
        setter = Typesetter(head="通报")
        for line in SHORT.splitlines():
            setter.paragraph(line)
        return (
            setter.data(),
            pdf(grid, Page(rotation=90).text(80, 700, "一、整改")),
            pdf(Page().bar(0, 0, 9, 9)),
        )
    elif suffix == ".md":
        made = [TABLE.encode()]
    return (*made, *(path.read_bytes() for path in _fixtures(suffix)))


def _dated(archive: bytes) -> bytes:
    """The same archive with all its members of one day, so that an input is the same each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@cache
def phrases() -> tuple[str, ...]:
    """Sentences for the grammars."""
    joined = ["，".join(part) for part in (TIME_PIECES, QUANTITY_PIECES, LABEL_PIECES)]
    lines = [line for text in texts() for line in text.split("\n") if any(map(str.isdigit, line))]
    return (*joined, *lines[:300])


@cache
def rules() -> tuple[str, ...]:
    """Rule files."""
    found = sorted(ROOT.glob("rules/*/*.yaml"))
    return tuple(path.read_text(encoding="utf-8") for path in found if path.name != "pack.yaml")


@cache
def trees(kind: str) -> tuple[Any, ...]:
    """Rule files, configurations or reports as plain data."""
    if kind == "rules":
        return tuple(yaml.load(text, Loader=yaml.CSafeLoader) for text in rules())
    if kind == "settings":
        return (yaml.safe_load(CONFIGURATION),)
    return tuple(_plain(report) for report in _reports())


def _reports() -> list[GapReport]:
    whole = [
        audit_text(text, options=Options(all_verdicts=every))
        for text in texts()[:3]
        for every in (False, True)
    ]
    made = [samples.typical(), samples.with_verdicts(), samples.several(), samples.english(), samples.clean()]
    return whole + made


def _plain(report: GapReport) -> Any:
    return json.loads(json.dumps(msgspec.to_builtins(report)))


WRITTEN = tuple(name for name in WRITERS if name != "pdf")
"""Formats whose writers are tried; the PDF is the HTML page in a browser."""
