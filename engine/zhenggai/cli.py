"""The command line: commands, options and their help. What a command does is in ``zhenggai.commands``.

Only typer is imported here, and with plain help, so that ``--help`` and shell completion start fast.
"""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from zhenggai.commands.wording import said

app = typer.Typer(
    name="zhenggai",
    help=said(
        "审核整改通报: 提取事实, 按规则检查, 报告合规缺口。",
        "Audit rectification notices: extract the facts, apply the rules, report the gaps.",
    ),
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(
    help=said("查看规则。", "Look at the rules."), no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(rules_app, name="rules")

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help=said("通报文件, - 为标准输入", "Notices; - is standard input"),
        show_default=False,
    ),
]
Language = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--lang", metavar="zh|en", help=said("报告语言", "Language of the report")),
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename", metavar="NAME", help=said("标准输入的文件名", "Name for standard input")
    ),
]
Packs = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="PACK",
        help=said("规则包名或目录, 可重复", "Rule pack, by name or folder; repeatable"),
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        from zhenggai import __version__

        typer.echo(f"zhenggai {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help=said("显示版本", "Show the version")
        ),
    ] = False,
) -> None:
    """Options of the program as a whole."""


@app.command(help=said("审核通报, 列出合规缺口。", "Audit notices and list their gaps."))
def check(
    paths: Paths,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "-f",
            "--format",
            metavar="NAME[:PATH]",
            help=said("报告格式, 可重复", "Report format; repeatable"),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="PATH", help=said("报告文件", "File for the report")),
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        typer.Option(
            metavar="SEVERITY",
            help=said(
                "达到此级别即以状态1退出: error, warning, info, never",
                "Exit with 1 from here: error, warning, info, never",
            ),
        ),
    ] = "error",
    min_severity: Annotated[
        Literal["error", "warning", "info"] | None,
        typer.Option(metavar="SEVERITY", help=said("只列出此级别以上的缺口", "List no gaps below this")),
    ] = None,
    rules: Packs = None,
    all_verdicts: Annotated[
        bool, typer.Option("--all-verdicts", help=said("列出全部结论", "List all verdicts, not only gaps"))
    ] = False,
    lang: Language = None,
    engine: Annotated[
        Literal["auto", "durable-rules", "plain"],
        typer.Option(
            metavar="NAME", help=said("推理引擎: auto, durable-rules, plain", "auto, durable-rules or plain")
        ),
    ] = "auto",
    per_item: Annotated[
        bool, typer.Option("--per-item", help=said("逐条列出, 不合并", "List each gap, fold none"))
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help=said("不在屏幕上显示报告", "No report on the screen"))
    ] = False,
    stdin_filename: StdinFilename = None,
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.check import Request
        from zhenggai.commands.check import check as audit

        return audit(
            Request(
                paths=tuple(paths),
                formats=tuple(formats or ()),
                output=output,
                fail_on=fail_on,
                min_severity=min_severity,
                rules=tuple(rules or ()),
                all_verdicts=all_verdicts,
                language=lang,
                engine=None if engine == "auto" else engine,
                per_item=per_item,
                quiet=quiet,
                stdin_filename=stdin_filename,
            )
        )

    raise typer.Exit(streams.run(action))


@app.command(help=said("显示从文件中提取的事实。", "Show the facts extracted from documents."))
def facts(
    paths: Paths,
    format: Annotated[
        Literal["tree", "json"],
        typer.Option("-f", "--format", metavar="tree|json", help=said("格式", "Format")),
    ] = "tree",
    why: Annotated[
        bool, typer.Option("--why", help=said("说明提取理由", "Say why each was extracted"))
    ] = False,
    lang: Language = None,
    stdin_filename: StdinFilename = None,
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.facts import show_facts

        return show_facts(paths, format, why=why, language=lang, stdin_filename=stdin_filename)

    raise typer.Exit(streams.run(action))


@app.command(
    help=said("输出文件的正文, 位置以此为准。", "Print a document's text, which all places refer to.")
)
def text(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help=said("文件, - 为标准输入", "Document; - is standard input"))
    ],
    stdin_filename: StdinFilename = None,
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.facts import show_text

        return show_text(path, stdin_filename)

    raise typer.Exit(streams.run(action))


@app.command(help=said("输出 JSON 模式。", "Print a JSON Schema."))
def schema(
    name: Annotated[
        Literal["facts", "report"], typer.Argument(metavar="facts|report", help=said("哪一种", "Which one"))
    ],
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.reporting.json_schema import schema_json

        streams.emit(schema_json(name).encode())
        return 0

    raise typer.Exit(streams.run(action))


@rules_app.command("list", help=said("列出规则。", "List the rules."))
def rules_list(rules: Packs = None, lang: Language = None) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.rules import list_rules

        return list_rules(rules or (), lang)

    raise typer.Exit(streams.run(action))


@rules_app.command("show", help=said("显示一条规则。", "Show one rule."))
def rules_show(
    rule: Annotated[str, typer.Argument(metavar="ID", help=said("规则编号", "Id of the rule"))],
    rules: Packs = None,
    lang: Language = None,
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.rules import show_rule

        return show_rule(rule, rules or (), lang)

    raise typer.Exit(streams.run(action))


def main() -> None:
    """Run the command line; an encoding that lacks a character never breaks a message."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()
