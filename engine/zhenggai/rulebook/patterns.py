"""Regular expressions of rules: RE2 semantics, so that none can hang an audit."""

from __future__ import annotations

from functools import lru_cache

MAX_LENGTH = 4000


@lru_cache(maxsize=4096)
def pattern_mistake(pattern: str) -> str | None:
    """What is wrong with a pattern (RE2 has no look-around and no back-references), or None."""
    import re2

    if len(pattern) > MAX_LENGTH:
        return f"超过 {MAX_LENGTH} 个字符"
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return None
