"""``zhenggai rules``: look at rules, and write them."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from zhenggai.cli_options import Config, Language, NoConfig, Packs
from zhenggai.commands.wording import said

rules_app = typer.Typer(
    help=said("查看、编写和检验规则。", "Look at rules, write them and try them."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

Format = Annotated[
    Literal["table", "json"],
    typer.Option("-f", "--format", metavar="table|json", help=said("格式", "Format")),
]
ForDocument = Annotated[
    str | None,
    typer.Option("--for", metavar="PATH", help=said("按哪份文件的配置", "As configured for this document")),
]
PackOrFile = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PACK|FILE]...",
        help=said("规则包名、目录或规则文件", "Packs by name or folder, or rule files"),
        show_default=False,
    ),
]


@rules_app.command(
    "list", help=said("列出规则、取值及其来源。", "List the rules, their values and where from.")
)
def rules_list(
    rules: Packs = None,
    format: Format = "table",
    document: ForDocument = None,
    config: Config = None,
    no_config: NoConfig = False,
    lang: Language = None,
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.rules import Request, list_rules

        request = Request(
            packs=tuple(rules or ()),
            config=config,
            use_config=not no_config,
            document=document,
            language=lang,
        )
        return list_rules(request, format)

    raise typer.Exit(streams.run(action))


@rules_app.command("show", help=said("显示一条规则。", "Show one rule."))
def rules_show(
    rule: Annotated[str, typer.Argument(metavar="ID", help=said("规则编号", "Id of the rule"))],
    rules: Packs = None,
    format: Format = "table",
    document: ForDocument = None,
    config: Config = None,
    no_config: NoConfig = False,
    lang: Language = None,
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.rules import Request, show_rule

        request = Request(
            packs=tuple(rules or ()),
            config=config,
            use_config=not no_config,
            document=document,
            language=lang,
        )
        return show_rule(rule, request, format)

    raise typer.Exit(streams.run(action))


@rules_app.command("new", help=said("新建一条规则的模板。", "Write the template of a new rule."))
def rules_new(
    rule: Annotated[str, typer.Argument(metavar="ID", help=said("规则编号", "Id of the rule"))],
    pack: Annotated[
        str,
        typer.Option(
            metavar="DIR", help=said("规则包目录, 没有则新建", "Folder of the pack; made if absent")
        ),
    ],
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.authoring.template import new_rule

        return new_rule(rule, pack)

    raise typer.Exit(streams.run(action))


@rules_app.command("test", help=said("运行规则里的例子。", "Run the examples of rules."))
def rules_test(
    targets: PackOrFile = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH",
            help=said(
                "看规则对真实文件会怎么说, 可重复", "Show what the rules say of real notices; repeatable"
            ),
        ),
    ] = None,
    lang: Language = None,
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.authoring.examples import test_rules

        return test_rules(targets or (), against or (), lang)

    raise typer.Exit(streams.run(action))


@rules_app.command("lint", help=said("检查规则是否写全。", "Check that rules are complete."))
def rules_lint(targets: PackOrFile = None) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.authoring.lint import lint_rules

        return lint_rules(targets or ())

    raise typer.Exit(streams.run(action))


@rules_app.command("docs", help=said("为每条规则生成说明页。", "Write a page for each rule."))
def rules_docs(
    out: Annotated[str, typer.Option(metavar="DIR", help=said("写到哪个目录", "Folder to write to"))],
    targets: PackOrFile = None,
) -> None:
    from zhenggai.commands import streams

    def action() -> int:
        from zhenggai.commands.authoring.docs import write_docs

        return write_docs(out, targets or ())

    raise typer.Exit(streams.run(action))
