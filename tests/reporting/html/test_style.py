"""The style sheet: every pair of colours that text is set in can be read, by day and by night."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("zhenggai.reporting.html") / "templates" / "page.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{\n(.*?)\n *\}", STYLE, re.DOTALL)[:2]
)
PAIRS = [(ink, ground) for ink in ("ink", "soft", "link") for ground in ("ground", "raised")]
PAIRS += [(f"{kind}-ink", f"{kind}-{heat}") for kind in ("error", "warning", "info") for heat in (1, 2, 3)]
PAIRS += [
    ("pass-ink", "pass-1"),
    ("open-ink", "open-1"),
    ("pass-ink", "raised"),
    ("ink", "glow"),
    ("ink", "info-2"),
]
DRAWN = [
    "error",
    "warning",
    "info",
    "pass",
    "open",
    "owner",
    "deadline",
    "outcome",
    "document",
    "status",
    "field",
]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2, 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_black_on_white() -> None:
    assert round(contrast("#000000", "#ffffff")) == 21


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read(scheme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(scheme[ink], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("drawn", DRAWN)
def test_what_is_drawn_can_be_seen(scheme: dict[str, str], drawn: str) -> None:
    assert contrast(scheme[drawn], scheme["ground"]) >= 3


def test_every_colour_has_a_night_side() -> None:
    assert set(LIGHT) == set(DARK)


def test_every_colour_that_is_used_is_named() -> None:
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", STYLE)) <= set(LIGHT) | {"sans", "serif"}
