"""Every fault that is planted in a complete document is caught by the rules it should be, and by no other."""

from __future__ import annotations

import pytest

from tests.mutation.planting import ASKED, FOLDER, Fault, document, faults, gaps, operators, report
from zhenggai.rulebook.loading import load_rulebook
from zhenggai.rulebook.packs import builtin_packs

DOCUMENTS = sorted(path.stem for path in (FOLDER / "notices").iterdir())
FAULTS = list(faults())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_complete_document_has_no_gap(name: str) -> None:
    found = report(name, document(name))
    assert [each.status for each in found.inputs] == ["audited"]
    assert found.summary.issues >= 3
    assert not gaps(name)


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.operator.id}-{fault.document}" for fault in FAULTS])
def test_a_fault_is_caught_by_its_rules_alone(fault: Fault) -> None:
    assert fault.caught() == set(fault.operator.fires)


def test_there_are_operators_enough() -> None:
    names = [operator.id for operator in operators()]
    assert len(names) == len(set(names)) >= 30
    assert all(operator.edits and operator.fires for operator in operators())
    assert {fault.document for fault in FAULTS} == set(DOCUMENTS) >= set(ASKED)


def test_every_rule_catches_a_fault() -> None:
    """Of each rule that is on by default it is proved that it catches what it claims."""
    caught = {rule for operator in operators() for rule in operator.fires}
    rules = {rule.id for name in builtin_packs() for rule in load_rulebook([name]).rules if rule.enabled}
    assert rules == caught
