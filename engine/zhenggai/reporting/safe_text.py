"""Text of a document made harmless for readers and terminals.

A notice may hold escape sequences, invisible characters and bidirectional controls;
none of them may act on a terminal, reorder a report, or stay unseen in it.
"""

from __future__ import annotations

import re

# Controls other than tab and line ends; soft hyphen and Arabic letter mark; zero-width characters and
# bidirectional controls; separators; invisible operators; surrogates; variation of the byte order mark;
# interlinear annotation; noncharacters that XML forbids; tag characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e007f]"
)
_COUNTED_SEEN = "\u115f\u1160\u3164\uffa0\ufffc\ufffd"  # those that Unicode counts as printable
_SPACES = re.compile(r"[\t\n\r ]+")
# What a build log takes for a command: "::name::" at the start of a line, "##[name]" anywhere.
_LOG_COMMAND = re.compile(r":(?=:)|##(?=\[)")


def visible(text: str) -> str:
    """``text`` with every control, invisible or invalid character written as ``[U+202E]``.

    Tabs and line ends stay.
    """
    return _UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def one_line(text: str) -> str:
    """``visible`` text with each run of blanks and line ends as one space."""
    return visible(_SPACES.sub(" ", text).strip())


def for_log(text: str) -> str:
    """One line that neither a terminal nor the log of a build machine takes for a command."""
    return _LOG_COMMAND.sub(lambda found: f"{found.group()} ", one_line(text))


def escaped_json(text: str) -> str:
    """JSON text whose unseen characters are written as ``\\uXXXX``: the same value, safe to print.

    Outside of strings JSON holds no such characters, so this can be done on the whole text.
    """
    if not any(one in text for one in _COUNTED_SEEN) and _seen(text).isprintable():
        return text  # as nearly always, and found sooner than by the pattern
    return _UNSEEN.sub(_json_escape, text)


def _seen(text: str) -> str:
    """``text`` without what is not printable by Unicode and seen all the same."""
    return text.replace("\n", " ").replace("\u3000", " ")


def _json_escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
