"""Ids and classes of web pages that tell the article from the frame around it."""

from __future__ import annotations

import re
from functools import lru_cache

# Containers of the article in the systems that Chinese offices publish with.
_ARTICLE_NAMES = """
trs_editor trs_ueditor trs_paper_default ucap-content zoom article article-content article_content
articlecontent article-body article_body articlebody article-con article_con articlecon pages_content
vsb_content v_news_content wp_articlecontent news_content news-content newscontent news_con news-con
newscon detail-content detail_content detailcontent detail_con detail-con xxgk_content xxgk-content
zw_content con_text con-text contenttext conttext contxt content_text content-text main-text main_text
maintext text_content textcontent rich_media_content js_content bt_content bt-content ewb-article-info
ewb-info-content infocontent info_content info-content artcontent art_content art_con artcon arc_content
view_content entry-content post-content post_content nr_content wz_content zhengwen zw neirong newstext
news_text news-text mtextcon ny_content
"""
_FRAME_NAMES = """
nav navbar navigation topnav subnav menu submenu crumb crumbs breadcrumb breadcrumbs location locations
position pos dqwz weizhi curpos curposition foot footer copyright friendlink friendlinks yqlj share
sharebox bdshare fenxiang fx tool tools toolbar print dayin ewm qrcode erweima prevnext prenext pager
pagination pagebar related relate xgxw xgyd xgwd xglj tuijian recommend sidebar leftmenu aside search
login topbar sitenav banner comment comments pinglun
"""
_ARTICLE = frozenset(_ARTICLE_NAMES.split())
_FRAME = frozenset(_FRAME_NAMES.split())
_FRAME_PART = re.compile(r"share|breadcrumb|copyright|qrcode|prevnext|sidebar|friendlink|pagination")
_SPLIT = re.compile(r"[\s_\-]+")


@lru_cache(maxsize=4096)
def is_article_name(names: str) -> bool:
    """Whether an element with these id and classes (lower case) is a known container of the article."""
    return not _ARTICLE.isdisjoint(names.split())


@lru_cache(maxsize=4096)
def is_frame_name(names: str) -> bool:
    """Whether an element with these id and classes (lower case) belongs to the page's frame."""
    if not names or is_article_name(names):
        return False
    return not _FRAME.isdisjoint(_SPLIT.split(names)) or bool(_FRAME_PART.search(names))
