"""The cache: what it answers is what an audit finds, it is private, and nothing wrong with it does harm."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cache.runs import Run, entries, rules
from tests.settings.sample import NOTICE
from zhenggai import pipeline
from zhenggai.auditing import audit_many
from zhenggai.cache import Cache, user_cache
from zhenggai.options import Options
from zhenggai.reporting.writers import WRITERS, Presentation
from zhenggai.run_report import Part

ROOT = Path(__file__).parents[2]
SAMPLES = ("b-shihe-town", "b-wuqiao-water-damaged", "table-hezhou-hospital", "a-anlan-water-group")


def samples() -> list[str]:
    return [
        str(next(path for path in sorted((ROOT / "fixtures" / case).iterdir()) if path.suffix != ".json"))
        for case in SAMPLES
    ]


# ------------------------------------------------------------------ the same report


def test_a_second_run_audits_nothing_and_every_format_is_the_same(cache: Cache, audited: list[str]) -> None:
    documents = [*samples(), "gone.txt"]
    options = Options(all_verdicts=True)
    plain = audit_many(documents, options)
    first = audit_many(documents, options, cache=cache)
    del audited[:]
    second = audit_many(documents, options, cache=cache)
    assert audited == ["gone.txt"]
    assert plain == first == second
    for name, writer in WRITERS.items():
        if not writer.binary:  # those bear the time at which they were written
            rendered = {writer.render(report, Presentation()) for report in (plain, first, second)}
            assert len(rendered) == 1, name


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.lists(st.lists(st.integers(0, len(SAMPLES)), min_size=1, max_size=5), min_size=2, max_size=4),
    language=st.sampled_from(["zh", "en"]),
    every=st.booleans(),
    packs=st.sampled_from([None, ("rectification-notice",), ("work-plan",)]),
)
def test_cached_and_uncached_reports_are_equal(
    cache: Cache,
    chosen: Sequence[Sequence[int]],
    language: str,
    every: bool,
    packs: tuple[str, ...] | None,
) -> None:
    documents = [*samples(), "gone.txt"]
    options = Options(
        language=language,  # type: ignore[arg-type]  # zh or en
        all_verdicts=every,
        packs=packs,
    )
    for numbers in chosen:
        paths = [documents[number] for number in numbers]
        cached, plain = audit_many(paths, options, cache=cache), pipeline.audit_paths(paths, options)
        assert cached == plain
        assert msgspec.msgpack.encode(cached) == msgspec.msgpack.encode(plain)


def test_a_document_that_changes_while_it_is_audited_is_not_kept(
    run: Run, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = pipeline.audit_part

    def meanwhile(path: str, options: Options) -> Part:
        Path(path).write_text(NOTICE + "又及\n", encoding="utf-8")
        return usual(path, options)

    monkeypatch.setattr(pipeline, "audit_part", meanwhile)
    assert run().inputs[0].status == "audited"
    assert entries(cache) == []


# ------------------------------------------------------------------- broken entries


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    return data[:-100] + bytes([data[-100] ^ 1]) + data[-99:]


def _other_version(data: bytes) -> bytes:
    return data.replace(b"audit 3", b"audit 2", 1)


@pytest.mark.parametrize("find", [entries, rules])
@pytest.mark.parametrize("spoil", [_cut, _flipped, _other_version, lambda data: b"", lambda data: b"\0" * 99])
def test_a_corrupt_entry_is_ignored_and_written_anew(
    run: Run,
    cache: Cache,
    audited: list[str],
    spoil: Callable[[bytes], bytes],
    find: Callable[[Cache], list[Path]],
) -> None:
    expected = run()
    cache._rules.clear()  # as in another run
    (entry,) = find(cache)
    whole = entry.read_bytes()
    entry.write_bytes(spoil(whole))
    assert run() == expected
    assert len(audited) == 2
    assert entry.read_bytes() == whole


def test_an_entry_under_another_key_is_not_taken(run: Run, cache: Cache, audited: list[str]) -> None:
    run()
    (notice,) = entries(cache)
    Path("通报.txt").write_text(NOTICE.replace("12次", "13次"), encoding="utf-8")
    run()
    (other,) = set(entries(cache)) - {notice}
    notice.replace(other)
    assert "13次" in run().documents[0].document.text
    assert len(audited) == 3


def test_a_whole_entry_of_another_shape_is_ignored(cache: Cache) -> None:
    for content in (msgspec.msgpack.encode({"schema": 1}), b"\x91" * 5000):  # nested deeper than ours
        packed = zlib.compress(content)
        cache._write("ff.rules", packed)
        with pytest.raises(msgspec.MsgspecError):
            cache._rules_named("ff.rules")
        rules = cache._put_rules(())
        cache._write("00", rules + len(packed).to_bytes(4, "big") + packed * 2)
        assert cache.get("00") is None


def test_texts_are_read_only_where_they_are_shown(run: Run, cache: Cache, audited: list[str]) -> None:
    whole = run()
    assert whole.documents
    (key,) = (entry.name for entry in entries(cache))
    bare = cache.get(key, texts=False)
    assert bare is not None and not bare.documents
    for _ in range(2):
        without = audit_many(["通报.txt"], Options(), cache=cache, texts=False)
        assert without == msgspec.structs.replace(whole, documents=())
        Path("通报.txt").write_text(NOTICE + "\n", encoding="utf-8")  # then one that is not kept yet
        whole = audit_many(["通报.txt"], Options(), texts=True)
    assert len(audited) == 4


def test_a_full_disk_harms_nothing(run: Run, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert run().inputs[0].status == "audited"
    assert entries(cache) == []


# -------------------------------------------------------------------------- bounds


def test_the_entries_used_last_are_kept_within_the_limit(tmp_path: Path) -> None:
    report = pipeline.audit(samples()[0])
    cache = Cache(tmp_path, limit=0)
    cache.put("00", report)
    size = (tmp_path / "00").stat().st_size
    cache = Cache(tmp_path, limit=4 * size + 100)
    for number in range(1, 5):
        cache.put(f"0{number}", report)
        os.utime(tmp_path / f"0{number}", (number, number))
    os.utime(tmp_path / "00", (0, 0))
    assert cache.get("00") == report  # not used for a day: from now on it is the youngest
    cache.close()
    assert [path.name for path in entries(cache)] == ["00", "03", "04"]
    assert Cache(tmp_path).get("03") == report


def test_rules_that_no_run_uses_go(cache: Cache) -> None:
    report = pipeline.audit(samples()[0])
    cache.put("00", report)
    os.utime(rules(cache)[0], (0, 0))
    assert Cache(cache._folder).get("00") == report  # used: from now on they are young
    cache.close()
    assert len(rules(cache)) == 1
    os.utime(rules(cache)[0], (0, 0))
    cache.close()
    assert rules(cache) == []
    assert Cache(cache._folder).get("00") is None


def test_what_a_killed_run_left_goes(cache: Cache) -> None:
    old, new = cache._folder / ".00a.part", cache._folder / ".00b.part"
    for path in (old, new):
        path.write_bytes(b"")
    os.utime(old, (0, 0))
    cache.put("00", pipeline.audit(samples()[0]))
    cache.close()
    assert [path.name for path in entries(cache)] == [".00b.part", "00"]


# ------------------------------------------------------------------------- privacy


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_cache_is_private_to_the_user(tmp_path: Path) -> None:
    for _ in range(2):
        cache = user_cache({"XDG_CACHE_HOME": str(tmp_path / "xdg")})
        assert cache is not None
        cache.put("00", pipeline.audit(samples()[0]))
        folder = tmp_path / "xdg" / "zhenggai"
        assert [mode(folder), mode(folder / "audits"), mode(folder / "audits" / "00")] == [
            0o700,
            0o700,
            0o600,
        ]
        folder.chmod(0o755)
        (folder / "audits").chmod(0o777)


def test_a_folder_that_is_a_link_or_anothers_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "zhenggai").symlink_to(tmp_path / "elsewhere")
    assert user_cache({"XDG_CACHE_HOME": str(tmp_path)}) is None
    (tmp_path / "zhenggai").unlink()
    assert user_cache({"XDG_CACHE_HOME": str(tmp_path)}) is not None
    monkeypatch.setattr(os, "getuid", lambda: -1)
    assert user_cache({"XDG_CACHE_HOME": str(tmp_path)}) is None


def test_without_a_place_there_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert user_cache({"XDG_CACHE_HOME": str(tmp_path / "file")}) is None


def test_a_relative_place_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert user_cache({"XDG_CACHE_HOME": "here"}) is not None
    assert [path.name for path in tmp_path.iterdir()] == [".cache"]


@pytest.mark.parametrize("word", ["off", "OFF", "0", "no"])
def test_the_cache_can_be_switched_off(tmp_path: Path, word: str) -> None:
    assert user_cache({"XDG_CACHE_HOME": str(tmp_path), "ZHENGGAI_CACHE": word}) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_an_unchanged_second_run_is_ten_times_faster(cache: Cache) -> None:
    import time

    documents, seconds = samples() * 3, []
    pipeline.audit_paths(documents, Options())  # so that the audit is warm
    for _ in range(4):
        began = time.process_time()
        audit_many(documents, Options(), cache=cache)
        seconds.append(time.process_time() - began)
    assert seconds[0] >= 10 * min(seconds[1:]), seconds
