"""Fingerprints: which gap of a later run is the same one.

A fingerprint is made of the input's name, the rule, the kind of subject, the heading of its issue and
its own words, never of a place, a number or an id. So a gap keeps it when text is inserted, issues are
renumbered or other issues are edited. Where all of that is alike for several gaps they are counted in
text order: one more of them is one fingerprint more.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePath

from zhenggai.inference.verdicts import Finding

LENGTH = 32
"""Hexadecimal digits of a fingerprint."""

# What numbers an issue, a heading or a paragraph, after folding: 一、 (一) 1. (1) 第一, 问题一:
_LABEL = re.compile(
    r"(?:\(?[0-9一二三四五六七八九十百]{1,4}[).、,]|第[0-9一二三四五六七八九十百]{1,4}[、,:]"
    r"|(?:反馈)?问题[0-9一二三四五六七八九十百]{1,4}[、,.:]?)"
)
_CIRCLED = re.compile(r"^\s*[①-⒛㊀-㊉]")
_NUMBERED = frozenset({"section", "paragraph"})
_LONG = 2_000  # characters: what is longer counts by its digest, or each of its gaps would read it whole


def fingerprints(source: str, findings: Iterable[Finding], headings: Mapping[str, str]) -> Iterator[str]:
    """The fingerprint of each finding in one input; ``headings`` are those of its issues by id."""
    name = _plain_path(source)
    unnumbered = {issue: _unnumbered(heading) for issue, heading in headings.items()}
    seen: dict[tuple[str, ...], int] = {}
    for finding in findings:
        # Gaps are counted apart, so that listing the other verdicts changes none of them.
        verdict = "" if finding.verdict == "gap" else finding.verdict
        heading = unnumbered.get(finding.issue or "", "")
        subject = (finding.rule.id, finding.subject.type, heading, _content(finding), verdict)
        number = seen[subject] = seen.get(subject, 0) + 1
        parts = "\x1f".join((name, *subject, str(number)))
        digest = hashlib.sha256(parts.encode("utf-8", "surrogatepass"), usedforsecurity=False)
        yield digest.hexdigest()[:LENGTH]


def _content(finding: Finding) -> str:
    """The subject's own words.

    An issue is told by its heading, and a notice has none: with its title reworded it is still this one.
    """
    kind = finding.subject.type
    if kind in ("notice", "issue"):
        return ""
    text = finding.quote or ""
    return _unnumbered(text) if kind in _NUMBERED else _folded(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Without white space and width."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if len(folded) <= _LONG:
        return folded
    return folded[:_LONG] + hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=4096)
def _unnumbered(text: str) -> str:
    """Folded and without a number at its beginning."""
    folded = _folded(_CIRCLED.sub("", text))
    label = _LABEL.match(folded)
    return folded[label.end() :] if label else folded


def _plain_path(source: str) -> str:
    """``./a/b.docx`` and ``a\\b.docx`` (on Windows) as ``a/b.docx``."""
    return PurePath(os.path.normpath(source)).as_posix()
