"""What holds for one document: its packs, changed rules, word lists and waivers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from zhenggai.errors import RuleErrors
from zhenggai.lexicon import Lexicon, builtin_lexicon
from zhenggai.model import Kind
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.syntax import RuleBook
from zhenggai.settings.changes import changes_of
from zhenggai.settings.discovery import find_configuration
from zhenggai.settings.globs import path_matches
from zhenggai.settings.layers import Configuration, Layer, Waiver
from zhenggai.settings.names import check_names, known_packs, pack_path
from zhenggai.settings.packs import default_packs, packs_for_kind
from zhenggai.settings.reading import read_configuration

Packs = tuple[str | Path, ...]
_MOST_KEPT = 32
