"""The report as PDF, printed by the machine's own browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest

from zhenggai.errors import ReportingError
from zhenggai.model import GapReport
from zhenggai.reporting import browser
from zhenggai.reporting.arrangement import gaps_of
from zhenggai.reporting.writers import writer

from . import samples


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(document[place].get_textpage().get_text_range() for place in range(len(document)))
    finally:
        document.close()


@pytest.mark.slow
@pytest.mark.parametrize("make", [samples.typical, samples.several, samples.hostile, samples.english])
def test_every_gap_is_on_paper(make: Callable[[], GapReport]) -> None:
    if browser.find_browser() is None:
        pytest.skip("no browser is here: install Debian's chromium to print PDF")
    report = make()
    found = re.findall(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])", text_of(writer("pdf").render(report)))
    assert sorted(found) == sorted(gap.fingerprint[:12] for gap in gaps_of(report))


def test_without_a_browser_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "NAMES", ())
    monkeypatch.setattr(browser, "PLACES", ())
    with pytest.raises(ReportingError, match="安装 Chromium"):
        writer("pdf").render(samples.clean())
