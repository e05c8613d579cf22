"""Bytes of Chinese text to characters: byte order mark, strict UTF-8, then by how Chinese it reads.

A GB18030 file is nearly always valid in Big5 or UTF-16, too, and the other way round;
what tells them apart is that the wrong reading consists of rare characters.
"""

from __future__ import annotations

import codecs
import re

from zhenggai.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = {
    False: ("gb18030", "big5", "cp950", "utf-16-le", "utf-16-be"),
    True: ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"),
}
_SAMPLE = 20_000  # characters
_READS_CHINESE = 0.3  # share of frequent characters; real notices have .75 and more, wrong readings under .15
_FEW = 16  # characters beyond ASCII: fewer prove nothing
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # but tabs, line ends, end of file and escape
_MOST_DAMAGE = 200  # one undecodable place in so many characters is damage, more is a wrong encoding

# Frequent characters of official prose, simplified and traditional, with the punctuation.
_FREQUENT = frozenset(
    "、。\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09\uff05“”‘’《》【】·—…〇○%-. \u3000①②③④⑤"
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做"
    "必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权"
    "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信"
    "马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连"
    "断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存"
    "候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙巡"
    "视察审落措施责牵限截底善修订印台健馈监督检纪廉洁镇乡村街医校司银项预购招追缴诫勉谈警告账销推邮箱编码"
    "址网站欢迎予案季旬环境污染排态企這個們來時為國會發對學經過說種產後動與關從業開還實應當進現體機點無數"
    "變條結問題處據組織領導責單報證區項總員級設計規劃環監測審視黨務強讓將於麼樣東車馬長門間風飛魚鳥麥黃齊"
    "龍億萬興舉舊藝葉號虛蘭衛術補裝覺觀觸訂討訓記訪許評詞試詢該詳認語誤課調談請論識議護財貨貪貫費資賓質賬"
    "購賽贊趕跡踐軌軍較載輕輔輛輪轄農辦邊遠適選遲鄉郵採釋鎮錄鐘鐵鑒陣陰陳陸陽隊階際隨險隱雙雜難電靜預頭額"
    "願類飯飲館驗鬥話聯繫負況"
)


def decode(data: bytes, source: str, declared: str | None = None) -> tuple[str, str]:
    """``(text, encoding)`` of text bytes; the byte order mark is no part of the text.

    ``declared`` is an encoding that the content names itself (a web page): it is tried before
    the guess. A few undecodable bytes in a long text become U+FFFD. Raises ReadingError where no
    encoding makes sense of the bytes or they are binary.
    """
    text, encoding = _decoded(data, source, declared)
    if "\0" in text or _is_binary(text):
        raise binary(source)
    return text, encoding


def _decoded(data: bytes, source: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, source)
    wide = b"\0" in data  # among encodings of text only the wide ones have NUL bytes
    if not wide:
        for certain in ("utf-8", declared or "utf-8"):
            text = _strict(data, certain)
            if text is not None:
                return text, certain
    readings = [(text, name) for name in _CANDIDATES[wide] if (text := _strict(data, name)) is not None]
    if readings:
        # On a tie max() takes the encoding named first.
        text, name = max(readings, key=lambda reading: reads_chinese(reading[0]))
        if reads_chinese(text) >= _READS_CHINESE:
            return text, "big5" if name == "cp950" else name
    if wide:
        raise binary(source)
    return _damaged(data, source)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _marked(data: bytes, encoding: str, source: str) -> tuple[str, str]:
    """Text whose byte order mark names the encoding: any language, but not much damage."""
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > 1 + len(text) // _MOST_DAMAGE:
        raise _unknown(source)
    return text, encoding


def _damaged(data: bytes, source: str) -> tuple[str, str]:
    """The reading with the fewest undecodable places among those that read like Chinese."""
    readings = [(data.decode(name, "replace"), name) for name in ("utf-8", "gb18030", "big5")]
    sure = [reading for reading in readings if reads_chinese(reading[0]) >= _READS_CHINESE]
    if sure and len(data) >= 2 * _FEW:
        text, encoding = min(sure, key=lambda reading: reading[0].count("\ufffd"))
        if text.count("\ufffd") <= 1 + len(text) // _MOST_DAMAGE:
            return text, encoding
    raise _unknown(source)


def _unknown(source: str) -> ReadingError:
    return ReadingError("无法识别文字编码", source=source, mend="请另存为 UTF-8 编码")


def binary(source: str) -> ReadingError:
    """The error for what is no text at all."""
    return ReadingError("这是二进制文件, 不是文字", source=source, mend="请用原软件另存为文本、Word 或 PDF")


def reads_chinese(text: str) -> float:
    """Share of frequent characters among those beyond ASCII, control characters counting as wrong."""
    sample = text[:_SAMPLE]
    beyond = [char for char in sample if char > "~" or (char < " " and char not in "\t\n\r\f\v\x1a")]
    if not beyond:
        return 1.0
    # Too few to tell: not refused, and not preferred to a reading that is sure.
    if len(beyond) < _FEW:
        return max(_READS_CHINESE, sum(map(_FREQUENT.__contains__, beyond)) / len(beyond))
    return sum(map(_FREQUENT.__contains__, beyond)) / len(beyond)


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) * 20 > len(sample)
