"""``GapReport`` and ``Facts`` → one format each; the formats by name are in ``writers``."""
