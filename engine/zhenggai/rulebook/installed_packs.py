"""Packs that other installed distributions bring, by the entry-point group ``zhenggai.packs``.

An entry point's name is the pack's name, its value the import package that holds ``pack.yaml``::

    [project.entry-points."zhenggai.packs"]
    our-office = "our_office_rules"

The package is located, never imported: a pack is data.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.machinery import PathFinder
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from zhenggai.rulebook.packs import DESCRIPTION

GROUP = "zhenggai.packs"


@cache
def installed_packs() -> Mapping[str, Path]:
    """Folders of the installed packs by name; those whose folder lacks a pack.yaml are left out."""
    found: dict[str, Path] = {}
    for point in entry_points(group=GROUP):
        folder = _folder(point.value.partition(":")[0].strip())
        if folder is not None:
            found.setdefault(point.name, folder)
    return found


def _folder(module: str) -> Path | None:
    """The folder of an import package, found without running any of its code."""
    top, *inner = module.split(".")
    spec = find_spec(top) if top else None
    for part in inner:
        if spec is None or spec.submodule_search_locations is None:
            return None
        spec = PathFinder.find_spec(part, list(spec.submodule_search_locations))
    places = (spec.submodule_search_locations or ()) if spec else ()
    return next((Path(place) for place in places if (Path(place) / DESCRIPTION).is_file()), None)
