"""What holds for one document: its packs, changed rules, word lists and waivers."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from zhenggai.errors import RuleError, RuleErrors
from zhenggai.lexicon import Lexicon
from zhenggai.model import Kind
from zhenggai.rulebook.catalogue import Catalogue
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.rule_parts import RuleOverride
from zhenggai.rulebook.syntax import RuleBook
from zhenggai.settings.changes import changes_of
from zhenggai.settings.discovery import find_configuration
from zhenggai.settings.files import shown_path
from zhenggai.settings.globs import path_matches
from zhenggai.settings.layers import Configuration, Layer
from zhenggai.settings.lexicons import additions_of, extraction_lexicon
from zhenggai.settings.names import check_names, pack_path
from zhenggai.settings.packs import Packs, default_packs, packs_for, unasked_kinds, wanted_kinds
from zhenggai.settings.reading import read_configuration

_MOST_KEPT = 64
_Stamp = tuple[tuple[int, int], ...]
_configurations: dict[Path, tuple[_Stamp, Configuration]] = {}
_settings: dict[tuple[Configuration, tuple[int, ...], Packs | None, str], Settings] = {}


class Settings:
    """What a configuration (None: there is none) means for one document, or for several alike.

    ``packs`` are those asked for by the user, else by the configuration; None where the
    document's kind is to choose.
    """

    def __init__(
        self,
        configuration: Configuration | None = None,
        layers: Sequence[Layer] = (),
        packs: Packs | None = None,
    ) -> None:
        self.configuration = configuration
        self._layers = layers
        self._catalogue: Catalogue | None = None
        if configuration is not None:
            self._catalogue, wrong = check_names(configuration, packs or ())
            if mistakes := [*configuration.mistakes, *wrong]:
                raise RuleErrors(sorted(mistakes, key=_order))
        self.packs = packs or self._configured_packs()

    @property
    def kinds(self) -> Collection[Kind]:
        """The kinds of document that are to be audited. Raises RuleErrors where a pack is not there."""
        return wanted_kinds(self.packs) if self.packs else unasked_kinds()

    def packs_for(self, kind: Kind) -> Packs:
        """The packs that audit a document of a kind; none: such a document was not asked for.

        Raises RuleErrors where a pack is not there.
        """
        return packs_for(kind, self.packs) if self.packs else default_packs(kind)

    def rulebook(self, packs: Sequence[str | Path]) -> RuleBook:
        """The rules of the packs as the configuration has them. Raises RuleErrors."""
        if self.configuration is None:
            return load_rulebook(packs)
        return load_rulebook(
            packs, extra_lexicons=dict(self._additions), overrides=self.changes, absent_ok=True
        )

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """The word lists of the extraction; None: the built-in ones."""
        return extraction_lexicon(self._additions) if self._additions else None

    @cached_property
    def changes(self) -> Mapping[str, RuleOverride]:
        """What is changed of each rule, by id, with the places where the configuration says so."""
        return changes_of(self._layers, self._catalogue.rules) if self._catalogue else {}

    @property
    def current(self) -> bool:
        """Whether the packs still have the same files."""
        return self._catalogue is None or self._catalogue.current

    @cached_property
    def _additions(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return additions_of(self._layers)

    def _configured_packs(self) -> Packs | None:
        stated = next((layer.extends for layer in reversed(self._layers) if layer.extends), None)
        if stated is None or self.configuration is None:
            return None
        return tuple(pack_path(self.configuration, each.value) for each in stated)


def settings_for(
    document: str | None,
    *,
    packs: Sequence[str | Path] | None = None,
    config: str | Path | None = None,
    use_config: bool = True,
) -> Settings:
    """The settings for a document (None: those for all that the working directory's configuration governs).

    ``config`` names a configuration file instead of the one that lies nearest above the document;
    with ``use_config`` false there is none. ``packs`` go before those of the configuration.
    Settings are kept until a file they were read from changes. Raises RuleErrors, RuleError.
    """
    if config and not use_config:
        raise RuleError("--config 与 --no-config 不能同时用", mend="去掉一个")
    asked = tuple(packs) if packs else None
    path = (Path(config) if config else find_configuration(document)) if use_config else None
    if path is None:
        return Settings(packs=asked)
    configuration = _configuration(path)
    applying = tuple(
        number
        for number, layer in enumerate(configuration.layers)
        if layer.glob is None
        or (document is not None and path_matches(layer.glob, document, configuration.folder))
    )
    key = (configuration, applying, asked, os.getcwd())
    if key not in _settings or not _settings[key].current:
        made = Settings(configuration, [configuration.layers[number] for number in applying], asked)
        while len(_settings) >= _MOST_KEPT:
            _settings.pop(next(iter(_settings)))
        _settings[key] = made
    return _settings[key]


def _order(mistake: RuleError) -> tuple[str, int, int]:
    return mistake.source or "", mistake.line or 0, mistake.column or 0


def _configuration(path: Path) -> Configuration:
    path = path.absolute()
    kept = _configurations.get(path)
    if kept is None or kept[0] != _stamp(kept[1].files):
        if not path.is_file():
            raise RuleError("没有这个配置文件", source=shown_path(path), mend="检查 --config 的路径")
        configuration = read_configuration(path)
        kept = _configurations[path] = (_stamp(configuration.files), configuration)
    return kept[1]


def _stamp(files: Sequence[Path]) -> _Stamp:
    """Change times and sizes of files; zeros where one is gone."""
    stamp: list[tuple[int, int]] = []
    for file in files:
        try:
            stat = os.stat(file)
        except (OSError, ValueError):  # ValueError: a path with a NUL character
            stamp.append((0, 0))
        else:
            stamp.append((stat.st_mtime_ns, stat.st_size))
    return tuple(stamp)
