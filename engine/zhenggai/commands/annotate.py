"""``zhenggai annotate``: the gaps of a Word file as review comments in a copy."""

from __future__ import annotations

from pathlib import Path, PurePath

from zhenggai import pipeline
from zhenggai.commands.outputs import STANDARD_OUTPUT, check_places
from zhenggai.commands.streams import NOT_AUDITED, complain
from zhenggai.errors import ReportingError
from zhenggai.model import GapReport, Severity
from zhenggai.reading.files import load, printable
from zhenggai.reading.formats import choose, largest_limit
from zhenggai.reporting.arrangement import at_least
from zhenggai.reporting.gap_lines import input_sentence
from zhenggai.reporting.words import Words

WORD = "docx"


def annotate(path: str, output: str, options: pipeline.Options, min_severity: Severity | None = None) -> int:
    """Write the copy; 0 where the document was audited, 2 where it was not.

    What could not be audited for want of issues still gets the comments that there are. Raises
    ZhenggaiError for a file that is no .docx or cannot be read, and where the copy cannot be written.
    """
    from zhenggai.reporting.annotation import annotated
    from zhenggai.reporting.files import write_whole

    data = _word_file(path, output)
    report = pipeline.audit(path, options)
    if report.inputs[0].sha256 != _sha256(data):
        raise ReportingError("文件在审核期间被改动", source=path, mend="请重新运行")
    shown = at_least(report, min_severity) if min_severity else report
    if report.documents:
        write_whole(output, annotated(data, shown))
    return _status(report)


def _word_file(path: str, output: str) -> bytes:
    """The bytes of the .docx file at ``path``; refuses others, and an output that Word would not open."""
    if path == STANDARD_OUTPUT:
        raise ReportingError("批注需要一个文件, 不能用标准输入", mend="给出 .docx 文件的路径")
    source = printable(Path(path))
    data = load(Path(path), source, largest_limit())
    if choose(data, source) != WORD:
        raise ReportingError(
            "只能在 .docx 文件中加批注",
            source=source,
            mend="先用 Word 或 WPS 另存为 .docx, 或用 check 出报告",
        )
    suffix = ".docm" if PurePath(path).suffix.lower() == ".docm" else ".docx"
    if PurePath(output).suffix.lower() != suffix:
        raise ReportingError("批注后的文件与原文件类型不同", source=output, mend=f"文件名要以 {suffix} 结尾")
    check_places([output], [path])
    return data


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _status(report: GapReport) -> int:
    (about,) = report.inputs
    if about.status == "audited":
        return 0
    complain(input_sentence(about, Words(report.language)))
    return NOT_AUDITED
