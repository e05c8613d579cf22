"""Fingerprints survive edits elsewhere, and one gap more is one fingerprint more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.fingerprints import LENGTH
from zhenggai.model import GapReport, Result
from zhenggai.pipeline import Options, audit, audit_text

OPENING = "根据县委统一部署, 2023年7月13日至8月31日, 县委第一巡察组对青溪县教育局党组开展了巡察。"
# Headings and measures that no rule across issues takes for alike.
HEADINGS = (
    "理论学习不够深入",
    "资金管理不够规范",
    "选人用人程序不严",
    "安全检查走过场",
    "服务群众不主动",
    "合同签订不及时",
)
MEASURES = (
    "修订了管理办法",
    "组织全员培训3场",
    "加强学习",
    "由办公室逐月检查",
    "清退资金12万元",
    "尽快研究解决",
)


class Item(NamedTuple):
    """An issue of a notice: its heading and its measures."""

    heading: str
    measures: tuple[str, ...]


def notice(items: Sequence[Item], *, opening: Sequence[str] = (OPENING,), marks: str = "{}.") -> str:
    """A notice with these issues, numbered in their order."""
    lines = ["中共青溪县教育局党组关于巡察整改进展情况的通报", *opening, "一、整改进展情况"]
    for number, item in enumerate(items, 1):
        lines.append(f"{marks.format(number)}关于{item.heading}的问题")
        points = "".join(f"{'一二三四五六'[place]}是{text}。" for place, text in enumerate(item.measures))
        lines.append(f"整改情况:{points}")
    return "\n".join([*lines, "中共青溪县教育局党组", "2024年3月18日"])


items = st.lists(
    st.builds(
        Item,
        st.sampled_from(HEADINGS),
        st.lists(st.sampled_from(MEASURES), min_size=1, max_size=4).map(tuple),
    ),
    min_size=2,
    max_size=4,
    unique_by=lambda item: item.heading,
)


def gaps(text: str) -> list[Result]:
    # rules that compare issues with each other may find more or fewer gaps after any edit
    found = audit_text(text, options=Options(engine="plain")).results
    return [each for each in found if each.rule in PER_SUBJECT]


PER_SUBJECT = (
    "issue-owner", "issue-deadline", "issue-status", "issue-outcome", "issue-measure-count",
    "issue-institutional-measure", "measure-owner", "measure-deadline", "measure-vague-deadline",
    "measure-substantive", "measure-document-named",
)  # fmt: skip


def names(
    results: Iterable[Result], *, heading: str | None = None, numbers: dict[str, str] | None = None
) -> Counter[str]:
    """Fingerprints of the gaps, of those of one issue where ``heading`` is given."""
    return Counter(
        each.fingerprint
        for each in results
        if heading is None or (numbers or {}).get(each.issue or "") == heading
    )


def headings(items: Sequence[Item]) -> dict[str, str]:
    return {f"issue-{number}": item.heading for number, item in enumerate(items, 1)}


@settings(max_examples=12, deadline=None)
@given(items)
def test_each_gap_has_a_fingerprint_of_its_own(items: list[Item]) -> None:
    found = names(gaps(notice(items)))
    assert found and max(found.values()) == 1
    assert all(len(name) == LENGTH for name in found)


@settings(max_examples=12, deadline=None)
@given(items, st.integers(0, 1))
def test_an_inserted_paragraph_changes_none(items: list[Item], place: int) -> None:
    opening = [OPENING]
    opening.insert(place, "现将有关情况予以公布, 请社会各界监督。")
    assert names(gaps(notice(items, opening=opening))) == names(gaps(notice(items)))


@settings(max_examples=12, deadline=None)
@given(items, st.randoms(use_true_random=False))
def test_renumbering_issues_changes_none(items: list[Item], random: Random) -> None:
    before = names(gaps(notice(items)))
    shuffled = list(items)
    random.shuffle(shuffled)
    assert names(gaps(notice(shuffled))) == before
    assert names(gaps(notice(items, marks="({})"))) == before
    added = [Item("新发现的事项办理不力", ("加强学习",)), *items]
    assert before <= names(gaps(notice(added)))


@settings(max_examples=20, deadline=None)
@given(items, st.data())
def test_editing_an_issue_changes_those_of_no_other(items: list[Item], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(items) - 1))
    edited = list(items)
    edited[place] = items[place]._replace(
        measures=data.draw(st.lists(st.sampled_from(MEASURES), min_size=1, max_size=4).map(tuple))
    )
    before, after = gaps(notice(items)), gaps(notice(edited))
    for item in items[:place] + items[place + 1 :]:
        assert names(after, heading=item.heading, numbers=headings(edited)) == names(
            before, heading=item.heading, numbers=headings(items)
        )


@settings(max_examples=20, deadline=None)
@given(items, st.data())
def test_one_gap_more_is_never_absorbed(items: list[Item], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(items) - 1))
    repeated = items[place]._replace(measures=(*items[place].measures, items[place].measures[0]))
    with_repetition = [*items[:place], repeated, *items[place + 1 :]]
    before, after = gaps(notice(items)), gaps(notice(with_repetition))
    assert Counter(each.rule for each in after) >= Counter(
        each.rule for each in before if each.subject.type == "measure"
    )
    for rule in PER_SUBJECT:
        old = {each.fingerprint for each in before if each.rule == rule}
        new = {each.fingerprint for each in after if each.rule == rule}
        assert len(new - old) >= len(new) - len(old)


def test_the_same_measure_under_another_issue_is_another_gap() -> None:
    old = gaps(notice([Item(HEADINGS[0], ("加强学习",)), Item(HEADINGS[1], ("由办公室逐月检查",))]))
    new = gaps(notice([Item(HEADINGS[0], ("由办公室逐月检查",)), Item(HEADINGS[1], ("加强学习",))]))
    vague = {each.fingerprint for each in old if each.rule == "measure-owner"}
    moved = {each.fingerprint for each in new if each.rule == "measure-owner"}
    assert vague and moved and not vague & moved


def report(tmp_path: Path, text: str, **options: object) -> GapReport:
    path = tmp_path / "通报.txt"
    path.write_text(text, encoding="utf-8")
    return audit(path, Options(use_config=False, **options))


def test_listing_all_verdicts_changes_none(tmp_path: Path) -> None:
    # two issues with one heading, of which only the second names no owner
    text = notice([Item(HEADINGS[0], ("由办公室逐月检查", "加强学习")), Item(HEADINGS[0], ("加强学习",))])
    few, all_of_them = report(tmp_path, text), report(tmp_path, text, all_verdicts=True)
    assert len(all_of_them.results) > len(few.results)
    listed = [each.fingerprint for each in all_of_them.results if each.verdict == "gap"]
    assert sorted(listed) == sorted(each.fingerprint for each in few.results)
    assert len({each.fingerprint for each in all_of_them.results}) == len(all_of_them.results)


def test_the_name_of_the_file_counts_but_not_the_way_to_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = notice([Item(HEADINGS[0], ("加强学习",))])
    report(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    plain, dotted = audit("通报.txt"), audit("./通报.txt")
    assert names(plain.results) == names(dotted.results)
    assert not names(plain.results) & names(audit(f"{tmp_path}/通报.txt").results)


def test_width_and_white_space_do_not_count() -> None:
    item = Item("资金(专项)管理不规范", ("清退资金12万元",))
    wide = Item("资金（专项）管理 不规范", ("清退资金１２万元",))
    assert names(gaps(notice([item, Item(HEADINGS[0], ("加强学习",))]))) == names(
        gaps(notice([wide, Item(HEADINGS[0], ("加强学习",))]))
    )
