"""What a tool found of what was planted, and what it reports where nothing is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.planted import PLANTS, Planted
from benchmarks.rivals.tools import Finding


@dataclass(slots=True)
class Score:
    """``found`` and ``planted`` count defects by kind; ``false`` findings by kind, or by rule of no kind."""

    found: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def add(self, findings: Iterable[Finding], planted: Mapping[str, Sequence[Planted]]) -> None:
        """Count the findings in files, each with what was planted in it (nothing in a clean one).

        A defect is found once at most. A finding none of whose lines is among planted ones is false. What
        lies within planted lines and is of another kind counts neither way: an issue without measures,
        say, has no result either.
        """
        for defects in planted.values():
            self.planted.update(defect.kind for defect in defects)
        hits: set[tuple[str, Planted]] = set()
        for finding in findings:
            met = [
                defect
                for defect in planted[finding.file]
                if any(defect.first <= line <= defect.last for line in finding.lines)
            ]
            if not met:
                self.false[finding.kind] += 1
            hits |= {(finding.file, defect) for defect in met if defect.kind == finding.kind}
        self.found.update(defect.kind for _, defect in hits)

    @property
    def false_of_kinds(self) -> int:
        """False findings by rules that are meant for a planted kind."""
        return sum(count for kind, count in self.false.items() if kind in PLANTS)
