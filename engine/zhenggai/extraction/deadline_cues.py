"""The word lists of ``rules/lexicon/deadlines.yaml`` in the shapes in which deadlines ask for them."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from zhenggai.lexicon import Lexicon


class Cues(msgspec.Struct, frozen=True):
    """The word lists in the shapes in which they are asked for."""

    words: re.Pattern[str]
    field_words: re.Pattern[str]
    done_in_field: re.Pattern[str]
    immediate: frozenset[str]
    immediate_field: frozenset[str]
    long_term: frozenset[str]
    plan: re.Pattern[str]
    plan_words: frozenset[str]
    plan_adjacent: re.Pattern[str]
    plan_behind: re.Pattern[str]
    plan_quoted: re.Pattern[str]
    remaining: re.Pattern[str]
    past: re.Pattern[str]
    general_rule: re.Pattern[str]
    compared: tuple[str, ...]
    examined: tuple[str, ...]
    cited: tuple[str, ...]
    made_then: tuple[str, ...]
    year_end_routine: tuple[str, ...]
    attributive: tuple[str, ...]
    named_after: tuple[str, ...]
    acts_after: tuple[str, ...]
    measure_of_time: tuple[str, ...]
    time_spent: tuple[str, ...]
    no_limit_after: tuple[str, ...]


@lru_cache(maxsize=8)
def cues_of(lexicon: Lexicon) -> Cues:
    one, two, three = "deadline_immediate", "deadline_long_term", "deadline_long_term_alone"
    return Cues(
        words=lexicon.pattern(one, two, three),
        field_words=lexicon.pattern(one, two, three, "deadline_field_immediate", "deadline_field_long_term"),
        done_in_field=re.compile(
            "(?<!未)已[^未,。;]{0,16}?(?:完成|办结|整改|销号)|(?<!未)(?:完成整改|完成销号)"
        ),
        immediate=frozenset(lexicon.words(one)),
        immediate_field=frozenset((*lexicon.words(one), *lexicon.words("deadline_field_immediate"))),
        long_term=frozenset(lexicon.words(two)),
        plan=lexicon.pattern("deadline_plan", "deadline_plan_names"),
        plan_words=frozenset(lexicon.words("deadline_plan")),
        plan_adjacent=re.compile(f"(?:{lexicon.any_of('deadline_plan_adjacent')})[于在到至用]?$"),
        plan_behind=lexicon.pattern("deadline_plan", "deadline_plan_adjacent"),
        plan_quoted=re.compile(f"(?:(?:{lexicon.any_of('deadline_plan_quoted')})[于在到至]?|到)$"),
        remaining=lexicon.pattern("deadline_remaining"),
        past=lexicon.pattern("deadline_past"),
        general_rule=lexicon.pattern("deadline_general_rule"),
        compared=lexicon.words("deadline_compared"),
        examined=lexicon.words("deadline_examined"),
        cited=lexicon.words("deadline_cited"),
        made_then=lexicon.words("deadline_made_then"),
        year_end_routine=lexicon.words("deadline_year_end_routine"),
        attributive=lexicon.words("deadline_attributive"),
        named_after=lexicon.words("deadline_named_after"),
        acts_after=lexicon.words("deadline_acts_after"),
        measure_of_time=lexicon.words("deadline_measure_of_time"),
        time_spent=lexicon.words("deadline_time_spent"),
        no_limit_after=lexicon.words("deadline_no_limit_after"),
    )
