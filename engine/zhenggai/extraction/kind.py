"""The kind of document: decided from the title and from the tree, with the evidence named."""

from __future__ import annotations

import re

import msgspec

from zhenggai.extraction.outline.drafts import Layout
from zhenggai.lexicon import Lexicon
from zhenggai.model import Kind

_ARTICLE = re.compile(r"第[一二三四五六七八九十]+条")  # found without a look at each line
_RULES = re.compile(r"^[^\S\n]*第[一二三四五六七八九十]+条[\s ]", re.MULTILINE)
_DONE = re.compile(r"整改(?:情况|措施|落实|进展|完成)|已完成整改|整改到位|问题整改")
_PUBLISHED = re.compile(
    r"(?:将|把)[^。]{0,40}(?:整改|销号)[^。]{0,30}(?:公布|公示|公开|通报|报告|函复|回复|答复)|整改[^。]{0,16}(?:情况|进展)[^。]{0,8}(?:如下|予以)"
)

# An office may be one for training or procurement; its name does not say what its notice is.
_ISSUER = re.compile(r"^中共.{2,40}?(?:党组|党委|委员会|支部|总支)(?=关于)")


class Decision(msgspec.Struct, frozen=True):
    """A kind and, in Chinese, why."""

    kind: Kind
    evidence: tuple[str, ...]


class KindJudge:
    """Judges the kind of one document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rectification = lexicon.pattern("kind_rectification")
        self._notice = re.compile(rf"(?:{lexicon.any_of('kind_notice_words')})(?:\([^()]*\)|<[^<>]*>)*$")
        self._patterns = {
            name: lexicon.pattern(f"kind_{name}_words")
            for name in ("plan", "feedback", "work_plan", "progress", "other")
        }

    def judge(self, title: str, body: str, layout: Layout) -> Decision:
        """``title`` and ``body`` are folded; the title may be empty."""
        title = re.sub(r"\s", "", title)
        measures = sum(len(issue.measures) for issue in layout.issues)
        if len(_ARTICLE.findall(body)) >= 3 and len(_RULES.findall(body)) >= 3:
            return Decision("other", ("正文按“第×条”分条, 是规定、办法一类",))
        if title:
            found = self._by_title(title, body, measures)
            if found:
                return found
        return self._by_body(title, body, layout, measures)

    def _by_title(self, title: str, body: str, measures: int) -> Decision | None:
        about = self._rectification.search(title) is not None
        other = self._patterns["other"].search(_ISSUER.sub("", title))
        if about and self._patterns["plan"].search(title):
            return Decision("rectification-plan", (f"标题是整改方案或清单:{title}",))
        if (
            about
            and self._notice.search(title)
            and not (
                other
                and other.group() not in {"公告", "办法", "工作组", "开展", "制度", "会议", "规定", "学习"}
            )
        ):
            return Decision("rectification-notice", (f"标题是整改情况的通报、报告或公示:{title}",))
        if about and other and other.group() not in {"开展", "学习", "工作组"}:
            return Decision("other", (f"标题虽提到整改, 但属于“{other.group()}”:{title}",))
        if self._patterns["feedback"].search(title) and not about:
            return Decision("feedback-list", (f"标题是反馈问题, 尚无整改:{title}",))
        if about:
            return None
        for name, kind in (("other", "other"), ("work_plan", "work-plan"), ("progress", "progress-report")):
            match = self._patterns[name].search(title)
            if match and not (
                name == "other" and re.search("要点|总结|计划|工作方案|实施方案|活动方案|解读", title)
            ):
                return Decision(kind, (f"标题是“{match.group()}”:{title}",))  # type: ignore[arg-type]  # literal pairs above
        return None

    def _by_body(self, title: str, body: str, layout: Layout, measures: int) -> Decision:
        mentions = len(_DONE.findall(body))
        if (
            layout.issues
            and measures
            and (mentions >= max(2, len(layout.issues) // 2) or _PUBLISHED.search(body))
        ):
            return Decision("rectification-notice", (f"正文逐项报告{len(layout.issues)}个问题的整改",))
        if _PUBLISHED.search(body[:1500]) and mentions >= 2:
            return Decision("rectification-notice", ("正文开头说明公布整改情况",))
        opening = f"{title}\n{body[:400]}"
        for name, kind in (("work_plan", "work-plan"), ("progress", "progress-report")):
            match = self._patterns[name].search(opening)
            if match:
                return Decision(kind, (f"开头是“{match.group()}”",))  # type: ignore[arg-type]  # literal pairs above
        return Decision("other", ("没有找到整改通报、整改方案的特征",))
