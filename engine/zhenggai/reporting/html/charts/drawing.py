"""What the charts have in common: horizontal bars with a label above each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from zhenggai.model import Frozen

ROW = 36
"""Pixels from one bar to the next."""


class Listing(Frozen, frozen=True):
    """A table that says what a drawing shows; a cell with an address is a link."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


class Chart(Frozen, frozen=True):
    """A chart: the question, how to read it, the drawing, what goes below it.

    ``legend`` gives the style classes that colour the drawing and what they stand for.
    """

    name: str
    title: str
    note: str
    drawing: Markup
    legend: tuple[tuple[str, str], ...] = ()
    below: str = ""
    listing: Listing | None = None


class Bar(Frozen, frozen=True):
    """One bar: ``parts`` are style classes and their lengths, ``value`` its figure in words.

    ``link`` makes it a link; ``attributes`` tell scripts what a click on it means.
    """

    label: str
    value: str
    parts: tuple[tuple[str, float], ...]
    link: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


def bars(title: str, rows: Sequence[Bar], whole: float) -> Markup:
    """The drawing of ``rows``; a bar of length ``whole`` fills the width."""
    return frame(title, len(rows) * ROW, (_bar(row, place * ROW, whole) for place, row in enumerate(rows)))


def frame(title: str, height: int, parts: Iterable[str]) -> Markup:
    """An SVG element of the full width around its parts, which are markup."""
    label = escape(title)
    drawn = "".join(parts)
    return Markup(f'<svg role="group" aria-label="{label}" width="100%" height="{height}">{drawn}</svg>')


def linked(link: str, attributes: Iterable[tuple[str, str]], content: str) -> str:
    """``content`` (markup) as a link, or as a plain group where there is no address."""
    if not link:
        return f"<g>{content}</g>"
    more = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f'<a href="{escape(link)}"{more}>{content}</a>'


def share(part: float, whole: float) -> str:
    """A length as a percentage of the width."""
    return f"{100 * part / whole if whole else 0:.2f}%"


def _bar(row: Bar, top: int, whole: float) -> str:
    return linked(row.link, row.attributes, "".join(_bar_parts(row, top, whole)))


def _bar_parts(row: Bar, top: int, whole: float) -> Iterator[str]:
    label = escape(row.label)
    yield f"<title>{label} {escape(row.value)}</title>"
    yield f'<rect class="ground" x="0" y="{top}" width="100%" height="{ROW}"/>'
    # the inner frame cuts a long label off before the figure; its title has all of it
    yield f'<svg width="84%" height="{ROW}" y="{top}"><text x="0" y="15">{label}</text></svg>'
    yield f'<text class="value" x="100%" y="{top + 15}" text-anchor="end">{escape(row.value)}</text>'
    yield f'<rect class="track" x="0" y="{top + 21}" width="100%" height="8"/>'
    start = 0.0
    for kind, length in row.parts:
        if length:
            yield (
                f'<rect class="{kind}" x="{share(start, whole)}" y="{top + 21}" '
                f'width="{share(length, whole)}" height="8"/>'
            )
        start += length
