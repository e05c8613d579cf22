"""Which owners a gap concerns: those whom its measure, or else its issue, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhenggai.model import Facts, Issue, Owner, OwnerKind, Result

EXPLICIT: frozenset[OwnerKind] = frozenset(("subject", "subject-of-part", "assigned"))
"""Kinds of owners who answer for something; the others only take part in it."""


class OwnersOf:
    """The owners behind the gaps of one document."""

    def __init__(self, facts: Facts) -> None:
        self._named: dict[str, tuple[str, ...]] = {}
        for issue in facts.issues:
            self._named[issue.id] = _names(_all(issue))
            for measure in issue.measures:
                self._named[measure.id] = _names((*measure.owners, *issue.owners))

    def __call__(self, gap: Result) -> tuple[str, ...] | None:
        """Names in text order, none where nobody is named; ``None`` for a gap of the notice as a whole."""
        if gap.subject.type != "measure" and gap.issue in self._named and gap.subject.id == gap.issue:
            return self._named[gap.issue]
        issue, _, rest = gap.subject.id.partition("/")
        measure = f"{issue}/{rest.partition('/')[0]}"
        if measure in self._named:
            return self._named[measure]
        return self._named.get(gap.issue or "")


class OwnerNumbers:
    """Owners of a whole report by number, so that the page need not compare names: 0 is nobody named."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.counts: dict[int, int] = {}

    def counted(self, owners: Sequence[str] | None) -> tuple[int, ...]:
        """The numbers of the owners of one gap, which is counted for each of them."""
        if owners is None:
            return ()
        numbers = tuple(self.names.setdefault(name, len(self.names) + 1) for name in owners) or (0,)
        for number in numbers:
            self.counts[number] = self.counts.get(number, 0) + 1
        return numbers


def _all(issue: Issue) -> Iterable[Owner]:
    yield from issue.owners
    for measure in issue.measures:
        yield from measure.owners


def _names(owners: Iterable[Owner]) -> tuple[str, ...]:
    names = ("".join(owner.text.split()) for owner in owners if owner.kind in EXPLICIT)
    return tuple(dict.fromkeys(filter(None, names)))
