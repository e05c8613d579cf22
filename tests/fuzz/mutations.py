"""Mutations of bytes and texts. Each takes its chance from the generator that it is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

LARGEST = 90_000
"""Bytes (or characters) that a mutation does not grow beyond: what is larger has its own tests."""
_ENCODINGS = (
    "utf-8",
    "gb18030",
    "big5",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-8-sig",
    "gb2312",
    "latin-1",
)
_OPEN, _CLOSE = "([{（【《“‘<", ")]}）】》”’>"
_WORDS = re.compile(r"\d+|[\u4e00-\u9fff]{1,4}|[a-zA-Z_:]+|\s+|.", re.S)


def stretch(chance: Random, length: int, most: int = 400) -> slice:
    """A part of something that is ``length`` long, at most ``most`` of it."""
    start = chance.randrange(length + 1)
    return slice(start, min(length, start + chance.choice((0, 1, 2, chance.randrange(most)))))


def mutated_bytes(chance: Random, data: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Bits flipped, parts taken out, doubled, overwritten or spliced in from another seed."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        part = stretch(chance, len(out))
        kind = chance.randrange(7)
        if kind == 0 and out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
        elif kind == 1 and out:
            out[chance.randrange(len(out))] = chance.choice(
                (0, 9, 10, 13, 0x22, 0x3C, 0x7F, 0x80, 0xFE, 0xFF)
            )
        elif kind == 2:
            del out[part]
        elif kind == 3:
            out[part] = bytes(out[part]) * chance.choice((2, 3, 50))
        elif kind == 4:
            out[part] = chance.randbytes(chance.randrange(12))
        elif kind == 5:
            other = chance.choice(others) if others else data
            out[part] = other[stretch(chance, len(other))]
        elif chance.random() < 0.2:
            del out[chance.randrange(len(out) + 1) :]
    return bytes(out[:LARGEST]) if len(out) > max(LARGEST, len(data)) else bytes(out)


def mutated_text(chance: Random, text: str, fragments: Sequence[str], others: Sequence[str] = ()) -> str:
    """Fragments put in or instead of a word, lines moved, parts doubled, brackets nested, widths changed."""
    for _ in range(chance.choice((1, 2, 3, 8, 20))):
        text = chance.choice(_TEXT_MUTATIONS)(chance, text, fragments, others or (text,))
        if len(text) > LARGEST:
            text = text[:LARGEST]
    return text


def headed(chance: Random, text: str, heads: Sequence[str]) -> str:
    """Some lines begin with numbers, bullets and labels, several of them one behind the other."""
    lines = text.split("\n")
    for at in chance.choices(range(len(lines)), k=chance.choice((1, 3, 12))):
        lines[at] = "".join(chance.choices(heads, k=chance.choice((1, 2, 3)))) + lines[at]
    return "\n".join(lines)


def encoded(chance: Random, text: str) -> bytes:
    """The text in some encoding, mostly UTF-8; characters that it lacks are replaced."""
    if chance.random() < 0.75:
        return text.encode("utf-8", "surrogatepass" if chance.random() < 0.5 else "replace")
    return text.encode(chance.choice(_ENCODINGS), "replace")


def _put_in(chance: Random, text: str, fragments: Sequence[str], _: Sequence[str]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + "".join(chance.choices(fragments, k=chance.choice((1, 1, 2, 5)))) + text[at:]


def _instead(chance: Random, text: str, fragments: Sequence[str], _: Sequence[str]) -> str:
    at = chance.randrange(len(text) + 1)
    word = _WORDS.match(text, at)
    return text[:at] + chance.choice(fragments) + text[word.end() if word else at :]


def _repeated(chance: Random, text: str, fragments: Sequence[str], _: Sequence[str]) -> str:
    at, times = chance.randrange(len(text) + 1), chance.choice((2, 3, 10, 10, 100, 1000))
    part = text[stretch(chance, len(text), 60)] or chance.choice(fragments)
    return text[:at] + (part * times)[: LARGEST // 4] + text[at:]


def _removed(chance: Random, text: str, *_: object) -> str:
    part = stretch(chance, len(text))
    return text[: part.start] + text[part.stop :]


def _lines_moved(chance: Random, text: str, _: Sequence[str], others: Sequence[str]) -> str:
    lines = text.split("\n")
    kind, at = chance.randrange(5), chance.randrange(len(lines))
    if kind == 0:
        chance.shuffle(lines)
    elif kind == 1:
        lines[at:at] = [lines[at]] * chance.choice((1, 5, 60))
    elif kind == 2:
        del lines[at : at + chance.randrange(1, 6)]
    elif kind == 3:
        more = chance.choice(others).split("\n")
        lines[at:at] = more[stretch(chance, len(more), 20)]
    else:
        return text.replace("\n", chance.choice(("", " ", "\r\n", "\n\n", "\t", "|")))
    return "\n".join(lines)


def _nested(chance: Random, text: str, *_: object) -> str:
    which, depth = chance.randrange(len(_OPEN)), chance.choice((1, 2, 30, 3000))
    part = stretch(chance, len(text))
    close = _CLOSE[which] * (depth if chance.random() < 0.6 else 0)
    return text[: part.start] + _OPEN[which] * depth + text[part] + close + text[part.stop :]


def _width(chance: Random, text: str, *_: object) -> str:
    part = stretch(chance, len(text), 2000)
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    table = wide if chance.random() < 0.5 else {value: key for key, value in wide.items()}
    return text[: part.start] + text[part].translate(table) + text[part.stop :]


def _figures(chance: Random, text: str, *_: object) -> str:
    """Other figures in place of some."""
    figures = ("0", "00", "1", "-1", "31", "99", "1.5", "9" * 30, "一百", "十二")
    return re.sub(
        r"\d+", lambda found: chance.choice(figures) if chance.random() < 0.2 else found.group(), text
    )


_TEXT_MUTATIONS: tuple[Callable[[Random, str, Sequence[str], Sequence[str]], str], ...] = (
    _put_in, _put_in, _instead, _instead, _repeated, _removed, _removed, _lines_moved, _lines_moved, _nested, _width, _figures,
)  # fmt: skip
