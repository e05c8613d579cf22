"""Patterns, words and likeness of texts.

A pattern or word list is looked for once in all texts of a property, joined by line breaks. No match
crosses a line break; ``^`` and ``$`` mean the beginning and end of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from zhenggai.inference.conditions.registry import Context, operator
from zhenggai.inference.conditions.sought import Sought, compiled, of_ends, sought_by, together
from zhenggai.inference.folding import broken_sentences, fold, squeeze, squeezed_lines
from zhenggai.inference.truth import Truth, three_valued, two_valued
from zhenggai.rulebook.syntax import SubjectKind, Test

# Kinds whose text runs over paragraphs, where line breaks mean something.
_LONG: frozenset[SubjectKind] = frozenset({"notice", "section", "issue"})
# Kinds whose texts, joined, are the whole text.
_WHOLE: frozenset[SubjectKind] = frozenset({"notice", "paragraph"})
_HOLDING = frozenset({"matches", "contains", "lexicon"})
DEFAULT_THRESHOLD = 0.8


_ANCHORED = re.compile(r"[\^$]|\\[Az]")


class _Match(Protocol):
    def start(self) -> int: ...


class _Joined(NamedTuple):
    """Texts of one property joined by line breaks: where each starts, and which fact it is of.

    ``text`` and ``starts`` are for words; ``encoded`` and ``offsets``, in UTF-8, for RE2.
    """

    text: str
    starts: Sequence[int]
    encoded: bytes
    offsets: Sequence[int]
    positions: Sequence[int]


@operator("matches", "contains", "lexicon")
def holds(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The text holds a match of the pattern, any of the words, any word of the named lists.

    Of several patterns any will do. False where the text is not stated.
    """
    found = (_found(context, kind, test.property, sought) for sought in sought_by(context, test))
    return two_valued(set().union(*found))


@operator("similar_to")
def similar_to(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The text is at least ``threshold`` (0-1) ``likeness`` to the operand. False where not stated."""
    threshold = DEFAULT_THRESHOLD if test.threshold is None else test.threshold
    certain: set[int] = set()
    unknown: set[int] = set()
    values = context.world.values(kind, test.property)
    for at, (value, operand) in enumerate(zip(values, context.operands(kind, test.operand), strict=True)):
        if value is None:
            continue
        if operand is None:
            unknown.add(at)
        elif likeness(str(value), str(operand)) >= threshold:
            certain.add(at)
    return three_valued(certain, unknown)


def likeness(one: str, other: str) -> float:
    """Share of equal neighbouring characters of two texts (Dice coefficient of bigrams), 0-1."""
    first, second = _bigrams(squeeze(one)), _bigrams(squeeze(other))
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else float(squeeze(one) == squeeze(other))


def _bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _found(context: Context, kind: SubjectKind, name: str, sought: Sought) -> set[int]:
    found: set[int] = context.once(("found", kind, name, sought), lambda: _look(context, kind, name, sought))
    return found


def _look(context: Context, kind: SubjectKind, name: str, sought: Sought) -> set[int]:
    if kind in _WHOLE and name == "text" and sought in context.once(("idle",), lambda: _idle(context)):
        return set()
    lines, broken = _lines(context, kind, name)
    if isinstance(sought, re.Pattern):
        return _search_words(lines, sought) | _search_words(broken, sought)
    found = _search_pattern(lines, sought)
    # The pieces around line breaks do not begin and end where lines do.
    return found if _ANCHORED.search(sought) else found | _search_pattern(broken, sought)


def _idle(context: Context) -> Collection[Sought]:
    """What is looked for in the notice or its paragraphs and is nowhere in it, found by reading it once.

    Most of it is what a notice must not hold, so most is nowhere.
    """
    tests = [test for kind, test in context.tests if kind in _WHOLE and test.property == "text"]
    asked = [one for test in tests if test.operator in _HOLDING for one in sought_by(context, test)]
    sources = tuple(dict.fromkeys(one for one in asked if not of_ends(one)))
    patterns = together(sources)
    there: set[int] = set()
    for joined in _lines(context, "notice", "text"):
        there.update(patterns.Match(joined.encoded) or ())
    return {source for number, source in enumerate(sources) if number not in there}


def _search_words(joined: _Joined, words: re.Pattern[str]) -> set[int]:
    text, starts, positions = joined.text, joined.starts, joined.positions
    return {positions[entry] for entry in _entries(lambda place: words.search(text, place), starts)}


def _search_pattern(joined: _Joined, source: str) -> set[int]:
    text, starts, positions = joined.encoded, joined.offsets, joined.positions
    pattern = compiled(source)
    if positions and of_ends(source):
        ends = [*starts[1:], len(text) + 1]
        parts = zip(positions, starts, ends, strict=True)
        return {at for at, start, end in parts if pattern.search(text[start : end - 1])}
    return {positions[entry] for entry in _entries(lambda place: pattern.search(text, place), starts)}


def _entries(search: Callable[[int], _Match | None], starts: Sequence[int]) -> Iterator[int]:
    """Which of the texts that start at ``starts`` of the joined one hold a match, each once."""
    entry = 0
    while entry < len(starts) and (match := search(starts[entry])):
        entry = bisect_right(starts, match.start())
        yield entry - 1


def _lines(context: Context, kind: SubjectKind, name: str) -> tuple[_Joined, _Joined]:
    joined: tuple[_Joined, _Joined] = context.once(("joined", kind, name), lambda: _join(context, kind, name))
    return joined


def _join(context: Context, kind: SubjectKind, name: str) -> tuple[_Joined, _Joined]:
    """The texts of a property, and those of their pieces where a line break stands inside a sentence."""
    world = context.world
    if kind not in _LONG or name != "text":
        plain = [(at, str(value)) for at, value in enumerate(world.plain(kind, name)) if value is not None]
        return _joined(plain), _joined([])
    if kind == "notice":  # its lines are the paragraphs, joined already
        lines = {0: [str(text) for text in world.plain("paragraph", "text") if text]}
        paragraphs, _ = _lines(context, "paragraph", "text")
        whole = paragraphs._replace(starts=[0], offsets=[0], positions=[0]) if lines[0] else _joined([])
    else:
        values = enumerate(world.values(kind, name))
        lines = {at: squeezed_lines(str(value)) for at, value in values if value is not None}
        whole = _joined([(at, "\n".join(parts)) for at, parts in lines.items()])
    broken = {at: broken_sentences(parts) for at, parts in lines.items()}
    return whole, _joined([(at, "\n".join(parts)) for at, parts in broken.items() if parts])


def _joined(texts: Sequence[tuple[int, str]]) -> _Joined:
    parts = [part for _, part in texts]
    text = "\n".join(parts)
    starts = [0, *accumulate(len(part) + 1 for part in parts)][:-1]
    # RE2 reads half a surrogate pair, which cannot be encoded otherwise, as a foreign character.
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    offsets = [0, *accumulate(len(part) + 1 for part in encoded)][:-1]
    return _Joined(text, starts, b"\n".join(encoded), offsets, [at for at, _ in texts])


def first_match(text: str, sought: Sought) -> tuple[int, int] | None:
    """Where a pattern first matches something in a text as the notice has it, as offsets; else None.

    A word broken by white space is found, too, as it is by the conditions themselves.
    """
    folded = fold(text)
    direct = _span_of(folded, sought)
    if direct or not any(map(str.isspace, text)):
        return direct
    kept = [at for at, character in enumerate(folded) if not character.isspace()]
    squeezed = _span_of("".join([folded[at] for at in kept]), sought)
    return (kept[squeezed[0]], kept[squeezed[1] - 1] + 1) if squeezed else None


def _span_of(text: str, sought: Sought) -> tuple[int, int] | None:
    if isinstance(sought, re.Pattern):
        words = sought.search(text)
        return words.span() if words else None
    encoded = text.encode("utf-8", "surrogatepass")
    match = compiled(sought).search(encoded)
    if match is None or match.start() == match.end():
        return None
    start, end = (len(encoded[:at].decode("utf-8", "surrogatepass")) for at in match.span())
    return start, end
