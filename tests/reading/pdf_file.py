"""PDF files made for the tests: pages of placed text and lines, in a font that every reader must know."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

A4 = (595.0, 842.0)
MAY_NOT_BEGIN = "、。，；：！？）》”%"


@dataclass
class Page:
    """A page: its size, rotation and what is drawn on it, as PDF operators."""

    width: float = A4[0]
    height: float = A4[1]
    rotation: int = 0
    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 16, angle: float = 0) -> Page:
        """Put text with its base line beginning at a point."""
        turn, code = math.radians(angle), text.encode("utf-16-be").hex()
        matrix = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), x, y)
        self.drawn.append(
            f"BT /F1 {size} Tf {' '.join(f'{value:.4f}' for value in matrix)} Tm <{code}> Tj ET"
        )
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.drawn.append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def bar(self, x: float, y: float, width: float, height: float) -> Page:
        """A filled rectangle, as some programs draw ruling lines."""
        self.drawn.append(f"{x} {y} {width} {height} re f")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        """All rulings of a table."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self


def width_of(text: str, size: float = 16) -> float:
    """Width of text in the font of these files: ASCII half an em, the rest one."""
    return sum(0.5 if char < "\x7f" else 1.0 for char in text) * size


def wrapped(text: str, width: float, first: float, size: float = 16) -> list[str]:
    """Text broken at a width; the first line is narrower by ``first``. No line begins with a closing mark or in a figure."""
    lines, room, line = [], width - first, ""
    index = 0
    while index < len(text):
        end = index + 1
        while end < len(text) and (
            text[end] in MAY_NOT_BEGIN or (text[end - 1].isascii() and text[end].isascii())
        ):
            end += 1
        piece = text[index:end]
        if line and width_of(line + piece, size) > room + 0.01:
            lines.append(line)
            line, room = "", width
        line += piece
        index = end
    return [*lines, line]


def pdf(*pages: Page) -> bytes:
    """The file of some pages."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * index} 0 R' for index in range(len(pages)))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    for index, page in enumerate(pages):
        content = "\n".join(page.drawn).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotation}"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {7 + 2 * index} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    data, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return bytes(data) + head + table + trailer


class Typesetter:
    """Sets paragraphs on as many pages as they need, as an office would print them."""

    def __init__(
        self, *, indent: float = 32, size: float = 16, gap: float = 0, head: str = "", numbers: bool = True
    ) -> None:
        self.pages: list[Page] = []
        self.indent, self.size, self.gap, self.head, self.numbers = indent, size, gap, head, numbers
        self.left, self.right, self._y = 80.0, 80.0 + 27 * 16, 0.0

    def _next_line(self) -> None:
        self._y -= 1.6 * self.size
        if not self.pages or self._y < 100:
            self.pages.append(Page())
            self._y = 740.0
            if self.head:
                self.pages[-1].text(200, 800, self.head, 9)
            if self.numbers:
                self.pages[-1].text(285, 45, f"- {len(self.pages)} -", 10)

    def paragraph(self, text: str) -> Typesetter:
        for index, line in enumerate(wrapped(text, self.right - self.left, self.indent, self.size)):
            self._next_line()
            self.pages[-1].text(self.left + (0 if index else self.indent), self._y, line, self.size)
        self._y -= self.gap
        return self

    def title(self, text: str, size: float = 22) -> Typesetter:
        for line in wrapped(text, self.right - self.left, 0, size):
            self._next_line()
            self.pages[-1].text((self.left + self.right - width_of(line, size)) / 2, self._y, line, size)
            self._y -= 10
        return self

    def signature(self, text: str) -> Typesetter:
        self._next_line()
        self.pages[-1].text(self.right - width_of(text), self._y, text)
        return self

    def data(self) -> bytes:
        return pdf(*self.pages)
