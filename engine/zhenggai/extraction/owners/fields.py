"""Owners of a label line, a bracket or a table cell: 责任领导:张某某、李某某;责任单位:办公室、财务科."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from zhenggai.extraction.owners.lists import Reader
from zhenggai.extraction.owners.words import BODY, ROLE, Words, words_of
from zhenggai.lexicon import Lexicon, words_pattern
from zhenggai.model import OwnerKind

_SPLIT = re.compile(r"[、,;/|\n。]|(?<!\s)\s++(?=[\u4e00-\u9fff])|\t")
_VALUE_STOP = re.compile(r"[;。\n()】\]]|(?<![\s,])[\s,]++[\u4e00-\u9fff]{2,8}:")
_TRIM = " \t\n,。;:、.()[]【】-—_*"
_LONGEST_OWNER = 60  # characters; what is longer is prose that strayed into the field
_STOP = re.compile(r"[;。\n]")
_JOINTS = re.compile(r"以及|和|及|与|暨")


class Labels:
    """The labels of one lexicon that name who is responsible."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = words_of(lexicon)
        self.supporting = frozenset(lexicon.words("owner_labels_supporting"))
        self.assigned = frozenset(lexicon.words("owner_labels_assigned"))
        names = words_pattern((*self.supporting, *self.assigned))
        # A sub-label inside a value needs its colon; 牵头/配合 behind a name need none.
        self.label = re.compile(rf"(?:整改)?({names})(?:\([^()]{{1,8}}\))?\s*:\s*")
        self.nothing = frozenset(lexicon.words("owner_none_values"))
        verbs = words_pattern(
            (*lexicon.words("owner_supporting_verbs"), *lexicon.words("owner_assigning_verbs"))
        )
        manners = words_pattern(lexicon.words("owner_field_manners"))
        self.closing_verb = re.compile(rf"(?<=[\u4e00-\u9fff)])(?:{manners})?({verbs}|抓?落实|实施)$")
        self.supporting_verb = re.compile(words_pattern(lexicon.words("owner_supporting_verbs")))

    def kind(self, label: str) -> OwnerKind:
        """Whether a label names the responsible or the supporting."""
        return (
            "supporting"
            if any(word in label for word in ("配合", "协办", "协助", "参与", "协同", "协作", "参加"))
            else "assigned"
        )


class Part(NamedTuple):
    """One owner of a field: bounds in the text, kind."""

    start: int
    after: int
    kind: OwnerKind


@lru_cache(maxsize=4)
def labels_of(lexicon: Lexicon) -> Labels:
    """The labels of a lexicon, made once."""
    return Labels(lexicon)


def labelled_values(labels: Labels, text: str) -> list[tuple[str, int, int]]:
    """Label and bounds of the value of every label in running text or a bracket."""
    found = list(labels.label.finditer(text))
    values = []
    for index, match in enumerate(found):
        limit = found[index + 1].start() if index + 1 < len(found) else len(text)
        values.append((match[1], match.end(), _value_end(text, match.end(), limit)))
    return values


def _value_end(text: str, start: int, limit: int) -> int:
    """Where the value of a label ends: a stop, another label, or the bracket around it."""
    depth = 0
    for stop in _VALUE_STOP.finditer(text, start, limit):
        if stop[0] == "(":
            depth += 1
        elif stop[0] == ")" and depth:
            depth -= 1
        else:
            return stop.start()
    return limit


def parts_of_field(labels: Labels, text: str, start: int, end: int, kind: OwnerKind) -> list[Part]:
    """The owners named in ``text[start:end]``, the value of a field of ``kind``."""
    inner = labelled_values(labels, text[start:end])
    if inner:
        lead = parts_of_field(labels, text, start, start + _label_start(labels, text[start:end]), kind)
        return lead + [
            part
            for label, first, after in inner
            for part in _items(labels, text, start + first, start + after, labels.kind(label))
        ]
    return _items(labels, text, start, end, kind)


def _label_start(labels: Labels, value: str) -> int:
    match = labels.label.search(value)
    return match.start() if match else 0


def _items(labels: Labels, text: str, start: int, end: int, kind: OwnerKind) -> list[Part]:
    """The comma- and 、-separated items of a plain value."""
    parts: list[Part] = []
    group = 0  # the items since the last 牵头 or 配合 share the next one
    for first, after in _pieces(text, start, end):
        first, after = _trimmed(text, first, after)
        verb = labels.closing_verb.search(text, first, after)
        if verb:
            after = verb.start()
        if not any("\u4e00" <= character <= "\u9fff" for character in text[first:after]):
            continue
        if text[first:after] in labels.nothing or after - first > _LONGEST_OWNER:
            continue
        parts += [Part(begin, finish, kind) for begin, finish in _joined(labels.words, text, first, after)]
        if verb:
            changed: OwnerKind = "supporting" if labels.supporting_verb.fullmatch(verb[1]) else "assigned"
            parts[group:] = [part._replace(kind=changed) for part in parts[group:]]
            group = len(parts)
    return _titled(labels.words, text, _closed(text, parts))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Bounds between the separators that stand outside brackets."""
    pieces, first, depth, index = [], start, 0, start
    while index < end:
        character = text[index]
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and (gap := _SPLIT.match(text, index, end)):
            pieces.append((first, index))
            first = index = gap.end()
            continue
        index += 1
    return [*pieces, (first, end)]


def _trimmed(text: str, first: int, after: int) -> tuple[int, int]:
    while first < after and text[first] in _TRIM:
        first += 1
    while after > first and text[after - 1] in _TRIM:
        if text[after - 1] == ")" and text.count("(", first, after) >= text.count(")", first, after):
            break
        after -= 1
    return first, after


def _joined(words: Words, text: str, first: int, after: int) -> list[tuple[int, int]]:
    """Two names joined by 和 or 及 are two; 发展和改革局 is one."""
    for joint in _JOINTS.finditer(text, first, after):
        left, right = text[first : joint.start()], text[joint.end() : after]
        if len(right) > 1 and is_name(words, left) and is_name(words, right):
            return [(first, joint.start()), *_joined(words, text, joint.end(), after)]
    return [(first, after)]


def is_name(words: Words, text: str) -> bool:
    """Whether a text is the name of a body or office from its first to its last word."""
    tokens, bits = words.read(text)
    name = Reader(words, tokens, bits).name(0) if tokens else None
    return name is not None and name.after == len(tokens)


def _closed(text: str, parts: list[Part]) -> list[Part]:
    """A list closed by 等 stays whole: the parts before it join it, back to the last stop."""
    whole: list[Part] = []
    first = 0  # of the run of parts without a stop between them
    for part in parts:
        if whole and (part.kind != whole[-1].kind or _STOP.search(text, whole[-1].after, part.start)):
            first = len(whole)
        whole.append(part)
        if "等" in text[part.start : part.after]:
            whole[first:] = [part._replace(start=whole[first].start)]
    return whole


def _titled(words: Words, text: str, parts: list[Part]) -> list[Part]:
    """党组成员、副局长王某 is one person with two titles."""
    merged: list[Part] = []
    for part in _spaced_names(text, parts):
        if merged and _names_holder(words, text, merged[-1], part):
            merged[-1] = merged[-1]._replace(after=part.after)
            continue
        if merged and text[merged[-1].after : part.start] == "、" and _is_title(words, text, merged[-1]):
            tokens, bits = words.read(text[part.start : part.after])
            office = [index for index, bit in enumerate(bits) if bit & ROLE]
            if office and office[-1] + 1 < len(tokens):
                merged[-1] = merged[-1]._replace(after=part.after)
                continue
        merged.append(part)
    return merged


def _spaced_names(text: str, parts: list[Part]) -> list[Part]:
    """刘 敏 is one name: those of two characters are often set with a gap."""
    joined: list[Part] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before and before.after - before.start == part.after - part.start == 1:
            joined[-1] = before._replace(after=part.after)
        else:
            joined.append(part)
    return joined


def _names_holder(words: Words, text: str, before: Part, part: Part) -> bool:
    """项目经理 柯征 and 安全监督部 骆明 are one: an office or body, a space, and the person's name."""
    gap, name = text[before.after : part.start], text[part.start : part.after]
    if gap.strip(" ") or not gap or len(name) > 5:
        return False
    _, own = words.read(name)
    no_person = before.after - before.start >= 4 or _is_title(words, text, before)
    return no_person and not any(bit & (ROLE | BODY) for bit in own)


def _is_title(words: Words, text: str, part: Part) -> bool:
    _, bits = words.read(text[part.start : part.after])
    return bool(bits) and bool(bits[-1] & ROLE)
