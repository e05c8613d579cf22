"""Hand-made pieces of notices, grammars and formats that mutations put where they do not belong."""

from __future__ import annotations

TIMES = """\
2023年6月底前|2023年|6月|6月31日|13月|2月29日|二〇二三年六月|2023-06-05|2023/6|2023.6.5|至|2023年至2024年|上半年|第三季度|每月|每季度末
收到反馈意见后15个工作日内|一个月内|三年内|长期坚持|立行立改|即知即改|20XX年|×月×日|2023年114日|今年|明年初|去年底|“十四五”期间|9999年
0年0月0日|99999999999999999999年|一百二十日|两周|半年|月底前|前完成|截至|自2023年6月起|6月5日、7日和9日|2023年6—8月|0000-00-00|10000个月内|零日"""
QUANTITIES = """\
12.5万元|120人次|近20个|50余条|三分之一|百分之五十|99.9%|由12%提升至95.6%|1,234,567元|1.2.3万|0.0|-5|+5|十几次|数百万|亿|1e400|１２３|½|②|3至5个
万万亿亿元|一千零一夜|两百五|九千九百九十九万亿|0x10|1,11,1|.5|5.|100%以上|不少于3次|翻一番|增长2倍|约|共计|累计|"""
LABELS = """\
整改情况:|整改措施：|责任单位:办公室、财政所|牵头领导:|整改时限:2023年6月底|完成情况:已完成|一是|二是|十是|第一,|其一,|首先,|问题一:|反馈问题1:|一、|(一)
（十）|1.|1、|2.|99.|①|②|关于制度不健全的问题|关于|针对“|”问题|三、下一步工作打算|联系电话:0571-1234567|中共石河镇委员会|2023年9月1日|由办公室牵头
修订《财务管理办法》|《|》|“|”|(以下简称“|”)|收回资金12.5万元|整改率100%|反馈问题12个|制定整改措施36条|党委书记是第一责任人|整改任务清单|附件"""
HEADS = """\
•|■ |- |--|* |第三条|第一章|第二部分|第二,|其二，|首先,|最后,|一是|二是|一为健全|一、|十二、|（一）|(1)|3)|①|②|1.|2、|99.|1.2|1.2.3|4.3个|2024年
问题一:|问题（一）：|反馈问题1:|【问题】|整改情况:|整改措施：|责任单位:|完成情况:|下一步打算:|针对“|《|## |**|> |　　|\t"""
ODD = [
    "\0", "\x01", "\x1b[2J", "\u202e", "\u2066", "\u200b", "\ufeff", "\ufffd", "\uffff", "\ud800", "\udfff", "\u2028", "\x85", "\x0c",
    "\r", "\r\n", "\n\n\n", "\t", "\t\t", "\u3000", " ", "|", "|-|-|", "\U0001f600", "\u0301" * 30, "\u0130", "ﬁ", "㈠", "㍿", "Ⅳ", "〇", "／",
    "%s", "{0}", "{{x}}", "${x}", "=1+1", "@x", "\\", "'", '"', "</script>", "]]>", "<!--", "&#x10FFFF;", "&amp;", "::error::", "##[error]", "NaN",
]  # fmt: skip
TAGS = """\
<p>|</p>|<div>|</div>|<table>|<tr>|<td rowspan=65535>|<td colspan=1000>|</td>|</table>|<th>|<ol start=99999999999>|<li>|<br>|<script>|</script>|<style>|<!--|-->|<![CDATA[|]]>
<h1>|<title>|<meta charset=utf-7>|<meta charset=utf-16>|<svg>|<math>|<template>|<select>|<frameset>|<base href=x>|<a href="javascript:1">|<div style="display:none">|<pre>|<p hidden>
<textarea>|<plaintext>|<noscript>|<iframe srcdoc="<p>">|&#0;|&#xD800;|&nbsp;|&notanentity;|<div class=footer>|<div id=zoom>|<span>|<font>|<\0p>|<p a='|<p a="<"""
WORD_XML = """\
<w:p/>|<w:r><w:t>整改</w:t></w:r>|<w:tbl><w:tr><w:tc/></w:tr></w:tbl>|<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc>|<w:br/>|<w:tab/>|<w:vMerge/>
<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>|<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="x"/></w:numPr>|<w:pStyle w:val="Heading1"/>|<w:basedOn w:val="Normal"/>
<w:start w:val="-5"/>|<w:start w:val="1e9"/>|<w:numFmt w:val="chineseCounting"/>|<w:numFmt w:val="upperRoman"/>|<w:lvlText w:val="%1%2%9%0%"/>|<w:footnoteReference w:id="1"/>
<w:footnoteReference w:id="x"/>|<w:sdt><w:sdtContent>|</w:sdtContent></w:sdt>|<w:del><w:r><w:delText>x</w:delText></w:r></w:del>|<w:fldChar w:fldCharType="begin"/>|<w:gridBefore w:val="9999"/>"""
YAML = """\
id: x|for: issue|for: measure|for: [|require: {some: owner}|require: {all: []}|when: {matches: '('}|matches: '(a|a)*b'|matches: '\\p{Han}+'|similar_to: $x|in: $scope|count: {gt: 1}
params: {scope: below}|&a [*a, *a]|*a|!!python/object:os.system x|!!binary aGk=|<<: {a: 1}|? [a]|- - - -|{{{{|]]|1e999|.nan|.inf|0o17|2024-02-30|~|null|yes|no|''|"\\uD800"|"\\x00"
severity: fatal|severity: [error]|examples: [{gap: ''}]|examples: {gap: x}|message: {zh: '{no}{', en: '{__class__}'}|title: x|basis: [{norm: x, article: 3}]|%TAG ! x|--- |...|# x|| 2
days: 99999999999|value: 1e308|value: -0|lexicon: 办公|include: []|exclude: '*'|extends: ../..|extends: /etc|waivers: x.yaml|paths: [{glob: '**/**/**'}]|until: 9999-99-99|subject: 0"""


def pieces(text: str) -> list[str]:
    """The pieces of one of the lists above."""
    return [piece for line in text.split("\n") for piece in line.split("|") if piece]


TIME_PIECES, QUANTITY_PIECES, LABEL_PIECES = pieces(TIMES), pieces(QUANTITIES), pieces(LABELS)
HEAD_PIECES = pieces(HEADS)
NOTICE_PIECES = [*TIME_PIECES, *QUANTITY_PIECES, *LABEL_PIECES, *ODD, *"。；，、：！？（）—"]
TAG_PIECES, WORD_PIECES, YAML_PIECES = pieces(TAGS), pieces(WORD_XML), pieces(YAML)
