"""The audit in a running process, against one segmentation of the same text by jieba."""

from __future__ import annotations

import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import SEED, Compared, in_turn, judged, milliseconds, table, timed
from benchmarks.notices import make_notice

BAR = 1.0
HEADS = ("text", "characters", "audit, ms", "`jieba.lcut`, ms", "ratio", "bar")


def report(rounds: int = 40) -> str:
    """The table for notices that were never seen before, and for the real one where it is there."""
    rows = []
    for name, texts in _texts(rounds):
        compared = _against_jieba(texts, rounds)
        characters = sum(map(len, texts)) // len(texts)
        rows.append(
            (
                name,
                f"{characters:,}",
                milliseconds(compared.one),
                milliseconds(compared.other),
                judged(compared.ratio, BAR),
                f"≤ {BAR}",
            )
        )
    return table(HEADS, rows)


def _texts(rounds: int) -> Iterator[tuple[str, list[str]]]:
    made = time.time_ns()
    yield (
        "34 issues, made, each audited once",
        [make_notice(f"warm {made} {n}").text() for n in range(rounds + 1)],
    )
    if SEED.is_file():
        text = SEED.read_text(encoding="utf-8")
        # a line of its own makes each a text that was never seen
        yield "a real notice of 34 issues", [f"{text}\n{made}{number}\n" for number in range(rounds + 1)]


def _against_jieba(texts: list[str], rounds: int) -> Compared:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    from zhenggai import pipeline

    jieba.setLogLevel("ERROR")
    options = pipeline.Options(use_config=False)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        pipeline.audit(paths[-1], options)
        jieba.lcut(texts[-1])
        return in_turn(
            lambda number: timed(lambda: pipeline.audit(paths[number], options)),
            lambda number: timed(lambda: jieba.lcut(texts[number])),
            rounds,
        )
