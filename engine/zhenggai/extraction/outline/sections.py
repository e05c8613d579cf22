"""The parts of a notice and the role each plays: leadership, progress, next steps, closing."""

from __future__ import annotations

import re

from zhenggai.extraction.outline.drafts import Bounds
from zhenggai.extraction.outline.node import Node
from zhenggai.extraction.source import SourceText
from zhenggai.lexicon import Lexicon

SECTION_KINDS = frozenset({"chapter", "bare", "cn"})
# atomic: headings of strangers must not make the match backtrack without end
_CONTAINER = re.compile(
    r"(?>集中|巡视|巡察|审计|督察|反馈|意见|问题|事项|任务|整改|落实|推进|主要|具体|工作|重点|各项|逐项|开展"
    r"|取得|目前|已|的|和|及|与|、|以及|有关|全面|情况|进展|成效|措施|结果|完成|中央|省委|市委|县委|区委|环保"
    r"|生态环境|阶段|办理|方面|发现|查出|本次|年度|专项|对|关于|省|市|县|区|委|\d|组|第|[一二三四五六七八九十]"
    r"|轮|期间|限期|立行立改|近期|当前|下)++$"
)
_CLOSING = re.compile(
    r"欢迎[^。]{0,40}(?:监督|意见|批评)|(?:如有|若有|如果有)[^。]{0,20}(?:意见|建议|反映)|(?:联系|监督|举报)(?:电话|方式)\s?:"
)


def heading_bounds(text: SourceText, node: Node) -> Bounds:
    """The words of a section heading without its number and closing mark."""
    start, end = text.trimmed(node.body, node.end)
    sentence = text.folded.find("。", start, end)
    if 0 <= sentence < end - 1:
        end = sentence
    while end > start and text.folded[end - 1] in "。:;":
        end -= 1
    return start, end


class SectionRoles:
    """Reads the role of a section from its heading."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._next = lexicon.pattern("section_next")
        self._progress = lexicon.pattern("section_progress")
        self._leadership = lexicon.pattern("section_leadership")
        self._closing = lexicon.pattern("section_closing")

    def role(self, heading: str) -> str:
        """``leadership``, ``progress``, ``next_steps``, ``closing`` or ``other``."""
        heading = re.sub(r"\s", "", heading)
        if re.match(r"(?:下一步|下步|今后|接下来|下一阶段)", heading):
            return "next_steps"
        if len(heading) > 60:
            return "other"
        if self._next.search(heading) and not re.match(r"关于|针对", heading):
            return "next_steps"
        leads = self._leadership.search(heading)
        progress = self._progress.search(heading)
        if progress and not (leads and not re.search("进展|落实情况|成效|完成情况|反馈|逐|问题", heading)):
            return (
                "progress" if not re.search("组织领导|组织开展|组织推进|责任落实", heading) else "leadership"
            )
        if leads:
            return "leadership"
        return "closing" if self._closing.search(heading) and len(heading) < 16 else "other"

    @staticmethod
    def is_container(heading: str) -> bool:
        """Whether a heading only announces the items: 二、整改进展情况 groups nothing."""
        return bool(_CONTAINER.match(re.sub(r"\s|[,。:;]", "", heading)))


def is_closing(line: str) -> bool:
    """Whether a paragraph is the invitation to the public that ends a notice."""
    return bool(_CLOSING.search(line))
