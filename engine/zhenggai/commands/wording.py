"""Words of the command line itself, in the language of the user's locale."""

from __future__ import annotations

import os

from zhenggai.reporting.words import Language, default_language


def chosen(language: Language | None) -> Language:
    """The language asked for, else that of the locale."""
    return language or default_language(os.environ)


def said(zh: str, en: str) -> str:
    """The one of two wordings that fits the locale."""
    return zh if chosen(None) == "zh" else en
