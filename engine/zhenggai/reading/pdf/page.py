"""What stands on a page of a PDF: characters with their boxes, and the ruling lines."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

_SLANT = math.radians(20)  # text at a greater angle is a watermark or a stamp
_THIN = 2.5  # points: a filled shape this thin is a line
_SHORT = 4.0  # points: shorter lines belong to drawings
_MOST_PATHS = 4_000  # on a page; with more it is a drawing, not a table
_MOST_CORNERS = 400  # of one path
_DEEPEST_FORM = 5
_LINE_END_HYPHEN = "\x02"  # the library's sign for a hyphen at the end of a line

# Radicals that some printers put in place of the characters that they look like.
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


@dataclass(slots=True)
class Char:
    """A character: its edges, base line and em, in points from the lower left."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Rule:
    """A ruling line at ``at``, from ``start`` to ``end``: ``at`` is a height or an x."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageContent:
    """A page as it is looked at: turned by its rotation, y upwards."""

    number: int
    width: float
    bottom: float
    top: float
    chars: list[Char] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)


class _View:
    """Turns points of the page's own space into those of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        self.turned = page.get_rotation() % 360
        self.left, self.bottom, self.right, self.top = page.get_cropbox()

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turned == 90:
            return y, self.right - x
        if self.turned == 180:
            return self.right - x, self.top - y
        if self.turned == 270:
            return self.top - y, x
        return x, y

    def extent(self) -> tuple[float, float, float]:
        """Width, bottom and top of the page as shown."""
        (x0, y0), (x1, y1) = self.point(self.left, self.bottom), self.point(self.right, self.top)
        return abs(x1 - x0), min(y0, y1), max(y0, y1)

    def is_upright(self, across: float, up: float) -> bool:
        """Whether text in the direction ``(across, up)`` of the page's own space is shown upright."""
        off = (math.atan2(up, across) - math.radians(self.turned)) % (2 * math.pi)
        return min(off, 2 * math.pi - off) <= _SLANT


def load_page(document: Any, index: int) -> PageContent:
    """The content of page ``index`` (0-based) of an open document."""
    page = document[index]
    try:
        view = _View(page)
        content = PageContent(index + 1, *view.extent())
        textpage = page.get_textpage()
        try:
            content.chars = _chars(textpage, view)
        finally:
            textpage.close()
        _add_rules(page, view, content)
        return content
    finally:
        page.close()


def _chars(textpage: Any, view: _View) -> list[Char]:
    found: list[Char] = []
    raw = textpage.raw
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = ""
    for index in range(pdfium.FPDFText_CountChars(raw)):
        # Spaces and line ends that the library itself puts in say nothing that the boxes do not say better.
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        text = chr(pdfium.FPDFText_GetUnicode(raw, index))
        if "\ud800" <= text <= "\udbff":
            high = text
            continue
        if "\udc00" <= text <= "\udfff" and high:
            text = (high + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        text = _plain(text)
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        if not text or not view.is_upright(matrix.a, matrix.b):
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        one, other = view.point(box.left, box.bottom), view.point(box.right, box.top)
        origin, base = view.point(x.value, y.value)
        right = max(one[0], other[0])
        left = max(min(one[0], other[0]), min(origin, right))
        size = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
        if not size > 0:
            size = abs(one[1] - other[1])
        if size > 0 and math.isfinite(left + right + base + size):
            found.append(Char(text, left, right, base, size))
    return found


def _plain(text: str) -> str:
    """A character as it is meant: no control characters, no radicals in place of characters."""
    if text == _LINE_END_HYPHEN:
        return "-"
    if text < " " or "\ud800" <= text <= "\udfff" or text in "\x7f\u00ad\ufeff\ufffe\uffff":
        return ""
    if text == "\u00a0":
        return " "
    if "\u2e80" <= text <= "\u2fdf" or "\uf900" <= text <= "\ufaff":
        return _RADICALS.get(text) or unicodedata.normalize("NFKC", text)
    return text


# ------------------------------------------------------------------- rules


def _add_rules(page: Any, view: _View, content: PageContent) -> None:
    """Ruling lines of the page's paths, drawn as lines, as frames or as thin filled bars."""
    paths = list(_paths(page))
    if len(paths) > _MOST_PATHS:
        return
    for path, matrix in paths:
        for shape in _shapes(path, matrix, view):
            _add_shape(shape, content, _is_stroked(path))


def _paths(page: Any) -> list[tuple[Any, list[tuple[float, ...]]]]:
    """Path objects, those in forms included, each with the matrices from its space to the page's."""
    found: list[tuple[Any, list[tuple[float, ...]]]] = []
    waiting: list[tuple[Any, list[tuple[float, ...]], int]] = []
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        waiting.append((pdfium.FPDFPage_GetObject(page.raw, index), [], 0))
    while waiting and len(found) <= _MOST_PATHS:
        item, above, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.append((item, [_matrix(item), *above]))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            matrices = [_matrix(item), *above]
            for index in range(min(pdfium.FPDFFormObj_CountObjects(item), _MOST_PATHS)):
                waiting.append((pdfium.FPDFFormObj_GetObject(item, index), matrices, depth + 1))
    return found


def _matrix(item: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


def _shapes(path: Any, matrices: list[tuple[float, ...]], view: _View) -> list[list[tuple[float, float]]]:
    """The polylines of a path in points of the page as shown; none for one with curves."""
    shapes: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_CORNERS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = x.value, y.value
        for a, b, c, d, e, f in matrices:
            px, py = a * px + c * py + e, b * px + d * py + f
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not shapes:
            shapes.append([])
        shapes[-1].append(view.point(px, py))
        if pdfium.FPDFPathSegment_GetClose(segment):
            shapes[-1].append(shapes[-1][0])
    return shapes


def _add_shape(shape: list[tuple[float, float]], content: PageContent, stroked: bool) -> None:
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    if not all(map(math.isfinite, xs + ys)):
        return
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    if high - low <= _THIN and right - left >= _SHORT:
        content.across.append(Rule((low + high) / 2, left, right))
    elif right - left <= _THIN and high - low >= _SHORT:
        content.down.append(Rule((left + right) / 2, low, high))
    elif stroked:
        for (x0, y0), (x1, y1) in pairwise(shape):
            if abs(y1 - y0) < 1 and abs(x1 - x0) >= _SHORT:
                content.across.append(Rule(y0, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) < 1 and abs(y1 - y0) >= _SHORT:
                content.down.append(Rule(x0, min(y0, y1), max(y0, y1)))
