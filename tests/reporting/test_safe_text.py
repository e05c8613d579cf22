"""Texts of a document made harmless."""

from __future__ import annotations

import json
import sys
import unicodedata

from zhenggai.reporting.safe_text import escaped_json, for_log, one_line, visible


def test_ordinary_text_is_left_alone() -> None:
    text = "“党委会”第一议题: 33.98%\u3000《办法》\n\t第二行"
    assert visible(text) == text


def test_unseen_characters_are_spelled_out() -> None:
    assert visible("a\x1b[31m\u202eb\x00") == "a[U+001B][31m[U+202E]b[U+0000]"


def test_no_control_or_format_character_of_unicode_is_left() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    left = {c for c in visible(every) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    assert left == {"\t", "\n", "\r"}
    bidirectional = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not {c for c in visible(every) if unicodedata.bidirectional(c) in bidirectional}


def test_xml_takes_every_character_that_is_left() -> None:
    every = visible("".join(map(chr, range(sys.maxunicode + 1))))
    assert not set(every) & {"\ufffe", "\uffff", "\ud800", "\x0b"}


def test_one_line_joins_lines() -> None:
    assert one_line(" a \r\n\n b\tc\u2028d ") == "a b c[U+2028]d"


def test_a_log_takes_nothing_for_a_command() -> None:
    assert for_log("::error::x ##[group]y a:::b") == ": :error: :x ## [group]y a: : :b"


def test_json_keeps_its_value() -> None:
    value = "\u202e\x7f\U000e0041\ufeff"
    text = json.dumps({"a": value}, ensure_ascii=False)
    assert escaped_json(text).isascii()
    assert json.loads(escaped_json(text)) == {"a": value}


def test_json_escapes_whatever_is_made_visible_elsewhere() -> None:
    hidden = [c for c in map(chr, range(sys.maxunicode + 1)) if visible(c) != c]
    assert len(hidden) > 2000
    assert not [c for c in hidden if c in escaped_json(f'"整改{c}"')]
