"""``python -m benchmarks [name …]``: run measurements and put their tables into ``docs/performance.md``.

Without names all but the comparison with other tools, which installs them: ``python -m benchmarks rivals``.
"""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Callable, Mapping

from benchmarks import again, growth, start, warm
from benchmarks.measuring import ROOT

PAGE = ROOT / "docs" / "performance.md"


def _rivals() -> str:
    from benchmarks.rivals import report

    return report()


TABLES: Mapping[str, Callable[[], str]] = {
    "start": start.report,
    "warm": warm.report,
    "stages": growth.stages,
    "issues": growth.issues,
    "rules": growth.rules,
    "again": again.report,
    "rivals": _rivals,
}


def main(names: list[str]) -> None:
    """Run, print and write down."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    for name in names or [name for name in TABLES if name != "rivals"]:
        made = TABLES[name]()
        print(f"{name}\n\n{made}", flush=True)
        place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
        page = place.sub(lambda found, made=made: f"{found[1]}\n{made}\n{found[2]}", page)  # type: ignore[misc]  # bound now
    machine = f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}"
    page = re.sub(r"(<!-- machine -->).*?(<!-- end -->)", rf"\g<1>{machine}\g<2>", page)
    if page:
        PAGE.write_text(page, encoding="utf-8")


main(sys.argv[1:])
