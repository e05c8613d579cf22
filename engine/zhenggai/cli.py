"""The command line: commands, options and their help. What a command does is in ``zhenggai.commands``.

Only typer is imported here, and with plain help, so that ``--help`` and shell completion start fast.
"""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer
from typer.main import get_command_name

from zhenggai.cli_options import Config, Language, MinSeverity, NoConfig, Packs, Paths, StdinFilename
from zhenggai.cli_rules import rules_app
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
app.add_typer(rules_app, name="rules")


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
    min_severity: MinSeverity = None,
    rules: Packs = None,
    config: Config = None,
    no_config: NoConfig = False,
    no_waivers: Annotated[
        bool,
        typer.Option("--no-waivers", help=said("不理会豁免, 列出全部缺口", "Ignore waivers, count all gaps")),
    ] = False,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help=said("按哪一天判断豁免, 如 2026-12-31", "Day by which waivers are judged (2026-12-31)"),
        ),
    ] = None,
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
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help=said("与基线对照, 只有新增的缺口影响退出状态", "Compare; only gaps new since then count"),
        ),
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option(metavar="PATH", help=said("把现有缺口写成基线", "Write the gaps as a baseline")),
    ] = None,
    per_item: Annotated[
        bool, typer.Option("--per-item", help=said("逐条列出, 不合并", "List each gap, fold none"))
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help=said("不在屏幕上显示报告", "No report on the screen"))
    ] = False,
    stdin_filename: StdinFilename = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help=said("只审核此 git 版本以来改动的文件", "Audit only what changed since this git revision"),
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help=said("最多几个进程, 默认为处理器数", "Processes at most; default: one a processor"),
        ),
    ] = None,
    no_cache: Annotated[
        bool,
        typer.Option("--no-cache", help=said("不用缓存, 也不写缓存", "Neither read nor write the cache")),
    ] = False,
) -> None:
    from zhenggai.commands import streams
    from zhenggai.commands.startup import spare_collections

    def action() -> int:
        spare_collections()
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
                config=config,
                use_config=not no_config,
                use_waivers=not no_waivers,
                on=on,
                all_verdicts=all_verdicts,
                language=lang,
                engine=None if engine == "auto" else engine,
                baseline=baseline,
                write_baseline=write_baseline,
                per_item=per_item,
                quiet=quiet,
                stdin_filename=stdin_filename,
                changed_since=changed_since,
                jobs=jobs,
                cache=not no_cache,
            )
        )

    raise typer.Exit(streams.run(action))


@app.command(
    help=said("在 Word 文件的副本中以批注标出缺口。", "Mark the gaps of a Word file as comments in a copy.")
)
def annotate(
    path: Annotated[str, typer.Argument(metavar="NOTICE.docx", help=said("Word 文件", "Word file"))],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="PATH", help=said("带批注的副本", "Copy with comments"))
    ],
    min_severity: MinSeverity = None,
    rules: Packs = None,
    config: Config = None,
    no_config: NoConfig = False,
    lang: Language = None,
) -> None:
    from zhenggai.commands import streams
    from zhenggai.commands.startup import prepare

    def action() -> int:
        prepare()
        from zhenggai.commands.annotate import annotate as write_copy
        from zhenggai.commands.wording import chosen
        from zhenggai.pipeline import Options

        options = Options(
            packs=tuple(rules) if rules else None,
            language=chosen(lang),
            config=config,
            use_config=not no_config,
        )
        return write_copy(path, output, options, min_severity)

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
    config: Config = None,
    no_config: NoConfig = False,
    stdin_filename: StdinFilename = None,
) -> None:
    from zhenggai.commands import streams
    from zhenggai.commands.startup import prepare

    def action() -> int:
        prepare()
        from zhenggai.commands.facts import show_facts
        from zhenggai.pipeline import Options

        options = Options(stdin_filename=stdin_filename, config=config, use_config=not no_config)
        return show_facts(paths, format, why=why, language=lang, options=options)

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


@app.command(
    help=said(
        "审核文件夹中的全部文件; 中断后再次运行即可继续。",
        "Audit all documents in folders; run it again to go on after a stop.",
    )
)
def batch(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="DIR...", help=said("文件夹或文件", "Folders or documents"), show_default=False
        ),
    ],
    out: Annotated[
        str, typer.Option(metavar="DIR", help=said("结果目录", "Folder for the results"), show_default=False)
    ],
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help=said("进程数, 默认为处理器数", "Processes; default: one a processor")
        ),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0.1, help=said("每份文件的时限", "Time limit for a document")),
    ] = 60.0,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help=said("在此 Dask 集群上运行", "Run on this Dask cluster")),
    ] = None,
    retry: Annotated[
        bool,
        typer.Option("--retry", help=said("重新审核失败的文件", "Audit again the documents that failed")),
    ] = False,
    rules: Packs = None,
    lang: Language = None,
    config: Config = None,
    no_config: NoConfig = False,
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.batch.runs import BatchOptions
        from zhenggai.commands.batch import batch as run
        from zhenggai.commands.wording import chosen
        from zhenggai.pipeline import Options

        audit = Options(
            packs=tuple(rules) if rules else None,
            language=chosen(lang),
            config=config,
            use_config=not no_config,
        )
        options = BatchOptions(audit=audit, jobs=jobs, seconds=time_limit, scheduler=scheduler, retry=retry)
        return run(paths, out, options)

    raise typer.Exit(streams.run(action))


@app.command(help=said("输出 JSON 模式。", "Print a JSON Schema."))
def schema(
    name: Annotated[
        Literal["facts", "report", "rules", "config"],
        typer.Argument(metavar="facts|report|rules|config", help=said("哪一种", "Which one")),
    ],
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.schemas import schema_text

        streams.emit(schema_text(name).encode())
        return 0

    raise typer.Exit(streams.run(action))


def main() -> None:
    """Run the command line; an encoding that lacks a character never breaks a message."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    _only(sys.argv[1:2])()


def _only(words: list[str]) -> typer.Typer:
    """The program with the command that is called, where the first word names one, and no other.

    typer prepares the options of every command that it knows before it calls one.
    """
    commands = [
        command
        for command in app.registered_commands
        if (command.name or get_command_name(getattr(command.callback, "__name__", ""))) in words
    ]
    groups = [group for group in app.registered_groups if group.name in words]
    if not (commands or groups):
        return app
    from copy import copy

    called = copy(app)
    called.registered_commands, called.registered_groups = commands, groups
    return called
