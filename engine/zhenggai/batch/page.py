"""The summary of a run as one web page that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from zhenggai.batch.summary import Body, Summary
from zhenggai.batch.wording import Language, say
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
th{color:var(--soft);font-weight:normal}td.n{text-align:right;font-variant-numeric:tabular-nums}
td.bad{background:var(--bad)}td.mid{background:var(--mid)}td.good{background:var(--good)}
.made,.rest{color:var(--soft)}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(summary: Summary, *, version: str, date: str, language: Language, titles: dict[str, str]) -> str:
    """The page; ``titles`` names columns (``column.owners``) and rules (``rule.issue-owner``) for readers."""

    def said(key: str, **values: object) -> str:
        return escape(say(key, language, **values))

    parts = [
        f"<h1>{said('page.title')}</h1>",
        f'<p class="made">{said("page.made", tool="zhenggai", version=version, date=date)}</p>',
        f"<p>{escape(_figures(summary, language))}</p>",
        _bodies(summary, language, titles),
        _rules(summary, language, titles),
        _failures(summary, language),
    ]
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if language == "zh" else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{said('page.title')}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def _figures(summary: Summary, language: Language) -> str:
    total, states = summary.total, summary.states
    figures = {
        "documents": states.total(),
        **{state: states[state] for state in ("audited", "skipped", "failed")},
        "issues": total.issues,
        "complete": _percent(total.complete, total.issues),
        "gaps": total.gaps.total(),
    }
    return " · ".join(f"{say(f'page.{name}', language)} {figure}" for name, figure in figures.items())


def _bodies(summary: Summary, language: Language, titles: dict[str, str]) -> str:
    names = ("body", "documents", "issues", "share")
    heads = [say(f"page.{name}", language) for name in names]
    heads += [titles.get(f"column.{name}", name) for name in summary.columns]
    heads += [say(f"page.{name}", language) for name in ("error", "warning", "info")]
    rows = [_body(body, summary.columns, language) for body in summary.bodies[:MOST_BODIES]]
    rest = len(summary.bodies) - MOST_BODIES
    more = f'<p class="rest">{escape(say("page.rest", language, rest=rest))}</p>' if rest > 0 else ""
    return _table(say("page.by_body", language), heads, rows) + more


def _body(body: Body, columns: Sequence[str], language: Language) -> str:
    name = body.name or say("page.no_body", language)
    cells = [_text(name), _number(body.documents), _number(body.issues), _rate(body.complete, body.issues)]
    cells += [_rate(*body.columns.get(column, (0, 0))) for column in columns]
    cells += [_number(body.gaps[severity]) for severity in ("error", "warning", "info")]
    return "".join(cells)


def _rules(summary: Summary, language: Language, titles: dict[str, str]) -> str:
    heads = [say(f"page.{name}", language) for name in ("rule", "severity", "of_documents", "gaps")]
    rows = [
        _text(f"{titles.get(f'rule.{rule.rule}', '')} {rule.rule}".strip())
        + _text(say(f"severity.{rule.severity}", language))
        + _number(f"{rule.documents}/{summary.states['audited']}")
        + _number(rule.gaps)
        for rule in summary.rules
    ]
    return _table(say("page.by_rule", language), heads, rows)


def _failures(summary: Summary, language: Language) -> str:
    if not summary.failures:
        return ""
    rows = [_text(source) + _text(reason) for source, reason in summary.failures]
    heads = [say("page.source", language), say("page.reason", language)]
    rest = summary.states["failed"] - len(summary.failures)
    more = f'<p class="rest">{escape(say("page.failures.rest", language, rest=rest))}</p>' if rest else ""
    return _table(say("page.failures", language), heads, rows) + more


def _table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{escape(one_line(name))}</th>' for name in heads)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>"
    )


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
