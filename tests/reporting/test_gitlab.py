"""GitLab Code Quality."""

from __future__ import annotations

import json

from zhenggai.reporting.gitlab import NOT_AUDITED
from zhenggai.reporting.writers import writer

from . import samples


def test_an_entry_has_what_gitlab_requires() -> None:
    entry = json.loads(writer("gitlab").render(samples.typical()))[0]
    assert entry == {
        "description": "“2022年114日”不是真实的日期 补正: 核对原文后改正日期",
        "check_name": "notice-date-valid",
        "fingerprint": samples.fingerprint("notice.txt", "notice-date-valid", "notice/anomaly-1"),
        "severity": "critical",
        "location": {"path": "notice.txt", "lines": {"begin": 8}},
    }


def test_fingerprints_are_unique_and_severities_are_gitlabs() -> None:
    entries = json.loads(writer("gitlab").render(samples.several()))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert {entry["severity"] for entry in entries} == {"blocker", "critical", "major", "info"}
    assert [entry["check_name"] for entry in entries][:3] == [NOT_AUDITED] * 3
