"""Facts and gaps of all documents as Parquet tables, for DuckDB, pandas and the like.

``documents.id`` is ``document`` in the other tables. Within a document a gap's ``subject`` is the ``id`` of a
fact, and ``issue`` and ``measure`` are the ids of the facts that another one belongs to.
"""

from __future__ import annotations

import datetime
import os
from calendar import monthrange
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhenggai.batch.records import Record
from zhenggai.errors import ReportingError

if TYPE_CHECKING:
    import pyarrow

_ROWS = 50_000  # of one group: what is held in memory
DOCUMENT_COLUMNS = {
    "id": "string",
    "source": "string",
    "status": "string",
    "reason": "string",
    "sha256": "string",
    "document_kind": "string",
    "title": "string",
    "issuer": "string",
    "signed_date": "string",
    "issues": "int32",
    "measures": "int32",
    "complete_issues": "int32",
    "errors": "int32",
    "warnings": "int32",
    "infos": "int32",
    "passed": "int32",
    "not_applicable": "int32",
    "not_assessed": "int32",
}
# a row for each document and column of the completeness matrix: its issues by verdict
COLUMN_COLUMNS = {
    "document": "string",
    "issuer": "string",
    "column": "string",
    "passed": "int32",
    "gaps": "int32",
    "not_applicable": "int32",
    "not_assessed": "int32",
}
GAP_COLUMNS = {
    "document": "string",
    "source": "string",
    "issuer": "string",
    "rule": "string",
    "severity": "string",
    "subject_type": "string",
    "subject": "string",
    "issue": "string",
    "message": "string",
    "line": "int32",
    "start": "int64",
    "end": "int64",
    "fingerprint": "string",
    "waived": "bool",
}
FACT_COLUMNS = {
    "document": "string",
    "source": "string",
    "issuer": "string",
    "fact": "string",
    "id": "string",
    "issue": "string",
    "measure": "string",
    "kind": "string",
    "text": "string",
    "value": "float64",
    "unit": "string",
    "from_day": "string",
    "to_day": "string",
    # the same as dates; of a month or a year its first and its last day
    "first_date": "date32",
    "last_date": "date32",
    "line": "int32",
    "start": "int64",
    "end": "int64",
}


def available() -> bool:
    """Whether pyarrow is installed."""
    from importlib.util import find_spec

    return find_spec("pyarrow") is not None


def write_tables(records: Iterable[Record], folder: Path) -> None:
    """``documents``, ``columns``, ``gaps`` and ``facts.parquet`` in a folder, each whole or not at all.

    Raises ReportingError.
    """
    try:
        with ExitStack() as stack:
            documents = stack.enter_context(_Table(folder / "documents.parquet", DOCUMENT_COLUMNS))
            columns = stack.enter_context(_Table(folder / "columns.parquet", COLUMN_COLUMNS))
            gaps = stack.enter_context(_Table(folder / "gaps.parquet", GAP_COLUMNS))
            facts = stack.enter_context(_Table(folder / "facts.parquet", FACT_COLUMNS))
            for record in records:
                documents.add(_documents(record))
                columns.add(_columns(record))
                gaps.add(_gaps(record))
                facts.add(_facts(record))
    except OSError as error:
        raise ReportingError(f"表格无法写入: {error.strerror or error}", source=str(folder)) from error


class _Table:
    """One table that is being written, a group of rows at a time."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        import pyarrow
        import pyarrow.parquet

        self._path = path
        self._partial = path.with_name(f".{path.name}.part")
        self._schema: pyarrow.Schema = pyarrow.schema(
            [(name, pyarrow.type_for_alias(kind)) for name, kind in columns.items()]
        )
        self._columns: dict[str, list[Any]] = {name: [] for name in columns}
        self._writer = pyarrow.parquet.ParquetWriter(self._partial, self._schema, compression="zstd")

    def __enter__(self) -> _Table:
        return self

    def add(self, rows: Mapping[str, list[Any]]) -> None:
        """Add rows, given as all columns: a value at a time would take most of the time of a run's end."""
        for name, column in self._columns.items():
            column.extend(rows[name])
        if len(column) >= _ROWS:
            self._flush()

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._flush()
            self._writer.close()
            if kind is None:
                os.replace(self._partial, self._path)
        finally:
            with suppress(OSError):
                self._partial.unlink(missing_ok=True)

    def _flush(self) -> None:
        import pyarrow

        self._writer.write_table(pyarrow.table(self._columns, schema=self._schema))
        self._columns = {name: [] for name in self._columns}


def _documents(record: Record) -> dict[str, list[Any]]:
    counts = record.counts
    row = {
        "id": record.id,
        "source": record.source,
        "status": record.status,
        "reason": record.reason,
        "sha256": record.sha256,
        "document_kind": record.kind,
        "title": record.title,
        "issuer": record.issuer,
        "signed_date": record.signed_date,
        "issues": counts.issues,
        "measures": counts.measures,
        "complete_issues": counts.complete_issues,
        "errors": counts.error,
        "warnings": counts.warning,
        "infos": counts.info,
        "passed": counts.passed,
        "not_applicable": counts.not_applicable,
        "not_assessed": counts.not_assessed,
    }
    return {name: [value] for name, value in row.items()}


def _columns(record: Record) -> dict[str, list[Any]]:
    verdicts = record.columns.values()
    number = len(record.columns)
    return {
        "document": [record.id] * number,
        "issuer": [record.issuer] * number,
        "column": list(record.columns),
        "passed": [each.get("pass", 0) for each in verdicts],
        "gaps": [each.get("gap", 0) for each in verdicts],
        "not_applicable": [each.get("not_applicable", 0) for each in verdicts],
        "not_assessed": [each.get("not_assessed", 0) for each in verdicts],
    }


def _gaps(record: Record) -> dict[str, list[Any]]:
    gaps = record.gaps
    return {
        "document": [record.id] * len(gaps),
        "source": [record.source] * len(gaps),
        "issuer": [record.issuer] * len(gaps),
        "rule": [gap.rule for gap in gaps],
        "severity": [gap.severity for gap in gaps],
        "subject_type": [gap.subject.type for gap in gaps],
        "subject": [gap.subject.id for gap in gaps],
        "issue": [gap.issue for gap in gaps],
        "message": [gap.message for gap in gaps],
        "line": [gap.line for gap in gaps],
        "start": [gap.start for gap in gaps],
        "end": [gap.end for gap in gaps],
        "fingerprint": [gap.fingerprint for gap in gaps],
        "waived": [gap.waived for gap in gaps],
    }


def _facts(record: Record) -> dict[str, list[Any]]:
    facts = record.facts
    owners = [_belongs_to(fact.id) for fact in facts]
    return {
        "document": [record.id] * len(facts),
        "source": [record.source] * len(facts),
        "issuer": [record.issuer] * len(facts),
        "fact": [fact.fact for fact in facts],
        "id": [fact.id for fact in facts],
        "issue": [issue for issue, _ in owners],
        "measure": [measure for _, measure in owners],
        "kind": [fact.kind for fact in facts],
        "text": [fact.text for fact in facts],
        "value": [fact.value for fact in facts],
        "unit": [fact.unit for fact in facts],
        "from_day": [fact.from_day for fact in facts],
        "to_day": [fact.to_day for fact in facts],
        "first_date": [_date(fact.from_day, last=False) for fact in facts],
        "last_date": [_date(fact.to_day, last=True) for fact in facts],
        "line": [fact.line for fact in facts],
        "start": [fact.start for fact in facts],
        "end": [fact.end for fact in facts],
    }


@lru_cache(maxsize=4096)
def _belongs_to(ident: str) -> tuple[str | None, str | None]:
    """The issue and the measure that ``issue-1/measure-2/owner-1`` is in."""
    issue, _, rest = ident.partition("/")
    if not issue.startswith("issue-"):
        return None, None
    measure = rest.partition("/")[0]
    return issue, f"{issue}/{measure}" if measure.startswith("measure-") else None


@lru_cache(maxsize=4096)
def _date(written: str | None, *, last: bool) -> datetime.date | None:
    """The first or last day of ``2024-06-30``, ``2024-06`` or ``2024``."""
    try:
        year, *rest = map(int, (written or "").split("-"))
        month = rest[0] if rest else 12 if last else 1
        day = rest[1] if len(rest) > 1 else monthrange(year, month)[1] if last else 1
        return datetime.date(year, month, day)
    except ValueError:
        return None
