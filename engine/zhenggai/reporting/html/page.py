"""The whole page: one file that holds its style sheet, its script and its drawings, and loads nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from zhenggai.model import Frozen, GapReport
from zhenggai.reporting.arrangement import SEVERITIES, arrange, gaps_of
from zhenggai.reporting.gap_lines import SYMBOLS
from zhenggai.reporting.html.marks import KINDS
from zhenggai.reporting.html.parts import PartView, PartViews
from zhenggai.reporting.safe_text import visible
from zhenggai.reporting.summary import summary_lines
from zhenggai.reporting.words import Words

if TYPE_CHECKING:
    from jinja2 import Template

_COMMAND = re.compile(r"((?:^|\r)[ \t]*)::", re.MULTILINE)  # a log ends its lines at \r, too
TEMPLATES = ("page.html", "part.html", "gap.html")


class Option(Frozen, frozen=True):
    """One choice of a filter."""

    value: str
    name: str
    count: int


def page(report: GapReport, *, per_item: bool = False, paper: bool = False) -> str:
    """The report as a page; ``paper`` is for printing: everything unfolded, no script."""
    words = Words(report.language)
    views = PartViews(report, words)
    parts = [views.of(part, number) for number, part in enumerate(arrange(report, per_item=per_item))]
    html = _template().render(
        report=report,
        words=words,
        parts=parts,
        summary=summary_lines(report, words),
        total=len(gaps_of(report)),
        severities=SEVERITIES,
        rules=_rules(report, parts),
        owners=_owners(views, words),
        symbols=SYMBOLS,
        facts=KINDS,
        paper=paper,
        style=Markup(_asset("page.css")),
        script=Markup(_asset("page.js")),
        policy=_policy(paper),
    )
    # At last, over everything at once: nothing unseen can be left, wherever it came from.
    return _no_command(visible(html))


def _no_command(html: str) -> str:
    """The same page, in which the log of a build machine finds no command should it be printed there."""
    return _COMMAND.sub(r"\1&#58;:", html).replace("##[", "&#35;#[")


def _rules(report: GapReport, parts: list[PartView]) -> list[Option]:
    counts: dict[str, int] = {}
    for gap in gaps_of(report):
        counts[gap.rule] = counts.get(gap.rule, 0) + 1
    titles = {rule.id: rule.title for rule in report.rules}
    return [Option(value=rule, name=titles.get(rule, rule), count=count) for rule, count in counts.items()]


def _owners(views: PartViews, words: Words) -> list[Option]:
    """The owners with gaps, the most first; nobody named is the first of all."""
    names = {number: name for name, number in views.owners.names.items()} | {0: words("filter.unnamed")}
    counts = views.owners.counts
    order = sorted(counts, key=lambda number: (number != 0, -counts[number], number))
    return [Option(value=str(number), name=names[number], count=counts[number]) for number in order]


def _policy(paper: bool) -> str:
    """What the page may load and run: its own style sheet and script, by their digests, else nothing."""
    script = "none" if paper else _digest(_asset("page.js"))
    return (
        f"default-src 'none'; style-src '{_digest(_asset('page.css'))}'; script-src '{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import DictLoader, Environment, StrictUndefined

    environment = Environment(
        loader=DictLoader({name: _asset(name) for name in TEMPLATES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return environment.get_template("page.html")
