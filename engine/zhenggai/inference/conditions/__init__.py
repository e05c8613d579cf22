"""The conditions of the rule language: one module a family, registered by name.

``operator`` registers what compares a property with an operand, for all facts of a kind at
once; ``predicate`` what is asked of one fact. Modules are imported when first needed: RE2 costs
an audit nothing where no rule matches a pattern.
"""

from __future__ import annotations

from zhenggai.inference.conditions.registry import (
    Answer,
    At,
    Clue,
    Context,
    operator_named,
    predicate_named,
)

__all__ = ["Answer", "At", "Clue", "Context", "operator_named", "predicate_named"]
