"""F1 of extracted facts against hand-made ones, kind of fact by kind of fact.

Texts are compared folded (width, white space). Facts of an issue and of its measures are pooled,
so that a measure cut in another place is not punished again for each of its facts. Facts that
the annotators marked as arguable (``optional``) count neither way.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Fact = dict[str, Any]
EXPLICIT = {"subject", "subject-of-part", "assigned"}
NOTICE_FIELDS = (
    "title",
    "issuer",
    "inspection_body",
    "inspected_from",
    "inspected_to",
    "feedback_date",
    "signed_date",
)
KINDS = (
    "kind",
    "notice fields",
    "claims",
    "issues",
    "measures",
    "status",
    "owners",
    "deadlines",
    "deadline dates",
    "outcomes",
    "documents",
)
AUDITED = {"rectification-notice", "rectification-plan"}


@dataclass
class Score:
    """Counts of one kind of fact; ``notes`` names each miss (-) and false alarm (+)."""

    hits: int = 0
    misses: int = 0
    extras: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        total = 2 * self.hits + self.misses + self.extras
        return 2 * self.hits / total if total else 1.0

    def add(self, other: Score) -> None:
        """Add another score's counts."""
        self.hits += other.hits
        self.misses += other.misses
        self.extras += other.extras
        self.notes += other.notes


Scores = defaultdict[str, Score]


def fold(text: object) -> str:
    """Width-folded and without white space."""
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split())


def score(gold: Fact, found: Fact) -> Scores:
    """Scores of one document by kind of fact."""
    scores: Scores = defaultdict(Score)
    same_kind = gold["kind"] == found["kind"] or (
        gold["kind"] not in AUDITED and found["kind"] not in AUDITED
    )
    _count(scores["kind"], [gold["kind"]], [found["kind"]], lambda a, b: same_kind, str)
    for name in NOTICE_FIELDS:
        if name in gold["notice"]:
            want, got = gold["notice"][name], found["notice"].get(name)
            _count(
                scores["notice fields"],
                [want] if want else [],
                [got] if got else [],
                lambda a, b: fold(a) == fold(b),
                lambda value, name=name: f"{name} {value}",
            )
    if "claims" in gold:
        _count(scores["claims"], gold["claims"], found["claims"], _same_claim, _text)
    pairs, missed, extra = match(gold["issues"], found["issues"], _same_heading)
    _tell(scores["issues"], pairs, missed, extra, lambda issue: issue["heading"])
    nothing: Fact = {}
    for want, got in [
        *pairs,
        *((issue, nothing) for issue in missed),
        *((nothing, issue) for issue in extra),
    ]:
        _issue(scores, want, got)
    return scores


def _issue(scores: Scores, want: Fact, got: Fact) -> None:
    states = [[issue["status"]] if issue.get("status") else [] for issue in (want, got)]
    _count(scores["status"], *states, lambda a, b: a == b, str)
    _count(scores["measures"], want.get("measures") or [], got.get("measures") or [], _same_measure, _text)
    arguable = [fact["text"] for fact in _pooled(want, "optional")]

    def sure(facts: Iterable[Fact]) -> list[Fact]:
        return [fact for fact in facts if not any(_overlaps(_text(fact), text) for text in arguable)]

    named = _pooled(want, "owners")
    others = [owner["text"] for owner in named if owner["kind"] not in EXPLICIT]
    pairs, missed, extra = match(
        [owner for owner in named if owner["kind"] in EXPLICIT],
        [owner for owner in _pooled(got, "owners") if owner["kind"] in EXPLICIT],
        _same_text,
    )
    extra = [owner for owner in sure(extra) if not any(_overlaps(owner["text"], text) for text in others)]
    _tell(scores["owners"], pairs, missed, extra, _text)
    pairs, missed, extra = match(_pooled(want, "deadlines"), _pooled(got, "deadlines"), _same_text)
    _tell(scores["deadlines"], pairs, missed, sure(extra), _text)
    for gold_date, date in pairs:
        if gold_date.get("end"):
            right = _same_date(
                gold_date["end"], date.get("end") or date.get("start") or "", gold_date["text"]
            )
            _tell(scores["deadline dates"], [1] if right else [], [] if right else [gold_date], [], _text)
    pairs, missed, extra = match(_figures(want), _figures(got), _same_figure)
    _tell(scores["outcomes"], pairs, missed, sure(extra), _text)
    _count(
        scores["documents"], _made(want), _made(got), lambda a, b: fold(a["title"]) == fold(b["title"]), _text
    )


def match(
    gold: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]
) -> tuple[list[Any], list[Any], list[Any]]:
    """Pairs one to one in order; what is left of each side."""
    rest, pairs, missed = list(found), [], []
    for want in gold:
        index = next((i for i, got in enumerate(rest) if same(want, got)), None)
        if index is None:
            missed.append(want)
        else:
            pairs.append((want, rest.pop(index)))
    return pairs, missed, rest


def _count(
    one: Score,
    gold: Sequence[Any],
    found: Sequence[Any],
    same: Callable[[Any, Any], bool],
    show: Callable[[Any], str],
) -> None:
    _tell(one, *match(gold, found, same), show)


def _tell(
    one: Score, pairs: Sequence[Any], missed: Sequence[Any], extra: Sequence[Any], show: Callable[[Any], str]
) -> None:
    one.hits += len(pairs)
    one.misses += len(missed)
    one.extras += len(extra)
    one.notes += [f"- {show(item)}" for item in missed] + [f"+ {show(item)}" for item in extra]


def _text(fact: Fact) -> str:
    return str(fact.get("text") or fact.get("title") or "")


def _pooled(issue: Fact, key: str) -> list[Fact]:
    return [
        *(issue.get(key) or []),
        *(fact for m in issue.get("measures") or [] for fact in m.get(key) or []),
    ]


def _overlaps(a: str, b: str) -> bool:
    short, long = sorted((fold(a), fold(b)), key=len)
    return bool(short) and short in long and len(long) <= 2.5 * len(short)


def _same_text(a: Fact, b: Fact) -> bool:
    return _overlaps(_text(a), _text(b))


def _same_claim(a: Fact, b: Fact) -> bool:
    short, long = sorted((fold(a["text"]), fold(b["text"])), key=len)
    return bool(a["value"] == b["value"] and short and short in long)


def _same_heading(a: Fact, b: Fact) -> bool:
    short, long = sorted((fold(a["heading"]).rstrip("。:"), fold(b["heading"]).rstrip("。:")), key=len)
    return short == long or (len(short) >= 4 and short in long and len(short) >= 0.6 * len(long))


def _same_measure(a: Fact, b: Fact) -> bool:
    first, second = fold(a["text"])[:8], fold(b["text"])[:8]
    length = min(len(first), len(second))
    return length >= 4 and first[:length] == second[:length]


def _figures(issue: Fact) -> list[Fact]:
    return [o for o in _pooled(issue, "outcomes") if o.get("value") is not None and o["kind"] != "named"]


def _same_figure(a: Fact, b: Fact) -> bool:
    close = abs(a["value"] - b["value"]) <= 1e-6 * max(1.0, abs(a["value"]))
    return close and (fold(a.get("unit")) == fold(b.get("unit")) or _overlaps(_text(a), _text(b)))


def _made(issue: Fact) -> list[Fact]:
    return [document for document in _pooled(issue, "documents") if document["action"] != "cited"]


def _same_date(want: str, got: str, text: str) -> bool:
    """Equal as far as the words are precise."""
    if not want[:4].isdigit():
        return True
    need = 10 if "日" in text or "号" in text else 7 if "月" in text else 4
    return len(got) >= need and (want.startswith(got) or got.startswith(want))
