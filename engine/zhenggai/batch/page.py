"""The summary of a run as one web page that loads nothing and runs nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from zhenggai.batch.summary import Body, Summary
from zhenggai.batch.wording import Language, say
from zhenggai.reporting.fact_words import FACT_WORDS
from zhenggai.reporting.safe_text import one_line

MOST_BODIES = 2000
_STYLE = """
:root{--ink:#1c2024;--soft:#565e6a;--line:#d4d9e0;--ground:#fff;--bad:#f2abab;--mid:#ffe3b0;--good:#e3f3e6}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#a3adba;--line:#38404b;--ground:#14171c;
--bad:#752b33;--mid:#503b12;--good:#16301e}}
body{margin:0 auto;max-width:80rem;padding:1rem;background:var(--ground);color:var(--ink);
font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}caption{text-align:left;font-weight:bold;padding:.4rem 0}
th,td{padding:.2rem .7rem;border-bottom:1px solid var(--line);text-align:left;unicode-bidi:isolate}
th{color:var(--soft);font-weight:normal}td{overflow-wrap:anywhere}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead th{position:sticky;top:0;background:var(--ground)}tr.all td{font-weight:bold}
td.bad{background:var(--bad)}td.mid{background:var(--mid)}td.good{background:var(--good)}
.soft{color:var(--soft)}a{color:inherit}td:first-child{min-width:9em}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STATES = ("completed", "basically_completed", "ongoing", "long_term", "not_started")


def page(summary: Summary, *, version: str, date: str, language: Language, titles: dict[str, str]) -> str:
    """The page; ``titles`` names columns (``column.owners``) and rules (``rule.issue-owner``) for readers."""
    title = escape(say("page.title", language))
    body = _Page(summary, language, titles).body(version, date)
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if language == "zh" else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"{body}\n</body>\n</html>\n"
    )


class _Page:
    """The parts of one page."""

    def __init__(self, summary: Summary, language: Language, titles: dict[str, str]) -> None:
        self._summary, self._language, self._titles = summary, language, titles

    def body(self, version: str, date: str) -> str:
        """Everything below the title."""
        made = self._say(
            "page.made", tool="zhenggai", version=version, date=date, folder=self._summary.folder
        )
        tables = {
            "by_folder": self._by_folder(),
            "by_body": self._by_body(),
            "by_rule": self._rules(),
            "by_document": self._documents(),
            "failures": self._failures(),
            "skipped_list": self._skipped(),
        }
        parts = (
            _paragraph(made, "soft"),
            _paragraph(self._figures()),
            _paragraph(self._states()) if self._summary.total.issues else "",
            self._links(tables),
            *tables.values(),
        )
        return "\n".join(part for part in parts if part)

    def _links(self, tables: Mapping[str, str]) -> str:
        names = {
            name: re.split("[,:]", self._say(f"page.{name}"))[0] for name, table in tables.items() if table
        }
        links = " · ".join(f'<a href="#{name}">{escape(text)}</a>' for name, text in names.items())
        return f"<p>{links}</p>"

    def _say(self, key: str, **values: object) -> str:
        return say(key, self._language, **values)

    def _heads(self, *names: str) -> list[str]:
        heads = (self._say(f"page.{name}") for name in names)
        return [head[:1].upper() + head[1:] for head in heads]

    def _figures(self) -> str:
        total, states = self._summary.total, self._summary.states
        figures = {
            "documents": states.total(),
            **{state: states[state] for state in ("audited", "skipped", "failed")},
            "issues": total.issues,
            "complete": _percent(total.complete, total.issues),
            "gaps": total.gaps.total(),
        }
        return " · ".join(f"{self._say(f'page.{name}')} {figure}" for name, figure in figures.items())

    def _states(self) -> str:
        states = self._summary.total.states
        told = [(FACT_WORDS[f"status.{name}"][self._language == "en"], states[name]) for name in _STATES]
        told.append((self._say("page.state.none"), states[None]))
        return self._say("page.states") + " " + " · ".join(f"{name} {number}" for name, number in told)

    def _by_folder(self) -> str:
        """Where the documents lie in several folders, of towns or years perhaps: completeness by folder."""
        folders = self._summary.folders
        return self._bodies("by_folder", "folder", folders) if len(folders) > 1 else ""

    def _by_body(self) -> str:
        legend = _paragraph(self._say("page.legend"), "soft")
        return self._bodies("by_body", "body", self._summary.bodies) + legend if self._summary.bodies else ""

    def _bodies(self, name: str, head: str, bodies: Sequence[Body]) -> str:
        summary = self._summary
        without = self._say("page.no_body" if head == "body" else "page.this_folder")
        rows = [_row(self._body(body, body.name or without)) for body in bodies[:MOST_BODIES]]
        rows.insert(0, _row(self._body(summary.total, self._say("page.total")), "all"))
        heads = [
            *self._heads(head, "documents", "issues", "share"),
            *(self._titles.get(f"column.{name}", name) for name in summary.columns),
            *self._heads("done", "error", "warning", "info"),
        ]
        rest = len(bodies) - MOST_BODIES
        more = _paragraph(self._say("page.rest", rest=rest), "soft") if rest > 0 else ""
        return self._table(name, heads, rows) + more

    def _body(self, body: Body, name: str) -> str:
        cells = [_text(name)]
        cells += [_number(body.documents), _number(body.issues), _rate(body.complete, body.issues)]
        cells += [_rate(*body.columns.get(column, (0, 0))) for column in self._summary.columns]
        cells += [_number(_percent(body.done, body.issues))]
        cells += [_number(body.gaps[severity]) for severity in ("error", "warning", "info")]
        return "".join(cells)

    def _rules(self) -> str:
        rows = [
            _row(
                _text(f"{self._titles.get(f'rule.{rule.rule}', '')} {rule.rule}".strip())
                + _text(self._say(f"severity.{rule.severity}"))
                + _number(f"{rule.documents}/{self._summary.states['audited']}")
                + _number(_percent(rule.documents, self._summary.states["audited"]))
                + _number(rule.gaps)
            )
            for rule in self._summary.rules
        ]
        if not rows:
            return ""
        heads = self._heads("rule", "severity", "of_documents", "of_documents.share", "gaps")
        return self._table("by_rule", heads, rows, words=2)

    def _documents(self) -> str:
        rows = [
            _row(
                self._source(worst.source)
                + _text(worst.body or self._say("page.no_body"))
                + _number(worst.issues)
                + _rate(worst.complete, worst.issues)
                + _number(worst.errors)
                + _number(worst.warnings)
            )
            for worst in self._summary.worst
        ]
        heads = self._heads("source", "body", "issues", "share", "error", "warning")
        return self._table("by_document", heads, rows, words=2) if rows else ""

    def _failures(self) -> str:
        return self._told("failures", self._summary.failures, self._summary.states["failed"])

    def _skipped(self) -> str:
        reasons = sorted(self._summary.reasons.items(), key=lambda item: (-item[1], item[0]))
        table = self._told("skipped_list", self._summary.skipped, self._summary.states["skipped"])
        counted = "".join(_paragraph(f"{reason}: {number}", "soft") for reason, number in reasons)
        return table + counted if table else ""

    def _told(self, name: str, listed: Sequence[tuple[str, str]], number: int) -> str:
        rows = [_row(self._source(source) + _text(reason)) for source, reason in listed]
        if not rows:
            return ""
        rest = number - len(listed)
        more = _paragraph(self._say("page.more", rest=rest), "soft") if rest else ""
        return self._table(name, self._heads("source", "reason"), rows, words=2) + more

    def _table(self, name: str, heads: Iterable[str], rows: Iterable[str], words: int = 1) -> str:
        """A table whose first columns hold words, the others figures; ``name`` names its caption."""
        head = "".join(
            f'<th scope="col"{"" if at < words else " class=n"}>{escape(one_line(text))}</th>'
            for at, text in enumerate(heads)
        )
        body = "\n".join(rows)
        return (
            f'<table id="{name}">\n<caption>{escape(self._say(f"page.{name}"))}</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
        )

    def _source(self, source: str) -> str:
        """A document by its name below the folder of all."""
        inside = os.path.join(self._summary.folder, "") if self._summary.folder else ""
        return _text(source.removeprefix(inside))


def _row(cells: str, mark: str = "") -> str:
    return f'<tr class="{mark}">{cells}</tr>' if mark else f"<tr>{cells}</tr>"


def _paragraph(text: str, mark: str = "") -> str:
    opening = f'<p class="{mark}">' if mark else "<p>"
    return f"{opening}{escape(one_line(text))}</p>"


def _text(text: str) -> str:
    return f"<td>{escape(one_line(text))}</td>"


def _number(figure: int | str) -> str:
    return f'<td class="n">{figure}</td>'


def _rate(complete: int, applicable: int) -> str:
    if not applicable:
        return '<td class="n">–</td>'
    share = complete / applicable
    mark = "good" if share >= 0.9 else "mid" if share >= 0.5 else "bad"
    return f'<td class="n {mark}">{_percent(complete, applicable)}</td>'


def _percent(part: int, whole: int) -> str:
    # 999 of 1000 are not 100 %
    return f"{100 * part // whole}%" if whole else "–"
