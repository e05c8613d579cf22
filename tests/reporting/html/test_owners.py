"""Whom a gap concerns."""

from __future__ import annotations

from zhenggai.model import GapReport
from zhenggai.reporting.html.owners import OwnerNumbers, OwnersOf

from .. import samples


def test_a_gap_of_a_measure_concerns_the_owners_of_the_measure(audited: GapReport) -> None:
    owners_of = OwnersOf(audited.documents[0].facts)
    assert owners_of(samples.gap("r", "issue-1/measure-1", "m", kind="measure")) == ("河道科",)
    assert owners_of(samples.gap("r", "issue-1/measure-1/deadline-1", "m", kind="deadline")) == ("河道科",)
    assert owners_of(samples.gap("r", "issue-1/measure-2", "m", kind="measure")) == ()


def test_a_gap_of_an_issue_concerns_all_owners_of_the_issue(audited: GapReport) -> None:
    owners_of = OwnersOf(audited.documents[0].facts)
    assert owners_of(samples.gap("r", "issue-2", "m")) == ("财务科", "办公室")
    assert owners_of(samples.gap("r", "issue-3", "m")) == ()


def test_a_gap_of_the_notice_concerns_nobody_in_particular(audited: GapReport) -> None:
    assert OwnersOf(audited.documents[0].facts)(samples.gap("r", "notice", "m", kind="notice")) is None


def test_owners_are_counted_under_numbers() -> None:
    numbers = OwnerNumbers()
    assert numbers.counted(("甲", "乙")) == (1, 2)
    assert numbers.counted(("乙",)) == (2,)
    assert numbers.counted(()) == (0,)
    assert numbers.counted(None) == ()
    assert numbers.counts == {1: 1, 2: 2, 0: 1}
