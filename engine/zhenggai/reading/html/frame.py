"""The words of a page's frame: print and share bars, neighbouring pages, the publisher's notes; and dates."""

from __future__ import annotations

import re
from itertools import pairwise

from zhenggai.reading.canonical import HALF_WIDTH

_SPACES = re.compile(r"\s+")
_BRACKETS = re.compile(r"[\[\]【】()〔〕|·、,\s]+")
_BUTTONS = re.compile(
    r"(?:打印(?:本页|本文|文章|页面)?|关闭(?:本页|窗口|页面)?|返回(?:顶部|首页|上一页|列表)?|收藏(?:本页)?|纠错|字[体号]:?|大|中|小|分享"
    r"|复制链接|下载|朗读|TOP)+",
    re.I,
)
_FRAME_LINE = re.compile(
    r"分享(?:到|至|:)|(?:上|下)一[篇条页]:|您?(?:现在|当前|所在)的?位置|扫一扫|扫码|相关(?:链接|文章|阅读|新闻|附件下载)|友情链接"
    r"|版权所有|主办(?:单位)?:|承办单位:|技术支持:|网站标识码|.{0,12}ICP备|.{0,8}公网安备|网站地图|设为首页|欢迎访问"
    r"|(?:责任)?编辑:.{0,12}$|(?:浏览|点击|阅读|访问)(?:次数|量|数)?:?\d*次?$|无障碍|返回顶部|copyright|\W?打印\W|字[体号]\W*大"
    r"|.{0,6}浏览器.{0,10}(?:打印|查看)|相关稿件|附件下载:?$",
    re.I,
)
_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_PUBLISHED = re.compile(r"日期|时间|来源|作者|发布(?:机构|人)|点击|浏览")
_SIGNED = re.compile(r"\s*(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*")
_INDEX = re.compile(r"索引号|主题分类|信息分类|发布机构|公开方式")
_INDEX_DATE = re.compile(r"(?:发布|发文|公开|生成|成文)(?:时间|日期):?")
_LONGEST = 90  # characters of a line that belongs to the frame


def _compact(text: str) -> str:
    return _SPACES.sub("", text).translate(HALF_WIDTH)


def is_frame_line(text: str) -> bool:
    """Whether a line by its words belongs to the page and not to the article."""
    if len(text) > _LONGEST:
        return False
    compact = _compact(text)
    return is_button_line(compact) or bool(_FRAME_LINE.match(compact))


def is_button_line(text: str) -> bool:
    """Whether a line consists of nothing but buttons (打印, 关闭, 字号 大 中 小)."""
    words = _BRACKETS.sub("", text.translate(HALF_WIDTH))
    return bool(words) and len(words) <= 30 and bool(_BUTTONS.fullmatch(words))


def publication_rank(text: str) -> int:
    """How much a line looks like that of the publication date: 0 not, 1 a date, 2 with its label."""
    if len(text) > 2 * _LONGEST or not _DATE.search(text):
        return 0
    return 2 if _PUBLISHED.search(_compact(text)) else 1 if len(text) <= _LONGEST // 2 else 0


def is_signing_date(text: str) -> bool:
    """Whether a line is nothing but the date under a signature."""
    return bool(_SIGNED.fullmatch(text))


def is_index_table(cells: list[str]) -> bool:
    """Whether cells are those of the index-number table that open-government pages carry."""
    return len({found.group() for cell in cells if (found := _INDEX.match(_compact(cell)))}) >= 2


def index_date(cells: list[str]) -> str | None:
    """The publication date of an index-number table, with its label, as a line."""
    for label, value in pairwise(cells):
        if _INDEX_DATE.fullmatch(_compact(label)) and _DATE.match(value.strip()):
            return f"{_compact(label).rstrip(':')}:{value.strip()}"
    return None
