"""How an issue is written: its label line, and whether the measures speak to each point of its heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from zhenggai.inference.conditions.registry import (
    YES,
    Answer,
    At,
    Clue,
    Context,
    predicate,
    predicate_across,
)
from zhenggai.inference.folding import fold, squeeze
from zhenggai.lexicon import words_pattern
from zhenggai.model import Issue
from zhenggai.rulebook.syntax import SubjectKind

_LONGEST_LABEL = 12
_FEWEST_LABELS = 3
_LABEL = re.compile(r"(?P<name>[^\s。.;,:][^。;,:\n]*):\s*[^\s:]{0,5}\s*$")
_FRAME = re.compile(r"^关于|(?:方面)?(?:的)?问题$")
# A clause of a heading: marks inside quotations do not end it.
_CLAUSE = re.compile(r"(?:“[^”]{0,300}”|‘[^’]{0,300}’|《[^》]{0,300}》|[^、,;:。!?])++")
_AND = re.compile(r"(?<=.{4})和(?=.{4})")
_QUOTATION = re.compile(r"“([^”]{0,300})”")
_SHORTEST_POINT = 4


class _Label(NamedTuple):
    text: str
    start: int
    end: int


@predicate_across("label_uniform", otherwise=YES)
def label_uniform(context: Context, kind: SubjectKind) -> Mapping[int, Answer]:
    """The label between heading and first measure (整改情况:) is the one that most issues have.

    True where there is no label, or fewer than three issues have one.
    """
    world = context.world
    labels = {
        at: label
        for at, issue in enumerate(world.facts.issues)
        if (label := _label(world.source.folded, issue)) is not None
    }
    times = Counter(label.text for label in labels.values())
    if len(labels) < _FEWEST_LABELS:
        return {}
    usual, most = times.most_common(1)[0]
    found: dict[int, Answer] = {}
    for at, label in labels.items():
        if times[label.text] != most:
            raw = world.document.text[label.start : label.end]
            span = world.source.span(label.start, label.end)
            clue = Clue(text=raw, span=span, note="usual_label", values=(usual,))
            found[at] = Answer(holds=False, clues=(clue,))
    return found


def _label(folded: str, issue: Issue) -> _Label | None:
    """The words before the colon behind which the first measure, or its number, stands."""
    if not issue.measures:
        return None
    end = issue.measures[0].span.start
    start = max(issue.span.end, end - 4 * _LONGEST_LABEL)
    between = folded[start:end]
    found = _LABEL.search(between) if ":" in between else None
    if found is None or len(squeeze(found["name"])) > _LONGEST_LABEL:
        return None
    return _Label(squeeze(found["name"]), start + found.start("name"), start + found.end("name"))


@predicate("points_answered")
def points_answered(at: At, coverage: float = 0.3) -> Answer:
    """Each clause of an issue's heading is echoed by its measures.

    A clause is echoed where at least ``coverage`` (0-1) of its pairs of neighbouring characters, without
    the stop words of headings, stand in the measures, or so many of those of the words it quotes.
    True with fewer than two clauses or no measure.
    """
    issue: Issue = at.fact
    points = _points(issue.heading) if issue.measures else []
    if len(points) < 2:
        return YES
    measures = at.world.groups("measure", "issue", "below")[at.position]
    texts = at.world.plain("measure", "text")
    told = "".join([str(texts[measure]) for measure in measures])
    stop = _stop_words(tuple(at.context.words("heading_stop_words")))
    unanswered = [
        point
        for point in points
        if not any(_echoed(words, told, stop, coverage) for words in (point, *_quoted(point)))
    ]
    clues = tuple(clue for point in unanswered for clue in _point(at, issue, point))
    return Answer(holds=not unanswered, clues=clues)


def _echoed(words: str, told: str, stop: re.Pattern[str], coverage: float) -> bool:
    plain = "".join(words.split())
    pairs = {part[n : n + 2] for part in stop.split(plain) for n in range(len(part) - 1)}
    return sum(pair in told for pair in pairs) >= coverage * len(pairs)


def _points(heading: str) -> list[str]:
    """The clauses of a heading, folded; where nothing is quoted 和 parts them, too."""
    clauses = _CLAUSE.findall(_FRAME.sub("", fold(heading)))
    parts = (
        part.strip()
        for clause in clauses
        for part in (_AND.split(clause) if "和" in clause and not _quoted(clause) else [clause])
    )
    return [part for part in parts if len(part) >= _SHORTEST_POINT]


def _quoted(text: str) -> list[str]:
    return _QUOTATION.findall(text) if "“" in text else []


def _point(at: At, issue: Issue, point: str) -> tuple[Clue, ...]:
    """A clause of the heading at its place; the heading where the clause is not found in it."""
    text = at.world.document.text
    found = fold(text[issue.span.start : issue.span.end]).find(point)
    if found < 0:
        return at.clue("not_answered")
    start = issue.span.start + found
    end = start + len(point)
    return (Clue(text=text[start:end], span=at.world.source.span(start, end), note="not_answered"),)


@lru_cache(maxsize=16)
def _stop_words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(words_pattern(words) or r"(?!)")
