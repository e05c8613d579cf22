"""Small notices to run batches over, and what makes worker processes find these tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTICE = """\
中共{place}市教育局党组关于市委第五轮巡察集中整改进展情况的通报
根据市委统一部署,2023年7月13日至8月31日,市委第一巡察组对{place}市教育局党组开展了巡察。2023年10月13日,巡察组反馈了意见。现将整改进展情况予以公布。
一、整改组织领导情况
局党组成立整改工作领导小组。
二、整改进展情况
1.关于制度不健全的问题
整改情况:一是修订《资金管理办法》。二是组织培训3场,培训120人次。
2.关于监督不到位的问题
整改情况:一是由督导室负责每月检查,2023年12月底前完成。二是开展检查12次。
中共{place}市教育局党组
2024年3月18日
"""


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of notices: one for each name."""

    def make(*names: str, at: str = "in") -> Path:
        path = tmp_path / at
        path.mkdir(exist_ok=True)
        for number, name in enumerate(names):
            place = "青溪临江长宁"[number % 6] + "州"
            (path / f"{name}.txt").write_text(NOTICE.format(place=place), encoding="utf-8")
        return path

    return make


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes take over the import path, and must find ``tests.batch.workers`` on it."""
    monkeypatch.syspath_prepend(str(ROOT))
