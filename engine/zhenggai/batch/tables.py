"""Facts and gaps of all documents as Parquet tables, for DuckDB, pandas and the like."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhenggai.batch.records import FactRow, GapRow, Record
from zhenggai.errors import ReportingError

if TYPE_CHECKING:
    import pyarrow

_ROWS = 50_000  # of one group: what is held in memory
DOCUMENT_COLUMNS = {
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
}
GAP_COLUMNS = {
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
    "source": "string",
    "issuer": "string",
    "fact": "string",
    "id": "string",
    "kind": "string",
    "text": "string",
    "value": "float64",
    "unit": "string",
    "from_day": "string",
    "to_day": "string",
    "line": "int32",
    "start": "int64",
    "end": "int64",
}


def available() -> bool:
    """Whether pyarrow is installed."""
    from importlib.util import find_spec

    return find_spec("pyarrow") is not None


def write_tables(records: Iterable[Record], folder: Path) -> None:
    """``documents.parquet``, ``gaps.parquet`` and ``facts.parquet`` in a folder, each whole or not at all.

    Raises ReportingError.
    """
    try:
        with ExitStack() as stack:
            documents = stack.enter_context(_Table(folder / "documents.parquet", DOCUMENT_COLUMNS))
            gaps = stack.enter_context(_Table(folder / "gaps.parquet", GAP_COLUMNS))
            facts = stack.enter_context(_Table(folder / "facts.parquet", FACT_COLUMNS))
            for record in records:
                documents.add(_document(record))
                for gap in record.gaps:
                    gaps.add(_gap(record, gap))
                for fact in record.facts:
                    facts.add(_fact(record, fact))
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
        self._rows = 0
        self._writer = pyarrow.parquet.ParquetWriter(self._partial, self._schema, compression="zstd")

    def __enter__(self) -> _Table:
        return self

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a row, which has all columns."""
        for name, column in self._columns.items():
            column.append(row[name])
        self._rows += 1
        if self._rows >= _ROWS:
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
        self._rows = 0


def _document(record: Record) -> dict[str, Any]:
    counts = record.counts
    return {
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
    }


def _gap(record: Record, gap: GapRow) -> dict[str, Any]:
    return {
        "source": record.source,
        "issuer": record.issuer,
        "rule": gap.rule,
        "severity": gap.severity,
        "subject_type": gap.subject.type,
        "subject": gap.subject.id,
        "issue": gap.issue,
        "message": gap.message,
        "line": gap.line,
        "start": gap.start,
        "end": gap.end,
        "fingerprint": gap.fingerprint,
        "waived": gap.waived,
    }


def _fact(record: Record, fact: FactRow) -> dict[str, Any]:
    return {
        "source": record.source,
        "issuer": record.issuer,
        "fact": fact.fact,
        "id": fact.id,
        "kind": fact.kind,
        "text": fact.text,
        "value": fact.value,
        "unit": fact.unit,
        "from_day": fact.from_day,
        "to_day": fact.to_day,
        "line": fact.line,
        "start": fact.start,
        "end": fact.end,
    }
