"""Texts for the grammars, the extraction and the whole audit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import get_args

from tests.fuzz import checks, fragments, seeds
from tests.fuzz.mutations import headed, mutated_text
from zhenggai.extraction.assembly import extract_facts
from zhenggai.extraction.grammar.calendar import Anchors, parse_date_range, resolve
from zhenggai.extraction.grammar.numerals import numeral
from zhenggai.extraction.grammar.quantities import scan as quantities
from zhenggai.extraction.grammar.times import scan as times
from zhenggai.extraction.source import folder
from zhenggai.lexicon import builtin_lexicon
from zhenggai.model import Document, Kind
from zhenggai.pipeline import Options, audit_text
from zhenggai.reading import read_text


def phrase(*lists: list[str]) -> Callable[[Random], bytes]:
    pieces = [piece for each in lists for piece in each] + fragments.ODD + list("年月日至、,，。-—.%的前后底")

    def make(chance: Random) -> bytes:
        if chance.random() < 0.5:
            text = "".join(chance.choices(pieces, k=chance.choice((1, 3, 8, 40))))
        else:
            text = mutated_text(chance, chance.choice(seeds.phrases()), pieces)
        return text.encode("utf-8", "surrogatepass")

    return make


def _folded(data: bytes) -> str:
    return folder(builtin_lexicon())(data.decode("utf-8", "surrogatepass"))


_ANCHORS = (
    Anchors(),
    Anchors(signed="2024-06-18", feedback="2023-10-13", previous="2024", tense="future"),
    Anchors(signed="2024-02", previous="2024-02-29", tense="past"),
)


def use_times(data: bytes) -> bool:
    folded, last = _folded(data), 0
    for found in times(folded, 0, len(folded)):
        assert last <= found.start < found.end <= len(folded)
        last = found.end
        for anchors in _ANCHORS:
            resolve(found, anchors)
    parse_date_range(folded, 0, len(folded), _ANCHORS[1])
    return bool(last)


def use_quantities(data: bytes) -> bool:
    folded = _folded(data)
    found = quantities(folded, 0, len(folded))
    for each in found:
        assert 0 <= each.start < each.end <= len(folded)
        json.dumps([each.value, each.upper], allow_nan=False)
    for word in re.findall("[〇零一二三四五六七八九十百千万亿两\\d]+", folded)[:50]:
        numeral(word)
    return bool(found)


def notice(chance: Random) -> bytes:
    text = mutated_text(chance, chance.choice(seeds.texts()), fragments.NOTICE_PIECES, seeds.texts())
    if chance.random() < 0.3:
        text = headed(chance, text, fragments.HEAD_PIECES)
    return text.encode("utf-8", "surrogatepass")


def notice_read(data: bytes) -> Document:
    return read_text(data.decode("utf-8", "surrogatepass"))


def extract(data: bytes) -> bool:
    document = notice_read(data)
    kinds: tuple[Kind, ...] = get_args(Kind)
    checks.facts(extract_facts(document), document)
    # as if it had been recognised as one more kind, whichever its length chooses
    as_kind = kinds[len(data) % len(kinds)]
    facts = extract_facts(document, treat_as=as_kind, itemised=kinds)
    checks.facts(facts, document)
    return True


def audit(data: bytes) -> bool:
    engine = "plain" if len(data) % 2 else None
    report = audit_text(
        notice_read(data).text, options=Options(all_verdicts=len(data) % 3 == 0, engine=engine)
    )
    checks.report(report)
    return report.inputs[0].status == "audited"
