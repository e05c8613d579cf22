"""A configuration as it is written: the keys it may have and what each holds.

These types give the known keys, the JSON Schema and the documentation of ``zhenggai.yaml``; a file
is not decoded into them, since every mistake is to be told at once, with its place.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from zhenggai.model import Severity

Parameter = str | int | float | bool | list[str | int | float | bool]
Names = str | list[str]


class Entry(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of the mappings of a configuration."""


class RuleEntry(Entry):
    """对一条规则的改动"""

    severity: Annotated[Severity | None, Meta(description="级别")] = None
    enabled: Annotated[bool | None, Meta(description="启用 (true) 或停用 (false)")] = None
    params: Annotated[dict[str, Parameter] | None, Meta(description="参数的名称和值")] = None


class WaiverEntry(Entry, kw_only=True):
    """一项豁免: 到期日之前(含当日), 所指的缺口不计入结论"""

    rule: Annotated[str, Meta(description="规则编号")]
    subject: Annotated[
        str | int,
        Meta(description="问题的序号或标题, 缺口的原文或指纹, 或 notice (通报整体)"),
    ]
    document: Annotated[str, Meta(description="文件, 可用 * ** ? 通配, 相对于配置文件所在的目录")]
    reason: Annotated[str, Meta(description="理由")]
    until: Annotated[str, Meta(description="到期日, 含当日", extra_json_schema={"format": "date"})]


class Changes(Entry):
    """对规则和词表的改动"""

    extends: Annotated[Names | None, Meta(description="规则包: 名称, 目录或规则文件")] = None
    include: Annotated[Names | None, Meta(description="只用这些规则: 编号(同时启用)或通配")] = None
    exclude: Annotated[Names | None, Meta(description="不用这些规则: 编号或通配")] = None
    rules: Annotated[dict[str, RuleEntry] | None, Meta(description="规则编号和改动")] = None
    lexicon: Annotated[dict[str, Names] | None, Meta(description="词表名和添加的词语")] = None


class PathEntry(Changes, kw_only=True):
    """只对一部分文件的改动, 后面的盖过前面的"""

    glob: Annotated[str, Meta(description="文件, 可用 * ** ? 通配, 相对于配置文件所在的目录")]


class ConfigurationEntry(Changes):
    """zhenggai.yaml, 或 pyproject.toml 的 [tool.zhenggai]"""

    paths: Annotated[list[PathEntry] | None, Meta(description="对一部分文件的改动")] = None
    waivers: Annotated[str | list[WaiverEntry] | None, Meta(description="豁免, 或写有豁免的文件")] = None


def keys_of(entry: type[Entry]) -> tuple[str, ...]:
    """The keys that a mapping may have."""
    return entry.__struct_fields__


def required_keys_of(entry: type[Entry]) -> tuple[str, ...]:
    """The keys that it must have."""
    return tuple(field.name for field in msgspec.structs.fields(entry) if field.required)


def configuration_schema() -> dict[str, Any]:
    """JSON Schema of a configuration."""
    (reference,), definitions = msgspec.json.schema_components(
        [ConfigurationEntry], ref_template="#/$defs/{name}"
    )
    for definition in definitions.values():
        for entry in definition["properties"].values():
            entry.pop("default", None)  # an editor would offer null
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "zhenggai/config/1",
        **reference,
        "$defs": definitions,
    }
