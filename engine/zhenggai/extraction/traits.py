"""Traits of a measure: nothing but study, and whether it makes a standing rule.

Word lists: ``study_words``, ``act_words``, ``attendance_units``, ``rule_endings``, ``standing_*``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from zhenggai.extraction.led_pattern import LedPattern
from zhenggai.lexicon import Lexicon, builtin_lexicon
from zhenggai.model import NamedDocument, Outcome, Traits

_QUOTED = re.compile(r"《[^《》]{0,200}》|“[^“”]{0,60}”")


class TraitReader:
    """Reads traits with the word lists of one lexicon, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.any_of
        self._study = lexicon.pattern("study_words")
        self._attendance = frozenset(lexicon.words("attendance_units"))
        self._act = lexicon.pattern("act_words")
        note = r"(?:[(\uff08][^()\uff08\uff09]{1,16}[)\uff09])*"  # titles are raw: both widths
        self._rule = re.compile(rf"(?:{words('rule_endings')}){note}》$")
        self._standing = LedPattern(
            (*lexicon.words("standing_verbs"), *lexicon.words("standing_phrases"), "纳入", "推行", "实行"),
            rf"(?:{words('standing_verbs')})[^,。;\n]{{0,24}}?(?:{lexicon.guarded('standing_nouns')})|"
            rf"(?:{words('standing_phrases')})|纳入[^,。;\n]{{0,14}}考[核评]|"
            r"(?:推行|实行)了?(?:“[^”]{1,16}”|[^,。;\n]{1,12}制(?=[,。;]|$))",
        )

    def read(
        self,
        folded: str,
        start: int,
        end: int,
        documents: Sequence[NamedDocument],
        outcomes: Sequence[Outcome],
    ) -> Traits:
        """Traits of the measure at ``[start, end)`` with its documents and outcomes."""
        return Traits(
            study_only=self._study_only(folded, start, end, documents, outcomes),
            institutional=bool(documents and self._ruled(documents))
            or self._standing.search(folded, start, end) is not None,
        )

    def _ruled(self, documents: Sequence[NamedDocument]) -> bool:
        for document in documents:
            if document.action in {"issued", "revised"} and self._rule.search(document.title):
                return True
        return False

    def _study_only(
        self,
        folded: str,
        start: int,
        end: int,
        documents: Sequence[NamedDocument],
        outcomes: Sequence[Outcome],
    ) -> bool:
        for document in documents:
            if document.action != "cited":
                return False
        for outcome in outcomes:
            if outcome.value is None or outcome.unit not in self._attendance:
                return False
        if not self._study.search(folded, start, end):
            return False
        # Taken out first, so that the 检查 of 对照检查 is no act.
        rest, studies = self._study.subn("", _QUOTED.sub("", folded[start:end]))
        return studies > 0 and self._act.search(rest) is None


@lru_cache(maxsize=4)
def reader_for(lexicon: Lexicon) -> TraitReader:
    """The reader of a lexicon, compiled once."""
    return TraitReader(lexicon)


def traits(
    folded: str,
    start: int,
    end: int,
    documents: Sequence[NamedDocument],
    outcomes: Sequence[Outcome],
    lexicon: Lexicon | None = None,
) -> Traits:
    """Traits of the measure ``folded[start:end]``, whose documents and outcomes are known."""
    return reader_for(lexicon or builtin_lexicon()).read(folded, start, end, documents, outcomes)
