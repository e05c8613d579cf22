"""Where the rules folder is: inside an installed package, else beside the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zhenggai.errors import ZhenggaiError


@cache
def rules_folder() -> Path:
    """Folder that holds ``lexicon/`` and the built-in packs.

    Raises ZhenggaiError where an installation lacks it.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "rule_packs", package.parents[1] / "rules"):
        if (folder / "lexicon").is_dir():
            return folder
    raise ZhenggaiError("找不到规则目录", mend="请重新安装 zhenggai")
