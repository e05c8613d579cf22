"""A bounded run of the fuzzer, and the fuzzer itself. ``make fuzz`` runs longer."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import fragments, seeds, worker
from tests.fuzz.driver import run
from tests.fuzz.reducing import reduced
from tests.fuzz.targets import TARGETS, Target, made
from zhenggai.errors import ReadingError

SEED = 20
INPUTS = {"extraction": 40, "audit": 30, "docx": 30, "reports": 60}
"""Of a target; of the others there are 150."""

bounded = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of time and memory need POSIX")
@pytest.mark.parametrize("target", TARGETS)
def test_inputs_end_in_a_result_or_a_refusal(target: str) -> None:
    tally = run(target, SEED, 0, INPUTS.get(target, 150))
    assert tally.findings == []
    assert tally.audited and tally.audited + tally.refused == tally.inputs


@pytest.mark.parametrize("target", TARGETS)
def test_an_input_is_made_from_seed_and_number_alone(target: str) -> None:
    inputs = [made(target, SEED, number) for number in range(4)]
    assert [made(target, SEED, number) for number in range(4)] == inputs
    assert len({*inputs, made(target, SEED + 1, 0)}) > 2


@bounded
@given(st.lists(st.sampled_from(fragments.NOTICE_PIECES), max_size=60), st.sampled_from(["", "\n", "，"]))
def test_any_row_of_pieces_is_extracted(pieces: list[str], between: str) -> None:
    data = (seeds.SHORT[:150] + between.join(pieces)).encode("utf-8", "surrogatepass")
    assert worker.tried("extraction", data)["is"] != "found"


@bounded
@given(st.text(max_size=200), st.sampled_from(["times", "quantities"]))
def test_any_text_goes_through_the_grammars(text: str, target: str) -> None:
    assert worker.tried(target, text.encode())["is"] != "found"


_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(fragments.YAML_PIECES)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["some", "all", "in", "where", "count", "zh", "gap", "kind"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@bounded
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(sorted(seeds.trees("rules")[0]), _ANY)))
def test_any_data_in_the_keys_of_a_rule_is_refused_or_a_rule(data: dict[str, object]) -> None:
    import yaml

    dumped: str = yaml.safe_dump(data, allow_unicode=False)
    outcome = worker.tried("rules", dumped.encode())
    assert outcome["is"] != "found", outcome


# ---------------------------------------------------------------- the fuzzer


def _target(use: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TARGETS, "text", Target(lambda chance: b"x", use, 1))  # type: ignore[arg-type]  # what it does wrong is the test


def test_an_error_of_another_kind_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> bool:
        raise KeyError("x")

    _target(broken, monkeypatch)
    assert worker.tried("text", b"x")["name"] == "KeyError in test_fuzz.py:broken"


def test_an_input_that_takes_too_long_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(data: bytes) -> bool:
        while True:
            time.process_time()

    _target(slow, monkeypatch)
    monkeypatch.setattr(worker, "SECONDS", 0.05)
    assert "OutOfTime" in worker.tried("text", b"x")["name"]


def test_a_refusal_that_quotes_the_document_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "某局在专项资金使用中的问题"

    def telling(data: bytes) -> bool:
        raise ReadingError(f"读不懂: {secret}")

    _target(telling, monkeypatch)
    assert worker.tried("text", b"x")["is"] == "refused"
    assert "quotes" in worker.tried("text", f"前{secret}后".encode())["name"]


def test_a_large_input_is_made_smaller() -> None:
    assert reduced(b"a" * 500 + b"!" + b"b" * 700 + b"?", lambda data: b"!" in data and b"?" in data) == b"!?"
