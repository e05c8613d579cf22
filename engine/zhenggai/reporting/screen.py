"""Rich's renderables as text: the one way in which lines for a terminal are made."""

from __future__ import annotations

from io import StringIO

from rich.console import Console, RenderableType


def printed(renderable: RenderableType, *, width: int, colour: bool) -> str:
    """Lines of at most ``width`` cells without blanks at their ends, with colour codes where ``colour``.

    Nothing in a text is taken for markup, an emoji name or something to highlight.
    """
    output = StringIO()
    console = Console(
        file=output,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(renderable)
    return "\n".join(line.rstrip() for line in output.getvalue().rstrip("\n").split("\n")) + "\n"
