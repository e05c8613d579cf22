"""Words and parts of speech: one small interface over rjieba or jieba, whichever is here.

Both carry the same dictionary and search the most probable path through it. They are used
without their model for unknown words and on runs of Chinese characters only, which leaves
nothing in which they differ; the domain words come from the ``owner_*`` word lists. Nothing
is loaded before the first call, no cache file is read or written, nothing is logged.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from string import ascii_letters, digits
from typing import Any

from zhenggai.errors import ExtractionError
from zhenggai.lexicon import Lexicon, builtin_lexicon, words_pattern

Token = tuple[str, str]
"""Word, part of speech (jieba's letters; m digits, eng letters, x other)."""

Cutter = Callable[[str], list[Token]]

# Enough to keep a domain word whole, too little to pull apart common words beside it.
_DOMAIN_FREQUENCY = 300
# Lists that are matched as text, not word by word.
_NO_WORDS = frozenset(
    (
        "owner_splits",
        "owner_none_values",
        "owner_alias_marks",
        "owner_field_manners",
        "owner_labels_assigned",
        "owner_labels_supporting",
    )
)
_COMPILED = "rjieba.rjieba"
_OTHER_KINDS = dict.fromkeys(digits, "m") | dict.fromkeys(ascii_letters, "eng")  # by the first character
# A run of Chinese characters, or a token of another kind.
_PIECES = re.compile(r"[\u4e00-\u9fd5]+|[0-9]+(?:\.[0-9]+)*|[A-Za-z]+|.", re.DOTALL)


def tag(text: str, lexicon: Lexicon | None = None) -> list[Token]:
    """The words of ``text`` in order, without gaps: every character belongs to one token."""
    return segmenter(lexicon or builtin_lexicon())(text)


def offsets(tokens: list[Token]) -> list[int]:
    """Where each of the tokens of a text begins, and where the last one ends."""
    return [0, *accumulate([len(word) for word, _ in tokens])]


@lru_cache(maxsize=4)
def segmenter(lexicon: Lexicon) -> Callable[[str], list[Token]]:
    """``tag`` for one lexicon; its words are loaded with the first text."""
    splits = {entry.replace("/", ""): entry.split("/") for entry in lexicon.words("owner_splits")}
    may_split = re.compile(words_pattern(splits))
    cut: Cutter | None = None

    def tagged(text: str) -> list[Token]:
        nonlocal cut
        if cut is None:
            cut = _cutter(_domain_words(lexicon))
        tokens: list[Token] = []
        for piece in _PIECES.findall(text):
            if "\u4e00" <= piece < "\u9fd6":
                tokens += cut(piece)
            else:
                tokens.append((piece, _OTHER_KINDS.get(piece[0], "x")))
        return _split(tokens, splits, cut) if may_split.search(text) else tokens

    return tagged


def _split(tokens: list[Token], splits: Mapping[str, Sequence[str]], cut: Cutter) -> list[Token]:
    """The tokens, with those words in parts that the dictionary keeps whole for another meaning."""
    split: list[Token] = []
    for token in tokens:
        parts = splits.get(token[0])
        split += [(part, cut(part)[0][1]) for part in parts] if parts else [token]
    return split


_loading: threading.Thread | None = None
_loaded: list[Any] = []


def load_ahead() -> None:
    """Begin to load the fast segmenter's dictionary on a thread of its own; later calls do nothing.

    It takes 0.1 s in which the interpreter is free, so that a command can import its modules meanwhile.
    """
    global _loading
    if _loading is None and (rjieba := _rjieba()) is not None:
        # no daemon: the interpreter must not end while compiled code runs
        _loading = threading.Thread(target=lambda: _loaded.append(rjieba.Jieba()))
        _loading.start()


def _loaded_ahead() -> Any:
    """The segmenter that ``load_ahead`` made, for one use; None where there is none."""
    if _loading is not None:
        _loading.join()
    return _loaded.pop() if _loaded else None


def segmenter_name() -> str:
    """Which library segments: ``rjieba`` where it is installed, else ``jieba``."""
    return "jieba" if _rjieba() is None else "rjieba"


def _domain_words(lexicon: Lexicon) -> tuple[str, ...]:
    """Words of the owner lists that a segmenter must keep whole."""
    words = {
        word
        for name, entries in lexicon.lists.items()
        if name.startswith("owner_") and name not in _NO_WORDS
        for word in entries
        if len(word) > 1 and all("\u4e00" <= character <= "\u9fd5" for character in word)
    }
    # 振兴办 must not be cut out of 振兴办公室
    words |= {word + "公室" for word in words if word.endswith("办")}
    return tuple(sorted(words))


@lru_cache(maxsize=2)
def _cutter(words: tuple[str, ...]) -> Cutter:
    rjieba = _rjieba()
    return _rjieba_cutter(rjieba, words) if rjieba is not None else _jieba_cutter(words)


def _rjieba() -> Any:
    """The module of the fast segmenter, or None where it is not installed.

    The package loads a dictionary for itself when it is imported (0.1 s and 20 MB), besides the one
    that a segmenter of ours loads; so its compiled module is taken without the package around it.
    """
    try:
        return sys.modules.get(_COMPILED) or _compiled_alone() or importlib.import_module("rjieba")
    except ImportError:
        return None


def _compiled_alone() -> Any:
    """The compiled module inside rjieba; None where the package is not there or is built otherwise."""
    package = importlib.util.find_spec("rjieba")
    places = package.submodule_search_locations if package else None
    inner = importlib.machinery.PathFinder.find_spec(_COMPILED, places) if places else None
    if inner is None or inner.loader is None:
        return None
    module = importlib.util.module_from_spec(inner)
    inner.loader.exec_module(module)
    return sys.modules.setdefault(_COMPILED, module)


def _jieba() -> Any:
    """The reference segmenter, or None; what it warns of on import does not concern our user."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import jieba
        except ImportError:
            return None
    return jieba


def _rjieba_cutter(rjieba: Any, words: tuple[str, ...]) -> Cutter:
    segmenter = _loaded_ahead() or rjieba.Jieba()
    for word in words:
        if segmenter.cut(word, False) != [word]:
            segmenter.add_word(word, _DOMAIN_FREQUENCY, "nz")

    def cut(run: str) -> list[Token]:
        tokens: list[Token] = segmenter.tag(run, False)
        return tokens

    return cut


def _jieba_cutter(words: tuple[str, ...]) -> Cutter:
    jieba = _jieba()
    if jieba is None:
        raise ExtractionError("没有可用的分词库", mend="请安装 rjieba 或 jieba")
    jieba.setLogLevel("ERROR")
    segmenter = jieba.Tokenizer()
    frequencies: dict[str, int] = {}
    kinds: dict[str, str] = {}
    # Read once for frequencies and parts of speech: jieba's own loader reads the file twice,
    # and keeps a cache in a folder that all users of the machine share.
    for word, frequency, kind in _entries(segmenter):
        frequencies[word] = frequency
        kinds[word] = kind
    segmenter.total = sum(frequencies.values())
    for word in list(frequencies):
        _add_beginnings(frequencies, word)
    segmenter.FREQ, segmenter.initialized = frequencies, True
    for word in words:
        if list(segmenter.cut(word, HMM=False)) != [word]:
            frequencies[word] = _DOMAIN_FREQUENCY
            kinds.setdefault(word, "nz")
            segmenter.total += _DOMAIN_FREQUENCY
            _add_beginnings(frequencies, word)

    def cut(run: str) -> list[Token]:
        return [(word, kinds.get(word, "x")) for word in segmenter.cut(run, HMM=False)]

    return cut


def _add_beginnings(frequencies: dict[str, int], word: str) -> None:
    """jieba follows a word from its first character on: each beginning must be there, at 0."""
    for end in range(1, len(word)):
        frequencies.setdefault(word[:end], 0)


def _entries(segmenter: Any) -> Iterator[tuple[str, int, str]]:
    with segmenter.get_dict_file() as file:
        for line in file:
            word, frequency, kind = line.decode("utf-8").split()
            yield word, int(frequency), kind
