"""durable-rules as the matching engine: the only importer of its C module.

The C module is exact within limits that were found by experiment, and this module stays
within them: one ruleset per small group of queries, built once and kept; in a rule the
subject, then (before a negated child) a GO clause; the GO fact asserted last, whose own rule
proves that the whole batch was read; only ASCII and integers in the facts; batches of whole
subjects with their children, deleted after each run; one thread at a time.

Of the children of a subject it is only asked whether some child has a flag, or lacks one, so those
in one role are one fact that says so, however many they are. What it answered about a subject that
looks like this, with its children, is kept: it knows nothing else of a subject.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple, NoReturn

import durable_rules_engine
import msgspec

from zhenggai.errors import InferenceError
from zhenggai.inference.queries import Item, Query, flags_of
from zhenggai.inference.rulesets import GO_RULE, Asked, Group, Role, groups

# Facts of one batch: the cost of a fact grows with the number already in the state.
MAX_FACTS = 350
# Query sets whose rulesets are kept; a ruleset costs about 0.1 MB.
MAX_KEPT = 16
# Looks of one ruleset whose answers are kept; a notice has a few dozen, most of them like those of others.
MAX_LOOKS = 1000

_DIST_INFO = re.compile(r"durable_rules-(.+)\.dist-info")
_GO_FACT = '{"k":"GO","t":1,"id":"0"}'
_STATE = "0"
# Children in one role as the queries see them: its tag, the flags (bits) that some have, and that some lack.
_Children = tuple[str, int, int]
# A subject as the queries see it: its flags and its children.
_Look = tuple[int, tuple[_Children, ...]]


class _Subject(msgspec.Struct):
    """The subject's fact in a result, as far as it is read."""

    i: int


class _Frame(msgspec.Struct):
    """The facts that made a rule true; the GO rule has no subject."""

    s: _Subject | None = None


_decode_result = msgspec.json.Decoder(dict[str, _Frame]).decode


class _Ruleset(NamedTuple):
    """A group of queries as the C engine holds it; see ``Group``.

    ``answers`` are the queries that hold of each look that the C engine was asked about.
    """

    handle: int
    kind: str
    subject_flags: int
    child_flags: Mapping[Role, Asked]
    answers: dict[_Look, Sequence[int]]


class DurableEngine:
    """Matches queries with durable-rules."""

    name = "durable-rules"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Query, ...], list[_Ruleset]] = OrderedDict()
        self._latest: tuple[Sequence[Query], list[_Ruleset]] | None = None
        self._process = os.getpid()

    @cached_property
    def version(self) -> str:
        """Version of the durable_rules distribution."""
        # The name of its folder tells; importlib.metadata takes longer to load than the engine itself.
        beside = os.path.dirname(durable_rules_engine.__file__)
        for name in os.listdir(beside):
            found = _DIST_INFO.fullmatch(name)
            if found:
                return found[1]
        from importlib.metadata import version

        return version("durable_rules")

    def match(self, queries: Sequence[Query], items: Sequence[Item]) -> frozenset[tuple[int, int]]:
        """All pairs (index of the query, key of a subject that satisfies it).

        Raises InferenceError where the C engine reports an error or did not read a whole batch.
        """
        if os.getpid() != self._process:  # forked, perhaps while another thread held the lock
            self.__init__()  # type: ignore[misc]  # a fresh lock and no shared handles are wanted
        of_kind: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            of_kind[item.kind].append(item)
        found: set[tuple[int, int]] = set()
        with self._lock:
            try:
                for ruleset in self._rulesets(queries):
                    _ask(ruleset, of_kind, found)
            except (durable_rules_engine.error, MemoryError, msgspec.MsgspecError) as error:
                self._drop(queries)
                raise InferenceError(f"durable-rules 推理失败: {error}", mend="可改用 plain 引擎") from error
            except InferenceError:
                self._drop(queries)
                raise
        return frozenset(found)

    def _drop(self, queries: Sequence[Query]) -> None:
        """Have these rulesets built anew. They are not freed: after a failure their memory is suspect."""
        self._latest = None
        self._kept.pop(tuple(queries), None)

    def _rulesets(self, queries: Sequence[Query]) -> list[_Ruleset]:
        """The rulesets of a query set, built unless kept; the tuple seen last is known by identity."""
        if self._latest is not None and self._latest[0] is queries:
            return self._latest[1]
        key = tuple(queries)
        rulesets = self._kept.get(key)
        if rulesets is None:
            self._kept[key] = rulesets = [_build(group) for group in groups(key)]
            if len(self._kept) > MAX_KEPT:
                for ruleset in self._kept.popitem(last=False)[1]:
                    durable_rules_engine.delete_ruleset(ruleset.handle)
        self._kept.move_to_end(key)
        self._latest = (key, rulesets)
        return rulesets


def _build(group: Group) -> _Ruleset:
    ruleset = _Ruleset(
        handle=durable_rules_engine.create_ruleset("gaps", json.dumps(group.rules)),
        kind=group.kind,
        subject_flags=group.subject_flags,
        child_flags=group.child_flags,
        answers={},
    )
    _run(ruleset.handle, [])  # the first batch of a ruleset makes its state, so let it be an empty one
    return ruleset


def _ask(ruleset: _Ruleset, of_kind: Mapping[str, Sequence[Item]], found: set[tuple[int, int]]) -> None:
    """Add the answers of one ruleset to ``found``.

    The C engine is asked once about subjects that look the same to the queries, with their children,
    in this notice or another: there are hundreds of facts and a few dozen looks, and a fact is dear.
    """
    children = _children(ruleset, of_kind)
    alike: dict[_Look, list[int]] = defaultdict(list)
    for item in of_kind.get(ruleset.kind, ()):
        alike[item.flags & ruleset.subject_flags, children.get(item.key, ())].append(item.key)
    answers = ruleset.answers
    answers |= _learned(ruleset, [look for look in alike if look not in answers])
    found.update([(query, key) for look, keys in alike.items() for query in answers[look] for key in keys])
    if len(answers) > MAX_LOOKS:
        answers.clear()


def _learned(ruleset: _Ruleset, looks: Iterable[_Look]) -> Mapping[_Look, Sequence[int]]:
    """Which queries hold of each of these looks, says the C engine."""
    learned: dict[_Look, list[int]] = {look: [] for look in looks}
    for batch in _batches(learned):
        facts: list[str] = []
        for number, (flags, children) in enumerate(batch):
            facts.append(_fact("S", f'"i":{number},', flags))
            facts += [_fact(tag, f'"l":{number},', some, lacked) for tag, some, lacked in children]
        for query, number in _run(ruleset.handle, facts):
            learned[batch[number]].append(query)
    return learned


def _batches(looks: Iterable[_Look]) -> Iterator[Sequence[_Look]]:
    """Looks in batches of at most MAX_FACTS facts."""
    batch: list[_Look] = []
    size = 0
    for look in looks:
        facts = 1 + len(look[1])
        if batch and size + facts > MAX_FACTS:
            yield batch
            batch, size = [], 0
        batch.append(look)
        size += facts
    if batch:
        yield batch


def _children(
    ruleset: _Ruleset, of_kind: Mapping[str, Sequence[Item]]
) -> Mapping[int, tuple[_Children, ...]]:
    """What is true of some child in each role, by the key of the subject."""
    looks: dict[int, tuple[_Children, ...]] = {}
    for role, (having, lacking) in ruleset.child_flags.items():
        some: dict[int, int] = {}
        lacked: dict[int, int] = {}
        for item in of_kind.get(role.kind, ()):
            key = item.links.get(role.join)
            if key is not None:
                some[key] = some.get(key, 0) | (item.flags & having)
                if lacking:
                    lacked[key] = lacked.get(key, 0) | (lacking & ~item.flags)
        for key, flags in some.items():
            looks[key] = (*looks.get(key, ()), (role.tag, flags, lacked.get(key, 0)))
    return looks


def _fact(tag: str, key: str, flags: int, lacked: int = 0) -> str:
    """A fact as JSON without its end: the id and the closing brace are added by ``_run``."""
    marks = [f'"f{flag}":1,' for flag in flags_of(flags)] + [f'"n{flag}":1,' for flag in flags_of(lacked)]
    return f'{{"k":"{tag}",{key}{"".join(marks)}"t":1,"id":"'


def _run(handle: int, facts: list[str]) -> set[tuple[int, int]]:
    """Pairs (query, number of a subject) that a batch makes true.

    Raises InferenceError where it was not read to its end.
    """
    found: set[tuple[int, int]] = set()
    read_all = False
    try:
        # Ids are compared by a 32-bit hash only: small decimal numbers are known not to collide.
        numbered = [f'{fact}{number}"}}' for number, fact in enumerate(facts, 1)]
        _, state = durable_rules_engine.assert_facts(handle, f"[{','.join([*numbered, _GO_FACT])}]")
        started = durable_rules_engine.start_action_for_state(handle, state)
        message = started and started[1]
        while message:
            for name, frame in _decode_result(message).items():
                if frame.s is None:
                    read_all = read_all or name == GO_RULE
                else:
                    found.add((int(name), frame.s.i))
            message = durable_rules_engine.complete_and_start_action(handle, state)
    finally:
        _forget(handle)
    if not read_all:
        _cut_short(len(facts))
    return found


def _forget(handle: int) -> None:
    # There is no state where the batch failed before it made one, which is reported already.
    with suppress(durable_rules_engine.error):
        durable_rules_engine.delete_state(handle, _STATE)


def _cut_short(facts: int) -> NoReturn:
    raise InferenceError(f"durable-rules 未读完一批 {facts} 个事实", mend="可改用 plain 引擎")
