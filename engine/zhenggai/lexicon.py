"""Word lists as data: ``rules/lexicon/*.yaml`` and the additions of a user's configuration.

A file is a mapping of list names to words (``owner_suffixes: [局, 委, …]``), so one file
holds the lists of one subject. Names are unique over all files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from zhenggai.errors import RuleError
from zhenggai.resources import rules_folder


def words_pattern(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, the longest at each place, shaped as a trie.

    The trie keeps the cost of a failed match at a place to the shared beginnings,
    where a flat alternation would try each word in turn.
    """
    return _branch(sorted(set(words)))


def guarded_pattern(words: Iterable[str]) -> str:
    """``words_pattern`` for use inside a pattern: a look at one character comes before it.

    Almost everywhere that look fails. Without it the first character of each branch is compared, and
    lists of nouns or verbs have more than a hundred. At the head of a pattern it has no use: there the
    branches themselves tell a search where to stop.
    """
    words = tuple(words)
    return f"(?={one_of(word[0] for word in words)}){words_pattern(words)}" if words else ""


def one_of(characters: Iterable[str]) -> str:
    """A regular expression for any of the ``characters``."""
    return f"[{re.escape(''.join(sorted(set(characters))))}]"


def by_first(words: Iterable[str]) -> list[str]:
    """The branches of ``words_pattern``, one for each first character."""
    return _branches(sorted(set(words)))


def _branch(words: list[str]) -> str:
    ends_here = "" in words
    parts = _branches([word for word in words if word])
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and not ends_here else f"(?:{'|'.join(parts)})"
    return body + "?" if ends_here else body


def _branches(words: list[str]) -> list[str]:
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[0], []).append(word[1:])
    return [re.escape(head) + _branch(tails) for head, tails in heads.items()]


class Lexicon:
    """Named word lists; patterns are compiled once for each combination of lists."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.lists = dict(lists)
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._sets: dict[str, frozenset[str]] = {}

    def words(self, name: str) -> tuple[str, ...]:
        """The words of one list. Raises KeyError for an unknown name."""
        return self.lists[name]

    def has(self, name: str, word: str) -> bool:
        """Whether ``word`` is in the list."""
        if name not in self._sets:
            self._sets[name] = frozenset(self.lists[name])
        return word in self._sets[name]

    def any_of(self, *names: str) -> str:
        """Regular expression source for any word of the named lists."""
        return words_pattern(word for name in names for word in self.lists[name])

    def guarded(self, *names: str) -> str:
        """``any_of`` for use inside a pattern; see ``guarded_pattern``."""
        return guarded_pattern(word for name in names for word in self.lists[name])

    def pattern(self, *names: str) -> re.Pattern[str]:
        """Compiled pattern for any word of the named lists."""
        if names not in self._patterns:
            self._patterns[names] = re.compile(self.any_of(*names))
        return self._patterns[names]

    def extended(self, additions: Mapping[str, Iterable[str]]) -> Lexicon:
        """A copy with words added; a new name makes a new list."""
        lists = dict(self.lists)
        for name, words in additions.items():
            lists[name] = tuple(dict.fromkeys((*lists.get(name, ()), *words)))
        return Lexicon(lists)


@lru_cache(maxsize=1)
def builtin_lexicon() -> Lexicon:
    """The word lists that ship with the project."""
    return Lexicon(load_lists(sorted((rules_folder() / "lexicon").glob("*.yaml"))))


def load_lists(paths: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """Word lists of several files. Raises RuleError for a list that is not one, or named twice."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lists: dict[str, tuple[str, ...]] = {}
    for path in paths:
        try:
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {}
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            mark = getattr(error, "problem_mark", None)
            raise RuleError(
                f"词表无法读取: {getattr(error, 'problem', None) or error}",
                source=str(path),
                line=mark.line + 1 if mark else None,
                column=mark.column + 1 if mark else None,
            ) from error
        for name, words in data.items() if isinstance(data, dict) else [("", None)]:
            if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
                raise RuleError(f"词表“{name}”应当是一列词语", source=str(path), mend="写成 名称: [词, 词]")
            if name in lists:
                raise RuleError(f"词表“{name}”重复定义", source=str(path), mend="改名或合并")
            lists[name] = tuple(words)
    return lists
