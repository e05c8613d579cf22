"""The same thing said again elsewhere: repeated, varied, copied.

Each looks only at earlier facts of the same kind, so of two equal facts the second is the one
reported. None compares every fact with every other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter

from zhenggai.inference.conditions.registry import NO, Answer, Context, clue_of, predicate_across
from zhenggai.inference.tables import NOWHERE
from zhenggai.inference.world import Value
from zhenggai.rulebook.syntax import Scalar, SubjectKind

# Earlier names that one is compared with at most, of each length and in all, where many share a bucket.
_MOST_COMPARED = 60
_MOST_VARIANTS = 120
_END = 8  # characters at either end by which copies are looked for, besides clauses
_SHORT = 3  # clauses of so few characters tell nothing
_CLAUSE_ENDS = "。;:!?、"  # besides the comma
_MOST_HOLDERS = 12  # texts that a clause is stored for: what more share is a phrase of the trade
_MOST_VERIFIED = 4
_LEAST_SHARED = 0.25  # of the shorter text in common parts, before two texts are compared at all
_LEAST_RATIO = 0.6  # texts of more different lengths are not copies of each other


_MARKS = "《》<>“”"


def _in_text_order(context: Context, kind: SubjectKind, positions: Iterable[int]) -> list[int]:
    facts = context.world.table(kind).facts
    starts: list[int] = context.once(("starts", kind), lambda: [fact.span.start for fact in facts])
    return sorted(positions, key=starts.__getitem__)


def _each(context: Context, kind: SubjectKind, by: str) -> Iterator[tuple[int, str, int]]:
    """Position, comparable text of property ``by`` and issue of each fact that states it, in text order."""
    table = context.world.table(kind)
    issues = table.owners("issue")
    values = context.world.plain(kind, by)
    for at in _in_text_order(context, kind, table.everything):
        if values[at] is not None:
            yield at, str(values[at]), issues[at]


def earlier_facts(
    context: Context, kind: SubjectKind, earlier: Mapping[int, int], note: str = "earlier_under"
) -> dict[int, Answer]:
    """Answers that name, for a fact, an earlier one of the kind, and the issue or id of that."""
    world = context.world
    issues = world.table(kind).owners("issue")
    answers: dict[int, Answer] = {}
    for position, at in earlier.items():
        heading = world.facts.issues[issues[at]] if issues[at] != NOWHERE else None
        label = (heading.label or heading.heading) if heading else world.id(kind, at)
        answers[position] = Answer(holds=True, clues=clue_of(world, kind, at, note, label))
    return answers


@predicate_across("repeated_across", otherwise=NO)
def repeated_across(
    context: Context,
    kind: SubjectKind,
    by: str,
    same: str | None = None,
    differ: str | None = None,
    among: Sequence[Scalar] | None = None,
) -> Mapping[int, Answer]:
    """An earlier fact of the kind under another issue has the same ``by``.

    ``same`` names a property that must be equal, too, ``differ`` one that must not be; their values
    must be among ``among`` where that is given. True is what rules object to.
    """
    return earlier_facts(context, kind, _repeated(context, kind, by, same, differ, among))


def _repeated(
    context: Context,
    kind: SubjectKind,
    by: str,
    same: str | None,
    differ: str | None,
    among: Sequence[Scalar] | None,
) -> dict[int, int]:
    world = context.world
    issues = world.table(kind).owners("issue")
    sames, differs = (world.values(kind, name) if name else None for name in (same, differ))
    found: dict[int, int] = {}
    for group in world.index(kind, by).values():
        if len(group) == 1:
            continue
        # For each value of ``differ`` two earlier facts of two issues are enough to answer any later one.
        kept: dict[Value, dict[Value, list[int]]] = defaultdict(dict)
        for at in _in_text_order(context, kind, group):
            stated = [values[at] for values in (sames, differs) if values is not None]
            if (
                issues[at] == NOWHERE
                or None in stated
                or (among is not None and not set(stated) <= set(among))
            ):
                continue
            earlier = kept[sames[at] if sames else None]
            own = differs[at] if differs else None
            others = (
                hit for value, hits in earlier.items() if differs is None or value != own for hit in hits
            )
            hit = next((hit for hit in others if issues[hit] != issues[at]), None)
            if hit is not None:
                found[at] = hit
            hits = earlier.setdefault(own, [])
            if len(hits) < 2 and all(issues[hit] != issues[at] for hit in hits):
                hits.append(at)
    return found


@predicate_across("varied_across", otherwise=NO)
def varied_across(context: Context, kind: SubjectKind, by: str, most: int = 4) -> Mapping[int, Answer]:
    """An earlier fact of the kind has a ``by`` that differs only by a few characters left out.

    One is the other with 1 to ``most`` characters dropped, none of them a digit, and both begin
    or end with the same two characters. Equal texts are no variants.
    """
    return earlier_facts(context, kind, _varied(context, kind, by, most))


def _varied(context: Context, kind: SubjectKind, by: str, most: int) -> dict[int, int]:
    found: dict[int, int] = {}
    first: dict[str, int] = {}  # each name, and the first fact that has it
    variant_of: dict[str, str | None] = {}
    # Names by how they begin or end, and by length.
    buckets: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for at, text, _ in _each(context, kind, by):
        name = text.strip(_MARKS)
        if name not in first:
            first[name] = at
            alike = [buckets["head", name[:2]], buckets["tail", name[-2:]]]
            size = len(name)
            near = (
                other
                for names in alike
                for length, known in names.items()
                if size - most <= length <= size + most and length != size
                for other in known[-_MOST_COMPARED:]
            )
            variant_of[name] = next(
                (other for other in islice(near, _MOST_VARIANTS) if _only_shortened(name, other)), None
            )
            for names in alike:
                names[size].append(name)
        other = variant_of[name]
        if other is not None:
            found[at] = first[other]
    return found


def _only_shortened(one: str, other: str) -> bool:
    """Whether the shorter is the longer with characters left out, none of them a digit."""
    shorter, longer = (one, other) if len(one) < len(other) else (other, one)
    rest = iter(longer)
    return all(character in rest for character in shorter) and _digits(shorter) == _digits(longer)


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


@predicate_across("copied_across", otherwise=NO)
def copied_across(
    context: Context, kind: SubjectKind, by: str, threshold: float = 0.85, shortest: int = 20
) -> Mapping[int, Answer]:
    """An earlier fact of the kind under another issue has nearly the same text.

    Both texts have at least ``shortest`` characters and similar lengths; of the shorter one's
    runs of three characters a share of at least ``threshold`` stands in the longer one. Looked
    for among texts that share a clause, the first or the last characters.
    """
    return earlier_facts(context, kind, _copied(context, kind, by, threshold, shortest))


def _copied(context: Context, kind: SubjectKind, by: str, threshold: float, shortest: int) -> dict[int, int]:
    entries = [
        (at, text, issue)
        for at, text, issue in _each(context, kind, by)
        if issue != NOWHERE and len(text) >= shortest
    ]
    parts_of = _parts_in_common([text for _, text, _ in entries])
    found: dict[int, int] = {}
    texts: dict[int, tuple[str, int]] = {}
    holders: dict[str, list[int]] = defaultdict(list)
    for (at, text, issue), parts in zip(entries, parts_of, strict=True):
        if not parts:  # most texts share nothing with any other
            continue
        shared: dict[int, int] = {}  # characters in common parts, by the earlier text
        for part in parts:
            for earlier in holders[part]:
                shared[earlier] = shared.get(earlier, 0) + len(part)
        for earlier, characters in sorted(shared.items(), key=itemgetter(1), reverse=True)[:_MOST_VERIFIED]:
            other, place = texts[earlier]
            if (
                place != issue
                and characters >= _LEAST_SHARED * min(len(text), len(other))
                and _overlaps(text, other, threshold)
            ):
                found[at] = earlier
                break
        texts[at] = (text, issue)
        for part in parts:
            holding = holders[part]
            if len(holding) < _MOST_HOLDERS:
                holding.append(at)
    return found


def _parts_in_common(texts: Sequence[str]) -> list[list[str]]:
    """For each text its clauses and ends that another text has, too; no text holds a line break."""
    if not texts:
        return []
    joined = "\n".join(texts)
    for mark in _CLAUSE_ENDS:
        joined = joined.replace(mark, ",")
    parts_of = [
        {*clauses.split(","), "^" + text[:_END], text[-_END:] + "$"}
        for text, clauses in zip(texts, joined.split("\n"), strict=True)
    ]
    times = Counter(chain.from_iterable(parts_of))
    return [[part for part in parts if times[part] > 1 and len(part) > _SHORT] for parts in parts_of]


def _overlaps(one: str, other: str, threshold: float) -> bool:
    """Whether of the shorter text's runs of three characters at least this share stands in the longer one."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _LEAST_RATIO * len(longer):
        return False
    most_missed = (len(shorter) - 2) * (1 - threshold) + 1  # whatever number of the runs are equal
    runs: set[str] = set()
    missed = 0
    for at in range(len(shorter) - 2):
        run = shorter[at : at + 3]
        if run not in runs:
            runs.add(run)
            missed += run not in longer
            if missed > most_missed:
                return False
    return (len(runs) - missed) / len(runs) >= threshold
