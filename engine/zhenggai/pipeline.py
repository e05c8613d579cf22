"""The one road from a path to a gap report: reading, extraction, rules, inference, report."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import msgspec

from zhenggai.collecting import collection_paused
from zhenggai.errors import RuleError, ZhenggaiError, fault
from zhenggai.extraction.assembly import extract_facts
from zhenggai.gapreport import Audited, compose
from zhenggai.inference.engines import best_engine, engine_named
from zhenggai.inference.queries import Engine
from zhenggai.inference.verdicts import assess
from zhenggai.model import AUDITED, Document, Facts, GapReport, Input, Kind, Tool
from zhenggai.options import STDIN, Options, settings_of
from zhenggai.reading import read as read_path
from zhenggai.reading import read_stream, read_text
from zhenggai.reporting.words import Words
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.packs import builtin_packs
from zhenggai.rulebook.syntax import RuleBook
from zhenggai.run_report import Part, run_report

__all__ = [
    "Options",
    "audit",
    "audit_part",
    "audit_paths",
    "audit_text",
    "engine_tool",
    "extract",
    "failed_part",
    "read",
]


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
    return run_report([_part(path, options)], options)


def audit_paths(
    paths: Sequence[str | Path], options: Options | None = None, *, rules: RuleBook | None = None
) -> GapReport:
    """One report over many documents; what cannot be audited is told in ``inputs``, the others go on.

    With ``rules`` these are held against every document, whatever its kind and configuration.
    Raises RuleErrors for broken rules and configurations: they concern every document.
    """
    options = options or Options()
    parts = [audit_part(path, options, rules) for path in paths]
    return run_report(parts, options, engine_tool(options))


def audit_part(path: str | Path, options: Options, rules: RuleBook | None = None) -> Part:
    """What a run over many documents finds in this one; that it cannot be audited is told in its ``inputs``.

    Raises RuleErrors as ``audit_paths`` does.
    """
    try:
        return _part(path, options, rules)
    except RuleError:
        raise
    except ZhenggaiError as error:
        return failed_part(path, error, options)
    except Exception as error:  # a fault of ours in one document must not cost the others
        if os.environ.get("ZHENGGAI_DEBUG"):
            raise
        said = Words(options.language)("reason.fault", fault=fault(error))
        return failed_part(path, ZhenggaiError(said), options)


def failed_part(path: str | Path, error: ZhenggaiError, options: Options) -> Part:
    """A document that could not be audited as a part of a run."""
    return Part(_composed(_failed(str(path), error), options), None)


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
    return run_report([Part(_composed(_assessed(document, facts, book, options), options), None)], options)


def engine_tool(options: Options) -> Tool:
    """The inference engine that a run uses. Raises InferenceError where it is not here."""
    engine = _engine(options)
    return Tool(name=engine.name, version=engine.version)


def _engine(options: Options) -> Engine:
    return engine_named(options.engine) if options.engine else best_engine()


def _composed(audited: Audited, options: Options) -> GapReport:
    # the day is that of the run's report
    return compose(audited, language=options.language, date="", engine=engine_tool(options))


@collection_paused()
def _part(path: str | Path, options: Options, rules: RuleBook | None = None) -> Part:
    settings = settings_of(path, options)
    document = read(path, options.stdin_filename)
    if rules is not None:
        facts = extract_facts(document, settings.lexicon, itemised=get_args(Kind))
        return Part(_composed(_assessed(document, facts, rules, options), options), None)
    facts = extract_facts(document, settings.lexicon, itemised=settings.kinds)
    packs = settings.packs_for(facts.kind)
    if not packs:
        reason = _why_not(facts.kind, Words(options.language))
        skipped = Audited(input=_input(document, facts, "skipped", reason), facts=facts)
        return Part(_composed(skipped, options), None)
    audited = _assessed(document, facts, settings.rulebook(packs), options)
    return Part(_composed(audited, options), settings.configuration)


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
