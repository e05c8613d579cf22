"""Both segmenters give the same words; neither touches the disk or speaks."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from tests.extraction.owner_samples import kinds

from zhenggai.errors import ExtractionError
from zhenggai.extraction import segmentation
from zhenggai.extraction.owners.patterns import grammar_of
from zhenggai.extraction.owners.words import words_of
from zhenggai.extraction.source import folder

SAMPLE = "市科创局党组会同县财政局印发《办法》12份,ABC完成率98.6%。\n办公室主任王某负责。"


@pytest.fixture
def only_jieba(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without rjieba."""
    caches = (segmentation.segmenter, segmentation._cutter, words_of, grammar_of)
    monkeypatch.setattr(segmentation, "_rjieba", lambda: None)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def test_every_character_belongs_to_one_token() -> None:
    tokens = segmentation.tag(SAMPLE)
    assert "".join(token[0] for token in tokens) == SAMPLE
    places = segmentation.offsets(tokens)
    assert [SAMPLE[start:end] for start, end in pairwise(places)] == [word for word, _ in tokens]


def test_domain_words_stay_whole_and_numbers_too() -> None:
    words = [token[0] for token in segmentation.tag(SAMPLE)]
    assert {"科创局", "会同", "财政局", "12", "98.6", "ABC"} <= set(words)


def test_jieba_and_rjieba_give_the_same_words(fixtures: Path) -> None:
    rjieba = pytest.importorskip("rjieba")
    words = segmentation._domain_words(segmentation.builtin_lexicon())
    fast, reference = segmentation._rjieba_cutter(rjieba, words), segmentation._jieba_cutter(words)
    fold = folder(segmentation.builtin_lexicon())  # as everything is that comes to the segmenter
    texts = [
        fold(path.read_text(encoding="utf-8", errors="ignore")) for path in sorted(fixtures.glob("*/*.txt"))
    ]
    runs = {
        piece for text in texts for piece in segmentation._PIECES.findall(text) if "一" <= piece < "\u9fd6"
    }
    assert len(runs) > 100
    # rjieba tags a few traditional characters that jieba's dictionary lacks; folding removes them.
    differ = [run for run in runs if fast(run) != reference(run)]
    assert all([word for word, _ in fast(run)] == [word for word, _ in reference(run)] for run in differ)
    assert len(differ) <= len(runs) / 1000


@pytest.mark.usefixtures("only_jieba")
def test_without_rjieba_the_facts_are_the_same_and_nothing_is_written_or_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert segmentation.segmenter_name() == "jieba"
    assert kinds("县林业局会同县公安局设卡检查,由办公室负责汇总,督促各乡镇整改。") == [
        ("县林业局", "subject"),
        ("县公安局", "partner"),
        ("办公室", "assigned"),
        ("各乡镇", "directed"),
    ]
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("only_jieba")
def test_without_any_segmenter_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmentation, "_jieba", lambda: None)
    with pytest.raises(ExtractionError, match="安装"):
        segmentation.tag("县财政局")


def test_nothing_is_loaded_before_the_first_text() -> None:
    code = "import sys, zhenggai.extraction.owners; print(sorted({'jieba', 'rjieba'} & set(sys.modules)))"
    engine = Path(segmentation.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(engine)},
    )
    assert done.stdout.strip() == "[]"
