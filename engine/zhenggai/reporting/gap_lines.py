"""What is said about one gap, as labelled lines: the same in every format for people."""

from __future__ import annotations

from zhenggai.model import Basis, Evidence, Input, Result, Span
from zhenggai.reporting.arrangement import Fold, ranges
from zhenggai.reporting.words import Words

QUOTE_LENGTH = 120
EVIDENCE_LENGTH = 48
"""Characters of a gap's quotation, and of each piece of evidence, that a report for people shows at most."""
FINGERPRINT_LENGTH = 12
"""Characters of a fingerprint that tell one gap from the others of a report."""

SYMBOLS = {"pass": "✓", "gap": "✗", "not_applicable": "–", "not_assessed": "?"}
"""How a verdict is shown in a cell; readable without colour."""


def place(span: Span | None, words: Words) -> str:
    """Where something stands, in words; empty where that is not known."""
    if span is None:
        return ""
    if span.page is not None:
        return words("gap.page", page=span.page, line=span.line)
    return words("gap.line", line=span.line)


def quoted(text: str, words: Words, length: int = QUOTE_LENGTH) -> str:
    """A quotation, shortened in its middle where it is long."""
    return words("quoted", text=shortened(text.strip(), length))


def shortened(text: str, length: int) -> str:
    """At most ``length`` characters of ``text``: its beginning and its end."""
    if len(text) <= length:
        return text
    tail = length // 3
    return f"{text[: length - tail - 1]}…{text[-tail:]}"


def found(evidence: Evidence, words: Words) -> str:
    """What was found, where, and why it was not enough."""
    quotation = quoted(evidence.text, words, EVIDENCE_LENGTH)
    text = words("placed", text=quotation, place=place(evidence.span, words))
    return words("noted", text=text, note=evidence.note) if evidence.note else text


def basis(norms: tuple[Basis, ...], words: Words) -> str:
    """The norms behind a rule in one line; empty where there are none."""
    return words("listed").join(_norm(norm, words) for norm in norms)


def _norm(norm: Basis, words: Words) -> str:
    text = f"{norm.norm} {norm.article}" if norm.article else norm.norm
    return text if norm.verified else words("placed", text=text, place=words("gap.basis.unverified"))


def fold_sentence(fold: Fold, words: Words) -> str:
    """How often a folded rule found a gap and in which issues: ``29/34处: 问题1–4、6``."""
    if fold.total is None:
        rate = words("gaps.folded.count", gaps=len(fold.gaps))
    else:
        rate = words("gaps.folded.rate", gaps=len(fold.gaps), total=fold.total)
    if new := sum(gap.baseline == "new" for gap in fold.gaps):
        rate = words("placed", text=rate, place=words("gaps.folded.new", new=new))
    if waived := sum(gap.waiver is not None for gap in fold.gaps):
        rate = words("placed", text=rate, place=words("gaps.folded.waived", waived=waived))
    if not fold.issues:
        return rate
    numbers = ranges(fold.issues, words("listed"))
    return words("noted", text=rate, note=words("gaps.folded.issues", numbers=numbers))


def gap_place(gap: Result, words: Words) -> str:
    """Where a gap stands, in words; empty for the notice as a whole."""
    return "" if gap.subject.type == "notice" else place(gap.span, words)


def details(gap: Result, words: Words, *, heading: str = "") -> list[tuple[str, str]]:
    """The labelled lines below a gap's message.

    Its quotation is left out where it only repeats ``heading`` or the title of the notice.
    """
    lines: list[tuple[str, str]] = []
    if gap.quote and gap.subject.type != "notice" and gap.quote.strip() != heading.strip():
        lines.append((words("gap.quote"), quoted(gap.quote, words)))
    lines += [(words("gap.evidence"), found(each, words)) for each in gap.evidence]
    if gap.hint:
        lines.append((words("gap.hint"), gap.hint))
    if gap.baseline == "new":
        lines.append((words("baseline"), words("baseline.new")))
    if gap.waiver is not None:
        lines.append((words("waiver"), waiver_text(gap, words)))
    return lines


def waiver_text(gap: Result, words: Words) -> str:
    """Why a gap is accepted and until when; empty where it is not."""
    waiver = gap.waiver or {}
    reason, until = str(waiver.get("reason") or ""), waiver.get("until")
    return words("waiver.text", reason=reason, until=until) if until else reason


def kind_name(kind: str | None, words: Words) -> str:
    """What a kind of document is called; empty where none was recognised."""
    return words.title("kind", kind) if kind else ""


def input_state(source: Input, words: Words) -> str:
    """What became of an input that was not audited, and why."""
    reason = (source.reason or words("input.unexplained")).strip()
    reason = reason.removeprefix(f"{source.source}:").strip()
    state = words(f"input.{source.status}")
    return reason if state in reason else words("input.state", state=state, reason=reason)


def input_sentence(source: Input, words: Words) -> str:
    """The same as one sentence that stands alone: with the input's name and what it was taken for."""
    sentence = input_state(source, words)
    name = kind_name(source.kind, words)
    if name and name not in sentence:
        sentence = words("placed", text=sentence, place=words("input.recognised", kind=name))
    return words("input.sentence", source=source.source, sentence=sentence)
