"""Patterns, words and likeness of texts.

A pattern or word list is looked for once in all texts of a property, joined by line breaks.
Patterns are RE2's, which runs in linear time whatever the pattern; lists of plain words go to the
standard library as a trie, which is as safe and faster. No match crosses a line break; ``^`` and
``$`` mean the beginning and end of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions.registry import Context, operator
from zhenggai.inference.folding import broken_sentences, fold, fold_pattern, squeeze, squeezed_lines
from zhenggai.inference.truth import Truth, three_valued, two_valued
from zhenggai.lexicon import words_pattern
from zhenggai.rulebook.syntax import Operand, Reference, SubjectKind, Test

if TYPE_CHECKING:
    import re2

# Kinds whose text runs over paragraphs, where line breaks mean something.
_LONG: frozenset[SubjectKind] = frozenset({"notice", "section", "issue"})
DEFAULT_THRESHOLD = 0.8


# A pattern that is nothing but words and bars needs no pattern matcher.
_PLAIN_WORDS = re.compile(r"[^\\.+*?()\[\]{}^$]+")
_ANCHORED = re.compile(r"[\^$]|\\[Az]")
_NEVER = re.compile(r"(?!)")
# The standard library tries the words that begin differently one after the other: with more, RE2 is faster.
_MOST_TRIED = 48


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


@operator("matches")
def matches(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The text holds a match of the pattern (any of them where there are several). False where not stated."""
    return two_valued(_found(context, kind, test.property, pattern_of(test.operand)))


@operator("contains")
def contains(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The text holds any of the words. False where not stated."""
    return two_valued(_found(context, kind, test.property, words_of(context, test)))


@operator("lexicon")
def lexicon(context: Context, kind: SubjectKind, test: Test) -> Truth:
    """The text holds any word of any of the named lists. False where not stated."""
    # A list that several rules name, alone or with others, is looked for once.
    lists = (_words(tuple(context.words(name))) for name in _names(test))
    return two_valued(set().union(*(_found(context, kind, test.property, words) for words in lists)))


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


@lru_cache(maxsize=1024)
def pattern_of(operand: Operand) -> re.Pattern[str] | str:
    """What ``matches`` looks for, folded as texts are: RE2 source, or a trie where it is only words."""
    if isinstance(operand, Reference):
        raise InferenceError("matches 需要模式, 而不是引用")
    sources = [fold_pattern(str(one)) for one in (operand if isinstance(operand, tuple) else (operand,))]
    if all(_PLAIN_WORDS.fullmatch(source) for source in sources):
        words = tuple(word for source in sources for word in source.split("|"))
        if all(words) and not any(map(str.isspace, "".join(words))):
            return _words(words)
    return "|".join(f"(?:{source})" for source in sources)


def words_of(context: Context, test: Test) -> re.Pattern[str] | str:
    """What finds the words of ``contains`` or ``lexicon``."""
    names = _names(test)
    if test.operator == "contains":
        return _words(names)
    return _words(tuple(word for name in names for word in context.words(name)))


def _names(test: Test) -> tuple[str, ...]:
    """The words of ``contains``, or the names of the lists of ``lexicon``."""
    operand = test.operand
    if isinstance(operand, Reference):
        raise InferenceError(f"{test.operator} 需要词语, 而不是引用")
    return tuple(str(name) for name in (operand if isinstance(operand, tuple) else (operand,)))


@lru_cache(maxsize=1024)
def _words(words: tuple[str, ...]) -> re.Pattern[str] | str:
    plain = {squeezed for word in words if (squeezed := squeeze(word))}
    if len({word[0] for word in plain}) > _MOST_TRIED:
        return "|".join(map(_quoted, sorted(plain)))
    return re.compile(words_pattern(plain)) if plain else _NEVER


def _quoted(word: str) -> str:
    """A word as RE2 source."""
    return "".join([one if one.isalnum() else f"\\x{{{ord(one):X}}}" for one in word])


@lru_cache(maxsize=1024)
def compiled(source: str) -> re2._Regexp[bytes]:
    """RE2 for bytes in UTF-8. Raises InferenceError for a pattern that RE2 does not understand."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.never_nl = True
    options.never_capture = True
    try:
        return re2.compile(f"(?m:{source})".encode(), options)
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if error.args else ""
        raise InferenceError(f"正则表达式“{source}”无效: {reason}", mend="按 RE2 语法书写") from error


def _found(context: Context, kind: SubjectKind, name: str, sought: re.Pattern[str] | str) -> set[int]:
    found: set[int] = context.once(("found", kind, name, sought), lambda: _look(context, kind, name, sought))
    return found


def _look(context: Context, kind: SubjectKind, name: str, sought: re.Pattern[str] | str) -> set[int]:
    lines, broken = context.once(("joined", kind, name), lambda: _join(context, kind, name))
    if isinstance(sought, re.Pattern):
        return _search_words(lines, sought) | _search_words(broken, sought)
    found = _search_pattern(lines, sought)
    # The pieces around line breaks do not begin and end where lines do.
    return found if _ANCHORED.search(sought) else found | _search_pattern(broken, sought)


def _search_words(joined: _Joined, words: re.Pattern[str]) -> set[int]:
    text, starts, positions = joined.text, joined.starts, joined.positions
    return {positions[entry] for entry in _entries(lambda place: words.search(text, place), starts)}


def _search_pattern(joined: _Joined, source: str) -> set[int]:
    text, starts, positions = joined.encoded, joined.offsets, joined.positions
    pattern = compiled(source)
    if positions and (
        r"\A" in source or r"\z" in source
    ):  # the ends of each text are meant, not those of the joined one
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


def _join(context: Context, kind: SubjectKind, name: str) -> tuple[_Joined, _Joined]:
    """The texts of a property, and those of their pieces where a line break stands inside a sentence."""
    world = context.world
    if kind not in _LONG or name != "text":
        plain = [(at, str(value)) for at, value in enumerate(world.plain(kind, name)) if value is not None]
        return _joined(plain), _joined([])
    if kind == "notice":
        paragraphs = [str(text) for text in world.plain("paragraph", "text") if text]
        lines = {0: paragraphs} if paragraphs else {}
    else:
        values = enumerate(world.values(kind, name))
        lines = {at: squeezed_lines(str(value)) for at, value in values if value is not None}
    broken = {at: broken_sentences(parts) for at, parts in lines.items()}
    return (
        _joined([(at, "\n".join(parts)) for at, parts in lines.items()]),
        _joined([(at, "\n".join(parts)) for at, parts in broken.items() if parts]),
    )


def _joined(texts: Sequence[tuple[int, str]]) -> _Joined:
    parts = [part for _, part in texts]
    text = "\n".join(parts)
    starts = [0, *accumulate(len(part) + 1 for part in parts)][:-1]
    # RE2 reads half a surrogate pair, which cannot be encoded otherwise, as a foreign character.
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    offsets = [0, *accumulate(len(part) + 1 for part in encoded)][:-1]
    return _Joined(text, starts, b"\n".join(encoded), offsets, [at for at, _ in texts])


def first_match(text: str, sought: re.Pattern[str] | str) -> tuple[int, int] | None:
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


def _span_of(text: str, sought: re.Pattern[str] | str) -> tuple[int, int] | None:
    if isinstance(sought, re.Pattern):
        words = sought.search(text)
        return words.span() if words else None
    encoded = text.encode("utf-8", "surrogatepass")
    match = compiled(sought).search(encoded)
    if match is None or match.start() == match.end():
        return None
    start, end = (len(encoded[:at].decode("utf-8", "surrogatepass")) for at in match.span())
    return start, end
