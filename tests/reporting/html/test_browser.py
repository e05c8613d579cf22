"""The page in a real browser: what a reader does, whoever reads, on every screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from zhenggai.model import GapReport
from zhenggai.pipeline import audit_paths, audit_text
from zhenggai.reporting.arrangement import gaps_of

from .. import samples
from .conftest import NOTICE

Browse = Callable[..., Any]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tour(browse: Browse, audited: GapReport) -> dict[str, Any]:
    """What a reader's way through the page showed."""
    seen = browse("tour", audited)
    assert seen["troubles"] == []
    return dict(seen["found"][0])


def test_a_cell_shows_the_sentence_the_reason_and_what_would_close_the_gap(
    tour: dict[str, Any], audited: GapReport
) -> None:
    assert tour["cards"] == len(gaps_of(audited))
    assert tour["cellOpen"]
    gap = next(gap for gap in gaps_of(audited) if gap.message in tour["cell"])
    rule = next(rule for rule in audited.rules if rule.id == gap.rule)
    assert gap.quote in tour["cell"]
    assert gap.hint in tour["cell"]
    assert rule.why in tour["cell"]
    assert tour["copies"] == 0, "a copy of a card must not count as a gap"


def test_the_keyboard_goes_where_the_mouse_does(tour: dict[str, Any]) -> None:
    assert tour["cellClosed"] and tour["focusReturned"]
    assert tour["arrowMoved"]


def test_a_jump_lights_up_the_sentence(tour: dict[str, Any], audited: GapReport) -> None:
    lit = "".join(tour["jumped"])
    assert lit and any(gap.quote and gap.quote.startswith(lit[:10]) for gap in gaps_of(audited))
    assert tour["jumpSeen"]


def test_a_flag_leads_to_its_card(tour: dict[str, Any]) -> None:
    assert tour["flagLeads"] and tour["flagSeen"]


def test_filters_leave_what_matches(tour: dict[str, Any], audited: GapReport) -> None:
    gaps = gaps_of(audited)
    of_rule = [gap for gap in gaps if gap.rule == tour["rule"]]
    assert tour["ruleShown"] == [tour["rule"]] * len(of_rule)
    assert f"{len(of_rule)}/{len(gaps)}" in tour["count"]
    assert tour["reset"] == len(gaps)
    assert tour["ownerShown"] and set(tour["ownerShown"]) == {"0"}
    assert set(tour["severityShown"]) == {"error"}
    assert tour["steps"] == [0, 1, 2, 1]
    assert tour["barShown"] == 1


def serious(seen: dict[str, Any]) -> list[Any]:
    """Violations that keep somebody from reading, of every view of a page."""
    looks = [look for view in seen["found"] for look in view]
    assert looks
    return [each for look in looks for each in look if each[0] in ("serious", "critical")]


def test_no_serious_accessibility_violation(browse: Browse, audited_in: GapReport) -> None:
    views = [{"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (360, 1360)]
    assert serious(browse("axe", audited_in, *views)) == []


@pytest.mark.parametrize("make", [samples.several, samples.clean, samples.with_verdicts, samples.hostile])
def test_no_serious_accessibility_violation_without_the_text(
    browse: Browse, make: Callable[[], GapReport]
) -> None:
    seen = browse("axe", make())
    assert serious(seen) == []
    assert seen["troubles"] == []


@pytest.mark.parametrize("case", ["table-hezhou-hospital", "004_800767d36d2babdf"])
def test_no_serious_accessibility_violation_on_real_layouts(
    browse: Browse, request: pytest.FixtureRequest, fixtures: Path, case: str
) -> None:
    table = fixtures / case / f"{case}.docx"
    path = table if table.exists() else request.getfixturevalue("seeds") / f"{case}.txt"
    seen = browse("axe", audit_paths([path]))
    assert serious(seen) == []
    assert seen["troubles"] == []


def test_the_accessibility_rules_can_fail(browse: Browse, audited: GapReport) -> None:
    assert browse("axe", audited, {"spoil": True})["found"][0][0], "nothing is ever found"


def test_hostile_text_runs_nothing(browse: Browse) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)></style></script>"
    report = audit_text(NOTICE.replace("河道管护", f"河道{hostile}管护").replace("学习", f"学习{hostile}"))
    report = replace(report, results=tuple(replace(each, hint=hostile) for each in report.results))
    seen = browse("tour", report)
    assert seen["troubles"] == []
    assert seen["found"][0]["cards"] == len(gaps_of(report))


def test_without_a_script_everything_is_there_but_the_filters(browse: Browse, audited: GapReport) -> None:
    seen = browse("still", audited, {"script": False})["found"][0]
    assert seen["cards"] == len(gaps_of(audited))
    assert not seen["filters"]


def test_the_page_is_no_wider_than_the_screen(browse: Browse, audited_in: GapReport) -> None:
    views = browse("still", audited_in, *({"width": width} for width in (320, 768, 1360)))["found"]
    assert [view["wider"] for view in views] == [0, 0, 0]
