"""The base of all types that pass between the stages."""

from __future__ import annotations

import msgspec


class Frozen(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all types here: immutable, keyword-only; trees, so that the garbage collector may pass by."""
