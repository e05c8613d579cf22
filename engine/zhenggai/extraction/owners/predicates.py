"""Whether what stands behind a name makes its bearer the one who acts."""

from __future__ import annotations

import re

from zhenggai.extraction.owners.lists import Reader
from zhenggai.extraction.owners.words import (
    ADVERB,
    ASSIGNING,
    DIRECTING,
    NAME_WORD,
    NOMINAL,
    PARTNER,
    PREPOSITION,
    SINGLE,
    STATE,
    SUPPORTING,
    VERB,
)

_ADVERB_KINDS = frozenset(("d", "ad", "zd", "dg", "df"))
_TIME_KINDS = frozenset(("t", "tg", "m", "mq", "q"))
_TIME_MARKS = frozenset("年月日号旬底初末前后起至内-.个半次每上中下")
_MOST_ADVERBS = 14
_RATES = frozenset(("率", "量", "数", "额", "度", "面", "费", "点", "类", "型"))
_RELATIVE = frozenset(("的", "之", "所"))


class Predicate:
    """The predicate found: its first index and what it says of the subject."""

    __slots__ = ("index", "kind")

    def __init__(self, index: int, kind: str) -> None:
        self.index = index
        self.kind = kind  # act | assign | support


def predicate(reader: Reader, index: int) -> Predicate | None:
    """The predicate at ``index``, behind adverbs and times; None where the name is no agent."""
    start = index
    for index in range(start, min(start + _MOST_ADVERBS, len(reader.tokens))):
        word, kind = reader.tokens[index]
        bits = reader.bits[index]
        if bits & SUPPORTING:
            return Predicate(index, "support")
        if bits & STATE and not bits & VERB and not (bits & PREPOSITION and _verb_ahead(reader, index + 1)):
            return None
        if bits & ASSIGNING and word != "承办":
            return Predicate(index, "assign")
        if word == "通过" and _passed(reader, index):
            return None
        if bits & VERB or (bits & NAME_WORD and kind[0] == "v"):
            return (
                None if _attributive(reader, index) or _compound(reader, index) else Predicate(index, "act")
            )
        if word in reader.words.no_predicates:
            return None
        if bits & PREPOSITION or kind == "p" or (bits & PARTNER and index > start):
            return Predicate(index, "act")
        if bits & ADVERB or kind in _ADVERB_KINDS:
            continue
        if index > start:
            if reader.word(index - 1)[0] == "逐" and bits & (NOMINAL | SINGLE):  # 逐个项目找原因
                continue
            if reader.bits[index - 1] & ADVERB and bits & SINGLE:  # 重新核图斑
                return Predicate(index, "act")
        if kind in _TIME_KINDS or (word in _TIME_MARKS and _is_time(reader, index)):
            if kind in ("m", "mq", "q") and not _time_ahead(reader, index) and not _often(reader, index):
                return None
            continue
        if word == "%" or (word[-1] in "式化" and not bits & NAME_WORD and len(word) > 2):
            continue
        if kind[0] == "v" and kind != "vn" and word not in _RELATIVE:
            return (
                None if _attributive(reader, index) or _compound(reader, index) else Predicate(index, "act")
            )
        if kind == "vn" and not _noun_ahead(reader, index + 1):
            return Predicate(index, "act")
        return None
    return None


def _verb_ahead(reader: Reader, index: int) -> bool:
    """Whether the clause goes on to a verb (为企业提供…), so that 为 is no copula."""
    return any(bits & VERB and not bits & NOMINAL for bits in reader.bits[index:])


def _attributive(reader: Reader, index: int) -> bool:
    """A verb that only qualifies a noun (巡察组反馈的问题, 党委领导下的, 接入率)."""
    after = index + 1
    for rate in range(after, min(after + 3, len(reader.tokens))):
        if reader.word(rate) in _RATES:
            return True
        if not reader.bits[rate] & (NAME_WORD | NOMINAL):
            break
    if reader.word(after) in ("了", "过", "下", "上", "中"):
        after += 1
    return reader.word(after) in _RELATIVE


def _compound(reader: Reader, index: int) -> bool:
    """A verb inside a noun that is the real subject (改造工程于…竣工, 检查结果已公开)."""
    bits = reader.bits[index]
    if bits & DIRECTING or (bits & VERB and not bits & NAME_WORD):
        return False
    for after in range(index + 1, min(index + 5, len(reader.tokens))):
        word, kind = reader.tokens[after]
        bits = reader.bits[after]
        if word == "并":
            return False
        plain = bits & ADVERB and not bits & (NOMINAL | VERB) and kind[0] != "n"
        if kind == "d" or plain or (bits & STATE and (after > index + 1 or len(reader.word(index)) > 1)):
            return True
        if reader.word(after - 1) in reader.words.deverbal_heads and (bits & PREPOSITION or kind == "p"):
            return True
        if not bits & (NOMINAL | SINGLE | VERB):
            return False
    return False


def _passed(reader: Reader, index: int) -> bool:
    """通过 + 验收: something reached, not a way of doing something."""
    objects = reader.words.lexicon.words("owner_passed_objects")
    rest = "".join(token[0] for token in reader.tokens[index + 1 :])
    return rest.endswith(objects)


def _noun_ahead(reader: Reader, index: int) -> bool:
    return index < len(reader.tokens) and bool(reader.bits[index] & NOMINAL) and not reader.bits[index] & VERB


def _is_time(reader: Reader, index: int) -> bool:
    return index > 0 and reader.tokens[index - 1][1] in _TIME_KINDS | {"x"}


_TIME = re.compile(r"[-0-9年月日号.至到〇零一二三四五六七八九十]*[年月日号旬季周天底初末前后度]")


def _often(reader: Reader, index: int) -> bool:
    """先后18次深入现场, 100%参与学习: how often or how many, before the verb."""
    return any(reader.word(after) in ("次", "%", "轮") for after in (index, index + 1, index + 2))


def _time_ahead(reader: Reader, index: int) -> bool:
    """Whether the number at ``index`` begins or belongs to a time."""
    text = "".join(token[0] for token in reader.tokens[max(0, index - 1) : index + 5])
    return bool(_TIME.search(text))
