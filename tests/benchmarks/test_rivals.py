"""The comparison with other tools: scoring, reading of findings, and the tools that need no registry."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from benchmarks import rivals
from benchmarks.measuring import environment
from benchmarks.planted import PLANTS, Planted, planted_notice
from benchmarks.rivals import tools
from benchmarks.rivals.labelled import KINDS, Labelled, lacks
from benchmarks.rivals.scoring import Score
from benchmarks.rivals.tools import Absent, Finding


def finding(kind: str, *lines: int, file: str = "a.txt") -> Finding:
    return Finding(file, kind, frozenset(lines))


def test_a_defect_is_found_once_by_a_finding_of_its_kind_on_its_lines() -> None:
    planted = {"a.txt": [Planted("placeholder", 3, 5), Planted("no owner", 7, 9)], "b.txt": []}
    score = Score()
    score.add(
        [
            finding("placeholder", 3),
            finding("placeholder", 5),
            finding("no status", 8),
            finding("no owner", 6),
        ],
        planted,
    )
    assert score.planted == {"placeholder": 1, "no owner": 1}
    assert score.found == {"placeholder": 1}
    assert score.false == {"no owner": 1}
    score.add([finding("placeholder", 4, file="b.txt"), finding("a rule of no kind", 1)], planted)
    assert score.found.total() == 1 and score.planted.total() == 4
    assert score.false_of_kinds == 2 and score.false.total() == 3


def test_two_defects_of_a_kind_in_a_file_are_two() -> None:
    score = Score()
    places = [Planted("no owner", 1, 2), Planted("no owner", 3, 4)]
    score.add([finding("no owner", 1), finding("no owner", 4)], {"a.txt": places})
    assert score.found["no owner"] == 2


@pytest.mark.parametrize("layouts", ["layouts", "further_layouts"])
def test_the_script_finds_every_kind(tmp_path: Path, layouts: str) -> None:
    planted = rivals.make_notices(tmp_path / "notices", "test", 3, layouts)
    out = tmp_path / "out.json"
    command = tools.script().command(out, sorted((tmp_path / "notices").iterdir()))
    subprocess.run(command, env=environment(), check=True, timeout=60)
    score = Score()
    score.add(tools.read_script(json.loads(out.read_text(encoding="utf-8"))), planted)
    assert score.found == score.planted and score.planted.keys() == PLANTS.keys()


def test_the_patterns_are_regular_expressions_of_every_kind_but_one() -> None:
    made = tools.patterns()
    assert PLANTS.keys() - made.keys() == {"wrong total"} and made.keys() <= PLANTS.keys()
    for pattern in (pattern for listed in made.values() for pattern in listed):
        re.compile(pattern, re.M)
        assert not re.search(r"\{[a-z]", pattern), pattern
    assert [rule["id"] for rule in tools.semgrep_rules()] == [kind.replace(" ", "-") for kind in made]


def test_the_patterns_find_a_number_left_out() -> None:
    text, planted = planted_notice("test")
    (place,) = (defect for defect in planted if defect.kind == "number left out")
    ends = {
        text.count("\n", 0, found.end()) + 1
        for pattern in tools.patterns()["number left out"]
        for found in re.finditer(pattern, text, re.M)
    }
    assert len(ends) == 1 and place.first <= ends.pop() <= place.last


def test_findings_of_each_tool_are_read() -> None:
    found = tools.read_textlint(
        [{"filePath": "/x/a.txt", "messages": [{"message": "no owner", "loc": {"end": {"line": 4}}}]}]
    )
    assert found == [finding("no owner", 4)]
    found = tools.read_semgrep(
        {"results": [{"path": "/x/a.txt", "end": {"line": 4}, "extra": {"message": "no owner"}}]}
    )
    assert found == [finding("no owner", 4)]
    assert tools.read_script({"/x/a.txt": [["no owner", 4]]}) == [finding("no owner", 4)]


def test_a_gap_of_the_whole_notice_stands_where_its_evidence_does() -> None:
    def gap(rule: str, severity: str, kind: str) -> dict[str, object]:
        places = {"span": {"line": 1}, "evidence": [{"span": {"line": 7}}]}
        return {"input": "/x/a.txt", "rule": rule, "verdict": "gap", "severity": severity} | {
            **places,
            "subject": {"type": kind},
        }

    gaps = [
        gap("notice-placeholder", "error", "notice"),
        gap("issue-owner", "error", "issue"),
        gap("issue-outcome", "warning", "issue"),
        gap("issue-status", "info", "issue"),
    ]
    assert tools.read_zhenggai({"results": gaps}) == [
        finding("placeholder", 7),
        finding("no owner", 1),
        finding("issue-outcome", 1),
    ]


def test_a_tool_that_cannot_be_had_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tools.shutil, "which", lambda _: None)
    monkeypatch.setattr(tools, "CACHE", tmp_path)
    monkeypatch.setattr(rivals, "ALL", (tools.script, tools.textlint))
    made = rivals.report(notices=1, rounds=1)
    assert made.endswith("Left out: textlint: there is no node here.")
    assert "| wrong total | 100% / 100% |" in made
    assert "| 2 notices, s |" in made and "| 1.00 |" in made
    with pytest.raises(Absent, match="semgrep cannot be installed: no such thing"):
        tools._install(["sh", "-c", "echo no such thing >&2; exit 3"], "semgrep")


def test_what_labelled_issues_lack() -> None:
    owner = {"text": "人事处", "kind": "assigned"}
    issue = {
        "status": None,
        "owners": [],
        "deadlines": [],
        "measures": [{"owners": [owner], "deadlines": []}],
    }
    assert [lacks(issue, kind) for kind in KINDS] == [False, True, True]


def test_labelled_notices_and_where_their_issues_stand(tmp_path: Path) -> None:
    labelled = Labelled(tmp_path / "labelled")
    assert len(labelled.lacking) > 30
    assert {place.kind for places in labelled.lacking.values() for place in places} == set(KINDS)
    for name, places in labelled.lacking.items():
        length = len((tmp_path / "labelled" / name).read_text(encoding="utf-8").split("\n"))
        assert all(1 <= place.first <= place.last <= length for place in places)
