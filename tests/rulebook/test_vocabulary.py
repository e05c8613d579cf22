"""The words of the rule language agree with the facts they name."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from zhenggai import model
from zhenggai.rulebook.predicates import PREDICATES
from zhenggai.rulebook.syntax import Operator, SubjectKind
from zhenggai.rulebook.vocabulary import (
    ABOVE,
    BELOW,
    KINDS,
    OPERATORS,
    PROPERTIES,
    REFERABLE,
    SECTION_ROLES,
    SELF,
)

TYPES: dict[SubjectKind, type[msgspec.Struct]] = {
    "notice": model.Notice,
    "section": model.Section,
    "claim": model.Claim,
    "issue": model.Issue,
    "measure": model.Measure,
    "owner": model.Owner,
    "deadline": model.Deadline,
    "outcome": model.Outcome,
    "document": model.NamedDocument,
    "anomaly": model.Anomaly,
}
# What the facts do not hold as a field: computed from the document or from their order.
COMPUTED = {
    "notice": {"kind", "text"},
    "section": {"text"},
    "issue": {"text", "position"},
    "measure": {"position"},
}


@pytest.mark.parametrize("kind", TYPES)
def test_properties_are_fields_of_the_facts(kind: SubjectKind) -> None:
    fields = {field.name for field in msgspec.structs.fields(TYPES[kind])}
    named = {name.split(".")[0] for name in PROPERTIES[kind]} - COMPUTED.get(kind, set())
    assert named <= fields


def test_parts_of_contact_and_traits() -> None:
    contact = {name for name in PROPERTIES["notice"] if name.startswith("contact.")}
    traits = {name for name in PROPERTIES["measure"] if name.startswith("traits.")}
    assert contact == {f"contact.{field.name}" for field in msgspec.structs.fields(model.Contact)}
    assert traits == {f"traits.{field.name}" for field in msgspec.structs.fields(model.Traits)}


def test_every_kind_operator_and_section_role_is_described() -> None:
    assert set(PROPERTIES) == set(KINDS) == set(get_args(SubjectKind))
    assert set(OPERATORS) == set(get_args(Operator))
    assert set(BELOW) == set(SELF) == set(ABOVE) == set(REFERABLE) == set(KINDS)
    roles = next(field for field in msgspec.structs.fields(model.Section) if field.name == "role")
    annotation = model.Section.__annotations__["role"]
    assert all(repr(role)[1:-1] in str(annotation) for role in SECTION_ROLES), roles


def test_predicates_have_no_name_of_another_word() -> None:
    taken = {name for kind in KINDS for name in PROPERTIES[kind]} | set(OPERATORS)
    taken |= {"all", "any", "not", "some", "none", "count", "in", "where", "distinct"}
    assert not taken & set(PREDICATES)


def test_predicates_are_documented() -> None:
    for spec in PREDICATES.values():
        assert spec.doc
        assert set(spec.one_of) <= set(spec.arguments)
        assert all(argument.doc for argument in spec.arguments.values())
