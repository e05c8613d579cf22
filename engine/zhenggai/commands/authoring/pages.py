"""The documentation of rules as Markdown: all that a rule file says, for those who do not read YAML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from zhenggai.reporting.gap_lines import basis
from zhenggai.reporting.markdown import escaped
from zhenggai.reporting.words import Words
from zhenggai.rulebook.syntax import Example, Rule, RuleBook
from zhenggai.rulebook.templates import shown
from zhenggai.rulebook.yaml_positions import read_yaml

GENERATED = "<!-- zhenggai rules docs"
"""How every generated page begins."""

_CONDITIONS = ("when", "unless", "require")
_OTHER = {"zh": "English", "en": "中文"}  # the other language, by its own name


def rule_page(rule: Rule, book: RuleBook, twin: str, words: Words) -> str:
    """The page of one rule of a book; ``twin`` is the file of the same page in the other language."""
    language = words.language
    index = "../README.zh.md" if language == "zh" else "../README.md"
    parts = [
        f"{GENERATED}: {words('page.generated')} -->",
        f"# {escaped(rule.title[language])}",
        f"[{words('page.rules')}]({index}) · [{_OTHER[words.language]}]({twin})",
        "\n".join(_head(rule, book, words)),
    ]
    if why := rule.why[language]:
        parts += [escaped(why)]
    texts = (("gap.reason", rule.message[language]), ("gap.hint", rule.hint[language]))
    parts.append("\n".join(f"- **{words(key)}**: {escaped(text)}" for key, text in texts if text))
    if norms := basis(rule.basis, words):
        parts[-1] += f"\n- **{words('gap.basis')}**: {escaped(norms)}"
    parts += [f"## {words('page.conditions')}", _fenced(_conditions(rule), "yaml")]
    if rule.params:
        parts += [f"## {words('page.parameters')}", *_parameters(rule, words)]
    if rule.examples:
        parts.append(f"## {words('page.examples')}")
        parts += [text for example in rule.examples for text in _example(example, words)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(rule: Rule, book: RuleBook, words: Words) -> Iterable[str]:
    severity = words(f"severity.{rule.severity}")
    if not rule.enabled:
        severity = words("placed", text=severity, place=words("rule.off"))
    rows = [
        (words("gap.rule"), f"`{rule.id}`"),
        (words("rule.pack"), escaped(rule.pack)),
        (words("input.severity"), severity),
        (words("input.subject"), words.title("subject", rule.subject)),
    ]
    if rule.column:
        titles = {name: texts[words.language] for pack in book.packs for name, texts in pack.columns}
        rows.append((words("page.column"), escaped(titles.get(rule.column, rule.column))))
    yield _row(label for label, _ in rows)
    yield _row("---" for _ in rows)
    yield _row(text for _, text in rows)


def _conditions(rule: Rule) -> str:
    """The conditions as they stand in the rule's file."""
    path = Path(rule.place.source)
    root = read_yaml(path).root
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    starts = [key.start_mark.line for key, _ in root.value] + [len(lines)]
    blocks: dict[str, list[str]] = {}
    for (key, _), start, end in zip(root.value, starts, starts[1:], strict=False):
        if key.value in _CONDITIONS:
            blocks[key.value] = [line for line in lines[start:end] if not line.lstrip().startswith("#")]
    return "\n".join("\n".join(blocks[key]).rstrip() for key in _CONDITIONS if key in blocks)


def _parameters(rule: Rule, words: Words) -> Iterable[str]:
    rows = [
        _row((words("rule.parameter"), words("page.default"), words("page.meaning"))),
        _row(("---", "---", "---")),
    ]
    for name, value in rule.params.items():
        meaning = rule.meanings.get(name, {}).get(words.language, "")
        rows.append(_row((f"`{name}`", escaped(shown(value)), escaped(meaning))))
    yield "\n".join(rows)
    settings = [
        f"      {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in rule.params.items()
    ]
    yield words("page.tune")
    yield _fenced("\n".join(["rules:", f"  {rule.id}:", "    params:", *settings]), "yaml")


def _example(example: Example, words: Words) -> Iterable[str]:
    label = words("rule.fires" if example.expect == "gap" else "rule.silent")
    note = f" ({escaped(example.note)})" if example.note else ""
    yield f"**{label}**{note}"
    yield _fenced(example.text.rstrip(), "text")


def index_page(books: Sequence[RuleBook], links: Mapping[str, str], words: Words) -> str:
    """All rules of some packs; ``links`` gives the page of a rule by its file."""
    other = "README.md" if words.language == "zh" else "README.zh.md"
    parts = [
        f"{GENERATED}: {words('page.generated')} -->",
        f"# {words('page.rules')}",
        f"[{_OTHER[words.language]}]({other})",
    ]
    for book in books:
        pack = book.packs[-1]
        parts.append(f"## {escaped(pack.title[words.language])} `{pack.name}`")
        parts.append("\n".join(_index_rows(book, links, words)))
    return "\n\n".join(parts) + "\n"


def _index_rows(book: RuleBook, links: Mapping[str, str], words: Words) -> Iterable[str]:
    titles = ("gap.rule", "input.title", "input.severity", "input.subject")
    yield _row(words(title) for title in titles)
    yield _row("---" for _ in titles)
    for rule in book.rules:
        link = links.get(rule.place.source)
        name = f"[`{rule.id}`]({link})" if link else f"`{rule.id}`"
        severity = words(f"severity.{rule.severity}") if rule.enabled else words("rule.off")
        subject = words.title("subject", rule.subject)
        yield _row((name, escaped(rule.title[words.language]), severity, subject))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _fenced(text: str, language: str) -> str:
    """A code block that nothing in the text ends."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"
