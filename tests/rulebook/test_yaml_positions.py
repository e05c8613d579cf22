"""YAML as data: values, places, and everything that is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.errors import RuleError
from zhenggai.rulebook.yaml_positions import MAX_BYTES, YamlFile, read_yaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("0.8", 0.8),
        ("true", True),
        ("no", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'3'", "3"),
        ("2024-02-08", "2024-02-08"),
        ("12:30", "12:30"),
        ("0123", "0123"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("=", "="),
        ("[a, 1]", ["a", 1]),
        ("{no: 1}", {"no": 1}),
    ],
)
def test_value(written: str, value: object) -> None:
    file = YamlFile("f.yaml", f"key: {written}\n")
    assert file.mistakes == []
    assert file.data == {"key": value}


def test_places_of_values_and_keys() -> None:
    file = YamlFile("f.yaml", "a: 1\nb:\n  - x\n  - 问题: {c: 2}\n")
    value, key = file.place(("b", 1, "问题", "c")), file.place(("b", 1, "问题"), of_key=True)
    assert (value.line, value.column) == (4, 13)
    assert (key.line, key.column) == (4, 5)


def test_place_of_a_missing_step_is_that_of_its_holder() -> None:
    place = YamlFile("f.yaml", "a: 1\nb:\n  c: 2\n").place(("b", "nothing"))
    assert (place.line, place.column) == (3, 3)


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\na: 2\n", 2, "重复"),
        ("a: 1\nb: &x [1]\nc: *x\nd: *x\n", 2, "别名"),
        ("a: !!python/object:os.system x\n", 1, "标签"),
        ("a: !local x\n", 1, "标签"),
        ("a: b: c\n", 1, "YAML 格式"),
        ("a:\n\tb: 1\n", 2, "YAML 格式"),
        ("a: 'x\n", 2, "YAML 格式"),
        ("a: [1\nb: 2\n", 2, "YAML 格式"),
        ("? [a]\n: 1\n", 1, "一个词"),
        ("a: \x00\n", 1, "YAML 格式"),
        ("a: 1\n---\nb: 2\n", 2, "YAML 格式"),
    ],
)
def test_refused_with_its_line_and_a_mend(text: str, line: int, part: str) -> None:
    mistake = YamlFile("f.yaml", text).mistakes[0]
    assert (mistake.source, mistake.line) == ("f.yaml", line)
    assert part in mistake.message


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        bomb(30),
        "[" * 100_000,
        "{a: " * 50_000,
        "- " * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(400)),
        "? " * 1000,
    ],
    ids=["aliases", "brackets", "braces", "dashes", "indents", "keys"],
)
def test_bombs_are_refused_in_one_line(text: str) -> None:
    assert len(YamlFile("f.yaml", text).mistakes) == 1


def test_brackets_in_patterns_are_no_nesting() -> None:
    entries = "\n".join(f"- 'x[^{n}]{{1,3}}y'" for n in range(200))
    assert YamlFile("f.yaml", entries).mistakes == []


def test_unreadable_files(tmp_path: Path) -> None:
    large, latin = tmp_path / "large.yaml", tmp_path / "gbk.yaml"
    large.write_bytes(b"a" * (MAX_BYTES + 1))
    latin.write_bytes("a: 1\nb: 问题\n".encode("gb18030"))
    with pytest.raises(RuleError, match="256 KB"):
        read_yaml(large)
    with pytest.raises(RuleError, match=r"gbk\.yaml:2: 不是 UTF-8"):
        read_yaml(latin)
    with pytest.raises(RuleError, match=r"missing\.yaml: 无法读取"):
        read_yaml(tmp_path / "missing.yaml")


def test_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_text("a: 1\n", encoding="utf-8-sig")
    assert read_yaml(path).data == {"a": 1}
