"""Facts of a hard-wrapped text quoted as the document has them, line ends included."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from zhenggai.model import Facts, Frozen, Notice, Span

Part = TypeVar("Part", bound=Frozen)
# The field that quotes the stretch of a fact's own span.
_QUOTED = ("text", "title", "heading")


def verbatim(facts: Facts, text: str) -> Facts:
    """The same facts with each quotation replaced by ``text[span.start:span.end]``."""
    notice = facts.notice
    fields = {
        name: text[span.start : span.end]
        for name, span in notice.spans.items()
        if hasattr(Notice, name) and not name.endswith(("_date", "_from", "_to"))
    }
    return msgspec.structs.replace(
        facts,
        notice=msgspec.structs.replace(
            notice,
            **fields,
            responsibility=_all(notice.responsibility, text),
            sections=_all(notice.sections, text),
        ),
        claims=_all(facts.claims, text),
        issues=tuple(
            _quoted(msgspec.structs.replace(issue, **_parts(issue, text)), text) for issue in facts.issues
        ),
        anomalies=_all(facts.anomalies, text),
    )


def _parts(fact: Frozen, text: str) -> dict[str, tuple[Frozen, ...]]:
    """The lists of facts below a fact, quoted anew."""
    return {
        name: tuple(_quoted(msgspec.structs.replace(part, **_parts(part, text)), text) for part in value)
        for name in fact.__struct_fields__
        if isinstance(value := getattr(fact, name), tuple) and value and isinstance(value[0], Frozen)
    }


def _all(parts: tuple[Part, ...], text: str) -> tuple[Part, ...]:
    return tuple(_quoted(part, text) for part in parts)


def _quoted(part: Part, text: str) -> Part:
    span = getattr(part, "span", None)
    name = next((name for name in _QUOTED if name in part.__struct_fields__), None)
    if not isinstance(span, Span) or name is None:
        return part
    return msgspec.structs.replace(part, **{name: text[span.start : span.end]})
