"""Text broken into lines by the width of its characters, as Chinese is set.

Rich breaks at blanks, of which Chinese has few: it would leave lines half empty and begin
them with a comma. Here a line is filled, never begins with a closing mark or ends with an
opening one, and a Latin word stays whole where that costs less than half a line.
"""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size

CLOSING = frozenset(
    ",.;:!?)]}%\uff0c\u3001\u3002\uff1b\uff1a\uff01\uff1f\uff09\u300b\u3009\u201d\u2019\u3011\u2026\uff05"
)
OPENING = frozenset("([{\uff08\u300a\u3008\u201c\u2018\u3010")


def folded(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells without blanks at their ends, at least one line.

    ``width`` is 2 or more.
    """
    if len(text) * 2 <= width or cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    start = cells = 0
    for place, character in enumerate(text):
        size = get_character_cell_size(character)
        if cells + size > width:
            cut = _cut(text, start, place)
            lines.append(text[start:cut].strip())
            start = cut
            cells = cell_len(text[start:place])
        cells += size
    return [*lines, text[start:].strip()]


def _cut(text: str, start: int, place: int) -> int:
    """Where to break ``text[start:]``, of which ``text[start:place]`` fills a line."""
    lowest = start + (place - start) // 2
    cut = place
    while cut > lowest and _joined(text[cut - 1], text[cut]):
        cut -= 1
    return cut if cut > lowest else place


def _joined(left: str, right: str) -> bool:
    if right in CLOSING or left in OPENING:
        return True
    return left.isascii() and right.isascii() and not left.isspace() and not right.isspace()
