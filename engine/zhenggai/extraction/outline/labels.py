"""Labels: the words before a colon that say what the text behind them is (整改情况: 责任单位: …).

Roles: problem, cause, goal, measures, lead, body, support, supervisor, deadline,
outcome, status, next, public, number. The word lists are ``rules/lexicon/labels.yaml``;
the many wordings of 整改…情况 are composed from two of them.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

import msgspec

from zhenggai.lexicon import Lexicon

ROLES = (
    "problem",
    "cause",
    "goal",
    "measures",
    "lead",
    "body",
    "support",
    "supervisor",
    "deadline",
    "outcome",
    "status",
    "next",
    "public",
    "number",
)
FIELD_ROLES = frozenset(
    {"lead", "body", "support", "supervisor", "deadline", "outcome", "status", "goal", "cause", "public"}
)
_LONGEST_WORD = 60  # characters, with brackets and blanks
_OPEN, _CLOSE = r"[【\[<*]{0,2}", r"[】\]>*]{0,2}"


class Label(msgspec.Struct, frozen=True):
    """A label at ``[start, end)``, colon and brackets included; ``word`` is the label itself."""

    role: str
    word: str
    start: int
    end: int


class Labels:
    """The label grammar for one set of word lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._roles = {
            word: role for role in reversed(ROLES) for word in lexicon.lists.get(f"label_{role}", ())
        }
        known = lexicon.any_of(*(f"label_{role}" for role in ROLES if f"label_{role}" in lexicon.lists))
        heads = lexicon.any_of("label_title_words")
        nouns = lexicon.any_of("label_title_nouns")
        joint = "(?:及|和|与|、|暨|以及)?"
        # bounded: a line of nothing but such words must not be read anew from each of them
        composed = rf"(?:{heads}){{1,8}}(?:{nouns})?(?:{joint}(?:{heads}){{0,8}}(?:{nouns})){{0,4}}"
        # atomic and first: what 整改…情况 composes to must not be tried again in every other way
        word = rf"(?P<word>(?>{composed})|{known})"
        tail = r"(?:\([^()\n]{1,12}\))?"
        # The first character decides almost everywhere, so the grammar is seldom tried.
        self._firsts = frozenset("【[<*").union(
            word[0] for name in ("title_words", *ROLES) for word in lexicon.lists.get(f"label_{name}", ())
        )
        # A label ends in a colon, or stands in brackets of its own, or fills its line.
        self._label = re.compile(
            rf"(?:{_OPEN}{word}{tail}{_CLOSE}\s?:[*]{{0,2}}\s?)"
            rf"|(?:[【\[]{word.replace('?P<word>', '?P<boxed>')}{tail}[】\]]\s?)"
        )
        self._alone = re.compile(rf"{_OPEN}{word}{tail}{_CLOSE}$")
        self._word = word
        self._inline = re.compile(
            rf"(?<=[。;,、\s()（）:!?”）])(?={_OPEN}(?:(?>{composed})|{known}){tail}{_CLOSE}\s?:)|(?<=.)(?=【)"
        )

    @cached_property
    def _column(self) -> re.Pattern[str]:
        """The head of a column; most notices have no table, and need not wait until this is compiled."""
        return re.compile(rf"(?:{self._word})$")

    def role_of(self, word: str) -> str | None:
        """Role of a label's own words, as in a table head; None for other words."""
        if len(word) > _LONGEST_WORD:
            return None
        word = re.sub(r"\s|\(.*?\)|（.*?）", "", word).strip("*:：")
        if word in self._roles:
            return self._roles[word]
        return "measures" if self._column.match(word) else None

    def at(self, folded: str, start: int, end: int) -> Label | None:
        """The label that begins at ``start``, if any."""
        if start >= end or folded[start] not in self._firsts:
            return None
        match = self._label.match(folded, start, end)
        if match is None:
            if end - start > 24:
                return None
            match = self._alone.match(folded[start:end])
            if match is None or match.group("word") in {
                "问题",
                "措施",
                "成效",
                "落实",
                "整改",
                "地址",
                "附件",
                "下一步",
            }:
                return None
            return self._made(match.group("word"), start, end)
        word = match.group("word") or match.group("boxed")
        return self._made(word, match.start(), match.end())

    def _made(self, word: str, start: int, end: int) -> Label | None:
        role = self._roles.get(word)
        if role is None:
            # 已完成整改的问题 is the heading of a chapter
            if word.endswith("问题") or not re.search("整改|措施|进展|落实|成效|做法|举措|完成", word):
                return None
            role = "measures"
        return Label(role, word, start, end)

    def inside(self, folded: str, start: int, end: int) -> list[Label]:
        """Labels behind a clause mark or a space inside ``[start, end)``, in order."""
        found: list[Label] = []
        if folded.find(":", start, end) < 0 and folded.find("【", start, end) < 0:
            return found
        for match in self._inline.finditer(folded, start, end):
            if match.end() > start:
                label = self.at(folded, match.end(), end)
                if label and folded[label.start : label.end].rstrip(" *")[-1:] in ":】]":
                    found.append(label)
        return found


@lru_cache(maxsize=4)
def labels_for(lexicon: Lexicon) -> Labels:
    """The grammar for a lexicon, built once."""
    return Labels(lexicon)
