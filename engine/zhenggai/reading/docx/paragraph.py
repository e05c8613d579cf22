"""The text of one paragraph: what a reader sees, tracked insertions included, deletions not."""

from __future__ import annotations

from docx.oxml.ns import qn

from zhenggai.reading.docx.package import Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_TEXTS = frozenset((qn("w:t"), _MATH + "t"))
_RUN, _BREAK, _SYMBOL, _FIELD = qn("w:r"), qn("w:br"), qn("w:sym"), qn("w:fldChar")
_FOOTNOTE, _ENDNOTE, _BOX = qn("w:footnoteReference"), qn("w:endnoteReference"), qn("w:txbxContent")
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Their own text is not shown: removed by a tracked change, or properties, or the source of a field.
_UNSHOWN_NAMES = """
w:del w:moveFrom w:delText w:instrText w:delInstrText w:pPr w:rPr w:sdtPr w:sdtEndPr w:rubyPr w:rt w:tbl w:p
"""
_UNSHOWN = frozenset(map(qn, _UNSHOWN_NAMES.split()))
# Check boxes and ticks as characters of a symbol font.
_CHECKED = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F0FB": "✗", "F0FC": "✓"}
_CHECKED |= dict.fromkeys(("F0A8", "F06F", "F0A3"), "□")
_VANISH = f"{qn('w:rPr')}/{qn('w:vanish')}"
_OFF = ("0", "false", "off", "none")


class Paragraph:
    """A ``w:p``: its ``text``, the text boxes anchored in it and the notes it refers to, in order."""

    def __init__(self, element: Element) -> None:
        self.boxes: list[Element] = []
        self.footnotes: list[str] = []
        self.endnotes: list[str] = []
        self._pieces: list[str] = []
        for child in element:
            self._collect(child)
        self.text = self._joined()

    def _joined(self) -> str:
        return "".join(self._pieces)

    def _say(self, text: str, element: Element) -> None:
        """Add what an element shows."""
        self._pieces.append(text)

    def _collect(self, element: Element) -> None:
        tag = element.tag
        if tag in _TEXTS:
            self._say(element.text or "", element)
        elif tag in _SIGNS:
            self._say(_SIGNS[tag], element)
        elif tag == _BREAK:
            # A page or column break separates, too, if it stands in the middle of a paragraph.
            self._say("\n", element)
        elif tag == _SYMBOL:
            self._say(_CHECKED.get((element.get(qn("w:char")) or "").upper(), ""), element)
        elif tag == _FIELD:
            self._check_box(element)
        elif tag == _FOOTNOTE:
            self.footnotes.append(element.get(qn("w:id"), ""))
        elif tag == _ENDNOTE:
            self.endnotes.append(element.get(qn("w:id"), ""))
        elif tag == _BOX:
            self.boxes.append(element)
        elif tag == _MC + "AlternateContent":
            # The same content twice, for newer and for older programs: one of them is enough.
            for child in next(iter(element), ()):
                self._collect(child)
        elif tag == _RUN and _is_hidden(element):
            return
        elif tag not in _UNSHOWN and isinstance(tag, str):
            for child in element:
                self._collect(child)

    def _check_box(self, element: Element) -> None:
        """The box of a form field."""
        box = element.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
        if box is None:
            return
        state = box.find(qn("w:checked"))
        if state is None:
            state = box.find(qn("w:default"))
        checked = state is not None and state.get(qn("w:val"), "1") not in _OFF
        self._say("☑" if checked else "□", element)


def _is_hidden(run: Element) -> bool:
    hidden = run.find(_VANISH)
    return hidden is not None and hidden.get(qn("w:val"), "1") not in _OFF


def is_removed(properties: Element | None) -> bool:
    """Whether a tracked deletion took the end of a paragraph away, which joins it to the next one."""
    if properties is None:
        return False
    mark = properties.find(qn("w:rPr"))
    return mark is not None and (
        mark.find(qn("w:del")) is not None or mark.find(qn("w:moveFrom")) is not None
    )
