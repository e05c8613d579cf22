"""Web pages: the article whole, the frame away, tables as cells, in any declared or real encoding."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.errors import ReadingError
from zhenggai.model import Document
from zhenggai.reading import read_bytes

ARTICLE = [
    "根据市委统一部署，2024年3月至5月，市委第一巡察组对我局党组开展了巡察。现将整改情况予以公布。",
    "一、整改工作组织情况",
    "局党组召开专题会议4次，成立整改工作领导小组，制定整改措施12条。",
    "1.关于“制度执行不严”的问题",
    "一是由办公室修订《财务管理办法》，2024年6月底前完成；二是收回资金12.5万元。",
    "某市水务局党组",
    "2024年9月2日",
]
TITLE = "某市水务局党组关于巡察整改情况的通报"


def read(page: str, encoding: str = "utf-8") -> Document:
    return read_bytes(page.encode(encoding), "a.html")


def lines(page: str) -> list[str]:
    document = read(page)
    return [document.text[block.start : block.end].strip() for block in document.blocks]


def cells(page: str) -> dict[str, str]:
    document = read(page)
    return {b.name: document.text[b.start : b.end] for b in document.blocks if b.cell and b.name}


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


NAV = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">通知公告</a></li></ul>'
CRUMB = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/b">通知公告</a> &gt; 正文</div>'
TAIL = (
    '<div>分享到：<a href="#">微信</a> <a href="#">微博</a></div><p>【打印】【<a href="#">关闭</a>】</p>'
    '<div><p>上一篇：<a href="#">市水务局召开全市水利工作会议，部署下半年重点任务</a></p></div>'
    "<div><p>主办单位：某市水务局，承办单位：某市信息中心，地址：某市人民路1号，邮编：100000</p><p>某ICP备05000001号-1</p></div>"
)


def page(body: str, title: str = f"{TITLE}-某市水务局网站") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title><script>var a='<p>x</p>';</script></head><body>{body}</body></html>"


FRAMES = {
    "known container": f'{NAV}{CRUMB}<h1>{TITLE}</h1><div class="TRS_Editor">{paragraphs(ARTICLE)}</div>{TAIL}',
    "by id": f'{NAV}{CRUMB}<h1>{TITLE}</h1><div><div id="UCAP-CONTENT"><div>{paragraphs(ARTICLE)}</div></div></div>{TAIL}',
    "span as container": f'{NAV}<h1>{TITLE}</h1><span id="zoom">{paragraphs(ARTICLE)}</span>{TAIL}',
    "unknown names": f"{NAV}{CRUMB}<div class=b1><div class=b2>{TITLE}</div><div class=b3>{paragraphs(ARTICLE)}</div></div>{TAIL}",
    "one level": f"{NAV}{CRUMB}<p>{TITLE}</p>{paragraphs(ARTICLE)}{TAIL}",
    "line breaks": f"{NAV}{CRUMB}<div>{TITLE}</div><div>{'<br>'.join('&nbsp;&nbsp;' + line for line in ARTICLE)}</div>{TAIL}",
    "layout table": (
        f"<table><tr><td colspan=2>{NAV}</td></tr><tr><td width=200><a href=#>通知</a></td><td><table><tr><td>{TITLE}</td></tr>"
        f"<tr><td>{paragraphs(ARTICLE)}</td></tr></table></td></tr><tr><td>a</td><td>{TAIL}</td></tr></table>"
    ),
    "signature outside": (
        f'{NAV}<h1>{TITLE}</h1><div class="TRS_Editor">{paragraphs(ARTICLE[:-2])}</div><div>{paragraphs(ARTICLE[-2:])}</div>{TAIL}'
    ),
    "two containers": (
        f'{NAV}<h1>{TITLE}</h1><div class="TRS_Editor">{paragraphs(ARTICLE[:3])}</div>'
        f'<div class="TRS_Editor">{paragraphs(ARTICLE[3:])}</div>{TAIL}'
    ),
    "title over two lines": f"{NAV}<div>{TITLE[:7]}<br>{TITLE[7:]}</div><div class=con>{paragraphs(ARTICLE)}</div>{TAIL}",
}


@pytest.mark.parametrize("frame", FRAMES)
def test_article_is_whole_and_the_frame_is_away(frame: str) -> None:
    found = lines(page(FRAMES[frame]))
    if frame == "title over two lines":
        found = ["".join(found[:2]), *found[2:]]
    assert found == [TITLE, *ARTICLE]


def test_publication_date_before_the_container_is_kept() -> None:
    dated = "发布时间：2024-09-05 10:12 来源：市水务局 浏览次数：18"
    body = f'{NAV}<h1>{TITLE}</h1><div>{dated}</div><div id="zoom">{paragraphs(ARTICLE)}</div>{TAIL}'
    assert lines(page(body)) == [TITLE, dated, *ARTICLE]


def test_index_table_gives_its_date_where_no_line_does() -> None:
    index = (
        "<table><tr><td>索 引 号：</td><td>0110/2024-1</td><td>主题分类：</td><td>水利</td></tr>"
        "<tr><td>发布机构：</td><td>市水务局</td><td>发布日期：</td><td>2024-09-05</td></tr></table>"
    )
    body = f'{NAV}{index}<h1>{TITLE}</h1><div id="zoom">{paragraphs(ARTICLE)}</div>'
    assert lines(page(body)) == [TITLE, "发布日期:2024-09-05", *ARTICLE]


def test_title_and_date_from_the_head_where_the_page_shows_none() -> None:
    head = f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-09-05 08:00">'
    text = f'<html><head><title>某网</title>{head}</head><body><div id="zoom">{paragraphs(ARTICLE)}</div></body></html>'
    assert lines(text) == [TITLE, "发布日期:2024-09-05 08:00", *ARTICLE]
    assert read(text).blocks[0].level == 1
    assert lines(page(f'<div id="zoom">{paragraphs(ARTICLE)}</div>'))[0] == TITLE


def test_headings_lists_and_entities() -> None:
    document = read(
        page(
            "<h2>一、情况</h2><h3>(一)方面</h3><ol start=3><li>甲&amp;乙</li><li><p>丙</p></li><li value=9>丁</li></ol>"
            "<ol style='list-style: none'><li>戊</li></ol><ul><li>己&nbsp;&nbsp;庚&ldquo;辛&rdquo;</li></ul><pre>壬\n癸</pre>"
            "<p>整改\n落实 <b>a</b>\n<i>b</i>\u200b<span style='display:none'>藏</span></p>"
        )
    )
    found = [(document.text[block.start : block.end], block.level) for block in document.blocks]
    assert found[1:] == [
        ("一、情况", 2), ("(一)方面", 3), ("3. 甲&乙", None), ("4. 丙", None), ("9. 丁", None), ("戊", None),
        ("• 己  庚“辛”", None), ("壬", None), ("癸", None), ("整改落实 a b藏", None),
    ]  # fmt: skip


TABLE = """<table><caption>整改清单</caption><thead><tr><th>序号</th><th>问题</th><th>措施</th><th>责任单位</th></tr></thead>
<tr><td rowspan=2>1</td><td rowspan="2">甲</td><td><p>一是做。</p><p>二是办。</p></td><td>办公室</td></tr>
<tr><td colspan=2>三是改。</td></tr><tr><td colspan="4">二、小标题</td></tr>
<tr><td>2</td><td></td><td><table><tr><td>内</td><td>层</td></tr></table></td><td>财务科</td></tr></table>"""


def test_table_cells_with_spans() -> None:
    document = read(
        page(f'<h1>{TITLE}</h1><div id="zoom"><p>{ARTICLE[0]}</p>{TABLE}<p>{ARTICLE[2]}</p></div>')
    )
    found = {
        block.name: (document.text[block.start : block.end], block.cell.rows, block.cell.columns)
        for block in document.blocks
        if block.cell
    }
    assert found == {
        "t1.r1.c1": ("序号", 1, 1), "t1.r1.c2": ("问题", 1, 1), "t1.r1.c3": ("措施", 1, 1), "t1.r1.c4": ("责任单位", 1, 1),
        "t1.r2.c1": ("1", 2, 1), "t1.r2.c2": ("甲", 2, 1), "t1.r2.c3": ("一是做。\n二是办。", 1, 1), "t1.r2.c4": ("办公室", 1, 1),
        "t1.r3.c3": ("三是改。", 1, 2),
        "t1.r4.c1": ("二、小标题", 1, 4),
        "t1.r5.c1": ("2", 1, 1), "t1.r5.c2": ("", 1, 1), "t1.r5.c3": ("内\n层", 1, 1), "t1.r5.c4": ("财务科", 1, 1),
    }  # fmt: skip
    shown = [document.text[block.start : block.end] for block in document.blocks if not block.cell]
    assert shown == [TITLE, ARTICLE[0], "整改清单", ARTICLE[2]]


def test_table_of_one_cell_or_one_column_is_layout() -> None:
    body = f"<table><tr><td>{paragraphs(ARTICLE[:3])}</td></tr><tr><td>{paragraphs(ARTICLE[3:])}</td></tr></table>"
    assert not cells(page(body))
    assert lines(page(body))[1:] == ARTICLE


def test_spans_beyond_the_table_are_cut() -> None:
    rows = (
        "<tr><td rowspan=0 colspan=99999>甲</td><td rowspan=-1>乙</td></tr><tr><td>丙</td><td>丁</td></tr>"
        * 2
    )
    assert read(page(f"<p>{ARTICLE[0]}</p><table>{rows}</table>")).blocks


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "utf-8", "iso-8859-1", "x-unknown"])
def test_gb18030_whatever_the_page_says(declared: str) -> None:
    text = page(f"<h1>{TITLE}</h1>{paragraphs([*ARTICLE, '测试㐀'])}").replace(
        "charset=utf-8", f'charset="{declared}"'
    )
    document = read(text, "gb18030")
    assert document.encoding == "gb18030"
    assert TITLE in document.text


def test_utf16_and_big5_pages() -> None:
    text = page(f"<h1>{TITLE}</h1>{paragraphs(ARTICLE)}")
    for encoding in ("utf-16", "utf-16-le"):
        assert ARTICLE[0] in read(text, encoding).text
    big = "<html><head><meta charset=big5></head><body><p>關於市委巡察反饋意見整改情況的通報，現予公布。</p></body></html>"
    assert read(big, "big5").encoding == "big5"


def test_hidden_article_is_shown_where_nothing_else_is() -> None:
    assert lines(page(f'{NAV}<div style="display:none">{paragraphs(ARTICLE)}</div>'))[1:] == ARTICLE


def test_text_that_is_no_page_is_read_as_text() -> None:
    document = read_bytes("一、整改\n甲<乙".encode(), "a.html")
    assert (document.format, document.text) == ("txt", "一、整改\n甲<乙")


@pytest.mark.parametrize("body", ["", "<script>x</script>", NAV * 0 + "<img src=a.png>"])
def test_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(ReadingError):
        read(f"<html><head></head><body>{body}</body></html>")


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000 + "x",
        "<div " + " ".join(f"a{index}" for index in range(60_000)) + ">x",
        "<div " + " ".join(f'a{index}="<"' for index in range(60_000)) + ">x",
        "<p>x" * 300_000 + "<" * 900_000,
        "<x>" * 20_000 + "</y>" * 300_000,
        '<a " >' + "<div>" * 100_000 + '"',
        '<a =" >' + "<div>" * 100_000 + '">',
        "<!-- --!>" + "<div>" * 100_000,
        "<svg><title>" + "<div>" * 100_000,
        "<div/>" * 100_000,
    ],
)
def test_pages_that_would_stall_the_parser_are_refused_at_once(hostile: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadingError, match="异常"):
        read("<html>" + hostile)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "odd",
    [
        "<table><tr><td>" * 3000 + "甲",
        "<div>" * 3000 + "甲",
        "<!--" * 50_000 + "甲",
        "甲<" * 50_000,
        "<ol><li>" * 2000 + "甲",
        "<a " * 5000 + "甲",
        "<!-- -->" * 400 + "甲",
        "<a x='" * 20_000 + "甲",
    ],
)
def test_odd_pages_end_in_time(odd: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(ReadingError):
        read("<html><body>" + odd)
    assert time.monotonic() - began < 5


PIECES = """\
<table>|<tr>|<td>|<td rowspan=2>|<td colspan=3>|</td>|</tr>|</table>|<th>|<caption>|<p>|</p>|<ol>|<li>|</ol>|<br>|<b>|<pre>
整改情况|一是落实责任,|<a>链接</a>|2024-01-02|&nbsp;|<!-- -->|<div>|</div>|<h1>|</h1>|<div class=nav>|<div id=zoom>"""


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES.replace("\n", "|").split("|")), max_size=40))
def test_blocks_of_any_page_are_in_order(pieces: list[str]) -> None:
    try:
        document = read("<html><body>" + " ".join(pieces))
    except ReadingError:
        return
    position = 0
    for block in document.blocks:
        assert position <= block.start <= block.end <= len(document.text)
        position = block.end
    inside = [char for block in document.blocks for char in document.text[block.start : block.end]]
    assert len([char for char in inside if not char.isspace()]) == len("".join(document.text.split()))
