"""How a run audits its documents, and what is configured for each of them.

Light to import: what reads configurations and rules is loaded only where a document needs it.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from zhenggai.model import Frozen
from zhenggai.rulebook.syntax import Language
from zhenggai.settings.discovery import find_configuration

if TYPE_CHECKING:
    from zhenggai.settings.settings import Settings

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
    from zhenggai.settings.settings import settings_for

    return settings_for(
        _named(path, options), packs=options.packs, config=options.config, use_config=options.use_config
    )


def stated_settings(path: str | Path, options: Options) -> Settings | None:
    """The settings of a document; None where neither the options nor a configuration file say anything.

    Raises RuleErrors, RuleError as ``settings_of`` does.
    """
    if options.packs is None and options.config is None:
        found = find_configuration(_named(path, options)) if options.use_config else None
        if found is None:
            return None
    return settings_of(path, options)


def _named(path: str | Path, options: Options) -> str | None:
    return options.stdin_filename if str(path) == STDIN else str(path)
