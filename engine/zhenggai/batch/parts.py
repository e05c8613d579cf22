"""Parts of one report made by several processes: what ``zhenggai check --jobs`` runs on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from zhenggai.batch.executors import processes
from zhenggai.batch.planning import Batch, batches
from zhenggai.batch.running import Runner
from zhenggai.errors import InferenceError
from zhenggai.model import GapReport
from zhenggai.options import STDIN, Options, stated_settings
from zhenggai.run_report import Part

_HERE = b""
"""Stands for a part that the driver has to make: what went wrong has to be raised there."""
_IN_FLIGHT = 3  # batches a worker, so that none waits for the driver

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(GapReport).decode


def parts_of(paths: Sequence[str], options: Options, workers: int) -> Iterator[Part]:
    """The parts of documents in their order, made by ``workers`` processes.

    A document that ends its worker is told as failed. Raises what ``pipeline.audit_part`` does.
    """
    found: dict[str, bytes] = {STDIN: _HERE}  # workers do not have it
    sent = [path for path in dict.fromkeys(paths) if path != STDIN]
    runner = Runner(
        partial(audit_parts, options=options),
        partial(_store, found),
        processes(workers),
        in_flight=_IN_FLIGHT * workers,
        seconds=math.inf,
        language=options.language,
        lost=partial(_lost, options),
    )
    runner.run(batches(sent, workers))
    return (_part(path, found[path], options) for path in paths)


def audit_parts(paths: Sequence[str], options: Options) -> list[bytes]:
    """What a worker does: the report of each document, packed."""
    return [_packed(path, options) for path in paths]


def _packed(path: str, options: Options) -> bytes:
    from zhenggai.pipeline import audit_part  # the driver seldom needs it

    try:
        return _encode(audit_part(path, options).report)
    except Exception:  # broken rules, half a surrogate pair, a fault: the driver meets it, too, and tells
        return _HERE


def _store(found: dict[str, bytes], batch: Batch, packed: Sequence[bytes]) -> None:
    found.update(zip(batch.paths, packed, strict=True))


def _lost(options: Options, path: str, reason: str) -> bytes:
    from zhenggai.pipeline import failed_part

    return _encode(failed_part(path, InferenceError(reason), options).report)


def _part(path: str, packed: bytes, options: Options) -> Part:
    if packed == _HERE:
        from zhenggai.pipeline import audit_part

        return audit_part(path, options)
    report = _decode(packed)
    settings = stated_settings(path, options) if report.documents else None
    return Part(report, settings.configuration if settings else None)
