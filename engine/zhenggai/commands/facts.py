"""``zhenggai facts`` and ``zhenggai text``: what was read and what was extracted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from zhenggai import pipeline
from zhenggai.commands.paths import expanded
from zhenggai.commands.streams import NOT_AUDITED, complain, emit, emit_text, uses_colour, width
from zhenggai.commands.wording import chosen
from zhenggai.errors import RuleError, ZhenggaiError
from zhenggai.model import Facts
from zhenggai.reporting.words import Language


def show_facts(
    paths: Sequence[str],
    format: Literal["tree", "json"],
    *,
    why: bool,
    language: Language | None,
    options: pipeline.Options,
) -> int:
    """Print the facts of every readable document; 2 where one could not be read.

    JSON is one object for one path and an array for several and for a pattern, also where some fail.
    """
    status = 0
    found: list[Facts] = []
    documents = expanded(paths)
    for path in documents:
        try:
            found.append(pipeline.extract(path, options))
        except RuleError:
            raise  # a broken configuration concerns them all
        except ZhenggaiError as error:
            complain(str(error))
            status = NOT_AUDITED
    several = tuple(paths) != documents or len(paths) > 1
    if format == "json":
        if found or several:
            from zhenggai.reporting.json_format import facts_json

            emit(facts_json(found, array=several, why=why).encode())
    elif found:
        from zhenggai.reporting.facts_tree import render

        emit_text(render(found, chosen(language), width=width(), colour=uses_colour(), why=why))
    return status


def show_text(path: str, stdin_filename: str | None) -> int:
    """Print the canonical text of a document, unchanged. Raises ZhenggaiError."""
    emit(pipeline.read(path, stdin_filename).text.encode("utf-8", "surrogatepass"))
    return 0
