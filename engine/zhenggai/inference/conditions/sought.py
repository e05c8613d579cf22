"""What conditions on texts look for: patterns and word lists, folded as texts are.

Patterns are RE2's, which runs in linear time whatever the pattern; lists of plain words go to the
standard library as a trie, which is as safe, and faster where most texts hold a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from zhenggai.errors import InferenceError
from zhenggai.inference.conditions.registry import Context
from zhenggai.inference.folding import fold_pattern, squeeze
from zhenggai.lexicon import words_pattern
from zhenggai.rulebook.syntax import Operand, Reference, Test

if TYPE_CHECKING:
    import re2

# RE2 source, or a trie of plain words.
Sought = re.Pattern[str] | str

# A pattern that is nothing but words and bars needs no pattern matcher.
_PLAIN_WORDS = re.compile(r"[^\\.+*?()\[\]{}^$]+")
_NEVER = re.compile(r"[^\s\S]")
# The standard library tries the words that begin differently one after the other: with more, RE2 is faster.
_MOST_TRIED = 48
_SET_MEMORY = 64 << 20  # bytes


def sought_by(context: Context, test: Test) -> Sequence[Sought]:
    """What ``matches``, ``contains`` or ``lexicon`` looks for; each list of words by itself.

    So a list that several rules name, alone or with others, is looked for once.
    """
    if test.operator == "matches":
        return [pattern_of(test.operand)]
    names = _names(test)
    return (
        [_words(names)]
        if test.operator == "contains"
        else [_words(tuple(context.words(name))) for name in names]
    )


@lru_cache(maxsize=1024)
def pattern_of(operand: Operand) -> Sought:
    """What ``matches`` looks for, folded as texts are: RE2 source, or a trie where it is only words."""
    if isinstance(operand, Reference):
        raise InferenceError("matches 需要模式, 而不是引用")
    sources = [fold_pattern(str(one)) for one in (operand if isinstance(operand, tuple) else (operand,))]
    if all(_PLAIN_WORDS.fullmatch(source) for source in sources):
        words = tuple(word for source in sources for word in source.split("|"))
        if all(words) and not any(map(str.isspace, "".join(words))):
            return _words(words)
    return "|".join(f"(?:{source})" for source in sources)


def words_of(context: Context, test: Test) -> Sought:
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
def _words(words: tuple[str, ...]) -> Sought:
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

    try:
        return re2.compile(_lines_of(source), _options())
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if error.args else ""
        raise InferenceError(f"正则表达式“{source}”无效: {reason}", mend="按 RE2 语法书写") from error


@lru_cache(maxsize=16)
def together(sources: Sequence[Sought]) -> re2.Set:
    """Several patterns that one reading of a text looks for; a match is told by its place in ``sources``."""
    import re2

    options = _options()
    # A set that runs out of memory finds nothing and says nothing, so it gets more than it can need.
    options.max_mem = _SET_MEMORY
    patterns = re2.Set.SearchSet(options)
    for one in sources:
        source = one if isinstance(one, str) else one.pattern
        try:
            patterns.Add(_lines_of(source))
        except re2.error:
            compiled(source)  # which says what is wrong
            raise
    patterns.Compile()
    return patterns


def _lines_of(source: str) -> bytes:
    return f"(?m:{source})".encode()


def _options() -> re2.Options:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.never_nl = True
    options.never_capture = True
    return options


def of_ends(sought: Sought) -> bool:
    """Whether a pattern means the ends of each text, not those of its lines."""
    return isinstance(sought, str) and (r"\A" in sought or r"\z" in sought)
