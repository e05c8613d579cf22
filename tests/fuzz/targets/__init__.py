"""What is fuzzed: for each target how an input is made, and what is done with it.

An input is bytes, made from a seed and a number alone. Doing something with it ends in True (a result), in
False or a ``ZhenggaiError`` (it was refused); anything else is a finding.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from tests.fuzz import fragments, seeds
from tests.fuzz.structured import mutated_pdf
from tests.fuzz.targets import extraction, reading, reports, rules


class Target(NamedTuple):
    """``make`` gives an input, ``use`` takes one; ``share`` is its part of the inputs of a run."""

    make: Callable[[Random], bytes]
    use: Callable[[bytes], bool]
    share: int


TARGETS: dict[str, Target] = {
    "text": Target(reading.text_file, reading.read("a.txt"), 6),
    "markdown": Target(reading.file(".md", reading.markdown), reading.read("a.md"), 4),
    "html": Target(reading.file(".html", reading.page), reading.read("a.html"), 6),
    "docx": Target(reading.file(".docx", reading.word), reading.read("a.docx"), 8),
    "pdf": Target(
        reading.file(".pdf", lambda chance, data: mutated_pdf(chance, data, seeds.files(".pdf"))),
        reading.parse_pdf,
        8,
    ),
    "formats": Target(reading.any_file, reading.read_any, 4),
    "times": Target(extraction.phrase(fragments.TIME_PIECES), extraction.use_times, 12),
    "quantities": Target(extraction.phrase(fragments.QUANTITY_PIECES), extraction.use_quantities, 12),
    "extraction": Target(extraction.notice, extraction.extract, 10),
    "audit": Target(extraction.notice, extraction.audit, 6),
    "rules": Target(rules.yaml_file("rules", seeds.rules), rules.load_rule, 8),
    "settings": Target(rules.yaml_file("settings", lambda: (seeds.CONFIGURATION,)), rules.load_settings, 4),
    "toml": Target(rules.toml, rules.load_toml, 3),
    "baseline": Target(reports.baseline, reports.read_a_baseline, 2),
    "reports": Target(reports.report, reports.write_report, 7),
}


def made(name: str, seed: int, number: int) -> bytes:
    """Input ``number`` of a target: always the same for the same seed."""
    return TARGETS[name].make(Random(f"{seed}/{name}/{number}"))
