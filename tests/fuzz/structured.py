"""Mutations that know what they change: archives, XML, PDF files, nested lists and mappings."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from random import Random
from typing import Any

from tests.fuzz.mutations import LARGEST, mutated_bytes


def mutated_archive(chance: Random, data: bytes, fragments: Sequence[str]) -> bytes:
    """A zip file with members changed, renamed, doubled or left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    texts = [name for name in members if name.endswith((".xml", ".rels"))]
    for _ in range(chance.choice((1, 1, 2, 4))):
        name = chance.choice(["word/document.xml", *texts])
        if name not in members:
            continue
        kind = chance.randrange(10)
        if kind == 0:
            del members[name]
        elif kind == 1:
            members[
                chance.choice(("../x.xml", "/etc/x.xml", name.upper(), "word\\document.xml", "", name + "/"))
            ] = members[name]
        elif kind == 2:
            members[name] = members.get(chance.choice(texts), b"")
        elif kind < 5:
            members[name] = mutated_bytes(chance, members[name])
        else:
            members[name] = mutated_xml(chance, members[name].decode("utf-8", "replace"), fragments).encode(
                "utf-8", "replace"
            )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name or "x")  # its time is 1980, so that an input is the same each time
            entry.compress_type = chance.choice(
                (zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
            )
            archive.writestr(entry, content)
    return stream.getvalue()


def mutated_xml(chance: Random, text: str, fragments: Sequence[str]) -> str:
    """Elements put between others, doubled, nested, taken out; values of attributes changed."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        places = [found.end() for found in re.finditer(">", text)] or [0]
        at, kind = chance.choice(places), chance.randrange(5)
        if kind == 0:
            text = text[:at] + "".join(chance.choices(fragments, k=chance.choice((1, 2, 40)))) + text[at:]
        elif kind == 1:
            end = chance.choice(places)
            part = text[min(at, end) : max(at, end)]
            text = text[:at] + part[:LARGEST] + text[at:]
        elif kind == 2:
            values = list(re.finditer(r'="[^"]*"', text))
            if values:
                value, new = (
                    chance.choice(values),
                    chance.choice(("", "0", "-1", "x", "9" * 12, "1.5", "true", "%1%2")),
                )
                text = text[: value.start()] + f'="{new}"' + text[value.end() :]
        elif kind == 3:
            end = min(len(text), at + chance.randrange(300))
            text = text[:at] + text[end:]
        else:
            words = list(re.finditer(r"[^<>]+(?=</w:t>)", text))
            if words:
                word = chance.choice(words)
                text = (
                    text[: word.start()]
                    + chance.choice(("", "1.", "整改", "&#1;", "&lt;", "x" * 3000))
                    + text[word.end() :]
                )
    return text[: 4 * LARGEST]


def mutated_pdf(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Operators and objects of a PDF changed; some of its streams packed, so that more than text is tried."""
    kind = chance.randrange(4)
    if kind == 0:
        return mutated_bytes(chance, data, others)
    tokens = list(re.finditer(rb"-?\d+(?:\.\d+)?|/[A-Za-z0-9]+|<[0-9a-f]*>| [a-zA-Z]{1,2}\b", data))
    out, last = [], 0
    many = chance.choice((2, 6, 30))
    for token in sorted(chance.sample(tokens, min(many, len(tokens))), key=lambda each: each.start()):
        new = chance.choice(
            (
                b"",
                b"0",
                b"-1",
                b"1e9",
                b"99999999999",
                b"null",
                b"[]",
                b"<<>>",
                b"6 0 R",
                b"<4e00>",
                chance.choice(tokens).group(),
            )
        )
        out += [data[last : token.start()], new]
        last = token.end()
    changed = b"".join([*out, data[last:]])
    if kind == 1:
        return re.sub(
            rb"<< /Length \d+ >>\nstream\n(.*?)\nendstream",
            lambda found: _packed(zlib.compress(found.group(1) * chance.choice((1, 1, 3)))),
            changed, count=3, flags=re.S,
        )  # fmt: skip
    return changed


def _packed(stream: bytes) -> bytes:
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)


def mutated_tree(
    chance: Random,
    tree: Any,
    values: Sequence[Any],
    keep: frozenset[str] = frozenset(),
    others: Sequence[Any] = (),
) -> Any:
    """A copy of nested lists and mappings with some values replaced, doubled, wrapped or taken out.

    Half of the new ones are what stands under the same key in one of ``others``. What stands under
    a key in ``keep`` stays.
    """
    places: list[tuple[Any, Any]] = []
    copy = _copied(tree, places, keep)
    if not places:
        return copy
    given: list[tuple[Any, Any]] = []
    if others:
        _copied(chance.choice(others), given, keep)
    for holder, key in chance.choices(places, k=chance.choice((1, 1, 2, 8))):
        if (isinstance(holder, list) and key >= len(holder)) or (
            isinstance(holder, dict) and key not in holder
        ):
            continue
        kind = chance.randrange(8)
        same = [each[name] for each, name in given if name == key and isinstance(each, dict)]
        if same and chance.random() < 0.7:
            holder[key] = chance.choice(same)
        elif kind == 0:
            del holder[key]
        elif kind == 1:
            holder[key] = [holder[key]] * chance.choice((1, 2, 20))
        elif kind == 2:
            holder[key] = {str(chance.choice(values)): holder[key]}
        elif kind == 3 and isinstance(holder, dict):
            holder[str(chance.choice(values))] = holder.pop(key)
        else:
            holder[key] = chance.choice(values)
    return copy


def mutated_leaves(chance: Random, tree: Any, texts: Sequence[str], keep: frozenset[str]) -> Any:
    """A copy of nested lists and mappings of the same shape: some texts and numbers are others."""
    places: list[tuple[Any, Any]] = []
    copy = _copied(tree, places, keep)
    leaves = [
        place
        for place in places
        if isinstance(place[0][place[1]], str | int) and not isinstance(place[0][place[1]], bool)
    ]
    for holder, key in chance.choices(leaves, k=chance.choice((1, 3, 10, 60))):
        if isinstance(holder[key], int):
            holder[key] = chance.choice((0, 1, -1, 7, holder[key] + 1, 10**6, 2**31, 2**63 - 1))
        elif isinstance(holder[key], str):
            new = "".join(chance.choices(texts, k=chance.choice((1, 1, 3, 30))))
            holder[key] = new if chance.random() < 0.5 else holder[key] + new
    return copy


def _copied(tree: Any, places: list[tuple[Any, Any]], keep: frozenset[str]) -> Any:
    if isinstance(tree, dict):
        made: dict[Any, Any] = {}
        for key, value in tree.items():
            free: list[tuple[Any, Any]] = [] if key in keep else places
            made[key] = _copied(value, free, keep)
            free.append((made, key))
        return made
    if isinstance(tree, list):
        items = [_copied(value, places, keep) for value in tree]
        places += [(items, index) for index in range(len(items))]
        return items
    return tree
