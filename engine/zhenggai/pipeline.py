"""The one road from a path to a gap report: reading, extraction, rules, inference, report."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import msgspec
from msgspec.structs import replace

from zhenggai.errors import RuleError, ZhenggaiError
from zhenggai.extraction.assembly import AUDITED, extract_facts
from zhenggai.gapreport import Audited, compose
from zhenggai.inference.engines import best_engine, engine_named
from zhenggai.inference.queries import Engine
from zhenggai.inference.verdicts import assess
from zhenggai.model import Document, Facts, Frozen, GapReport, Input, Kind, Tool
from zhenggai.reading import read as read_path
from zhenggai.reading import read_stream, read_text
from zhenggai.reporting.words import Words
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.packs import builtin_packs
from zhenggai.rulebook.syntax import Language, RuleBook
from zhenggai.settings.layers import Configuration
from zhenggai.settings.settings import Settings, settings_for
from zhenggai.settings.waiving import waived

STDIN = "-"


class Options(Frozen, frozen=True):
    """How a run audits: ``packs`` None lets the document's kind choose; ``engine`` None takes the best.

    ``config`` names a configuration instead of the one found by walking up from the document, of
    which there is none with ``use_config`` false. Waivers are judged by the day ``on``, None: today.
    """

    packs: tuple[str, ...] | None = None
    language: Language = "zh"
    all_verdicts: bool = False
    engine: str | None = None
    stdin_filename: str | None = None
    config: str | None = None
    use_config: bool = True
    use_waivers: bool = True
    on: datetime.date | None = None


def settings_of(path: str | Path, options: Options) -> Settings:
    """What is configured for a document. Raises RuleErrors for a broken configuration."""
    document = options.stdin_filename if str(path) == STDIN else str(path)
    return settings_for(document, packs=options.packs, config=options.config, use_config=options.use_config)


def read(path: str | Path, stdin_filename: str | None = None) -> Document:
    """The document at ``path``; ``-`` is standard input, named ``stdin_filename`` where given.

    Raises ReadingError.
    """
    if str(path) != STDIN:
        return read_path(Path(path))
    return read_stream(sys.stdin.buffer, stdin_filename or "<stdin>")


def extract(path: str | Path, options: Options | None = None) -> Facts:
    """The facts of the document at ``path``, whatever its kind.

    Raises ReadingError, RuleErrors for a broken configuration, whose word lists are used.
    """
    options = options or Options()
    lexicon = settings_of(path, options).lexicon
    return extract_facts(read(path, options.stdin_filename), lexicon)


def audit(path: str | Path, options: Options | None = None) -> GapReport:
    """The gap report of one document.

    Raises ReadingError where it cannot be read, RuleErrors for broken rules. A document that
    is no rectification notice, or in which no issue was found, is ``skipped`` or ``failed`` in
    ``report.inputs``: look there before taking an empty list of gaps for a pass.
    """
    options = options or Options()
    return _report([_audited(path, options)], options)


def audit_paths(
    paths: Sequence[str | Path], options: Options | None = None, *, rules: RuleBook | None = None
) -> GapReport:
    """One report over many documents; what cannot be audited is told in ``inputs``, the others go on.

    With ``rules`` these are held against every document, whatever its kind and configuration.
    Raises RuleErrors for broken rules and configurations: they concern every document.
    """
    options = options or Options()
    audited = []
    for path in paths:
        try:
            audited.append(_audited(path, options, rules))
        except RuleError:
            raise
        except ZhenggaiError as error:
            audited.append(_failed(str(path), error))
    return _report(audited, options)


def audit_text(text: str, *, rules: RuleBook | None = None, options: Options | None = None) -> GapReport:
    """The gap report of a notice, or a fragment of one, given as a string.

    The text is taken for what the rules are for (a rectification notice where they name no kind),
    since a fragment cannot show its kind.
    """
    options = options or Options()
    book = rules or load_rulebook(options.packs or ("rectification-notice",))
    kind = msgspec.convert(book.kinds[0] if book.kinds else "rectification-notice", Kind)
    document = read_text(text)
    facts = extract_facts(document, treat_as=kind, itemised=(kind,))
    return _report([_assessed(document, facts, book, options)], options)


def _engine(options: Options) -> Engine:
    return engine_named(options.engine) if options.engine else best_engine()


def _report(audited: Sequence[Audited], options: Options) -> GapReport:
    engine = _engine(options)
    day = options.on or datetime.date.today()
    report = compose(
        audited,
        language=options.language,
        date=day.isoformat(),
        engine=Tool(name=engine.name, version=engine.version),
    )
    if not options.use_waivers:
        return report
    governed: dict[Configuration, list[str]] = {}
    for one in audited:
        if one.configuration is not None:
            governed.setdefault(one.configuration, []).append(one.input.source)
    return waived(report, governed, day) if governed else report


def _audited(path: str | Path, options: Options, rules: RuleBook | None = None) -> Audited:
    settings = settings_of(path, options)
    document = read(path, options.stdin_filename)
    if rules is not None:
        facts = extract_facts(document, settings.lexicon, itemised=get_args(Kind))
        return _assessed(document, facts, rules, options)
    facts = extract_facts(document, settings.lexicon, itemised=settings.kinds)
    packs = settings.packs_for(facts.kind)
    if not packs:
        reason = _why_not(facts.kind, Words(options.language))
        return Audited(input=_input(document, facts, "skipped", reason), facts=facts)
    book = settings.rulebook(packs)
    return replace(_assessed(document, facts, book, options), configuration=settings.configuration)


def _assessed(document: Document, facts: Facts, book: RuleBook, options: Options) -> Audited:
    assessment = assess(
        book, facts, document, _engine(options), every_verdict=options.all_verdicts, language=options.language
    )
    words = Words(options.language)
    status, reason = "audited", None
    if not assessment.rules_run or not assessment.rules_with_subjects:
        status, reason = "failed", words("reason.no_rules")
    elif not facts.issues:
        status, reason = "failed", words("reason.no_issue" if facts.kind in AUDITED else "reason.no_task")
    return Audited(
        input=_input(document, facts, status, reason),
        document=document,
        facts=facts,
        assessment=assessment,
        rulebook=book,
    )


def _why_not(kind: Kind, words: Words) -> str:
    """Why a document of a kind is not audited, and by which option it would be."""
    title = words.title("kind", kind)
    if kind in AUDITED:
        return words("reason.kind_not_asked", kind=title)
    if kind in builtin_packs():
        return words("reason.kind_on_request", kind=title, pack=kind)
    return words("reason.kind", kind=title)


def _input(document: Document, facts: Facts, status: str, reason: str | None) -> Input:
    return Input(
        source=document.source,
        sha256=document.sha256,
        kind=facts.kind,
        status=status,  # type: ignore[arg-type]  # one of the three literals above
        reason=reason,
    )


def _failed(source: str, error: ZhenggaiError) -> Audited:
    reason = error.message + (f" ({error.mend})" if error.mend else "")
    return Audited(input=Input(source=source, sha256=None, kind=None, status="failed", reason=reason))
