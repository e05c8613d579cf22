"""What was found in documents, kept between runs in a folder that only its user can read.

An entry is the report of one document under a key that names everything which decides it
(``cache_keys``). Entries hold the text of notices that may not be published yet: the folder has mode
0700 and lies in the user's own cache, never in a shared one. Whatever is wrong with the folder or an
entry, the audit goes on without it.
"""

from __future__ import annotations

import os
import stat
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from zhenggai.model import GapReport, ReportDocument, RuleInfo

SWITCH = "ZHENGGAI_CACHE"
"""Environment variable: ``off`` switches the cache off."""
LIMIT = 256 * 1024 * 1024
"""Bytes that all entries take together at most; when they take more the oldest go."""

_MAGIC = b"zhenggai audit 3\n"
_CHECKSUM = 16  # bytes
_SIZE = 4  # bytes that tell the size of the report, behind which the texts and facts are
_HEAD = _CHECKSUM + _SIZE
_DAMAGE = (zlib.error, msgspec.MsgspecError, ValueError, RecursionError)
_LARGEST = 64 * 1024 * 1024  # bytes of one entry before compression
_KEPT_SHARE = 0.8  # of the limit, so that not every run has to clear away
_HOUR, _DAY, _MONTH = 3_600, 86_400, 30 * 86_400
_PART, _RULES = ".part", ".rules"
# Seconds after which a file goes: of a run that was killed; of rules that no run used.
_LEFT_FOR = {_PART: _HOUR, _RULES: _MONTH}
_decode = msgspec.msgpack.Decoder(GapReport).decode
_decode_rules = msgspec.msgpack.Decoder(tuple[RuleInfo, ...]).decode
_decode_documents = msgspec.msgpack.Decoder(tuple[ReportDocument, ...]).decode


class Cache:
    """Reports of single documents by key, in a folder that must exist.

    What a rule book says of its rules is the same in all its reports, so it is kept once, under its digest.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._written = False
        self._rules: dict[str, tuple[RuleInfo, ...]] = {}

    def get(self, key: str, *, texts: bool = True) -> GapReport | None:
        """The report kept under a key; None where there is none, or none that is whole.

        Without ``texts`` its ``documents`` are left out, which make up most of it.
        """
        packed = self._read(key)
        if packed is None:
            return None
        try:
            rules = self._rules_named(packed[:_CHECKSUM].hex() + _RULES)
            middle = _HEAD + int.from_bytes(packed[_CHECKSUM:_HEAD], "big")
            report = _decode(_unzipped(packed[_HEAD:middle]))
            documents = _decode_documents(_unzipped(packed[middle:])) if texts else ()
        except (LookupError, *_DAMAGE):
            return None
        return msgspec.structs.replace(report, rules=rules, documents=documents)

    def put(self, key: str, report: GapReport) -> None:
        """Keep a report under a key, whole or not at all."""
        with suppress(OSError, ValueError):  # no room; half a surrogate pair in a text
            head = msgspec.msgpack.encode(msgspec.structs.replace(report, rules=(), documents=()))
            texts = msgspec.msgpack.encode(report.documents)
            if len(head) + len(texts) <= _LARGEST:
                rules, packed = self._put_rules(report.rules), zlib.compress(head, 1)
                self._write(
                    key, rules + len(packed).to_bytes(_SIZE, "big") + packed + zlib.compress(texts, 1)
                )

    def _put_rules(self, rules: tuple[RuleInfo, ...]) -> bytes:
        """Keep what is said of rules; its digest."""
        encoded = msgspec.msgpack.encode(rules)
        digest = blake2b(encoded, digest_size=_CHECKSUM).digest()
        name = digest.hex() + _RULES
        if name not in self._rules:
            self._write(name, zlib.compress(encoded, 1))
            self._rules[name] = rules
        return digest

    def _rules_named(self, name: str) -> tuple[RuleInfo, ...]:
        """Raises LookupError where they are not there, else one of ``_DAMAGE``."""
        if name not in self._rules:
            packed = self._read(name)
            if packed is None:
                raise LookupError(name)
            self._rules[name] = _decode_rules(_unzipped(packed))
        return self._rules[name]

    def _read(self, name: str) -> memoryview | None:
        """What was written under a name; None where that is not there as it was written."""
        path = self._folder / name
        try:
            with path.open("rb") as stream:
                data = stream.read(_LARGEST)
                if time.time() - os.fstat(stream.fileno()).st_mtime > _DAY:
                    os.utime(path)  # the change time tells which entries are in use
        except OSError:
            return None
        start = len(_MAGIC) + _CHECKSUM
        packed = memoryview(data)[start:]
        return packed if data[:start] == _MAGIC + _checksum(name, packed) else None

    def _write(self, name: str, packed: bytes) -> None:
        import tempfile  # only a run that keeps something needs it

        handle, part = tempfile.mkstemp(dir=self._folder, prefix=f".{name[:8]}", suffix=_PART)  # mode 0600
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_MAGIC + _checksum(name, packed) + packed)
            os.replace(part, self._folder / name)
        except BaseException:
            with suppress(OSError):
                os.unlink(part)
            raise
        self._written = True

    def close(self) -> None:
        """Keep to the limit: where this run wrote anything, what was not used longest goes."""
        if self._written:
            with suppress(OSError):
                self._clear_away()

    def _clear_away(self) -> None:
        entries: list[tuple[float, int, str]] = []
        with os.scandir(self._folder) as found:
            for entry in found:
                with suppress(OSError):  # another run cleared it away
                    about = entry.stat(follow_symlinks=False)
                    left_for = _LEFT_FOR.get(os.path.splitext(entry.name)[1])
                    if left_for and time.time() - about.st_mtime > left_for:
                        os.unlink(entry.path)
                    elif not left_for:
                        entries.append((about.st_mtime, about.st_size, entry.path))
        total = sum(size for _, size, _ in entries)
        if total <= self._limit:
            return
        for _, size, path in sorted(entries):
            if total <= self._limit * _KEPT_SHARE:
                break
            with suppress(OSError):
                os.unlink(path)
            total -= size


def _checksum(name: str, packed: bytes | memoryview) -> bytes:
    digest = blake2b(name.encode("ascii"), digest_size=_CHECKSUM)
    digest.update(packed)
    return digest.digest()


def _unzipped(packed: memoryview) -> bytes:
    return zlib.decompressobj().decompress(packed, _LARGEST)


def user_cache(environment: Mapping[str, str] = os.environ) -> Cache | None:
    """The user's cache; None where it is switched off, or where no folder can be had that is private."""
    if environment.get(SWITCH, "").casefold() in ("off", "0", "no", "false"):
        return None
    try:
        return Cache(_private_folder(environment))
    except OSError:
        return None


def _private_folder(environment: Mapping[str, str]) -> Path:
    """``zhenggai/audits`` in the XDG cache folder, made where it is missing.

    Raises OSError where a part of it is not a folder of this user's.
    """
    place = environment.get("XDG_CACHE_HOME", "")
    folder = Path(place) if os.path.isabs(place) else Path(os.path.expanduser("~")) / ".cache"
    if not folder.is_absolute():
        raise OSError("the user has no home")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    for name in ("zhenggai", "audits"):
        folder = folder / name
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        _make_private(folder)
    return folder


def _make_private(folder: Path) -> None:
    about = os.lstat(folder)
    if not stat.S_ISDIR(about.st_mode):  # a link could lead to where others read
        raise NotADirectoryError(folder)
    if hasattr(os, "getuid"):
        if about.st_uid != os.getuid():
            raise PermissionError(folder)
        if stat.S_IMODE(about.st_mode) != 0o700:
            folder.chmod(0o700)
