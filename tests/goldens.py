"""``make goldens``: write the sample reports, the READMEs' screens, the schemas and the rule pages anew.

A test writes the same into memory and compares, so that what is committed never drifts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from zhenggai.commands.authoring.docs import builtin_pages
from zhenggai.commands.schemas import schema_text
from zhenggai.pipeline import Options, audit_paths
from zhenggai.reporting.writers import WRITERS, Presentation, writer

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ("b-shihe-town", "b-wuqiao-water-damaged", "table-hezhou-hospital")
SCHEMAS = ("facts", "report", "rules", "config")
SUFFIX = {"terminal": "txt", "json": "json", "markdown": "md", "csv": "csv", "sarif": "sarif", "junit": "xml"}
SUFFIX |= {"github": "github.txt", "gitlab": "gitlab.json", "html": "html"}
DATE = "2026-01-01"
SCREEN_LINES = 46
_SCREEN = re.compile(r"(<!-- screen (zh|en) -->\n```text\n).*?(\n```\n<!-- /screen -->)", re.DOTALL)


def goldens() -> Iterator[tuple[Path, bytes]]:
    """Every generated file of the repository: its path and what it should hold."""
    for case in SAMPLES:
        yield from _reports(case)
    for name in ("README.md", "README.zh.md"):
        yield _readme(ROOT / name)
    for name in SCHEMAS:
        yield ROOT / "docs" / "schema" / f"{name}.json", schema_text(name).encode()
    for page, text in builtin_pages().items():
        yield ROOT / "docs" / "rules" / page, text.encode()


def _report(case: str, language: str, format_name: str, width: int = 96) -> bytes:
    folder = Path("fixtures") / case
    source = next(path for path in sorted((ROOT / folder).iterdir()) if path.suffix != ".json")
    options = Options(language=language)  # type: ignore[arg-type]  # zh or en
    report = audit_paths([(folder / source.name).as_posix()], options)
    # neither the day nor the engine of this machine belongs into a sample
    engine = msgspec.structs.replace(report.engine, name="durable-rules", version="2.0.28")
    report = msgspec.structs.replace(report, date=DATE, engine=engine)
    return writer(format_name).render(report, Presentation(width=width))


def _reports(case: str) -> Iterator[tuple[Path, bytes]]:
    for name, one in WRITERS.items():
        if not one.binary and name in SUFFIX:
            yield ROOT / "reports" / case / f"report.{SUFFIX[name]}", _report(case, "zh", name)


def _readme(path: Path) -> tuple[Path, bytes]:
    def screen(match: re.Match[str]) -> str:
        text = _report(SAMPLES[0], match.group(2), "terminal").decode()
        lines = [line.rstrip() for line in text.splitlines()[:SCREEN_LINES]]
        return match.group(1) + "\n".join(lines) + match.group(3)

    return path, _SCREEN.sub(screen, path.read_text(encoding="utf-8")).encode()


def main() -> None:
    """Write all goldens."""
    for path, data in goldens():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    import os

    os.chdir(ROOT)
    main()
