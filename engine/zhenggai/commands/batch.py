"""``zhenggai batch``: audit folders of documents, with tables and a summary page."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from zhenggai.batch.runs import BatchOptions, run_batch
from zhenggai.batch.wording import say
from zhenggai.commands.streams import INTERRUPTED, NOT_AUDITED, complain


def batch(paths: Sequence[str], out: str, options: BatchOptions) -> int:
    """Audit all documents in the paths; 0 where none of them failed, else 2. Raises ZhenggaiError.

    Interrupted, it ends with 130; what is finished is kept.
    """
    language = options.audit.language
    try:
        outcome = run_batch(paths, out, options, terminal=sys.stderr if sys.stderr.isatty() else None)
    except KeyboardInterrupt:
        complain(say("interrupted", language, out=out))
        return INTERRUPTED
    complain(
        say(
            "closing",
            language,
            total=outcome.audited + outcome.skipped + outcome.failed,
            audited=outcome.audited,
            skipped=outcome.skipped,
            failed=outcome.failed,
            new=outcome.new,
            time=outcome.time,
            out=out,
        )
    )
    if not outcome.tables:
        complain(say("tables.missing", language))
    return NOT_AUDITED if outcome.failed else 0
