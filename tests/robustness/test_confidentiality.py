"""Messages name a file and a place, and hold nothing of what stands in a notice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.reading.pdf_file import Page, pdf
from tests.robustness import hostile
from tests.robustness.hostile import SECRET
from zhenggai.batch.runs import BatchOptions, run_batch
from zhenggai.commands import streams

if sys.platform == "win32":
    pytest.skip("the limits of these commands need POSIX", allow_module_level=True)

from tests.robustness.bounded import zhenggai

_SCRAMBLED = b"".join(bytes((byte, 0xFF)) for byte in SECRET.encode()) * 20
REFUSED = {
    "encoding.txt": SECRET.encode() + _SCRAMBLED,
    "nul.txt": (SECRET + "\0\1\2\3" * 50).encode(),
    "cut.docx": hostile.word(word__document=SECRET.encode())[:-200],
    "broken.docx": hostile.with_body(f"<w:p>{SECRET}<w:r>"),
    "entity.docx": hostile.with_entities(f'<!ENTITY x "{SECRET}">'),
    "deep.html": ("<html><body>" + f"<div title={SECRET}>" * 100_000).encode(),
    "scan.pdf": pdf(Page()) + SECRET.encode(),
    "broken.pdf": b"%PDF-1.7\n" + SECRET.encode() * 40,
    "locked.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + "EncryptedPackage".encode("utf-16-le")
    + SECRET.encode(),
    "other.txt": f"关于{SECRET}的会议纪要\n会议听取了{SECRET}的汇报。\n".encode(),
}


@pytest.mark.parametrize("command", ["check", "facts", "text"])
def test_no_message_quotes_a_document(command: str, tmp_path: Path) -> None:
    for name, data in REFUSED.items():
        (tmp_path / name).write_bytes(data)
    paths = sorted(tmp_path.iterdir())
    groups = [[path] for path in paths] if command == "text" else [paths]
    for group in groups:
        more = ("--no-cache",) if command == "check" else ()
        outcome = zhenggai(command, *more, *group)
        assert SECRET[:4] not in "\n".join(outcome.errors), outcome.errors
        if command == "check":
            assert outcome.status == 2 and len(outcome.errors) == len(paths)
            assert SECRET[:4] not in outcome.output


def test_the_records_of_a_batch_quote_no_document_that_failed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, data in REFUSED.items():
        (tmp_path / "in" / name).write_bytes(data)
    run_batch([tmp_path / "in"], tmp_path / "out", BatchOptions(jobs=1))
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            assert SECRET[:4].encode() not in path.read_bytes(), path.name


def test_a_fault_of_the_program_tells_its_place_and_not_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ZHENGGAI_DEBUG", raising=False)

    def faulty() -> int:
        raise KeyError(SECRET)

    assert streams.run(faulty) == 2
    said = capsys.readouterr().err
    assert SECRET[:4] not in said
    assert "KeyError, test_confidentiality.py:" in said
