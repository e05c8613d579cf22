"""What is to be known of a page before it is parsed: its declared encoding, and that it cannot stall parsing.

Parsing HTML is quadratic in places (each tag looks through the open elements, each attribute through
those of its tag), so the work is added up beforehand in one linear pass over the tags.
"""

from __future__ import annotations

import re
from collections import defaultdict

from zhenggai.errors import ReadingError

_CHARSET = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w:\-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:\-]+)",
    re.I,
)
_HEAD = 8192  # bytes in which an encoding is looked for
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5hkscs",
}

_TAGS = 600_000
_WORK = 300_000_000  # open elements looked at, about a second and a half
_ATTRIBUTES = 2_000
_LONG_TAG = 8_000  # characters: a shorter one cannot have too many attributes
# An attribute and a tag exactly as the standard's tokenizer takes them, so that none slips past the count:
# a quotation mark opens a value only behind an equals sign, which itself must follow a name.
_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>)))?+"
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)((?:{_ATTRIBUTE})*+)[\s/]*+>")
_TAG_START = re.compile(r"</?[a-zA-Z]")
_ATTRIBUTES_IN = re.compile(_ATTRIBUTE)
_COMMENT_END = re.compile(r"--!?>")
# Never left open, or closed by the next of their kind.
_SHALLOW_TAGS = (
    "area base br col embed hr img input link meta param source track wbr"
    " p li dd dt td th tr tbody thead tfoot option"
)
_SHALLOW = frozenset(_SHALLOW_TAGS.split())
_RAW = frozenset(("script", "style", "textarea", "title", "xmp"))


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names for itself, gb2312 and gbk as gb18030; None if it is no Chinese one."""
    found = _CHARSET.search(data[:_HEAD])
    if not found:
        return None
    return _ENCODINGS.get((found.group(1) or found.group(2)).decode("ascii", "replace").lower())


def check(text: str, source: str) -> None:
    """Raises ReadingError for a page with too many tags, too deep a nesting or too many attributes."""
    if text.count("<") > _TAGS:
        raise _refusal(source)
    depth = work = position = 0
    open_now: dict[str, int] = defaultdict(int)
    while (position := text.find("<", position)) >= 0:
        if text.startswith("<!--", position):
            end = _COMMENT_END.search(text, position + 2)
            position = end.end() if end else len(text)
            continue
        if not _TAG_START.match(text, position):
            position += 1
            continue
        tag = _TAG.match(text, position)
        if tag is None:
            # A tag without an end swallows the rest of the page.
            _check_attributes(text[position:], source)
            return
        _check_attributes(tag.group(3), source)
        name, closes = tag.group(2).lower(), bool(tag.group(1))
        position = tag.end()
        work += depth
        if name in _RAW and not closes and not (open_now["svg"] or open_now["math"]):
            position = _end_of_raw(text, name, position)
        elif name not in _SHALLOW and (not closes or open_now[name] > 0):
            step = -1 if closes else 1
            open_now[name] += step
            depth += step
        if work > _WORK:
            raise _refusal(source)


def _end_of_raw(text: str, name: str, position: int) -> int:
    """Where the text of a script, style or the like ends."""
    end = re.compile(f"</{name}", re.I).search(text, position)
    return end.start() if end else len(text)


def _check_attributes(attributes: str, source: str) -> None:
    if len(attributes) > _LONG_TAG and len(_ATTRIBUTES_IN.findall(attributes)) > _ATTRIBUTES:
        raise _refusal(source)


def _refusal(source: str) -> ReadingError:
    return ReadingError("网页结构异常 (标签过多或嵌套过深)", source=source, mend="请将正文另存为文本或 docx")
