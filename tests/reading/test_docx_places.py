"""Where the characters of a Word file's text stand in the file."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.reading import read_bytes
from zhenggai.reading.docx.package import Package
from zhenggai.reading.docx.places import PlaceMap, place_map
from zhenggai.reading.docx.traced import Stretch, Traced, joined

from .word import Word, level, numbered, paragraph
from .word_files import rich_file


def shown(data: bytes, places: PlaceMap, start: int, end: int) -> list[str]:
    """The text of the elements that a place names, first to last."""
    place = places.place(start, end)
    assert place is not None
    elements = list(Package(data, "a.docx").document.iter("*"))
    first, last = elements[place.first], elements[place.last]
    assert first.getparent().tag.endswith("}p") and last.getparent().tag.endswith("}p")
    return ["".join(text.text for text in each.iter(qn("w:t"))) for each in dict.fromkeys((first, last))]


def test_the_text_is_that_of_the_reader() -> None:
    data = rich_file()
    assert place_map(data, "a.docx").text == read_bytes(data, "a.docx").text


def test_every_character_of_the_file_is_in_the_element_named() -> None:
    data = rich_file()
    places = place_map(data, "a.docx")
    body = places.text[: places.text.index("[1]")]
    assert body.startswith("一、")  # Word's own number, which is nowhere in the file
    for offset in range(2, len(body)):
        if not body[offset].isspace():
            assert body[offset] in shown(data, places, offset, offset + 1)[0]


def test_a_stretch_over_several_runs() -> None:
    runs = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in ("甲乙", "丙丁", "戊己"))
    data = Word(f"<w:p>{runs}</w:p>", paragraph("后")).data()
    places = place_map(data, "a.docx")
    assert shown(data, places, 1, 3) == ["甲乙", "丙丁"]
    assert shown(data, places, 4, 5) == ["戊己"]
    assert shown(data, places, 5, 8) == ["戊己", "后"]
    place = places.place(1, 3)
    assert place is not None and places.text[place.start : place.end] == "甲乙丙丁"


def test_a_tracked_insertion_and_a_link_are_marked_as_a_whole() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    inserted = f"<w:ins w:id='1'>{run.format('新')}{run.format('增')}</w:ins>"
    link = f"<w:hyperlink>{run.format('链')}{run.format('接')}</w:hyperlink>"
    data = Word(f"<w:p>{run.format('前')}{inserted}{link}</w:p>").data()
    places = place_map(data, "a.docx")
    assert shown(data, places, 1, 2) == ["新增"]
    assert shown(data, places, 4, 5) == ["链接"]


def test_an_automatic_number_has_the_place_of_its_paragraph() -> None:
    data = Word(paragraph("前"), numbered("项")).number(level(0, "decimal", "%1.")).data()
    places = place_map(data, "a.docx")
    assert places.text == "前\n1.项"
    assert shown(data, places, 2, 4) == ["项"]


def test_a_text_box_and_a_note_have_the_place_that_they_are_attached_to() -> None:
    data = rich_file()
    places = place_map(data, "a.docx")
    box, note = places.text.index("框内文字"), places.text.index("脚注文字")
    assert "框内文字" in shown(data, places, box, box + 4)[0]
    (reference,) = shown(data, places, note, note + 4)
    assert reference == ""  # the mark of a note has no text


def test_a_place_ends_with_the_table_cell_in_which_it_begins() -> None:
    data = rich_file()
    places = place_map(data, "a.docx")
    start = places.text.index("第一格")
    end = places.text.index("第二格") + 3
    place = places.place(start, end)
    assert place is not None and places.text[place.start : place.end] == "第一格"


def test_what_lies_behind_the_text_has_the_last_place() -> None:
    places = place_map(Word(paragraph("甲"), paragraph("乙")).data(), "a.docx")
    place = places.place(100, 200)
    assert place is not None and places.text[place.start : place.end] == "乙"
    assert places.place(3, 3) == place


texts = st.text(alphabet="ab \t\n甲", max_size=8)


@settings(max_examples=200, deadline=None)
@given(st.lists(texts, max_size=5), st.sampled_from(["strip", "lstrip", "split", "add", "radd"]))
def test_traced_text_does_what_text_does(parts: list[str], operation: str) -> None:
    traced = [
        Traced(part, [Stretch(0, len(part), number)] if part else ()) for number, part in enumerate(parts)
    ]
    whole, plain = joined("\n", traced), "\n".join(parts)
    results = {
        "strip": ([whole.strip()], [plain.strip()]),
        "lstrip": ([whole.lstrip()], [plain.lstrip()]),
        "split": (whole.split("\n"), plain.split("\n")),
        "add": ([whole + "x"], [plain + "x"]),
        "radd": (["x" + whole], ["x" + plain]),
    }[operation]
    assert list(map(str, results[0])) == results[1]
    for result in results[0]:
        for stretch in getattr(result, "stretches", ()):
            # the characters of a stretch come from its element, in their order
            assert result[stretch.start : stretch.end] in parts[stretch.element]
    named = sum(each.end - each.start for result in results[0] for each in getattr(result, "stretches", ()))
    within = sum(part.count("\n") for part in parts)
    if operation not in ("strip", "lstrip"):
        assert named == sum(map(len, parts)) - (within if operation == "split" else 0)


@pytest.mark.parametrize("text", ["", "   "])
def test_traced_text_without_characters(text: str) -> None:
    assert Traced(text).strip().stretches == []
