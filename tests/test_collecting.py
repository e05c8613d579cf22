"""The collector is held off, and on again whatever happens."""

from __future__ import annotations

import gc

import pytest

from zhenggai import pipeline
from zhenggai.collecting import collection_paused
from zhenggai.errors import ReadingError


def test_the_collector_is_off_inside_and_on_again() -> None:
    with collection_paused():
        assert not gc.isenabled()
        with collection_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_turned_the_collector_off_finds_it_off() -> None:
    gc.disable()
    try:
        with collection_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_audit_that_fails_leaves_it_on() -> None:
    with pytest.raises(ReadingError):
        pipeline.audit("no such file.txt")
    assert gc.isenabled()
