"""Files for the readers: made from those of every format, and read."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz import checks, fragments, seeds
from tests.fuzz.mutations import encoded, mutated_bytes, mutated_text
from tests.fuzz.structured import mutated_archive, mutated_xml
from zhenggai.reading import FORMATS, office, read_bytes
from zhenggai.reading.pdf.content import parsed


def _no_office() -> None:
    """LibreOffice takes seconds for a file, and is not ours to try."""


def file(suffix: str, mutate: Callable[[Random, bytes], bytes]) -> Callable[[Random], bytes]:
    return lambda chance: mutate(chance, chance.choice(seeds.files(suffix)))


def text_file(chance: Random) -> bytes:
    if chance.random() < 0.3:
        return mutated_bytes(chance, encoded(chance, chance.choice(seeds.texts())))
    return encoded(
        chance, mutated_text(chance, chance.choice(seeds.texts()), fragments.NOTICE_PIECES, seeds.texts())
    )


def markdown(chance: Random, data: bytes) -> bytes:
    pieces = [*fragments.NOTICE_PIECES, "# ", "|-|-|\n", "**", "- ", "> ", "```\n", "|a|b|\n", "\\|", "\n\n"]
    return encoded(chance, mutated_text(chance, data.decode(), pieces))


def page(chance: Random, data: bytes) -> bytes:
    kind = chance.randrange(3)
    if kind == 0:
        return mutated_bytes(chance, data)
    text = data.decode("utf-8", "replace")
    pieces = [*fragments.TAG_PIECES, *fragments.ODD, *fragments.LABEL_PIECES]
    return encoded(
        chance, mutated_xml(chance, text, pieces) if kind == 1 else mutated_text(chance, text, pieces)
    )


def word(chance: Random, data: bytes) -> bytes:
    if chance.random() < 0.1:
        return mutated_bytes(chance, data)
    return mutated_archive(chance, data, fragments.WORD_PIECES)


def any_file(chance: Random) -> bytes:
    """A first line with a name, then the bytes, of whatever format."""
    suffix = chance.choice(
        [each for form in FORMATS.values() for each in form.suffixes] + ["", ".exe", ".PDF"]
    )
    data = chance.choice([seeds.files(each) for each in (".txt", ".html", ".docx", ".pdf", ".md")])
    heads = (
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"%PDF-1.4\n",
        b"{\\rtf1 ",
        b"<html>",
        b"MIME-Version: 1.0\n",
        b"\xff\xfe",
        b"",
    )
    return (
        f"a{suffix}\n".encode()
        + chance.choice(heads)
        + mutated_bytes(chance, chance.choice(data)[: chance.choice((50, 5000, 50_000))])
    )


def read(name: str) -> Callable[[bytes], bool]:
    def use(data: bytes) -> bool:
        checks.document(read_bytes(data, name))
        return True

    return use


def parse_pdf(data: bytes) -> bool:
    """In this process, so that its time and memory are measured."""
    checks.document(parsed(data, "a.pdf", "pdf"))
    return True


def read_any(data: bytes) -> bool:
    office.find_office = _no_office
    name, _, rest = data.partition(b"\n")
    checks.document(read_bytes(rest, name.decode("utf-8", "replace")))
    return True
