"""The types that pass between the stages: frozen, without logic.

``Document`` is what reading makes, ``Facts`` what extraction makes of it (the
facts contract, schema ``zhenggai/facts/1``), ``GapReport`` what inference and
the pipeline make of both (``zhenggai/report/1``). Rule types are in
``rulebook/syntax.py``.

Offsets are Unicode code points ``[start, end)`` of ``Document.text``; lines and
columns are 1-based; dates are ISO 8601 strings cut to the precision of the text.
"""

from __future__ import annotations

from zhenggai.model.base import (
    Frozen,
)
from zhenggai.model.document import (
    Block,
    Cell,
    Document,
    Span,
)
from zhenggai.model.facts import (
    AUDITED,
    FACTS_SCHEMA,
    Action,
    Anomaly,
    Claim,
    Contact,
    Deadline,
    DeadlineKind,
    Facts,
    Issue,
    Kind,
    Measure,
    NamedDocument,
    Notice,
    Outcome,
    OutcomeKind,
    Owner,
    OwnerKind,
    Section,
    Source,
    Status,
    Traits,
)
from zhenggai.model.report import (
    REPORT_SCHEMA,
    BaselineCounts,
    Basis,
    Evidence,
    GapReport,
    Input,
    MatrixRow,
    PackInfo,
    ReportDocument,
    Result,
    RuleInfo,
    Severity,
    Subject,
    Summary,
    Tally,
    Tool,
    Verdict,
    WaiverNote,
)

__all__ = [
    "AUDITED",
    "FACTS_SCHEMA",
    "REPORT_SCHEMA",
    "Action",
    "Anomaly",
    "BaselineCounts",
    "Basis",
    "Block",
    "Cell",
    "Claim",
    "Contact",
    "Deadline",
    "DeadlineKind",
    "Document",
    "Evidence",
    "Facts",
    "Frozen",
    "GapReport",
    "Input",
    "Issue",
    "Kind",
    "MatrixRow",
    "Measure",
    "NamedDocument",
    "Notice",
    "Outcome",
    "OutcomeKind",
    "Owner",
    "OwnerKind",
    "PackInfo",
    "ReportDocument",
    "Result",
    "RuleInfo",
    "Section",
    "Severity",
    "Source",
    "Span",
    "Status",
    "Subject",
    "Summary",
    "Tally",
    "Tool",
    "Traits",
    "Verdict",
    "WaiverNote",
]
