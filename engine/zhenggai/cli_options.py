"""Options and arguments that several commands share."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from zhenggai.commands.wording import said

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help=said("通报文件或通配符, - 为标准输入", "Notices or patterns; - is standard input"),
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
Config = Annotated[
    str | None,
    typer.Option(
        metavar="PATH",
        help=said("配置文件, 代替自动找到的", "Configuration file, instead of the one found"),
    ),
]
MinSeverity = Annotated[
    Literal["error", "warning", "info"] | None,
    typer.Option(metavar="SEVERITY", help=said("只列出此级别以上的缺口", "List no gaps below this")),
]
NoConfig = Annotated[
    bool, typer.Option("--no-config", help=said("不用任何配置文件", "Use no configuration file"))
]
