"""What shortens the life of a command that audits and ends."""

from __future__ import annotations

import gc

# New objects before Python looks for unreachable ones: at its own 700 that is a twentieth of a short run.
_MANY_OBJECTS = 50_000


def spare_collections() -> None:
    """Let Python look less often for unreachable objects, of which a short run makes few."""
    gc.set_threshold(_MANY_OBJECTS)


def prepare() -> None:
    """Begin with what takes longest, while the caller imports what it needs.

    To be called before the modules of the audit are imported.
    """
    spare_collections()
    from zhenggai.extraction.segmentation import load_ahead

    load_ahead()
